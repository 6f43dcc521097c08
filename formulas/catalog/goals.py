"""Goals: how far a KPI is from its target, and where the period will end."""

from kpicells.formulas.expression import ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.units import Number, Share

_ALL_GOALS = (Goal.AWARENESS, Goal.LEADS, Goal.SALES)
_NAMES = {
    "actual": ("Actual value", "Факт"),
    "target": ("Target", "Цель"),
    "elapsed": ("Share of the period that has passed", "Прошедшая доля периода"),
}
_ACTUAL_TARGET = {name: _NAMES[name] for name in ("actual", "target")}


@kpi(
    en="Attainment",
    ru="Выполнение плана",
    aliases=("goal completion", "percent of target", "выполнение цели", "процент выполнения"),
    means="Какая доля цели достигнута, если больше значит лучше.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://support.google.com/analytics/answer/1012040",
    example=Example(actual=80, target=100, gives=0.8, by="constructed"),
    arguments=_ACTUAL_TARGET,
    confused_with=(
        "Pace, which compares with the part of the target due by now.",
        "Темп: там факт сравнивают с частью цели, которая должна быть готова к этому дню.",
    ),
)
def attainment(actual: Number, target: Number) -> Share:
    """The share of the target that is reached, where higher is better."""
    return ratio(actual, target)


@kpi(
    en="Attainment of a ceiling",
    ru="Выполнение плана по затратам",
    aliases=("attainment lower is better", "выполнение цели меньше лучше"),
    means="Какая доля цели достигнута, если меньше значит лучше: цена лида, ДРР.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://support.google.com/analytics/answer/1012040",
    example=Example(actual=25, target=20, gives=0.8, by="constructed"),
    arguments=_ACTUAL_TARGET,
)
def attainment_lower(actual: Number, target: Number) -> Share:
    """The share of the target that is reached, where lower is better: cost per lead, ДРР."""
    return ratio(target, actual)


@kpi(
    en="Pace to date",
    ru="Темп выполнения",
    aliases=("pacing", "on track", "темп", "опережение плана"),
    means="Факт к той части цели, которая должна быть выполнена к этому дню; 1 значит по плану.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://support.google.com/displayvideo/answer/3114679",
    example=Example(actual=45, target=100, elapsed=0.5, gives=0.9, by="constructed"),
    arguments=_NAMES,
    confused_with=(
        "Attainment, which compares with the whole target.",
        "Выполнение плана: там факт сравнивают со всей целью.",
    ),
)
def pace(actual: Number, target: Number, elapsed: Share) -> Share:
    """The actual value against the part of the target due by now; 1 is exactly on pace."""
    return ratio(actual, target * elapsed)


@kpi(
    en="Forecast at the end of the period",
    ru="Прогноз на конец периода",
    aliases=("run rate forecast", "run rate", "прогноз", "прогноз выполнения"),
    means="Чем закончится период, если темп не изменится.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://corporatefinanceinstitute.com/resources/accounting/run-rate/",
    example=Example(actual=45, elapsed=0.5, gives=90.0, by="constructed"),
    arguments={name: _NAMES[name] for name in ("actual", "elapsed")},
)
def forecast(actual: Number, elapsed: Share) -> Number:
    """What the period will end with if the pace stays as it is."""
    return ratio(actual, elapsed)
