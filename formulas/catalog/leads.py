"""Leads: how visits become contacts, what a contact costs, and which of them are worth a call."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Money, Share


@kpi(
    en="Cost per lead",
    ru="Цена лида",
    aliases=("CPL", "стоимость лида", "стоимость заявки", "цена заявки"),
    means="Сколько в среднем стоил один лид.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://zeroin.me/blog/faq/how-to-calculate-properly-cost-per-lead-cpl/",
    example=Example(
        spend=750,
        leads=250,
        gives=3.0,
        by="https://www.morningdough.com/online-advertising/what-is-cpl/",
    ),
    confused_with=(
        "CPA, the price of any conversion, and CPQL, the price of a qualified lead only.",
        "CPA, цена любого целевого действия, и CPQL, цена только квалифицированного лида.",
    ),
)
def cpl(spend: Money, leads: Count) -> Money:
    """The average price of one lead.

    A cheap lead that never buys is dear: read it beside the qualification rate.
    """
    return ratio(spend, leads)


@kpi(
    en="Cost per qualified lead",
    ru="Цена квалифицированного лида",
    aliases=("CPQL", "стоимость целевого лида", "цена целевого лида", "cost per MQL"),
    means="Сколько в среднем стоил один лид, подошедший под критерии.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://calculator.academy/cost-per-qualified-lead-calculator/",
    example=Example(
        spend=10_000,
        qualified_leads=500,
        gives=20.0,
        by="https://calculator.academy/cost-per-qualified-lead-calculator/",
    ),
    confused_with=("CPL, where all leads count.", "CPL: там считают все лиды."),
)
def cpql(spend: Money, qualified_leads: Count) -> Money:
    """The average price of one lead that meets the criteria."""
    return ratio(spend, qualified_leads)


@kpi(
    en="Lead rate",
    ru="Конверсия в лид",
    aliases=(
        "LR",
        "lead conversion rate",
        "visitor-to-lead",
        "конверсия в заявку",
        "конверсия визита в лид",
    ),
    means="Какая доля визитов закончилась лидом.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://www.klipfolio.com/metrics/marketing/lead-conversion-rate",
    example=Example(
        leads=2000,
        sessions=50_000,
        gives=0.04,
        by="https://www.klipfolio.com/metrics/marketing/lead-conversion-rate",
    ),
    confused_with=(
        "The share of leads who became customers, which is also called lead conversion rate.",
        "Доля лидов, ставших клиентами: её тоже называют конверсией лидов.",
    ),
)
def lead_rate(leads: Count, sessions: Count) -> Share:
    """The share of sessions that became leads.

    Published over visitors: "2,000 leads / 50,000 visitors = 4%". Klipfolio divides by visitors,
    web analytics mostly by sessions: compare only like with like.
    """
    return ratio(leads, sessions)


@kpi(
    en="Form completion rate",
    ru="Доля отправленных форм",
    aliases=("form completion", "конверсия формы", "доля заполненных форм", "заполняемость формы"),
    means="Какую долю начатых форм люди отправили.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://www.zuko.io/guides/metric-definitions",
    example=Example(
        form_submits=350,
        form_starts=500,
        gives=0.7,
        by="https://savvycalculator.com/drop-off-rate-calculator/",
    ),
    confused_with=(
        "The share of people who saw the form and sent it.",
        "Конверсия из просмотра формы: там делят на всех, кто форму увидел.",
    ),
)
def form_completion_rate(form_submits: Count, form_starts: Count) -> Share:
    """The share of started forms that were sent.

    Published as its complement: "Drop-off Rate = ((500 - 350) / 500) x 100 = 30%". FormAssembly
    divides by visits instead.
    """
    return ratio(form_submits, form_starts)


@kpi(
    en="Lead qualification rate",
    ru="Доля квалифицированных лидов",
    aliases=("qualified lead rate", "доля целевых лидов", "качество лидов", "квалификация лидов"),
    means="Какая доля лидов подошла под критерии.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://webmasterid.com/analytics-metrics/lead-to-mql-rate-metric",
    example=Example(
        qualified_leads=50,
        leads=200,
        gives=0.25,
        by="https://taglab.net/marketing-metrics/lead-qualification-rate",
    ),
    confused_with=(
        "Lead rate, the share of sessions that became leads.",
        "Конверсия в лид: доля визитов, закончившихся лидом.",
    ),
)
def qualification_rate(qualified_leads: Count, leads: Count) -> Share:
    """The share of leads that meet the criteria.

    Published: "(50 ÷ 200) × 100 = 25%". Each company sets its own criteria, so the rates of two
    companies do not compare.
    """
    return ratio(qualified_leads, leads)


@kpi(
    en="MQL rate",
    ru="Доля MQL",
    aliases=("lead to MQL", "конверсия лида в MQL", "доля маркетинговых лидов"),
    means="Какая доля лидов дошла до маркетинговой квалификации.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://webmasterid.com/analytics-metrics/lead-to-mql-rate-metric",
    example=Example(
        mqls=1,
        leads=20,
        gives=0.05,
        by="https://abmatic.ai/blog/lead-to-mql-conversion-rate?hs_amp=true",
    ),
    confused_with=(
        "MQL to SQL, the share of such leads that sales accepted.",
        "Конверсия MQL в SQL: доля таких лидов, принятых продажами.",
    ),
)
def mql_rate(mqls: Count, leads: Count) -> Share:
    """The share of leads that marketing qualified.

    Published: "If only one in twenty leads becomes an MQL".
    """
    return ratio(mqls, leads)


@kpi(
    en="SQL rate",
    ru="Доля SQL",
    aliases=("lead to SQL", "sales qualified lead rate", "конверсия лида в SQL"),
    means="Какую долю всех лидов приняли в работу продажи.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://intentbench.com/calculators/mql-sql",
    example=Example(
        sqls=80,
        leads=1000,
        gives=0.08,
        by="https://www.upcell.io/glossary/lead-conversion-rate/",
    ),
    confused_with=(
        "MQL to SQL, which divides by marketing-qualified leads alone.",
        "Конверсия MQL в SQL: там делят только на лиды, одобренные маркетингом.",
    ),
)
def sql_rate(sqls: Count, leads: Count) -> Share:
    """The share of all leads that sales accepted.

    Published: "Out of 1,000 outreach leads, 80 are accepted as SQLs, so the conversion rate is 8%".
    """
    return ratio(sqls, leads)


@kpi(
    en="MQL to SQL rate",
    ru="Конверсия MQL в SQL",
    aliases=("MQL-to-SQL", "MQL to SQL conversion", "из MQL в SQL"),
    means="Какую долю лидов, одобренных маркетингом, приняли в работу продажи.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://shno.co/startup-metrics/mql-to-sql-conversion-rate",
    example=Example(
        sqls=250,
        mqls=1000,
        gives=0.25,
        by="https://shno.co/startup-metrics/mql-to-sql-conversion-rate",
    ),
    confused_with=(
        "SQL rate, which divides by all leads.",
        "Доля SQL: там делят на все лиды.",
    ),
)
def mql_to_sql(sqls: Count, mqls: Count) -> Share:
    """The share of marketing-qualified leads that sales accepted.

    Published benchmarks run from 13 % to 27 %, too far apart to plan by.
    """
    return ratio(sqls, mqls)


@kpi(
    en="Lead-to-customer rate",
    ru="Конверсия лида в клиента",
    aliases=("CR lead", "CR из лида", "lead conversion", "доля лидов, ставших клиентами"),
    means="Какая доля лидов стала клиентами.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://corporatefinanceinstitute.com/resources/valuation/lead-to-customer-conversion-rate/",
    example=Example(
        new_customers=75,
        leads=500,
        gives=0.15,
        by="https://calculatorlib.com/lead-to-customer-conversion-calculator",
    ),
    confused_with=(
        "Lead rate, the share of sessions that became leads.",
        "Конверсия в лид: доля визитов, закончившихся лидом.",
    ),
)
def cr_lead(new_customers: Count, leads: Count) -> Share:
    """The share of leads who became customers.

    CFI divides by qualified leads only, calculators by all leads.
    """
    return ratio(new_customers, leads)


@kpi(
    en="Lead-to-sale rate",
    ru="Конверсия лида в продажу",
    aliases=("close rate", "lead to sale", "конверсия в сделку", "конверсия из заявки в продажу"),
    means="Сколько продаж пришлось на один лид.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://calculatorlib.com/lead-to-customer-conversion-calculator",
    example=Example(
        purchases=96,
        leads=1200,
        gives=0.08,
        by="https://calculatorlib.com/lead-to-customer-conversion-calculator",
    ),
    confused_with=(
        "Lead-to-customer rate: one lead may bring several sales, but is one customer.",
        "Конверсия лида в клиента: один лид может дать несколько продаж, но клиент он один.",
    ),
)
def lead_to_sale(purchases: Count, leads: Count) -> Share:
    """The sales as a share of leads; above 1 where a lead buys more than once."""
    return ratio(purchases, leads)
