"""Sales: how actions become revenue."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Money, Ratio, Share


@kpi(
    en="Conversion rate",
    ru="Конверсия",
    aliases=("CR", "CVR", "коэффициент конверсии", "конверсия из клика"),
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
        "CTR, the share of impressions that led to a click.",
        "CTR: доля показов, которые закончились кликом.",
    ),
)
def cr(conversions: Count, clicks: Count) -> Share:
    """The share of clicks that led to a conversion."""
    return ratio(conversions, clicks)


@kpi(
    en="Average order value",
    ru="Средний чек",
    aliases=("AOV", "average check"),
    means="Сколько в среднем стоила одна покупка.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://www.shopify.com/blog/average-order-value",
    example=Example(revenue=2000, purchases=100, gives=20.0, by="constructed"),
    confused_with=(
        "ARPU, the revenue per user, whether or not the user bought.",
        "ARPU: выручка на пользователя, в том числе ничего не купившего.",
    ),
)
def aov(revenue: Money, purchases: Count) -> Money:
    """The average value of one purchase."""
    return ratio(revenue, purchases)


@kpi(
    en="Return on ad spend",
    ru="Окупаемость рекламных расходов",
    aliases=("ROAS", "рентабельность рекламы", "возврат рекламных расходов"),
    means="Сколько выручки принесла единица рекламного расхода.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=(Goal.SALES,),
    source="https://support.google.com/google-ads/answer/6268637",
    example=Example(revenue=1000, spend=250, gives=4.0, by="constructed"),
    confused_with=(
        "ROI and ROMI, which subtract costs from revenue first.",
        "ROI и ROMI: там из выручки сначала вычитают затраты.",
    ),
)
def roas(revenue: Money, spend: Money) -> Ratio:
    """The revenue per unit of advertising spend; 4.0 means four back for each one spent."""
    return ratio(revenue, spend)
