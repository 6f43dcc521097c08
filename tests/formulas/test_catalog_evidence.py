"""Evidence: intervals, tests and sample sizes against scipy, statsmodels and published numbers."""

from __future__ import annotations

from math import isclose, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import (
    power_proportions_2indep,
    proportion_confint,
    proportions_ztest,
    samplesize_proportions_2indep_onetail,
)

from kpicells.formulas import Kpi, OutOfRange, ZeroDenominator, catalog
from kpicells.formulas.catalog import evidence

EVIDENCE = {kpi.id: kpi for kpi in vars(evidence).values() if isinstance(kpi, Kpi)}
HOLY_CROSS = (12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7)

trials = st.integers(min_value=1, max_value=10**7)
rates = st.integers(min_value=1, max_value=99).map(lambda percent: percent / 100)
series = st.lists(st.integers(min_value=-50, max_value=50), min_size=2, max_size=60)


@st.composite
def observed(draw: st.DrawFn) -> tuple[int, int]:
    many = draw(trials)
    return draw(st.integers(min_value=0, max_value=many)), many


# Id, arguments, what is printed, and by whom.
PUBLISHED = [
    # codegolf.stackexchange.com: "10, 90 => 0.05522854161313612, 0.1743673043676654"
    ("WILSON_LOW", (10, 100, 1.96), "0.0552285416131361"),
    ("WILSON_HIGH", (10, 100, 1.96), "0.174367304367665"),
    # ... and "0, 100 => 0.0, 0.03699480747600191"
    ("WILSON_LOW", (0, 100, 1.96), "0.0"),
    ("WILSON_HIGH", (0, 100, 1.96), "0.0369948074760019"),
    # rstudio-pubs 1367507, R: 6 of 32, "0.08889545 0.35309155"
    ("WILSON_LOW", (6, 32, 1.959963984540054), "0.08889545"),
    ("WILSON_HIGH", (6, 32, 1.959963984540054), "0.35309155"),
    # calculatorlib.com: "45 successes out of 100 ... 30 out of 100", 2.1909 and 0.02846
    ("TWO_PROPORTION_Z", (45, 100, 30, 100), "2.1909"),
    ("TWO_PROPORTION_P", (45, 100, 30, 100), "0.02846"),
    # homeworksource.com: "( 140 / 200) - ( 255 /340) ] / 0.03949401 = -1.266015"
    ("TWO_PROPORTION_Z", (140, 200, 255, 340), "-1.266015"),
    # rstudio-pubs 1420750: "z = -2.824, p-value = 0.0047"
    ("TWO_PROPORTION_Z", (144, 1200, 192, 1200), "-2.824"),
    ("TWO_PROPORTION_P", (144, 1200, 192, 1200), "0.0047"),
    # JMP: "0.08 for Proportion 1 … 0.06 for Proportion 2 … 0.8 for Power … 2554"
    ("SAMPLE_SIZE", (0.06, 0.08, 0.05, 0.8), "2554"),
    ("SAMPLE_SIZE", (0.08, 0.06, 0.05, 0.8), "2554"),
    # mathcs.holycross.edu: "S = -18 + 0 + 72 = 54", "Z = 2.9058 (approximately)", p one-sided .0018
    ("MANN_KENDALL_S", (HOLY_CROSS,), "54"),
    ("MANN_KENDALL_Z", (HOLY_CROSS,), "2.9058"),
    ("MANN_KENDALL_P", (HOLY_CROSS,), "0.0037"),
]


@pytest.mark.parametrize(("kpi_id", "arguments", "printed"), PUBLISHED)
def test_what_is_published(kpi_id: str, arguments: tuple[float, ...], printed: str) -> None:
    digits = len(printed.partition(".")[2])
    assert f"{EVIDENCE[kpi_id](*arguments):.{digits}f}" == printed


@pytest.mark.parametrize("kpi", EVIDENCE.values(), ids=lambda kpi: kpi.id)
def test_example_of_the_definition(kpi: Kpi) -> None:
    assert kpi(**kpi.example.arguments) == pytest.approx(kpi.example.gives, rel=1e-14)
    given_values = tuple(kpi.example.arguments[name] for name in kpi.arguments)
    assert given_values in [row[1] for row in PUBLISHED if row[0] == kpi.id]


def test_a_family_of_eight() -> None:
    assert EVIDENCE.keys() <= catalog.keys()
    assert len(EVIDENCE) == 8


@given(seen=observed(), confidence=st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.999]))
def test_wilson_is_that_of_scipy_and_of_statsmodels(
    seen: tuple[int, int], confidence: float
) -> None:
    z = float(stats.norm.ppf((1 + confidence) / 2))
    ours = EVIDENCE["WILSON_LOW"](*seen, z), EVIDENCE["WILSON_HIGH"](*seen, z)
    theirs = stats.binomtest(*seen).proportion_ci(confidence, method="wilson")
    assert ours == pytest.approx((theirs.low, theirs.high), rel=1e-9, abs=1e-12)
    others = proportion_confint(*seen, alpha=1 - confidence, method="wilson")
    assert ours == pytest.approx(others, rel=1e-9, abs=1e-12)


@given(seen=observed())
def test_wilson_holds_the_rate_and_stays_a_share(seen: tuple[int, int]) -> None:
    low, high = EVIDENCE["WILSON_LOW"](*seen, 1.96), EVIDENCE["WILSON_HIGH"](*seen, 1.96)
    rate = seen[0] / seen[1]
    assert 0 <= low <= rate + 1e-12
    assert rate - 1e-12 <= high <= 1 + 1e-12
    assert low < high


def test_what_cannot_be_a_rate_has_no_interval() -> None:
    with pytest.raises(ZeroDenominator):
        EVIDENCE["WILSON_LOW"](0, 0, 1.96)
    with pytest.raises(OutOfRange):
        EVIDENCE["WILSON_LOW"](300, 100, 1.96)


@given(a=observed(), b=observed())
def test_two_rates_are_compared_as_statsmodels_does(a: tuple[int, int], b: tuple[int, int]) -> None:
    assume(0 < a[0] + b[0] < a[1] + b[1])
    z, p = proportions_ztest([a[0], b[0]], [a[1], b[1]])
    assert EVIDENCE["TWO_PROPORTION_Z"](*a, *b) == pytest.approx(z, rel=1e-7, abs=1e-9)
    assert EVIDENCE["TWO_PROPORTION_P"](*a, *b) == pytest.approx(p, rel=1e-6, abs=1e-300)


@given(a=observed(), b=observed())
def test_which_is_called_a_does_not_matter(a: tuple[int, int], b: tuple[int, int]) -> None:
    assume(0 < a[0] + b[0] < a[1] + b[1])
    assert EVIDENCE["TWO_PROPORTION_Z"](*a, *b) == pytest.approx(
        -EVIDENCE["TWO_PROPORTION_Z"](*b, *a), rel=1e-12
    )
    p = EVIDENCE["TWO_PROPORTION_P"](*a, *b)
    assert p == pytest.approx(EVIDENCE["TWO_PROPORTION_P"](*b, *a), rel=1e-9)
    assert 0 <= p <= 1


def test_two_groups_without_a_conversion_cannot_be_compared() -> None:
    with pytest.raises(ZeroDenominator):
        EVIDENCE["TWO_PROPORTION_P"](0, 100, 0, 100)


@given(now=rates, wanted=rates, alpha=st.sampled_from([0.01, 0.05, 0.1]), power=rates)
def test_sample_size_is_that_of_statsmodels(
    now: float, wanted: float, alpha: float, power: float
) -> None:
    assume(now != wanted and power >= 0.5)
    wanted_size = samplesize_proportions_2indep_onetail(
        wanted - now, now, power, alpha=alpha, alternative="two-sided"
    )
    ours = EVIDENCE["SAMPLE_SIZE"](now, wanted, alpha, power)
    assert ours == int(ours)
    assert ours - 1 - 1e-6 <= wanted_size <= ours + 1e-6


@given(now=rates, wanted=rates)
def test_such_a_sample_has_the_power_and_one_smaller_has_not(now: float, wanted: float) -> None:
    assume(now != wanted)
    size = EVIDENCE["SAMPLE_SIZE"](now, wanted, 0.05, 0.8)

    def power(trials: float) -> float:
        found = power_proportions_2indep(wanted - now, now, trials, return_results=False)
        return float(found)

    assert power(size) >= 0.8 - 1e-9
    assert size <= 2 or power(size - 1) < 0.8 + 1e-4


def test_no_sample_notices_no_change() -> None:
    with pytest.raises(ZeroDenominator):
        EVIDENCE["SAMPLE_SIZE"](0.05, 0.05, 0.05, 0.8)


@given(values=series)
def test_the_trend_is_that_of_kendall_in_scipy(values: list[int]) -> None:
    """scipy's tau gives S, its p-value the variance of S (it makes no continuity correction)."""
    assume(len(values) > 2 and len(set(values)) > 1)  # scipy divides by n - 2
    n = len(values)
    pairs = n * (n - 1) / 2
    tied = sum(values.count(value) - 1 for value in values) / 2
    tau = stats.kendalltau(range(n), values, method="asymptotic")
    s = EVIDENCE["MANN_KENDALL_S"](values)
    assert s == pytest.approx(tau.statistic * sqrt(pairs) * sqrt(pairs - tied), abs=1e-6)
    z = EVIDENCE["MANN_KENDALL_Z"](values)
    if abs(s) <= 1:
        assert z == 0
    else:
        deviation = (abs(s) - 1) / abs(z)
        assert tau.pvalue == pytest.approx(2 * stats.norm.sf(abs(s) / deviation), rel=1e-9)
        assert (z > 0) == (s > 0)
    assert EVIDENCE["MANN_KENDALL_P"](values) == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-9)


@given(st.permutations(range(14)))
def test_the_p_value_of_a_trend_is_close_to_the_exact_one(values: list[int]) -> None:
    exact = stats.kendalltau(range(14), values, method="exact").pvalue
    assert isclose(EVIDENCE["MANN_KENDALL_P"](values), exact, abs_tol=0.01)


@given(values=series)
def test_time_turned_around_turns_the_trend(values: list[int]) -> None:
    for kpi_id in ("MANN_KENDALL_S", "MANN_KENDALL_Z"):
        assert EVIDENCE[kpi_id](values[::-1]) == pytest.approx(-EVIDENCE[kpi_id](values))


def test_a_flat_line_does_not_move_and_a_hole_is_no_value() -> None:
    assert EVIDENCE["MANN_KENDALL_P"]([5] * 12) == 1
    assert EVIDENCE["MANN_KENDALL_Z"]([1, None, 2, 3, "", 4, 5]) == EVIDENCE["MANN_KENDALL_Z"](
        [1, 2, 3, 4, 5]
    )
