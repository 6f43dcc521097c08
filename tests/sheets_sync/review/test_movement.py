"""What a review says of histories whose truth is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from kpicells.sheets_sync.review.contrast import contrast
from kpicells.sheets_sync.review.movement import Direction, Movement, movements, window_of
from kpicells.sheets_sync.review.series import Kind, Series, Step
from tests.sheets_sync.review.simulated import Truth, client, weekly


def moved(series: Series, months: int = 1, wanted: float = 0.1) -> Movement:
    return movements({"kpi": series}, months, {"kpi": wanted})["kpi"]


@pytest.mark.parametrize("kpi", ["leads", "sessions", "ctr", "aov"])
@pytest.mark.parametrize(("change", "said"), [(1.0, Direction.ROSE), (-0.6, Direction.FELL)])
def test_a_large_change_is_found_in_every_kind_of_kpi(
    kpi: str, change: float, said: Direction
) -> None:
    truth = Truth(50, window=9, changes={kpi: change})
    found = movements(client(1, truth), 2)
    assert found[kpi].direction is said
    assert found[kpi].change == pytest.approx(change, abs=0.35 if kpi == "aov" else 0.25)
    assert found[kpi].p < 0.05
    assert {found[other].direction for other in found if other != kpi} == {Direction.STEADY}


def test_twice_the_budget_is_no_better_rate() -> None:
    found = movements(client(4, Truth(40, budget=2.0)), 1)
    assert found["ctr"].direction is Direction.STEADY


def season(week: int) -> float:
    return float(np.exp(0.5 * np.sin(2 * np.pi * week / 52)))


def yearly(shape, weeks: int, seed: int, change: float = 1.0) -> Series:  # type: ignore[no-untyped-def]
    random = np.random.default_rng(seed)
    means = [40 * shape(week) * (change if week >= weeks - 4 else 1) for week in range(weeks)]
    return weekly(Kind.COUNT, leads=random.poisson(np.repeat(means, 7)).astype(float))


def test_a_fall_that_comes_every_year_is_the_season() -> None:
    found = [moved(yearly(season, 90, seed)) for seed in range(8)]
    said = [one.direction for one in found]
    assert said.count(Direction.SEASON) >= 7
    assert Direction.FELL not in said
    for one in found:
        assert one.season is not None
        assert one.now_value / one.before_value - 1 == pytest.approx(one.season, abs=0.1)
        assert one.season < -0.3


def test_a_fall_beyond_the_season_is_a_fall() -> None:
    found = moved(yearly(season, 90, 1, change=0.6))
    assert found.direction is Direction.FELL
    assert found.change == pytest.approx(-0.4, abs=0.1)


@pytest.mark.parametrize("weeks", [53, 60])
def test_a_year_is_enough_to_know_the_season(weeks: int) -> None:
    found = [moved(yearly(season, weeks, seed)) for seed in range(8)]
    assert sum(one.direction is Direction.SEASON for one in found) >= 7


def test_without_a_year_nobody_can_know_the_season() -> None:
    assert moved(yearly(season, 38, 1)).season is None


@pytest.mark.parametrize("seed", range(5))
def test_christmas_comes_every_year_though_it_is_no_wave(seed: int) -> None:
    def christmas(week: int) -> float:
        return 2.5 if 47 <= week % 52 < 51 else 1.0

    assert moved(yearly(christmas, 52 + 51, seed)).direction is Direction.SEASON


@pytest.mark.parametrize("seed", range(5))
def test_the_second_christmas_is_no_surprise(seed: int) -> None:
    def christmas(week: int) -> float:
        return 2.0 if week % 52 in (10, 11, 12, 13) else 1.0

    assert moved(yearly(christmas, 66, seed)).direction is not Direction.ROSE


@pytest.mark.parametrize("seed", range(3))
def test_a_kpi_that_grows_all_the_time_has_moved(seed: int) -> None:
    found = moved(yearly(lambda week: 1.012**week, 90, seed), months=3)
    assert found.direction is Direction.ROSE


def test_one_giant_order_is_no_change() -> None:
    random = np.random.default_rng(2)
    orders = random.poisson(5, 7 * 30).astype(float) + 1
    revenue = orders * 30 * random.lognormal(0, 0.3, len(orders))
    revenue[-3] += 20 * revenue[-28:].mean()
    found = moved(weekly(Kind.MONEY, revenue=revenue, orders=orders))
    assert found.now_value > 1.4 * found.before_value, "the total does look better"
    assert found.direction is Direction.STEADY


def test_what_is_smaller_than_three_per_cent_is_not_worth_a_word() -> None:
    spend = np.repeat([50.0] * 20 + [51.0] * 4, 7)
    assert moved(weekly(Kind.COUNT, spend=spend)).direction is Direction.STEADY
    assert moved(weekly(Kind.COUNT, spend=spend * np.linspace(1, 1.4, len(spend)))).p < 0.05


def test_a_short_history_says_how_much_is_missing() -> None:
    found = moved(client(1, Truth(9))["leads"])
    assert found.direction is Direction.TOO_SHORT
    assert found.missing == 3
    assert moved(client(1, Truth(12))["leads"]).direction is not Direction.TOO_SHORT


def test_of_what_has_no_value_nothing_is_said() -> None:
    none = weekly(Kind.COUNT, leads=np.zeros(7 * 30))
    leads = np.concatenate([np.full(7 * 20, 5.0), np.zeros(7 * 6)])
    price = weekly(Kind.RATE, spend=np.full(7 * 26, 50.0), leads=leads)
    assert movements({"none": none, "price": price}, 1) == {}


@pytest.mark.parametrize("weeks", [30, 90])
def test_what_has_come_to_nothing_fell_by_all_of_it(weeks: int) -> None:
    """Forty a week do not stay away for four weeks by chance, with a season or without."""
    leads = np.random.default_rng(1).poisson(40 / 7, 7 * weeks).astype(float)
    leads[-28:] = 0
    found = moved(weekly(Kind.COUNT, leads=leads))
    assert found.direction is Direction.FELL
    assert found.change == -1
    assert found.p < 0.01


def test_four_weeks_without_any_are_nothing_new_where_one_a_week_is_usual() -> None:
    leads = np.random.default_rng(1).poisson(1 / 7, 7 * 30).astype(float)
    leads[-28:] = 0
    assert moved(weekly(Kind.COUNT, leads=leads)).direction is Direction.STEADY


def test_weeks_that_are_not_known_are_left_out() -> None:
    series = client(6, Truth(40, changes={"leads": 1.5}))["leads"]
    gaps = series.arguments["leads"].copy()
    gaps[[5, 17, 25, 38]] = np.nan
    found = moved(replace(series, arguments={"leads": gaps}))
    assert found.direction is Direction.ROSE
    assert (found.window, found.before) == (3, 24)


def test_a_window_that_is_hardly_told_says_how_much_is_missing() -> None:
    series = client(6, Truth(40))["leads"]
    gaps = series.arguments["leads"].copy()
    gaps[-3:-1] = np.nan
    found = moved(replace(series, arguments={"leads": gaps}))
    assert (found.direction, found.missing) == (Direction.TOO_SHORT, 1)


def test_the_same_history_is_always_told_alike() -> None:
    kpis = client(8, Truth(60))
    assert movements(kpis, 1) == movements(kpis, 1)


def test_a_noisier_kpi_states_a_larger_change_and_a_longer_sample() -> None:
    calm, loud = (moved(client(3, Truth(40, noise=noise))["sessions"]) for noise in (0.05, 0.5))
    assert calm.found_up < loud.found_up
    assert calm.needed is not None
    assert loud.needed is None or loud.needed > calm.needed


def test_a_larger_wanted_change_takes_fewer_weeks() -> None:
    series = client(3, Truth(40))["sessions"]
    needed = [moved(series, wanted=change).needed for change in (0.15, 0.3, 0.6)]
    assert all(weeks is not None for weeks in needed)
    assert needed == sorted(needed, reverse=True)  # type: ignore[type-var]


def test_months_are_judged_where_no_days_are_told() -> None:
    random = np.random.default_rng(1)
    reach = 9000 * np.exp(0.04 * random.standard_normal(14))
    reach[-1] *= 1.5
    starts = tuple(date(2025 + n // 12, n % 12 + 1, 1) for n in range(14))
    series = Series(Step.MONTH, starts, {"reach": reach}, lambda numbers: numbers["reach"])
    assert moved(series).direction is Direction.ROSE
    assert contrast(series, 1, season=True) is None


@pytest.mark.parametrize(("months", "weeks"), [(1, 4), (2, 9), (3, 13)])
def test_the_window_is_the_time_between_two_reviews(months: int, weeks: int) -> None:
    assert window_of(Step.WEEK, months) == weeks
    assert window_of(Step.MONTH, months) == months
