"""Goals: how far a KPI is from its target, how it moved, and where the period will end."""

from kpicells.formulas.expression import at_most, least, ratio, when
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.ranges import total
from kpicells.formulas.units import Days, Number, Numbers, Ratio, Share, Shares

_ALL_GOALS = (Goal.AWARENESS, Goal.LEADS, Goal.SALES)
_NAMES = {
    "actual": ("Actual value", "Факт"),
    "target": ("Target", "Цель"),
    "elapsed": ("Share of the period that has passed", "Прошедшая доля периода"),
}
_ACTUAL_TARGET = {name: _NAMES[name] for name in ("actual", "target")}
_SCORES = {
    "attainments": ("Attainment of each KPI", "Выполнение каждого KPI"),
    "weights": ("Weight of each KPI", "Вес каждого KPI"),
}


@kpi(
    en="Attainment",
    ru="Выполнение плана",
    aliases=(
        "goal completion",
        "target achievement",
        "percent of target",
        "процент выполнения KPI",
        "выполнение цели",
    ),
    means="Какая доля цели достигнута, если больше значит лучше.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://calculory.com/calculators/marketing/kpi-calculator",
    example=Example(
        actual=860,
        target=1000,
        gives=0.86,
        by="https://calculory.com/calculators/marketing/kpi-calculator",
    ),
    arguments=_ACTUAL_TARGET,
    confused_with=(
        "Pace, which compares with the part of the target due by now.",
        "Темп: там факт сравнивают с частью цели, которая должна быть готова к этому дню.",
    ),
)
def attainment(actual: Number, target: Number) -> Share:
    """The share of the target that is reached, where higher is better.

    72 % of a year's goal means one thing in June and another in November: see PACE.
    """
    return ratio(actual, target)


@kpi(
    en="Attainment of a ceiling",
    ru="Выполнение плана по затратам",
    aliases=(
        "attainment lower is better",
        "inverse attainment",
        "выполнение цели меньше лучше",
        "чем меньше тем лучше",
        "обратный показатель",
    ),
    means="Какая доля цели достигнута, если меньше значит лучше: цена лида, ДРР.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://codingace.net/prod/kpi_achievement_rate.html",
    example=Example(actual=25, target=20, gives=0.8, by="constructed"),
    arguments=_ACTUAL_TARGET,
    confused_with=(
        "The variant 2 - actual / target, which gives other numbers and may be negative.",
        "Вариант 2 - факт / план: числа там другие и бывают отрицательными.",
    ),
)
def attainment_lower(actual: Number, target: Number) -> Share:
    """The share of the target that is reached, where lower is better: cost per lead, ДРР."""
    return ratio(target, actual)


@kpi(
    en="Progress from the baseline",
    ru="Прогресс от исходного уровня",
    aliases=("OKR progress", "progress to goal", "прогресс к цели", "пройденный путь к цели"),
    means="Какая часть пути от исходного значения до цели пройдена; направление не важно.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://help.metapulse.com/en/articles/4461543-tips-tricks-objective-key-result-progress-calculation",
    example=Example(actual=2.5, baseline=2, target=4, gives=0.25, by="constructed"),
    arguments={**_ACTUAL_TARGET, "baseline": ("Value at the start", "Исходное значение")},
    confused_with=(
        "Attainment, which starts from zero: 2.5 of 4 is 62.5 % attained, but from 2 only 25 %.",
        "Выполнение плана, где отсчёт от нуля: 2,5 из 4 это 62,5 %, а от исходных 2 только 25 %.",
    ),
)
def progress(actual: Number, baseline: Number, target: Number) -> Share:
    """The part of the way from the baseline to the target that is done, up or down alike."""
    return ratio(actual - baseline, target - baseline)


@kpi(
    en="Gap to target",
    ru="Отклонение от плана",
    aliases=("gap", "variance to target", "отставание от плана", "разница с планом"),
    means="На сколько факт больше плана (плюс) или меньше (минус), в единицах показателя.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://calculory.com/calculators/marketing/kpi-calculator",
    example=Example(
        actual=860,
        target=1000,
        gives=-140.0,
        by="https://calculory.com/calculators/marketing/kpi-calculator",
    ),
    arguments=_ACTUAL_TARGET,
    confused_with=(
        "Attainment, which is relative, and change, which compares with a past period.",
        "Выполнение плана, которое относительно, и изменение к прошлому периоду.",
    ),
)
def gap(actual: Number, target: Number) -> Number:
    """The actual value less the target, in the unit of the KPI.

    Some sources turn the sign around (goal less actual).
    """
    return actual - target


@kpi(
    en="Pace to date",
    ru="Темп выполнения",
    aliases=("pacing", "on track", "pacing to goal", "темп", "темп к плану"),
    means="Факт к той части цели, которая должна быть выполнена к этому дню; 1 значит по плану.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://kpifrontier.com/pacing-metric-business-objective-tracking",
    example=Example(
        actual=320_000,
        target=500_000,
        elapsed=20 / 30,
        gives=320_000 / (500_000 * (20 / 30)),
        by="https://kpifrontier.com/pacing-metric-business-objective-tracking",
    ),
    arguments=_NAMES,
    confused_with=(
        "Attainment, which compares with the whole target.",
        "Выполнение плана: там факт сравнивают со всей целью.",
    ),
)
def pace(actual: Number, target: Number, elapsed: Share) -> Ratio:
    """The actual value against the part of the target due by now; 1 is exactly on pace.

    Published: "(64 / 66.7) x 100 = 95.9%", with 20 of 30 days rounded to 66.7 %. calculator.academy
    calls the difference from 1 "pacing to goal". Where days are not alike, see PACE_SEASONAL.
    """
    return ratio(actual, target * elapsed)


@kpi(
    en="Share of the target reached early",
    ru="Доля цели, достигнутая досрочно",
    aliases=(
        "ahead of schedule",
        "schedule variance",
        "reached early",
        "опережение плана",
        "опережение графика",
    ),
    means="Какая доля всей цели сделана раньше срока; со знаком минус, если отстаём.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://kpiexamples.operately.com/project-management/schedule-variance",
    example=Example(
        actual=4000,
        target=10_000,
        elapsed=0.5,
        gives=4000 / 10_000 - 0.5,
        by="https://productive.io/blog/schedule-variance-in-project-management",
    ),
    arguments=_NAMES,
    confused_with=(
        "Pace, a ratio: 0.8 of what is due may be a tenth of the target or a hundredth.",
        "Темп, то есть отношение: 0,8 от должного может быть и десятой, и сотой долей цели.",
    ),
)
def reached_early(actual: Number, target: Number, elapsed: Share) -> Share:
    """The share of the whole target that is done ahead of time; negative when behind.

    Published in money: "EV ($4,000) - PV ($5,000) = (-$1,000)" of $10,000.
    """
    return ratio(actual, target) - elapsed


@kpi(
    en="Required run rate",
    ru="Нужный темп до плана",
    aliases=("required daily", "catch-up rate", "сколько нужно в день", "сколько нужно до плана"),
    means="Сколько нужно делать каждый оставшийся день, чтобы выполнить план.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://codingace.net/sales/quarterly_run_rate.html",
    example=Example(
        actual=1400,
        target=21_000,
        days_left=25,
        gives=784.0,
        by="https://fitnessmarketing.com/2010/05/1-secret-to-maintaining-profits-at-your-fitness-business/",
    ),
    arguments={**_ACTUAL_TARGET, "days_left": ("Days left", "Осталось дней")},
    confused_with=(
        "The forecast, which tells where the present rate leads.",
        "Прогноз: он говорит, к чему приведёт нынешний темп.",
    ),
)
def required_run_rate(actual: Number, target: Number, days_left: Days) -> Number:
    """How much is needed on each day left to reach the target; negative once it is passed.

    Published: "subtract 1,400 from $21,000 ... (19,600 / 25) = $784".
    """
    return ratio(target - actual, days_left)


@kpi(
    en="Forecast at the end of the period",
    ru="Прогноз на конец периода",
    aliases=(
        "run rate forecast",
        "run rate",
        "month-end projection",
        "прогноз",
        "прогноз выполнения",
        "прогноз на конец месяца",
    ),
    means="Чем закончится период, если темп не изменится.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://www.htuse.com/how-to-calculate-run-rate/",
    example=Example(
        actual=42_000,
        elapsed=25 / 30,
        gives=42_000 / (25 / 30),
        by="https://unlimitedsheets.com/it/functions/get-run-rate-current-month",
    ),
    arguments={name: _NAMES[name] for name in ("actual", "elapsed")},
    confused_with=(
        "A seasonal forecast, for days or months that are not alike.",
        "Прогноз с сезонностью: он для дней и месяцев, которые не похожи друг на друга.",
    ),
)
def forecast(actual: Number, elapsed: Share) -> Number:
    """What the period will end with if the pace stays as it is.

    Published: "With $42,000 in sales by day 25, project the month-end figure (30-day month)":
    50400. In the first week of a month it jumps too much to be of use.
    """
    return ratio(actual, elapsed)


@kpi(
    en="Status by thresholds",
    ru="Статус по порогам (светофор)",
    aliases=("RAG", "traffic light", "red amber green", "светофор", "статус KPI"),
    means="2 значит зелёный (цель выполняется), 1 жёлтый (под угрозой), 0 красный.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://shared.xara.com/lheZf4QXl5",
    example=Example(attainment=0.95, green_from=1, amber_from=0.9, gives=1.0, by="constructed"),
    arguments={
        "attainment": ("Attainment or pace", "Выполнение или темп"),
        "green_from": ("Green from", "Зелёный от"),
        "amber_from": ("Amber from", "Жёлтый от"),
    },
    confused_with=(
        "Attainment: a status has no size, and 89 % and 10 % are both red.",
        "Выполнение плана: у статуса нет величины, и 89 %, и 10 % будут красными.",
    ),
)
def status(attainment: Ratio, green_from: Ratio, amber_from: Ratio) -> Number:
    """2 for green, 1 for amber, 0 for red, by thresholds of attainment or pace.

    ClearPoint's sheet: green from the target, amber from 90 % of it. Others take 95 % and 80 %.
    For a KPI where lower is better give ATTAINMENT_LOWER.
    """
    return when(at_most(green_from, attainment), 2, when(at_most(amber_from, attainment), 1, 0))


@kpi(
    en="Weighted score",
    ru="Взвешенная оценка KPI",
    aliases=("weighted KPI", "scorecard", "интегральный KPI", "карта KPI", "общий балл"),
    means="Среднее выполнение нескольких KPI с учётом их весов.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://codingace.net/prod/kpi_achievement_rate.html",
    example=Example(
        attainments=(1.1, 0.85, 1.5),
        weights=(0.5, 0.25, 0.25),
        gives=1.1375,
        by="https://inter-hr.ru/news/articles/2020/01/24/646",
    ),
    arguments=_SCORES,
    confused_with=(
        "A plain mean of attainments, in which each KPI weighs the same.",
        "Простое среднее выполнений: там все KPI равны.",
    ),
)
def weighted_score(attainments: Shares, weights: Numbers) -> Share:
    """The mean attainment of several KPIs, each by its weight; the weights need not sum to 1.

    Published: 0.550 + 0.212 + 0.375 = 1.137. A KPI without a value is left out with its weight.
    """
    return ratio(total(attainments * weights), total(weights))


@kpi(
    en="Capped weighted score",
    ru="Взвешенная оценка KPI с потолком",
    aliases=("capped score", "оценка с потолком", "взвешенная оценка с ограничением"),
    means="Взвешенное выполнение, где перевыполнение одного KPI не закрывает провал другого.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://codingace.net/prod/kpi_achievement_rate.html",
    example=Example(attainments=(1.5, 0.5), weights=(1, 1), cap=1, gives=0.75, by="constructed"),
    arguments={**_SCORES, "cap": ("Most that one KPI counts for", "Потолок для одного KPI")},
    confused_with=(
        "The weighted score, which lets one KPI make up for another.",
        "Взвешенная оценка: в ней один KPI может закрыть другой.",
    ),
)
def weighted_score_capped(attainments: Shares, weights: Numbers, cap: Ratio) -> Share:
    """The weighted score in which no KPI counts for more than the cap (1 for 100 %)."""
    return ratio(total(least(attainments, cap) * weights), total(weights))
