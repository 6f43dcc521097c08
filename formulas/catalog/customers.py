"""Customers: what it costs to win one, how long they stay, and what they bring in that time."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Money, Number, Ratio, Share

_LIFETIME = {
    "aov": ("Average order value", "Средний чек"),
    "purchase_frequency": ("Purchases a year", "Покупок в год"),
    "lifespan": ("Years as a customer", "Сколько лет остаётся клиентом"),
}
_MARGIN = {"margin": ("Gross margin, share", "Валовая маржа, доля")}
_AT_START = {"customers_start": ("Customers at the start", "Клиенты на начало периода")}


@kpi(
    en="Customer acquisition cost",
    ru="Стоимость привлечения клиента",
    aliases=("CAC", "цена привлечения клиента", "цена клиента", "cost per customer"),
    means="Сколько всех расходов маркетинга и продаж пришлось на одного нового клиента.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://geniegoals.co.uk/glossary/cac-customer-acquisition-cost",
    example=Example(
        marketing_and_sales_cost=100_000,
        new_customers=2000,
        gives=50.0,
        by="https://geniegoals.co.uk/glossary/cac-customer-acquisition-cost",
    ),
    arguments={
        "marketing_and_sales_cost": (
            "Costs of marketing and sales",
            "Расходы на маркетинг и продажи",
        )
    },
    confused_with=(
        "CPA and CPO, which hold the advertising spend alone and count actions or orders.",
        "CPA и CPO: там только рекламный расход, а считают действия или заказы.",
    ),
)
def cac(marketing_and_sales_cost: Money, new_customers: Count) -> Money:
    """All marketing and sales costs for one new customer."""
    return ratio(marketing_and_sales_cost, new_customers)


@kpi(
    en="Average revenue per user",
    ru="Средняя выручка на пользователя",
    aliases=("ARPU", "АРПУ", "доход с пользователя", "средний доход с пользователя"),
    means="Сколько выручки за период пришлось на одного пользователя.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://saasmaths.com/glossary/unit-economics/average-revenue-per-user",
    example=Example(
        revenue=150_000,
        users=2000,
        gives=75.0,
        by="https://theprimecalculator.com/business/arpu-calculator/formula",
    ),
    confused_with=(
        "ARPPU, which counts paying users only, and the average order value.",
        "ARPPU, где считают только платящих, и средний чек.",
    ),
)
def arpu(revenue: Money, users: Count) -> Money:
    """The revenue of a period per user, whether or not the user paid.

    Users are people of the whole period, never a sum of days.
    """
    return ratio(revenue, users)


@kpi(
    en="Average revenue per paying user",
    ru="Средняя выручка на платящего пользователя",
    aliases=("ARPPU", "доход с платящего пользователя", "средний доход на платящего"),
    means="Сколько выручки за период пришлось на одного платящего пользователя.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.applovin.com/glossary/arppu/",
    example=Example(
        revenue=100, paying_users=100, gives=1.0, by="https://www.applovin.com/glossary/arppu/"
    ),
    confused_with=(
        "ARPU, which counts all users.",
        "ARPU: там считают всех пользователей.",
    ),
)
def arppu(revenue: Money, paying_users: Count) -> Money:
    """The revenue of a period per paying user; compare only periods of one length."""
    return ratio(revenue, paying_users)


@kpi(
    en="Repeat purchase rate",
    ru="Доля повторных покупателей",
    aliases=(
        "RPR",
        "repeat rate",
        "repeat customer rate",
        "повторные покупки",
        "повторные клиенты",
    ),
    means="Какая доля клиентов купила больше одного раза.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.wallstreetprep.com/knowledge/repeat-purchase-rate/",
    example=Example(
        repeat_customers=300,
        customers=1000,
        gives=0.3,
        by="https://www.fructifi.com/repeat-purchase-rate/",
    ),
    confused_with=(
        "Purchase frequency, the orders per customer, and the retention rate.",
        "Частота покупок, то есть заказы на клиента, и удержание.",
    ),
)
def repeat_rate(repeat_customers: Count, customers: Count) -> Share:
    """The share of customers who bought more than once."""
    return ratio(repeat_customers, customers)


@kpi(
    en="Purchase frequency",
    ru="Частота покупок",
    aliases=("order frequency", "частота заказов", "заказов на клиента"),
    means="Сколько заказов в среднем сделал один клиент за период.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://mailmodo.com/tools/purchase-frequency-calculator",
    example=Example(
        orders=1200,
        customers=400,
        gives=3.0,
        by="https://mailmodo.com/tools/purchase-frequency-calculator",
    ),
    confused_with=(
        "Repeat purchase rate, a share, and frequency, the impressions per person.",
        "Доля повторных покупателей и частота показов на человека.",
    ),
)
def purchase_frequency(orders: Count, customers: Count) -> Ratio:
    """The orders of a period per customer."""
    return ratio(orders, customers)


@kpi(
    en="Churn rate",
    ru="Отток клиентов",
    aliases=("churn", "customer churn", "отток", "коэффициент оттока", "доля ушедших клиентов"),
    means="Какая доля клиентов, бывших в начале периода, ушла.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://docs.calqulate.io/docs/customer-churn-as-kpi",
    example=Example(
        lost_customers=45,
        customers_start=98,
        gives=45 / 98,
        by="https://online-calculator.org/finance/churn-rate-calculator.php",
    ),
    arguments={**_AT_START, "lost_customers": ("Lost customers", "Ушедшие клиенты")},
    confused_with=(
        "The unfollow rate, which counts followers, and the churn of revenue.",
        "Доля отписок, где считают подписчиков, и отток выручки.",
    ),
)
def churn_rate(lost_customers: Count, customers_start: Count) -> Share:
    """The share of the customers at the start who left during the period.

    Published: "45/98 x 100 = 46%". Start less end would hide those who left behind new customers.
    """
    return ratio(lost_customers, customers_start)


@kpi(
    en="Customer retention rate",
    ru="Удержание клиентов",
    aliases=("retention", "retention rate", "ретеншн", "коэффициент удержания"),
    means="Какая доля клиентов, бывших в начале периода, осталась к его концу.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://piwik.pro/glossary/customer-retention-rate/",
    example=Example(
        customers_end=1100,
        new_customers=300,
        customers_start=1000,
        gives=0.8,
        by="https://gaviki.com/blog/company-starts-the-year-with-1000-customers",
    ),
    arguments={**_AT_START, "customers_end": ("Customers at the end", "Клиенты на конец периода")},
    confused_with=(
        "Repeat purchase rate, the share of customers who bought again.",
        "Доля повторных покупателей: там считают тех, кто купил ещё раз.",
    ),
)
def retention_rate(customers_end: Count, new_customers: Count, customers_start: Count) -> Share:
    """The share of the customers at the start who were still there at the end.

    Published: 1,000 at the start, 200 leave, 300 are new: "The correct answer is 80%".
    """
    return ratio(customers_end - new_customers, customers_start)


@kpi(
    en="Customer lifetime value by revenue",
    ru="Пожизненная ценность клиента по выручке",
    aliases=("LTV", "CLV", "CLTV", "ЛТВ", "customer lifetime value", "ценность клиента"),
    means="Сколько выручки приносит один клиент за всё время.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://glossary.digital/definition/customer-lifetime-value-_clv",
    example=Example(
        aov=70,
        purchase_frequency=3,
        lifespan=3,
        gives=630.0,
        by="https://www.feverbee.com/roi/calculating-customer-lifetime-value/",
    ),
    arguments=_LIFETIME,
    confused_with=(
        "Lifetime value by margin, the one to compare with CAC.",
        "LTV по марже: с CAC сравнивают именно её.",
    ),
)
def ltv(aov: Money, purchase_frequency: Ratio, lifespan: Number) -> Money:
    """The revenue that one customer brings in all the time: order value, a year, for years."""
    return aov * purchase_frequency * lifespan


@kpi(
    en="Customer lifetime value by margin",
    ru="Пожизненная ценность клиента по марже",
    aliases=("LTV margin", "profit LTV", "LTV по марже", "маржинальный LTV"),
    means="Сколько валовой прибыли приносит один клиент за всё время.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.feverbee.com/roi/calculating-customer-lifetime-value/",
    example=Example(
        aov=70,
        purchase_frequency=3,
        lifespan=3,
        margin=0.3,
        gives=189.0,
        by="https://www.feverbee.com/roi/calculating-customer-lifetime-value/",
    ),
    arguments={**_LIFETIME, **_MARGIN},
    confused_with=(
        "Lifetime value by revenue, which flatters: the goods cost money.",
        "LTV по выручке: она завышена, ведь товар чего-то стоит.",
    ),
)
def ltv_margin(aov: Money, purchase_frequency: Ratio, lifespan: Number, margin: Share) -> Money:
    """The gross profit that one customer brings in all the time."""
    return aov * purchase_frequency * lifespan * margin


@kpi(
    en="Customer lifetime value by churn",
    ru="Пожизненная ценность клиента через отток",
    aliases=("LTV churn", "subscription LTV", "LTV подписки", "LTV через отток"),
    means="Сколько валовой прибыли принесёт подписчик услуги, если отток не изменится.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.metrickittools.com/guides/ltv-guide",
    example=Example(
        arpu=30,
        margin=0.6,
        churn_rate=0.05,
        gives=360.0,
        by="https://www.joysubscription.com/glossary/how-is-ltv-calculated",
    ),
    arguments={
        **_MARGIN,
        "arpu": ("Revenue per user in a period", "Выручка на пользователя за период"),
        "churn_rate": ("Churn in such a period", "Отток за такой же период"),
    },
    confused_with=(
        "Lifetime value by order value and frequency, for shops without a subscription.",
        "LTV через чек и частоту покупок: она для магазинов без подписки.",
    ),
)
def ltv_churn(arpu: Money, margin: Share, churn_rate: Share) -> Money:
    """The gross profit that a subscriber brings until leaving, if churn stays as it is.

    Published: ARPU $30, churn 5 %: $600; "gross margin is 60%, and $600 LTV becomes $360". Both
    must be of one period: monthly revenue with monthly churn.
    """
    return ratio(arpu * margin, churn_rate)


@kpi(
    en="LTV to CAC",
    ru="Отношение LTV к CAC",
    aliases=("LTV/CAC", "LTV:CAC", "LTV CAC ratio", "LTV к CAC"),
    means="Сколько ценности клиента приходится на единицу затрат на его привлечение.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://portfolioiq.ai/databook/ltv-cac",
    example=Example(
        ltv=15_000,
        cac=6000,
        gives=2.5,
        by="https://mhq-gatsby.pages.dev/difference/ltv-to-cac-vs-magic-number/",
    ),
    arguments={
        "ltv": ("Customer lifetime value", "Пожизненная ценность клиента"),
        "cac": ("Customer acquisition cost", "Стоимость привлечения клиента"),
    },
    confused_with=(
        "ROAS, the revenue of one period per unit of advertising spend.",
        "ROAS: там выручка одного периода на единицу рекламного расхода.",
    ),
)
def ltv_to_cac(ltv: Money, cac: Money) -> Ratio:
    """The lifetime value per unit of acquisition cost; take the value by margin.

    A rule of thumb wants 3 or more.
    """
    return ratio(ltv, cac)


@kpi(
    en="CAC payback, months",
    ru="Срок окупаемости привлечения, месяцев",
    aliases=("payback", "CAC payback", "payback period", "срок окупаемости", "период окупаемости"),
    means="За сколько месяцев валовая прибыль с клиента вернёт затраты на его привлечение.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://complete.tools/md/cac-ltv-payback-calculator.md",
    example=Example(
        cac=50,
        monthly_gross_profit=15,
        gives=50 / 15,
        by="https://complete.tools/md/cac-ltv-payback-calculator.md",
    ),
    arguments={
        "cac": ("Customer acquisition cost", "Стоимость привлечения клиента"),
        "monthly_gross_profit": (
            "Gross profit from a customer a month",
            "Валовая прибыль с клиента в месяц",
        ),
    },
    confused_with=(
        "LTV to CAC, which is a ratio and not a time.",
        "Отношение LTV к CAC: это не срок.",
    ),
)
def payback_period(cac: Money, monthly_gross_profit: Money) -> Number:
    """The months in which the gross profit from a customer returns the acquisition cost.

    Published: "$50 / $15 = 3.33 months".
    """
    return ratio(cac, monthly_gross_profit)


@kpi(
    en="Customer lifetime",
    ru="Срок жизни клиента",
    aliases=("LT", "customer lifespan", "lifetime", "время жизни клиента", "лайфтайм"),
    means="Сколько периодов клиент в среднем остаётся при таком оттоке.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://churnzero.net/churnopedia/lifetime-customer/",
    example=Example(
        churn_rate=0.025, gives=40.0, by="https://churnzero.net/churnopedia/lifetime-customer/"
    ),
    arguments={"churn_rate": ("Churn rate of a period", "Отток за период")},
    confused_with=("LTV, which is money and not a time.", "LTV: это деньги, а не срок."),
)
def customer_lifetime(churn_rate: Share) -> Number:
    """The periods that a customer stays on average; months where the churn is monthly."""
    return ratio(1, churn_rate)
