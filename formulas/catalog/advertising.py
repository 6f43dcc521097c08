"""Advertising: what a result costs, and how much of the possible it won."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Money, Ratio, Share


@kpi(
    en="Cost per click",
    ru="Цена клика",
    aliases=("CPC", "стоимость клика", "цена за клик", "average CPC", "средняя цена клика"),
    means="Сколько в среднем стоил один клик.",
    better=Better.LOWER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://support.google.com/google-ads/answer/14074",
    example=Example(
        spend=0.6, clicks=2, gives=0.3, by="https://support.google.com/google-ads/answer/14074"
    ),
    confused_with=(
        "The maximum bid, and the cost per session: some clicks never load the page.",
        "Максимальная ставка и цена визита: часть кликов не доходит до сайта.",
    ),
)
def cpc(spend: Money, clicks: Count) -> Money:
    """The average price of one click."""
    return ratio(spend, clicks)


@kpi(
    en="Cost per thousand impressions",
    ru="Цена тысячи показов",
    aliases=("CPM", "cost per mille", "стоимость тысячи показов", "цена за 1000 показов", "СРМ"),
    means="Сколько стоила тысяча показов.",
    better=Better.LOWER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://adwisely.com/glossary/cpm-equation/",
    example=Example(
        spend=200,
        impressions=100_000,
        gives=2.0,
        by="https://adwisely.com/glossary/cpm-equation/",
    ),
    confused_with=(
        "CPR, the cost of reaching a thousand people: one person may see several impressions.",
        "CPR, цена охвата тысячи человек: один человек видит несколько показов.",
    ),
)
def cpm(spend: Money, impressions: Count) -> Money:
    """The price of a thousand impressions.

    Published: "CPM = 1000 x 200/100, 000; CPM = $2."
    """
    return 1000 * ratio(spend, impressions)


@kpi(
    en="Cost per thousand people reached",
    ru="Цена охвата тысячи человек",
    aliases=(
        "CPR",
        "CP1KR",
        "cost per 1000 reached",
        "cost per reach",
        "цена охвата",
        "стоимость тысячи охвата",
    ),
    means="Сколько стоило показать рекламу тысяче разных людей.",
    better=Better.LOWER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://adparlor.com/glossary/term/cp1kr-cost-per-one-thousand-reach",
    example=Example(
        spend=5000,
        reach=100_000,
        gives=50.0,
        by="https://adparlor.com/glossary/term/cp1kr-cost-per-one-thousand-reach",
    ),
    confused_with=(
        "CPM, which counts impressions: CPR is CPM times frequency. "
        "Cost per result is also shortened to CPR.",
        "CPM считают по показам: CPR равна CPM, умноженной на частоту. "
        "Так же сокращают и цену за результат.",
    ),
)
def cpr(spend: Money, reach: Count) -> Money:
    """The price of reaching a thousand different people.

    Reach is of the whole period, never a sum of days. Some tools call this CPM (https://www.advertisemint.com/definition/cost-per-1000-people-reached);
    Meta's CPM is per thousand impressions.
    """
    return 1000 * ratio(spend, reach)


@kpi(
    en="Cost per view",
    ru="Цена просмотра",
    aliases=("CPV", "стоимость просмотра", "цена за просмотр видео"),
    means="Сколько в среднем стоил один засчитанный просмотр видео.",
    better=Better.LOWER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://support.google.com/google-ads/answer/2382888",
    example=Example(spend=200, views=1000, gives=0.2, by="https://jetmetrics.io/cost-per-view"),
    confused_with=(
        "CPM, the price of a thousand impressions; the cost per visit is also shortened to CPV.",
        "CPM, цена тысячи показов; цену визита тоже сокращают как CPV.",
    ),
)
def cpv(spend: Money, views: Count) -> Money:
    """The average price of one counted video view.

    What counts as a view differs by platform and format (30 s in-stream, 10 s in-feed at Google):
    compare a format with itself.
    """
    return ratio(spend, views)


@kpi(
    en="Cost per engagement",
    ru="Цена взаимодействия",
    aliases=("CPE", "стоимость взаимодействия", "цена вовлечения", "цена реакции"),
    means="Сколько в среднем стоил один отклик: лайк, комментарий, репост или сохранение.",
    better=Better.LOWER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://support.grin.co/en/articles/2362662-how-do-i-calculate-cost-per-engagement",
    example=Example(
        spend=10_000,
        engagements=3000,
        gives=10_000 / 3000,
        by="https://calculator.academy/cost-per-engagement-cpe-calculator/",
    ),
    confused_with=("CPC, the price of a click alone.", "CPC: там считают только клики."),
)
def cpe(spend: Money, engagements: Count) -> Money:
    """The average price of one engagement.

    Published: "CPE = $10,000/3,000 CPE = $3.33/engagement".
    """
    return ratio(spend, engagements)


@kpi(
    en="Engagements per unit of spend",
    ru="Взаимодействия на единицу расхода",
    aliases=(
        "engagements per dollar",
        "вовлечения на рубль",
        "реакций на рубль",
        "отдача в реакциях",
    ),
    means="Сколько откликов принёс один рубль (доллар, евро) расхода.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.AWARENESS,),
    source="https://www.classicalfinance.com/cpe-calculator/",
    example=Example(
        engagements=2500,
        spend=500,
        gives=5.0,
        by="https://cunits.io/cost-per-engagement-cpe-calculator",
    ),
    confused_with=("CPE, its inverse.", "CPE: это обратная величина."),
)
def engagements_per_money(engagements: Count, spend: Money) -> Ratio:
    """How many engagements one unit of money brought.

    Published as its inverse: "CPE = $500 / 2500, CPE = $0.20".
    """
    return ratio(engagements, spend)


@kpi(
    en="Cost per follower",
    ru="Цена подписчика",
    aliases=("CPF", "стоимость подписчика", "цена вступления", "cost per new follower"),
    means="Сколько в среднем стоил один новый подписчик.",
    better=Better.LOWER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://www.mailmodo.com/tools/cost-per-follower-calculator/",
    example=Example(
        spend=2000,
        new_followers=200,
        gives=10.0,
        by="https://www.lifesight.io/glossary/cost-per-follower",
    ),
    confused_with=(
        "CPL: a follower has left no contact and is not a lead yet.",
        "CPL: подписчик ещё не оставил контакта, это не лид.",
    ),
)
def cpf(spend: Money, new_followers: Count) -> Money:
    """The average price of one new follower."""
    return ratio(spend, new_followers)


@kpi(
    en="Cost per session",
    ru="Цена визита",
    aliases=("cost per visit", "CPS", "стоимость визита", "цена сеанса", "цена сессии"),
    means="Сколько в среднем стоил один визит на сайт.",
    better=Better.LOWER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://help.peelinsights.com/docs/cost-per-session",
    example=Example(
        spend=3000,
        sessions=15_000,
        gives=0.2,
        by="https://nestscale.com/glossary/cost-per-session",
    ),
    confused_with=(
        "CPC: some clicks never load the page, so a session costs more than a click.",
        "CPC: часть кликов не доходит до сайта, поэтому визит дороже клика.",
    ),
)
def cost_per_session(spend: Money, sessions: Count) -> Money:
    """The average price of one session on the website."""
    return ratio(spend, sessions)


@kpi(
    en="Cost per action",
    ru="Цена целевого действия",
    aliases=(
        "CPA",
        "cost per acquisition",
        "cost per conversion",
        "cost per result",
        "стоимость конверсии",
        "цена конверсии",
        "цена за результат",
        "стоимость целевого действия",
    ),
    means="Сколько в среднем стоило одно целевое действие.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://support.google.com/google-ads/answer/6396841",
    example=Example(
        spend=6, conversions=2, gives=3.0, by="https://support.google.com/google-ads/answer/6396841"
    ),
    confused_with=(
        "CAC, which counts new customers and all costs of winning them.",
        "CAC: там считают новых клиентов и все затраты на их привлечение.",
    ),
)
def cpa(spend: Money, conversions: Count) -> Money:
    """The average price of one conversion.

    Published: "2 conversions, one costing $2.00 and one costing $4.00, your average CPA for those
    conversions is $3.00".
    """
    return ratio(spend, conversions)


@kpi(
    en="Cost per order",
    ru="Цена заказа",
    aliases=("CPO", "стоимость заказа", "стоимость оформленного заказа"),
    means="Сколько рекламного расхода пришлось на один оформленный заказ.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://elama.ru/glossary/cpo",
    example=Example(
        spend=120_000,
        orders=400,
        gives=300.0,
        by="https://pro-seo.expert/blog/chto-takoe-cpo-cost-per-order-kak-rasschitat-stoimost-odnogo-zakaza-i-zachem-eto-nuzhno/",
    ),
    confused_with=(
        "CPA, the price of any action, and CAC: one customer may place several orders.",
        "CPA, цена любого действия, и CAC: один клиент может сделать несколько заказов.",
    ),
)
def cpo(spend: Money, orders: Count) -> Money:
    """The advertising spend for one order placed.

    Sources differ: eLama counts orders placed, leads.su only paid ones. Say in the plan whether
    cancelled orders are taken out, and keep to it.
    """
    return ratio(spend, orders)


@kpi(
    en="Cost per install",
    ru="Цена установки приложения",
    aliases=("CPI", "стоимость установки", "цена инсталла"),
    means="Сколько рекламного расхода пришлось на одну установку приложения.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://www.applovin.com/glossary/cpi/",
    example=Example(
        spend=3200,
        installs=1280,
        gives=2.5,
        by="https://calculatorlib.com/cost-per-install-calculator",
    ),
    confused_with=(
        "CPA: an install is not yet a registration or a purchase.",
        "CPA: установка ещё не регистрация и не покупка.",
    ),
)
def cpi(spend: Money, installs: Count) -> Money:
    """The advertising spend for one app install."""
    return ratio(spend, installs)


@kpi(
    en="Advertising cost share",
    ru="Доля рекламных расходов",
    aliases=("ДРР", "DRR", "ACOS", "CRR", "cost revenue ratio", "доля расходов на рекламу"),
    means="Какую долю выручки составил расход на рекламу.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://semtools.guru/ru/sem-dictionary/drr",
    example=Example(
        spend=15_000,
        revenue=100_000,
        gives=0.15,
        by="https://semtools.guru/ru/sem-dictionary/drr",
    ),
    confused_with=(
        "ROAS, its inverse, and the share of one channel in all spend.",
        "ROAS, обратная величина, и доля одного канала во всех расходах.",
    ),
)
def drr(spend: Money, revenue: Money) -> Share:
    """The share of revenue that was spent on advertising.

    Below 100 % is not yet a profit: the goods cost money too, so the limit is the margin. Sources
    differ: kokoc.com divides by profit, seohead.pro means the share in all spend (COST_SHARE).
    """
    return ratio(spend, revenue)


@kpi(
    en="Impression share",
    ru="Доля полученных показов",
    aliases=("IS", "search impression share", "процент полученных показов", "доля показов"),
    means="Какую долю доступных показов получило объявление.",
    better=Better.HIGHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://support.google.com/google-ads/answer/2497703",
    example=Example(
        impressions=10_000,
        eligible_impressions=50_000,
        gives=0.2,
        by="https://www.romainberg.com/glossary-terms/is-or-impression-share/",
    ),
    confused_with=(
        "Share of voice, which counts mentions of brands.",
        "Доля голоса: там считают упоминания брендов.",
    ),
)
def impression_share(impressions: Count, eligible_impressions: Count) -> Share:
    """The share of the impressions it could have had that an ad received.

    How many it could have had is the platform's own estimate.
    """
    return ratio(impressions, eligible_impressions)


@kpi(
    en="Auction win rate",
    ru="Доля выигранных аукционов",
    aliases=("win rate", "bid win rate", "винрейт", "процент выигранных ставок"),
    means="Какая доля ставок в рекламном аукционе выиграла показ.",
    better=Better.NEITHER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://en.wikipedia.org/wiki/Win_rate",
    example=Example(
        impressions_won=50_000,
        bids=1_000_000,
        gives=0.05,
        by="https://www.gourmetads.com/glossary/win-rate/",
    ),
    arguments={
        "impressions_won": ("Impressions won", "Выигранные показы"),
        "bids": ("Bids", "Ставки"),
    },
    confused_with=(
        "Impression share, and the share of deals won in sales.",
        "Доля полученных показов и доля выигранных сделок в продажах.",
    ),
)
def win_rate(impressions_won: Count, bids: Count) -> Share:
    """The share of bids that won the impression.

    A high rate may mean that the bid is too high, a low one that it is too low.
    """
    return ratio(impressions_won, bids)
