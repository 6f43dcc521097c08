"""Traffic: how impressions become visits."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Count, Share


@kpi(
    en="Click-through rate",
    ru="Кликабельность",
    aliases=("CTR", "click rate", "коэффициент кликабельности"),
    means="Какая доля показов закончилась кликом.",
    better=Better.HIGHER,
    stage=Stage.INTEREST,
    goals=(Goal.LEADS, Goal.SALES),
    source="https://support.google.com/google-ads/answer/2615875",
    example=Example(
        clicks=5,
        impressions=100,
        gives=0.05,
        by="https://support.google.com/google-ads/answer/2615875",
    ),
    confused_with=(
        "CR, the share of clicks that led to an action.",
        "CR: доля кликов, которые закончились целевым действием.",
    ),
)
def ctr(clicks: Count, impressions: Count) -> Share:
    """The share of impressions that led to a click."""
    return ratio(clicks, impressions)
