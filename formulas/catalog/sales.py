"""Sales: how clicks, sessions and people become orders, and what comes back."""

from kpicells.formulas.expression import percent_change, ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Money, Share


@kpi(
    en="Conversion rate",
    ru="Конверсия",
    aliases=("CR", "CVR", "коэффициент конверсии", "конверсия из клика", "click conversion rate"),
    means="Какая доля кликов закончилась целевым действием.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://support.google.com/google-ads/answer/2684489",
    example=Example(
        conversions=50,
        clicks=1000,
        gives=0.05,
        by="https://support.google.com/google-ads/answer/2684489",
    ),
    confused_with=(
        "CTR, the share of impressions that led to a click, and the rates by session and by user.",
        "CTR, доля показов с кликом, и конверсии по визитам и по пользователям.",
    ),
)
def cr(conversions: Count, clicks: Count) -> Share:
    """The share of clicks that led to a conversion.

    Above 1 where one click may bring several conversions and each is counted.
    """
    return ratio(conversions, clicks)


@kpi(
    en="Session conversion rate",
    ru="Конверсия по визитам",
    aliases=(
        "CR by session",
        "ecommerce conversion rate",
        "session key event rate",
        "конверсия визита",
        "конверсия по сеансам",
        "конверсия по сессиям",
    ),
    means="Какая доля визитов закончилась целевым действием.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://worship.agency/session-conversion-rate-vs-user-conversion-rate",
    example=Example(
        conversions=100,
        sessions=10_000,
        gives=0.01,
        by="https://worship.agency/session-conversion-rate-vs-user-conversion-rate",
    ),
    confused_with=(
        "User conversion rate, which is higher where people come several times before they buy.",
        "Конверсия по пользователям: она выше, если люди приходят по нескольку раз.",
    ),
)
def cr_session(conversions: Count, sessions: Count) -> Share:
    """The conversions as a share of sessions.

    Contentsquare counts the sessions that had a conversion, others every conversion.
    """
    return ratio(conversions, sessions)


@kpi(
    en="User conversion rate",
    ru="Конверсия по пользователям",
    aliases=(
        "CR by user",
        "visitor conversion rate",
        "user key event rate",
        "конверсия пользователя",
        "конверсия посетителя",
    ),
    means="Какая доля пользователей совершила целевое действие.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://www.optimizesmart.com/ga4-conversion-rate-how-to-find-it-and-use-it/",
    example=Example(
        converted_users=50,
        users=2000,
        gives=0.025,
        by="https://www.optimizesmart.com/ga4-conversion-rate-how-to-find-it-and-use-it/",
    ),
    confused_with=(
        "Session conversion rate, which divides by visits: one user makes several.",
        "Конверсия по визитам: один пользователь приходит несколько раз.",
    ),
)
def cr_user(converted_users: Count, users: Count) -> Share:
    """The share of users who converted.

    Users are people of the whole period, never a sum of days; the same holds for those who
    converted.
    """
    return ratio(converted_users, users)


@kpi(
    en="Average order value",
    ru="Средний чек",
    aliases=("AOV", "average check", "средняя стоимость заказа", "средняя сумма покупки"),
    means="Сколько в среднем стоила одна покупка.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.omniconvert.com/what-is/average-order-value-aov/",
    example=Example(
        revenue=1000,
        purchases=23,
        gives=1000 / 23,
        by="https://www.omniconvert.com/what-is/average-order-value-aov/",
    ),
    confused_with=(
        "ARPU, the revenue per user, whether or not the user bought.",
        "ARPU: выручка на пользователя, в том числе ничего не купившего.",
    ),
)
def aov(revenue: Money, purchases: Count) -> Money:
    """The average value of one purchase.

    Published: "$1,000/23 = $43.47" (cut off, not rounded).
    """
    return ratio(revenue, purchases)


@kpi(
    en="Cart abandonment rate",
    ru="Доля брошенных корзин",
    aliases=("abandoned carts", "брошенная корзина", "брошенные корзины"),
    means="Какая доля созданных корзин осталась без покупки.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.analyticspack.com/metrics/7-shopping-cart-abandonment-rate",
    example=Example(
        purchases=45,
        carts=200,
        gives=0.775,
        by="https://www.analyticspack.com/metrics/7-shopping-cart-abandonment-rate",
    ),
    confused_with=(
        "Checkout abandonment, which counts from the checkouts started.",
        "Отказы при оформлении: там считают от начатых оформлений.",
    ),
)
def cart_abandonment(purchases: Count, carts: Count) -> Share:
    """The share of carts that ended without a purchase.

    Published averages lie near 70 %, on phones higher.
    """
    return 1 - ratio(purchases, carts)


@kpi(
    en="Buyout rate",
    ru="Процент выкупа",
    aliases=("выкуп", "доля выкупа", "redemption rate", "order buyout", "выкупаемость"),
    means="Какую долю заказанных товаров покупатели забрали и оплатили.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://seohead.pro/blog/posmotret-protsent-vykupa-marketpleyse-analiz-vliyanie-strat",
    example=Example(
        purchases=660,
        orders=1020,
        gives=660 / 1020,
        by="https://ya.ru/neurum/c/ekonomika-i-finansi/q/kak_rasschityvaetsya_procent_vykupa_tovarov_d113ceff",
    ),
    confused_with=(
        "One minus the return rate, which starts from items sold, not ordered.",
        "Единица минус доля возвратов: там считают от проданного, а не от заказанного.",
    ),
)
def buyout_rate(purchases: Count, orders: Count) -> Share:
    """The share of what was ordered that buyers took and paid for; usual on marketplaces.

    Published: «(660/1020) * 100% = 64,7%».
    """
    return ratio(purchases, orders)


@kpi(
    en="Return rate",
    ru="Доля возвратов",
    aliases=("product return rate", "процент возвратов", "возвраты товара"),
    means="Какую долю проданных товаров вернули.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://calc-pilot.com/calculators/return-rate-calculator/",
    example=Example(
        returned=420,
        sold=10_000,
        gives=0.042,
        by="https://calc-pilot.com/calculators/return-rate-calculator/",
    ),
    arguments={
        "returned": ("Items returned", "Возвращённые товары"),
        "sold": ("Items sold", "Проданные товары"),
    },
    confused_with=(
        "Returning visitors, and the buyout rate, which starts from items ordered.",
        "Вернувшиеся посетители и процент выкупа: выкуп считают от заказанного.",
    ),
)
def return_rate(returned: Count, sold: Count) -> Share:
    """The share of items sold that came back.

    Some count by value instead of items. Returns come later than sales, so a short period mixes
    two: take returns of what was sold in it.
    """
    return ratio(returned, sold)


@kpi(
    en="Retargeting lift",
    ru="Прирост от ретаргетинга",
    aliases=(
        "incremental lift",
        "conversion lift",
        "лифт",
        "инкрементальность",
        "прирост конверсии от ретаргетинга",
    ),
    means="Насколько конверсия тех, кому показывали рекламу, выше, чем у контрольной группы.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://mygrowthstack.io/knowledge/lift-test",
    example=Example(
        test_rate=0.04,
        control_rate=0.03,
        gives=(0.04 - 0.03) / 0.03,
        by="https://mygrowthstack.io/knowledge/lift-test",
    ),
    arguments={
        "test_rate": ("Conversion of those who saw the ads", "Конверсия увидевших рекламу"),
        "control_rate": ("Conversion of the control group", "Конверсия контрольной группы"),
    },
    confused_with=(
        "The difference in percentage points, and conversions that a platform claims for itself.",
        "Разница в процентных пунктах и конверсии, которые площадка приписывает себе.",
    ),
)
def retargeting_lift(test_rate: Share, control_rate: Share) -> Share:
    """How much higher the conversion of those who saw the ads is than the control group's.

    Check with TWO_PROPORTION_P whether the difference may be chance.
    """
    return percent_change(test_rate, control_rate)


@kpi(
    en="Share of retargeted revenue",
    ru="Доля выручки от ретаргетинга",
    aliases=("retargeting revenue share", "доход от ретаргетинга", "выручка ретаргетинга"),
    means="Какая доля выручки приписана ретаргетингу.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://support.kangaroorewards.com/knowledge/how-is-generated-revenue-calculated-for-the-marketing-campaigns",
    example=Example(retargeting_revenue=20_000, revenue=100_000, gives=0.2, by="constructed"),
    arguments={"retargeting_revenue": ("Revenue from retargeting", "Выручка от ретаргетинга")},
    confused_with=(
        "Retargeting lift: many of these buyers would have bought without the ads.",
        "Прирост от ретаргетинга: многие из этих людей купили бы и без рекламы.",
    ),
)
def retargeted_revenue_share(retargeting_revenue: Money, revenue: Money) -> Share:
    """The share of revenue that is attributed to retargeting."""
    return ratio(retargeting_revenue, revenue)


@kpi(
    en="Revenue per session",
    ru="Выручка на визит",
    aliases=("RPS", "RPV", "revenue per visit", "выручка с визита", "доход на визит"),
    means="Сколько выручки в среднем приносит один визит на сайт.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.fluentco.com/glossary/term/revenue-per-session",
    example=Example(
        revenue=10_000,
        sessions=1000,
        gives=10.0,
        by="https://www.fluentco.com/glossary/term/revenue-per-session",
    ),
    confused_with=(
        "ARPU, per person: one person comes several times.",
        "ARPU, на человека: один человек приходит несколько раз.",
    ),
)
def revenue_per_session(revenue: Money, sessions: Count) -> Money:
    """The average revenue of a session: the conversion rate times the average order value.

    Published: "$10,000 in revenue and had 1,000 user sessions ... your RPS would be $10".
    """
    return ratio(revenue, sessions)
