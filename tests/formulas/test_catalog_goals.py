"""Goals, change and seasonality: what must hold between their KPIs whatever the numbers are."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kpicells.formulas import ZeroDenominator, catalog

amounts = st.integers(min_value=1, max_value=10**9)
shares = st.integers(min_value=1, max_value=100).map(lambda percent: percent / 100)
profiles = st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=31)


def close(value: float) -> Any:
    return pytest.approx(value, rel=1e-12)


@given(actual=amounts)
def test_the_forecast_of_a_finished_period_is_its_result(actual: int) -> None:
    assert catalog["FORECAST"](actual, 1) == actual


@given(actual=amounts, target=amounts, elapsed=shares)
def test_pace_is_the_attainment_of_the_forecast(actual: int, target: int, elapsed: float) -> None:
    forecast = catalog["FORECAST"](actual, elapsed)
    assert catalog["PACE"](actual, target, elapsed) == close(
        catalog["ATTAINMENT"](forecast, target)
    )


@given(actual=amounts, target=amounts, days_left=st.integers(1, 366))
@example(actual=999_999_979, target=1, days_left=21)
def test_the_required_rate_reaches_the_target(actual: int, target: int, days_left: int) -> None:
    rate = catalog["REQUIRED_RUN_RATE"](actual, target, days_left)
    # What is to come may be taken from a much larger number, and is as exact as that one.
    exact = 1e-9 * max(actual, target)
    assert actual + rate * days_left == pytest.approx(target, rel=1e-9, abs=exact)


def test_no_days_are_left_to_spread_anything_over() -> None:
    with pytest.raises(ZeroDenominator):
        catalog["REQUIRED_RUN_RATE"](50, 100, 0)
    with pytest.raises(ZeroDenominator):
        catalog["BUDGET_LEFT_PER_DAY"](100, 50, 0)
    with pytest.raises(ZeroDenominator):
        catalog["FORECAST"](50, 0)


@given(actual=amounts, target=amounts)
def test_attainment_of_a_ceiling_is_the_inverse(actual: int, target: int) -> None:
    up, down = catalog["ATTAINMENT"](actual, target), catalog["ATTAINMENT_LOWER"](actual, target)
    assert up * down == close(1)
    assert (up >= 1) == (down <= 1)


@given(actual=amounts, target=amounts)
def test_gap_and_attainment_agree_on_which_side(actual: int, target: int) -> None:
    gap = catalog["GAP"](actual, target)
    assert (gap >= 0) == (catalog["ATTAINMENT"](actual, target) >= 1)


@given(baseline=amounts, target=amounts, done=shares)
def test_progress_goes_up_and_down_alike(baseline: int, target: int, done: float) -> None:
    assume(abs(target - baseline) * 1000 > baseline)
    actual = baseline + (target - baseline) * done
    assert catalog["PROGRESS"](actual, baseline, target) == pytest.approx(done, rel=1e-9)


@given(actual=amounts, target=amounts, elapsed=shares)
def test_reached_early_where_pace_is_above_one(actual: int, target: int, elapsed: float) -> None:
    early = catalog["REACHED_EARLY"](actual, target, elapsed)
    assume(abs(early) > 1e-9)
    assert (early > 0) == (catalog["PACE"](actual, target, elapsed) > 1)


@pytest.mark.parametrize(
    ("attainment", "colour"),
    [(0, 0), (0.8999, 0), (0.9, 1), (0.9999, 1), (1, 2), (7, 2), (-1, 0)],
)
def test_a_threshold_belongs_to_the_better_colour(attainment: float, colour: int) -> None:
    assert catalog["STATUS"](attainment, 1, 0.9) == colour


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 10)), min_size=1, max_size=5).map(
        lambda rows: tuple(zip(*rows, strict=True))
    )
)
def test_a_score_lies_between_its_kpis(table: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    percents, weights = table
    attainments = [percent / 100 for percent in percents]
    score = catalog["WEIGHTED_SCORE"](attainments, weights)
    assert min(attainments) - 1e-12 <= score <= max(attainments) + 1e-12
    capped = catalog["WEIGHTED_SCORE_CAPPED"](attainments, weights, 1)
    assert capped <= min(score, 1) + 1e-12
    assert catalog["WEIGHTED_SCORE_CAPPED"](attainments, weights, 4) == close(score)


def test_a_kpi_without_a_value_leaves_the_score_with_its_weight() -> None:
    assert catalog["WEIGHTED_SCORE"]([1.0, None, 0.5], [2, 5, 2]) == 0.75
    with pytest.raises(ZeroDenominator):
        catalog["WEIGHTED_SCORE"]([1.0, 0.5], [0, 0])


@given(current=amounts, previous=amounts)
def test_a_change_leads_from_the_one_to_the_other(current: int, previous: int) -> None:
    change = catalog["CHANGE"](current, previous)
    assert previous * (1 + change) == pytest.approx(current, rel=1e-9, abs=1e-15 * previous)


@given(profile=profiles, actual=amounts, target=amounts)
def test_a_finished_season_is_a_finished_period(
    profile: list[int], actual: int, target: int
) -> None:
    passed = len(profile)
    assert catalog["SEASONAL_ELAPSED"](profile, passed) == 1
    assert catalog["FORECAST_PROFILE"](actual, profile, passed) == actual
    attained = catalog["ATTAINMENT"](actual, target)
    assert catalog["PACE_SEASONAL"](actual, target, profile, passed) == attained
    assert catalog["SEASONAL_ELAPSED"](profile, passed + 3) == 1


@given(length=st.integers(1, 31), passed=st.floats(0.01, 1), level=amounts)
def test_a_flat_season_is_no_season(length: int, passed: float, level: int) -> None:
    flat = [level] * length
    assert catalog["SEASONAL_ELAPSED"](flat, passed * length) == close(passed)
    assert catalog["PACE_SEASONAL"](45, 100, flat, passed * length) == close(
        catalog["PACE"](45, 100, passed)
    )


@given(profile=profiles)
def test_a_season_passes_steadily_from_nothing_to_all(profile: list[int]) -> None:
    steps = [step / 4 for step in range(4 * len(profile) + 1)]
    elapsed = [catalog["SEASONAL_ELAPSED"](profile, passed) for passed in steps]
    assert elapsed[0] == 0
    assert all(before < after for before, after in pairwise(elapsed))
    by_hand = Fraction(profile[0], 2 * sum(profile))
    assert elapsed[2] == close(float(by_hand))


def test_a_season_of_what_it_is_given() -> None:
    # Three tenths of the year's visits came in its first half, and 45 of 100 are there already.
    share = catalog["SEASONAL_ELAPSED"]([10, 20, 30, 40], 2)
    assert catalog["PACE"](45, 100, share) == catalog["PACE_SEASONAL"](45, 100, [10, 20, 30, 40], 2)
    assert catalog["FORECAST"](45, share) == catalog["FORECAST_PROFILE"](45, [10, 20, 30, 40], 2)


@given(st.lists(st.lists(amounts, min_size=4, max_size=4), min_size=1, max_size=4))
def test_seasonal_indices_average_to_one(years: list[list[int]]) -> None:
    every = [value for year in years for value in year]
    indices = [
        catalog["SEASONAL_INDEX_OF"]([year[quarter] for year in years], every)
        for quarter in range(4)
    ]
    assert sum(indices) / 4 == close(1)
    targets = [catalog["TARGET_SEASONAL"](1200, 4, index) for index in indices]
    assert sum(targets) == close(1200)


@given(value=amounts, index=shares)
def test_a_season_taken_out_can_be_put_back(value: int, index: float) -> None:
    without = catalog["DESEASONALIZED"](value, index)
    assert catalog["FORECAST_SEASONAL"](without, index) == close(value)
