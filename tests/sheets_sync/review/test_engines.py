"""Each step against a second engine: statsmodels and scipy, or a calculation by hand."""

from __future__ import annotations

import math
import warnings
from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower

from kpicells.sheets_sync.review.contrast import Contrast, contrast
from kpicells.sheets_sync.review.holm import holm
from kpicells.sheets_sync.review.sample import periods_needed
from kpicells.sheets_sync.review.series import Floats, Kind, Series, Step
from kpicells.sheets_sync.review.shift import Shift, shift
from tests.sheets_sync.review.simulated import Truth, client, weekly

INDEPENDENT = Truth(34, carried=0.0, noise=0.1)


def compared(series: Series, window: int = 4) -> tuple[Contrast, Shift]:
    made = contrast(series, window)
    assert made is not None
    return made, shift(made)


def in_window(made: Contrast) -> Floats:
    return np.arange(len(made.of.heights)) >= made.reference


def standing(p: float) -> float:
    """A p-value in standard errors, where a difference means the same everywhere."""
    return float(stats.norm.isf(p / 2))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=10))
def test_holm_is_that_of_statsmodels(p_values: list[float]) -> None:
    assert holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])


@pytest.mark.parametrize("kpi", ["leads", "ctr", "aov"])
def test_the_shift_is_that_of_weighted_least_squares(kpi: str) -> None:
    made, found = compared(client(3, INDEPENDENT)[kpi])
    design = sm.add_constant(in_window(made).astype(float))
    line = sm.WLS(made.of.heights, design, weights=made.of.weights).fit()
    assert found.size == pytest.approx(line.params[1])
    line = sm.WLS(made.of.heights, made.model, weights=made.of.weights).fit()
    residuals = (made.of.heights - line.fittedvalues) / made.of.scatter
    plain = residuals[1:] @ residuals[:-1] / (residuals @ residuals)
    assert found.carried >= plain, "few weeks show too little of what carries over"


def test_the_season_is_that_of_a_fourier_regression() -> None:
    made = contrast(client(5, Truth(104, season=0.4))["leads"], 4, season=True)
    assert made is not None
    line = sm.WLS(made.of.heights, made.model, weights=made.of.weights).fit()
    waves = made.model[:, 3:] @ line.params[3:]
    weights, n = made.of.weights, len(waves)
    now, before = slice(n - 4, n), slice(n - 30, n - 4)
    usual = np.average(waves[now], weights=weights[now]) - np.average(
        waves[before], weights=weights[before]
    )
    assert made.season == pytest.approx(math.exp(usual))


def quasi_poisson(series: Series) -> float:
    counts = series.arguments["sessions"][-30:]
    design = sm.add_constant((np.arange(30) >= 26).astype(float))
    line = sm.GLM(counts, design, family=sm.families.Poisson()).fit(scale="X2")
    return 2 * float(stats.t.sf(abs(line.tvalues[1]), 28))


def quasi_binomial(series: Series) -> float:
    clicks, shown = (series.arguments[name][-30:] for name in ("clicks", "impressions"))
    design = sm.add_constant((np.arange(30) >= 26).astype(float))
    binomial = sm.families.Binomial()
    line = sm.GLM(clicks / shown, design, family=binomial, var_weights=shown).fit(scale="X2")
    return 2 * float(stats.t.sf(abs(line.tvalues[1]), 28))


def log_t(series: Series) -> float:
    logs = np.log(series.arguments["revenue"] / series.arguments["orders"])[-30:]
    return float(stats.ttest_ind(logs[26:], logs[:26]).pvalue)


@pytest.mark.parametrize(
    ("kpi", "engine"), [("sessions", quasi_poisson), ("ctr", quasi_binomial), ("aov", log_t)]
)
def test_p_values_are_near_those_of_the_textbook_where_weeks_are_independent(kpi, engine) -> None:  # type: ignore[no-untyped-def]
    """Ours also look for carry-over, so single weeks differ by what they seem to find."""
    apart = []
    for seed in range(24):
        truth = replace(INDEPENDENT, changes={kpi: (seed % 3 - 1) * 0.1})
        series = client(seed, truth)[kpi]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = engine(series)
        apart.append(standing(compared(series)[1].p) - standing(theirs))
    assert np.median(np.abs(apart)) < 0.3
    assert abs(np.mean(apart)) < 0.2


def test_p_values_of_quiet_weeks_are_uniform() -> None:
    found = [
        compared(client(seed, Truth(30, carried=0.0))[kpi])[1].p
        for seed in range(40)
        for kpi in ("leads", "ctr")
    ]
    assert stats.kstest(found, "uniform").pvalue > 0.01


@pytest.mark.parametrize("change", [0.1, -0.2, 0.3])
def test_the_sample_is_that_of_statsmodels(change: float) -> None:
    quiet = Shift(0.0, 0.1, noise=0.2, carried=0.0, _chance=(np.ones(1), np.ones(1)))
    needed = periods_needed(quiet, change, 0.01, Step.WEEK)
    assert needed is not None
    power = NormalIndPower()

    def chance(weeks: int) -> float:
        size = abs(math.log(1 + change)) / 0.2
        return float(power.power(size, weeks, 0.01, ratio=max(weeks, 26) / weeks))

    assert chance(needed) >= 0.8
    assert needed == 1 or chance(needed - 1) < 0.8


def test_what_carries_over_takes_a_longer_sample() -> None:
    quiet = Shift(0.0, 0.1, noise=0.1, carried=0.0, _chance=(np.ones(1), np.ones(1)))
    needed = [
        periods_needed(replace(quiet, carried=c), 0.2, 0.01, Step.WEEK) for c in (0.0, 0.3, 0.6)
    ]
    assert needed == sorted(needed, key=lambda weeks: weeks or 999)
    assert needed[0] != needed[-1]


counts = st.lists(st.integers(0, 500), min_size=20, max_size=40)


@given(counts, st.integers(2, 50))
def test_only_proportions_matter(days: list[int], times: int) -> None:
    series = [weekly(Kind.COUNT, leads=np.repeat(np.array(days) * n, 7)) for n in (1, times)]
    one, other = (contrast(each, 4) for each in series)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert other.of.heights == pytest.approx(one.of.heights, abs=1e-6)
        assert other.factor == pytest.approx(one.factor)


@given(counts)
def test_a_price_per_lead_moves_as_leads_per_money_move_the_other_way(days: list[int]) -> None:
    leads, spend = np.repeat(np.array(days) + 1, 7), np.full(7 * len(days), 50.0)
    price = contrast(weekly(Kind.RATE, spend=spend, leads=leads), 4)
    yield_ = contrast(weekly(Kind.RATE, leads=leads, spend=spend), 4)
    assert price is not None
    assert yield_ is not None
    assert price.of.heights == pytest.approx(-yield_.of.heights, abs=1e-5)
    assert price.factor == pytest.approx(1 / yield_.factor)


def test_a_week_by_hand() -> None:
    """Eight weeks of 10 and four of 20: means 10 and 20, the mean of all 13.33; the weeks stand at
    2(0.75 - 1) / 1.75 = -0.2857 and 2(1.5 - 1) / 2.5 = 0.4.
    """
    made, found = compared(weekly(Kind.COUNT, leads=np.repeat([10.0] * 8 + [20.0] * 4, 7) / 7))
    assert made.factor == pytest.approx(2.0)
    assert made.of.heights == pytest.approx([-2 / 7] * 8 + [0.4] * 4)
    assert found.size == pytest.approx(24 / 35)
    assert found.p == 0.0, "without any scatter any change is one"
