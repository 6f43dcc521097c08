"""Evidence: what chance alone could have done.

Checked against scipy and statsmodels in ``tests/formulas/test_catalog_business.py``.
"""

from kpicells.formulas.expression import (
    absolute,
    equal,
    normal_point,
    normal_share,
    ratio,
    root,
    round_up,
    sign,
    when,
)
from kpicells.formulas.kpi import Better, Example, Goal, Stage, kpi
from kpicells.formulas.nodes import Expr
from kpicells.formulas.ranges import Cells, rises, rows, ties
from kpicells.formulas.units import Count, Number, Numbers, Share

_ALL_GOALS = (Goal.AWARENESS, Goal.LEADS, Goal.SALES)
_RATE = {
    "successes": ("Clicks, conversions or the like", "Клики, конверсии и тому подобное"),
    "trials": ("Impressions, visits or the like", "Показы, визиты и тому подобное"),
    "z": ("z: 1.96 for a confidence of 95 %", "z: 1,96 для доверия 95 %"),
}
_TWO_RATES = {
    "successes_a": ("Conversions of A", "Конверсии A"),
    "trials_a": ("Visits of A", "Визиты A"),
    "successes_b": ("Conversions of B", "Конверсии B"),
    "trials_b": ("Visits of B", "Визиты B"),
}
_SERIES = {"series": ("Values in order of time", "Значения по порядку времени")}
_WILSON = "https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm"
_WILSON_EXAMPLE = (
    "https://codegolf.stackexchange.com/questions/105389/compute-the-wilson-score-interval"
)
_NOT_WALD = (
    "The interval p ± z sqrt(p (1 - p) / n), which fails for few trials and rates near zero.",
    "Интервал p ± z √(p(1−p)/n): он плох при малом числе наблюдений и долях около нуля.",
)
_TWO_PROPORTIONS = "https://calculatorlib.com/two-proportion-z-test-calculator"
_MANN_KENDALL = "https://support.ul-renewables.com/windographer/articles-test-Mann-Kendall.htm"
_BY_HAND = "https://mathcs.holycross.edu/~little/Montserrat/MannKendallByHand.txt"
_HOLY_CROSS = (12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7)


def _two_sided(z: Expr) -> Expr:
    return 2 * normal_share(-absolute(z))


def _wilson(successes: Expr, trials: Expr, z: Expr) -> tuple[Expr, Expr, Expr]:
    """The middle, the half width, and by what to divide both."""
    failures = ratio(trials - successes, trials)
    spread = z * root(z * z + 4 * successes * failures)
    return 2 * successes + z * z, spread, 2 * (trials + z * z)


@kpi(
    en="Wilson interval, low end",
    ru="Интервал Уилсона, нижняя граница",
    aliases=("Wilson", "confidence interval", "доверительный интервал", "погрешность конверсии"),
    means="Ниже какой доли настоящая конверсия, скорее всего, не лежит.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source=_WILSON,
    example=Example(
        successes=10, trials=100, z=1.96, gives=0.055228541613136124, by=_WILSON_EXAMPLE
    ),
    arguments=_RATE,
    confused_with=_NOT_WALD,
)
def wilson_low(successes: Count, trials: Count, z: Number) -> Share:
    """The low end of the confidence interval of a rate, such as CTR or a conversion rate.

    ``z`` is 1.96 for a confidence of 95 %, 1.645 for 90 %, 2.576 for 99 %. Published: "10, 90 =>
    0.05522854161313612, 0.1743673043676654" (10 that did and 90 that did not).
    """
    middle, spread, twice = _wilson(successes, trials, z)
    return ratio(middle - spread, twice)


@kpi(
    en="Wilson interval, high end",
    ru="Интервал Уилсона, верхняя граница",
    aliases=(
        "Wilson upper",
        "confidence interval upper",
        "верхняя граница доверительного интервала",
    ),
    means="Выше какой доли настоящая конверсия, скорее всего, не лежит.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source=_WILSON,
    example=Example(successes=10, trials=100, z=1.96, gives=0.1743673043676654, by=_WILSON_EXAMPLE),
    arguments=_RATE,
    confused_with=_NOT_WALD,
)
def wilson_high(successes: Count, trials: Count, z: Number) -> Share:
    """The high end of the confidence interval of a rate, such as CTR or a conversion rate.

    ``z`` is 1.96 for a confidence of 95 %, 1.645 for 90 %, 2.576 for 99 %. Published: "10, 90 =>
    0.05522854161313612, 0.1743673043676654" (10 that did and 90 that did not).
    """
    middle, spread, twice = _wilson(successes, trials, z)
    return ratio(middle + spread, twice)


def _two_proportions(successes_a: Expr, trials_a: Expr, successes_b: Expr, trials_b: Expr) -> Expr:
    together = ratio(successes_a + successes_b, trials_a + trials_b)
    variance = together * (1 - together) * (ratio(1, trials_a) + ratio(1, trials_b))
    return ratio(ratio(successes_a, trials_a) - ratio(successes_b, trials_b), root(variance))


@kpi(
    en="Difference of two rates in standard errors",
    ru="Разница двух долей в стандартных ошибках",
    aliases=("two-proportion z-test", "A/B test", "z-тест", "АБ-тест", "сравнение конверсий"),
    means="Во сколько раз разница двух конверсий больше обычного случайного разброса.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://www.statology.org/two-proportion-z-test-calculator/",
    example=Example(
        successes_a=45,
        trials_a=100,
        successes_b=30,
        trials_b=100,
        gives=2.1908902300206643,
        by=_TWO_PROPORTIONS,
    ),
    arguments=_TWO_RATES,
    confused_with=(
        "The unpooled z, a slightly different number, and the p-value.",
        "z без объединения выборок, чуть другое число, и p-значение.",
    ),
)
def two_proportion_z(
    successes_a: Count, trials_a: Count, successes_b: Count, trials_b: Count
) -> Number:
    """The difference of two rates in pooled standard errors; beyond 2 it is seldom chance.

    Published: 45 and 30 of 100 each give z 2.1909. For fewer than five conversions in a group the
    normal approximation is too rough.
    """
    return _two_proportions(successes_a, trials_a, successes_b, trials_b)


@kpi(
    en="p-value of a difference of two rates",
    ru="p-значение разницы двух долей",
    aliases=("two-proportion p-value", "A/B test significance", "значимость АБ-теста", "p-value"),
    means="Как часто такая или большая разница конверсий вышла бы случайно; меньше 0,05 уже редко.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="https://www.statology.org/two-proportion-z-test-calculator/",
    example=Example(
        successes_a=45,
        trials_a=100,
        successes_b=30,
        trials_b=100,
        gives=0.028459736916310575,
        by=_TWO_PROPORTIONS,
    ),
    arguments=_TWO_RATES,
    confused_with=(
        "The chance that B is worse, and the size of the difference: a tiny one may be certain.",
        "Вероятность, что B хуже, и величина разницы: надёжной бывает и ничтожная разница.",
    ),
)
def two_proportion_p(
    successes_a: Count, trials_a: Count, successes_b: Count, trials_b: Count
) -> Share:
    """How often chance alone would give such a difference of two rates or a larger one.

    Two-sided and pooled. Published: 45 and 30 of 100 each give 0.02846. Looking every day and
    stopping at the first 0.05 finds differences that are not there.
    """
    return _two_sided(_two_proportions(successes_a, trials_a, successes_b, trials_b))


@kpi(
    en="Sample size for a change of a rate",
    ru="Размер выборки для изменения доли",
    aliases=("sample size", "размер выборки", "A/B test sample size", "сколько нужно данных"),
    means="Сколько показов, визитов или людей нужно в каждой группе, чтобы заметить изменение.",
    better=Better.LOWER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source="http://www.applied-science.com.ar/Eval_Impact/mde_en.html",
    example=Example(
        rate=0.06,
        rate_expected=0.08,
        alpha=0.05,
        power=0.8,
        gives=2554.0,
        by="https://jmp.com/support/help/13-2/Two_Sample_Proportions.shtml",
    ),
    arguments={
        "rate": ("Rate now", "Доля сейчас"),
        "rate_expected": ("Rate to be noticed", "Доля, которую надо заметить"),
        "alpha": ("Risk of a false alarm, mostly 0.05", "Риск ложной тревоги, обычно 0,05"),
        "power": ("Chance to notice it, mostly 0.8", "Вероятность заметить, обычно 0,8"),
    },
    confused_with=(
        "The sample for one rate alone, as polls take it for a margin of error.",
        "Выборка для одной доли, как в опросах: там ищут погрешность.",
    ),
)
def sample_size(rate: Share, rate_expected: Share, alpha: Share, power: Share) -> Count:
    """How many trials each of two groups needs to notice a change of a rate.

    Published by JMP: 0.08 against 0.06 with a power of 0.8 needs 2554 in each group. The unpooled
    formula gives 2551. Tables on the web are often far too low: compute.
    """
    middle = 0.5 * (rate + rate_expected)
    if_none = normal_point(1 - 0.5 * alpha) * root(2 * middle * (1 - middle))
    if_some = normal_point(power) * root(rate * (1 - rate) + rate_expected * (1 - rate_expected))
    in_errors = ratio(if_none + if_some, rate - rate_expected)
    return round_up(in_errors * in_errors)


@kpi(
    en="Mann-Kendall S",
    ru="Статистика Манна — Кендалла S",
    aliases=("Kendall S", "S Манна-Кендалла", "число пар роста"),
    means="На сколько пар значений, где позже стало больше, больше, чем пар, где меньше.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source=_MANN_KENDALL,
    example=Example(series=_HOLY_CROSS, gives=54.0, by=_BY_HAND),
    arguments=_SERIES,
    confused_with=(
        "The slope of a line, which tells how fast a number moves.",
        "Наклон прямой: он говорит, как быстро меняется число.",
    ),
)
def mann_kendall_s(series: Numbers) -> Number:
    """Of all pairs of values: how many rise with time, less how many fall.

    Published: "S = -18 + 0 + 72 = 54".
    """
    return rises(series)


def _mann_kendall(series: Cells) -> Expr:
    s, n = rises(series), rows(series)
    variance = ratio(n * (n - 1) * (2 * n + 5) - ties(series), 18)
    return when(equal(s, 0), 0, ratio(s - sign(s), root(variance)))


@kpi(
    en="Mann-Kendall trend test, Z",
    ru="Тест тренда Манна — Кендалла, Z",
    aliases=("Mann-Kendall", "trend test", "тест Манна-Кендалла", "есть ли тренд", "does it move"),
    means="Растёт (плюс) или падает (минус) ряд; дальше 2 от нуля это редко бывает случайно.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source=_MANN_KENDALL,
    example=Example(series=_HOLY_CROSS, gives=2.905836845996537, by=_BY_HAND),
    arguments=_SERIES,
    confused_with=(
        "The slope of a line: this tells how sure a trend is, not how steep.",
        "Наклон прямой: здесь видно, насколько тренд надёжен, а не насколько крут.",
    ),
)
def mann_kendall_z(series: Numbers) -> Number:
    """Whether a series rises or falls at all, in standard errors; no line is assumed.

    Published: "Z = (S - 1)/sqrt(V) = 2.9058 (approximately)". A season looks like a trend: take
    whole years or seasonally adjusted values.
    """
    return _mann_kendall(series)


@kpi(
    en="p-value of a trend",
    ru="p-значение тренда",
    aliases=(
        "Mann-Kendall p-value",
        "trend significance",
        "значимость тренда",
        "надежность тренда",
    ),
    means="Как часто такой тренд вышел бы случайно; меньше 0,05 бывает редко.",
    better=Better.NEITHER,
    stage=Stage.ACTION,
    goals=_ALL_GOALS,
    source=_MANN_KENDALL,
    example=Example(series=_HOLY_CROSS, gives=0.0036627237628824357, by=_BY_HAND),
    arguments=_SERIES,
    confused_with=(
        "The size of the trend: a small one may be certain, a large one chance.",
        "Величина тренда: малый бывает надёжным, а большой случайным.",
    ),
)
def mann_kendall_p(series: Numbers) -> Share:
    """How often chance alone would give such a trend or a stronger one, up or down.

    Published one-sided, "about p = .0018", here two-sided. Up to ten values the normal
    approximation is rough: tables of exact values exist (Gilbert 1987).
    """
    return _two_sided(_mann_kendall(series))
