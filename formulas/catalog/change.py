"""Change: how a number moved against another period."""

from kpicells.formulas.expression import percent_change
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Number, Share

_ALL_GOALS = (Goal.AWARENESS, Goal.LEADS, Goal.SALES)
_CURRENT = {"current": ("This period", "Текущий период")}
_PREVIOUS = {**_CURRENT, "previous": ("Previous period", "Прошлый период")}


@kpi(
    en="Change to the previous period",
    ru="Изменение к прошлому периоду",
    aliases=("MoM", "WoW", "growth rate", "динамика", "м/м", "месяц к месяцу", "неделя к неделе"),
    means="На какую долю показатель вырос или упал по сравнению с прошлым периодом.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://efinancemanagement.com/financial-analysis/month-over-month",
    example=Example(
        current=2500,
        previous=2000,
        gives=0.25,
        by="http://www.ehow.com/how_8124035_calculate-percentage-monthly-growth.html",
    ),
    arguments=_PREVIOUS,
    confused_with=(
        "Change in percentage points, for shares, and change to a year ago.",
        "Изменение в процентных пунктах (для долей) и изменение год к году.",
    ),
)
def change(current: Number, previous: Number) -> Share:
    """The change against the previous period as a share of it.

    It carries the season with it: December against November says little about the work done.
    """
    return percent_change(current, previous)


@kpi(
    en="Change to a year ago",
    ru="Изменение год к году",
    aliases=("YoY", "year over year", "г/г", "год к году", "к прошлому году"),
    means="На какую долю показатель вырос или упал по сравнению с тем же периодом год назад.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://www.konigle.com/business-metrics/year-on-year-growth",
    example=Example(
        current=100_000,
        year_ago=80_000,
        gives=0.25,
        by="https://qeeebo.com/questions/yea/e3/8a9/year-over-year-growth-formula",
    ),
    arguments={**_CURRENT, "year_ago": ("Same period a year ago", "Тот же период год назад")},
    confused_with=(
        "Change to the previous period, which carries the season with it.",
        "Изменение к прошлому периоду: в нём сидит сезонность.",
    ),
)
def change_year_ago(current: Number, year_ago: Number) -> Share:
    """The change against the same period a year ago as a share of it."""
    return percent_change(current, year_ago)


@kpi(
    en="Change in percentage points",
    ru="Изменение в процентных пунктах",
    aliases=("percentage points", "п. п.", "п.п.", "процентные пункты", "разница долей"),
    means="На сколько процентных пунктов изменилась доля: было 40 %, стало 44 %, это 4 п. п.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://en.wikipedia.org/wiki/Percentage_point",
    example=Example(
        current=0.44,
        previous=0.4,
        gives=0.44 - 0.4,
        by="https://simple.wikipedia.org/wiki/Percentage_point",
    ),
    arguments=_PREVIOUS,
    confused_with=(
        "The change in percent: from 40 % to 44 % a share grew by 10 %.",
        "Изменение в процентах: с 40 % до 44 % доля выросла на 10 %.",
    ),
)
def change_points(current: Share, previous: Share) -> Share:
    """The difference of two shares: from 40 % to 44 % is 4 percentage points."""
    return current - previous
