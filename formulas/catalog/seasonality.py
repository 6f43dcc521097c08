"""Seasonality: months and weekdays that are not alike, in targets, paces and forecasts.

A *profile* is a range with one number for each part of the period, as large as that part's share
of the whole: last year's months, or the visits of each weekday. Only proportions count.
"""

from kpicells.formulas.expression import greatest, least, ratio
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.nodes import Expr
from kpicells.formulas.ranges import mean, position, total
from kpicells.formulas.units import Number, Numbers, NumbersApart, Ratio, Share

_ALL_GOALS = (Goal.AWARENESS, Goal.LEADS, Goal.SALES)
_INDEX = {"seasonal_index": ("Seasonal index", "Индекс сезонности")}
_ACTUAL = {"actual": ("Actual value", "Факт")}
_PROFILE = {
    "profile": ("Profile: a number for each part of the period", "Профиль: число на каждую часть"),
    "passed": ("Parts that have passed", "Сколько частей прошло"),
}


@kpi(
    en="Seasonal index",
    ru="Индекс сезонности",
    aliases=("seasonality index", "коэффициент сезонности", "сезонный коэффициент", "сезонность"),
    means="Во сколько раз этот месяц обычно больше или меньше среднего.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://mindbox.ru/journal/education/koehfficient-sezonnosti-prodazh",
    example=Example(period_average=130, overall_average=100, gives=1.3, by="constructed"),
    arguments={
        "period_average": ("Average of this month over the years", "Среднее месяца за годы"),
        "overall_average": ("Average of all months", "Среднее всех месяцев"),
    },
    confused_with=(
        "The change between neighbouring months.",
        "Изменение к соседнему месяцу.",
    ),
)
def seasonal_index(period_average: Number, overall_average: Number) -> Ratio:
    """The average of one month of the year against the average of all months.

    Growth over the years leaks into simple averages; textbooks then divide by a centred moving
    average first. One promotion spoils an average: two years are the least.
    """
    return ratio(period_average, overall_average)


@kpi(
    en="Seasonal index from values",
    ru="Индекс сезонности по ряду",
    aliases=(
        "seasonal index of a range",
        "сезонность по данным",
        "расчёт сезонности",
        "расчет сезонности",
    ),
    means="Среднее этого месяца за несколько лет к среднему всех месяцев, прямо по данным.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://kampus.ai/biblioteka/reshenie-zadach/statistika/dannye-o-prodaze-kartofelia-na-rynkax-goroda-za-tri-goda-po-kvartalam-tys-t1-328-406-316-2-668-780-791-3-720-720-670-4-810-955-1130-90132",
    example=Example(
        period_values=(110, 130),
        all_values=(90, 110, 100, 110, 130, 120, 80, 60),
        gives=1.2,
        by="constructed",
    ),
    arguments={
        "period_values": ("Values of this month", "Значения этого месяца"),
        "all_values": ("Values of all months", "Значения всех месяцев"),
    },
    confused_with=(
        "Seasonal index, which takes the two averages ready-made.",
        "Индекс сезонности, куда подставляют готовые средние.",
    ),
)
def seasonal_index_of(period_values: NumbersApart, all_values: NumbersApart) -> Ratio:
    """The mean of one month's values over the years against the mean of all months' values."""
    return ratio(mean(period_values), mean(all_values))


@kpi(
    en="Seasonally adjusted value",
    ru="Значение без сезонности",
    aliases=("deseasonalized", "deseasonalised", "очистка от сезонности", "сезонная корректировка"),
    means="Каким было бы значение в обычный, несезонный месяц.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://www.calcbee.com/calculators/business/forecasting/seasonal-sales-adjustment",
    example=Example(
        actual=150,
        seasonal_index=1.25,
        gives=120.0,
        by="https://theprimecalculator.com/es/statistics/seasonal-adjustment-calculator/formula",
    ),
    arguments={**_ACTUAL, **_INDEX},
    confused_with=(
        "The seasonal forecast, which multiplies by the index.",
        "Прогноз с сезонностью: там на индекс умножают.",
    ),
)
def deseasonalized(actual: Number, seasonal_index: Ratio) -> Number:
    """What the value would have been in an ordinary month.

    Published: "December sales are $150 with a seasonal index of 1.25. Adjusted = 150 / 1.25 = 120".
    """
    return ratio(actual, seasonal_index)


@kpi(
    en="Seasonal forecast",
    ru="Прогноз с учётом сезонности",
    aliases=("trend times index", "сезонный прогноз", "прогноз с учетом сезонности"),
    means="Значение тренда с поправкой на сезон.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://html.pdfcookie.com/02/2019/12/11/e3lk3k004pvk/e3lk3k004pvk.html",
    example=Example(
        trend=47.4085,
        seasonal_index=0.589,
        gives=47.4085 * 0.589,
        by="https://html.pdfcookie.com/02/2019/12/11/e3lk3k004pvk/e3lk3k004pvk.html",
    ),
    arguments={**_INDEX, "trend": ("Value by the trend", "Значение по тренду")},
    confused_with=(
        "The forecast by a profile, which carries the result to date to the end of the period.",
        "Прогноз по профилю: он продолжает уже сделанное до конца периода.",
    ),
)
def forecast_seasonal(trend: Number, seasonal_index: Ratio) -> Number:
    """The value that the trend gives for a month, times that month's seasonal index.

    Published: 47.4085 x .589 = 27.92. Where a season adds an amount and does not multiply, add it.
    """
    return trend * seasonal_index


@kpi(
    en="Target of one month by season",
    ru="План месяца с учётом сезонности",
    aliases=("monthly target", "план на месяц", "разбивка плана по месяцам", "сезонный план"),
    means="Какая часть годового плана приходится на этот месяц с поправкой на сезон.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="http://sdc-usa.com/seasonal.htm",
    example=Example(
        total_target=4_200_000,
        periods=12,
        seasonal_index=1.06,
        gives=371_000.0,
        by="https://www.algebra.com/cgi-bin/jump-to-question.mpl?question=1193799",
    ),
    arguments={
        **_INDEX,
        "total_target": ("Target of the whole time", "План на всё время"),
        "periods": ("How many months", "Сколько месяцев"),
    },
    confused_with=(
        "A twelfth of the year's target, which the low season always misses.",
        "Двенадцатая часть годового плана: в низкий сезон её не выполнить.",
    ),
)
def target_seasonal(total_target: Number, periods: Number, seasonal_index: Ratio) -> Number:
    """The part of the whole target that falls on one month with this seasonal index.

    Published: "January: K350,000 * (106/100) = K371,000", of 4,200,000 a year.
    """
    return ratio(total_target, periods) * seasonal_index


def _passed_share(profile: Expr, passed: Expr) -> Expr:
    """The share of a profile that has passed; a part under way counts by how much of it has."""
    counted = least(1, greatest(0, passed - position(profile) + 1))
    return ratio(total(profile * counted), total(profile))


@kpi(
    en="Seasonal share of the period passed",
    ru="Прошедшая доля периода с учётом сезонности",
    aliases=("seasonal elapsed", "доля сезона", "прошедшая доля с учетом сезонности"),
    means="Какая доля периода прошла, если мерить её не днями, а обычным для них объёмом.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="http://sdc-usa.com/seasonal.htm",
    example=Example(profile=(10, 20, 30, 40), passed=2, gives=0.3, by="constructed"),
    arguments=_PROFILE,
    confused_with=(
        "The share of days passed, in which each day weighs the same.",
        "Доля прошедших дней, где все дни одинаковы.",
    ),
)
def seasonal_elapsed(profile: Numbers, passed: Number) -> Share:
    """The share of the period that has passed by a profile; give it to PACE or FORECAST.

    ``passed`` may be broken: 2.5 counts half of the third part.
    """
    return _passed_share(profile, passed)


@kpi(
    en="Pace by season",
    ru="Темп выполнения с учётом сезонности",
    aliases=("seasonal pace", "seasonal pacing", "сезонный темп", "темп с учетом сезонности"),
    means="Факт к той части цели, которая с учётом сезона должна быть выполнена к этому дню.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="http://sdc-usa.com/seasonal.htm",
    example=Example(
        actual=45, target=100, profile=(10, 20, 30, 40), passed=2, gives=1.5, by="constructed"
    ),
    arguments={**_ACTUAL, **_PROFILE, "target": ("Target", "Цель")},
    confused_with=(
        "Pace to date, in which each day weighs the same.",
        "Темп выполнения, где все дни одинаковы.",
    ),
)
def pace_seasonal(actual: Number, target: Number, profile: Numbers, passed: Number) -> Ratio:
    """The actual value against the part of the target due by now by a seasonal profile."""
    return ratio(actual, target * _passed_share(profile, passed))


@kpi(
    en="Forecast by a profile",
    ru="Прогноз на конец периода по профилю",
    aliases=("seasonal run rate", "прогноз по прошлому году", "прогноз по профилю сезонности"),
    means="Чем закончится период, если он пойдёт как обычно: как в прошлом году, по дням недели.",
    better=Better.HIGHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://docs.oracle.com/en/applications/jd-edwards/asset-lifecycle/9.2/eoarm/forecasting-method-2-lease-year-to-date-increase-over-prior-year.html",
    example=Example(actual=45, profile=(10, 20, 30, 40), passed=2, gives=150.0, by="constructed"),
    arguments={**_ACTUAL, **_PROFILE},
    confused_with=(
        "The forecast by run rate, in which each day weighs the same.",
        "Прогноз по темпу, где все дни одинаковы.",
    ),
)
def forecast_profile(actual: Number, profile: Numbers, passed: Number) -> Number:
    """What the period will end with if the rest of it follows the profile.

    With last year's months for a profile this is Oracle's "year-to-date increase over prior year".
    """
    return ratio(actual, _passed_share(profile, passed))
