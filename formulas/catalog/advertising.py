"""Advertising: what a result costs."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Money, Share


@kpi(
    en="Cost per click",
    ru="Цена клика",
    aliases=("CPC", "стоимость клика"),
    means="Сколько в среднем стоил один клик.",
    better=Better.LOWER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://support.google.com/google-ads/answer/14074",
    example=Example(spend=40, clicks=200, gives=0.2, by="constructed"),
)
def cpc(spend: Money, clicks: Count) -> Money:
    """The average price of one click."""
    return ratio(spend, clicks)


@kpi(
    en="Cost per thousand impressions",
    ru="Цена тысячи показов",
    aliases=("CPM", "cost per mille", "стоимость тысячи показов"),
    means="Сколько стоила тысяча показов.",
    better=Better.LOWER,
    stage=Stage.ATTENTION,
    goals=(Goal.AWARENESS,),
    source="https://www.facebook.com/business/help/1461718327429941",
    example=Example(
        spend=50,
        impressions=10_000,
        gives=5.0,
        by="https://www.facebook.com/business/help/1461718327429941",
    ),
    confused_with=(
        "The cost of reaching a thousand people: one person may see several impressions.",
        "Цена охвата тысячи человек: один человек видит несколько показов.",
    ),
)
def cpm(spend: Money, impressions: Count) -> Money:
    """The price of a thousand impressions."""
    return 1000 * ratio(spend, impressions)


@kpi(
    en="Cost per lead",
    ru="Цена лида",
    aliases=("CPL", "стоимость лида", "стоимость заявки"),
    means="Сколько в среднем стоил один лид.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS,),
    source="https://www.facebook.com/business/help/755758134546097",
    example=Example(spend=500, leads=25, gives=20.0, by="constructed"),
    confused_with=(
        "CPA, the price of any conversion, a purchase for instance.",
        "CPA: цена любого целевого действия, например покупки.",
    ),
)
def cpl(spend: Money, leads: Count) -> Money:
    """The average price of one lead."""
    return ratio(spend, leads)


@kpi(
    en="Cost per action",
    ru="Цена целевого действия",
    aliases=("CPA", "cost per acquisition", "cost per conversion", "стоимость конверсии"),
    means="Сколько в среднем стоило одно целевое действие.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://support.google.com/google-ads/answer/6396841",
    example=Example(spend=300, conversions=12, gives=25.0, by="constructed"),
    confused_with=(
        "CAC, which counts new customers and all costs of winning them.",
        "CAC: там считают новых клиентов и все затраты на их привлечение.",
    ),
)
def cpa(spend: Money, conversions: Count) -> Money:
    """The average price of one conversion."""
    return ratio(spend, conversions)


@kpi(
    en="Advertising cost share",
    ru="Доля рекламных расходов",
    aliases=("ДРР", "DRR", "ACOS", "cost revenue ratio"),
    means="Какую долю выручки составил расход на рекламу.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://yandex.ru/support/direct/statistics/drr.html",
    example=Example(spend=20_000, revenue=100_000, gives=0.2, by="constructed"),
    confused_with=("ROAS, its inverse.", "ROAS: это обратная величина."),
)
def drr(spend: Money, revenue: Money) -> Share:
    """The share of revenue that was spent on advertising."""
    return ratio(spend, revenue)
