"""What follows from standing and movement, with numbers worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.formulas import Better
from kpicells.sheets_sync.review.finding import Verdict, is_open, proposal, verdicts
from kpicells.sheets_sync.review.movement import Direction, Movement
from kpicells.sheets_sync.review.series import Step
from kpicells.sheets_sync.review.standing import Standing

LEADS = Standing(60, 150, 180, days=10, of_days=30, better=Better.HIGHER, builds_up=True)
CPL = Standing(30.0, 25.0, 24.0, days=10, of_days=30, better=Better.LOWER, builds_up=False)
CTR = Standing(0.01, 0.012, None, days=10, of_days=30, better=Better.HIGHER, builds_up=False)


def moved(direction: Direction, now: float = 40.0, before: float = 40.0) -> Movement:
    return Movement(
        direction, Step.WEEK, 4, 26, now_value=now, before_value=before, noise=0.1, carried=0.0
    )


STEADY, SEASON = moved(Direction.STEADY), moved(Direction.SEASON, now=30.0)


def test_behind_says_what_every_day_left_must_bring() -> None:
    behind = replace(LEADS, actual=30)
    assert verdicts(behind, None) == (Verdict.BEHIND,)
    assert behind.needed == pytest.approx(120 / 20)
    assert behind.now == pytest.approx(3.0)
    assert behind.wanted == pytest.approx(150 / 90 - 1)


def test_a_rate_that_is_behind_says_what_the_rest_of_the_month_must_be() -> None:
    """1.2 % over 30 days less 1.0 % over 10 leaves 26 of 20 points: 1.3 %."""
    assert CTR.needed == pytest.approx(0.013)
    assert verdicts(CTR, STEADY) == (Verdict.BEHIND, Verdict.NOT_MOVING)


def test_a_price_that_is_behind_says_what_the_same_money_must_buy() -> None:
    """At 1 a day 30 must buy 30/25 leads; 10 bought 10/30: 20 left for 0.8667, 23.08 each."""
    assert CPL.needed == pytest.approx(20 / (30 / 25 - 10 / 30))
    assert replace(CPL, actual=5.0).wanted == pytest.approx(4.0)


def test_a_month_that_cannot_be_saved_needs_nothing() -> None:
    assert replace(CPL, target=500.0, actual=1.0, days=29).needed is None
    assert replace(LEADS, days=30).needed is None
    assert replace(LEADS, actual=None).needed is None


@pytest.mark.parametrize(
    ("standing", "movement", "said"),
    [
        (LEADS, None, (Verdict.ON_TRACK,)),
        (LEADS, STEADY, (Verdict.ON_TRACK,)),
        (LEADS, SEASON, (Verdict.ON_TRACK, Verdict.EXPLAINED_BY_SEASON)),
        (replace(LEADS, actual=160), STEADY, (Verdict.REACHED_EARLY,)),
        (replace(LEADS, actual=160, days=30), STEADY, (Verdict.ON_TRACK,)),
        (replace(LEADS, actual=30), STEADY, (Verdict.BEHIND, Verdict.NOT_MOVING)),
        (replace(LEADS, actual=30), SEASON, (Verdict.EXPLAINED_BY_SEASON, Verdict.BEHIND)),
        (replace(LEADS, target=None), STEADY, (Verdict.NOT_MOVING, Verdict.NO_TARGET)),
        (replace(LEADS, actual=None), STEADY, (Verdict.NO_DATA,)),
        (replace(LEADS, days=0), None, (Verdict.NO_DATA,)),
        (None, None, (Verdict.NO_DATA,)),
        (CPL, moved(Direction.SEASON, now=30.0), (Verdict.BEHIND, Verdict.EXPLAINED_BY_SEASON)),
        (CPL, moved(Direction.SEASON, now=50.0), (Verdict.EXPLAINED_BY_SEASON, Verdict.BEHIND)),
    ],
)
def test_verdicts(
    standing: Standing | None, movement: Movement | None, said: tuple[Verdict, ...]
) -> None:
    assert verdicts(standing, movement) == said


def test_what_nobody_measures_is_not_measurable() -> None:
    assert verdicts(LEADS, STEADY, gone=True) == (Verdict.NOT_MEASURABLE,)


SPEND = Standing(600, 500, 500, days=10, of_days=30, better=Better.LOWER, builds_up=True)


def test_a_budget_is_never_reached_early() -> None:
    assert verdicts(SPEND, None) == (Verdict.BEHIND,)
    assert verdicts(replace(SPEND, actual=160), None) == (Verdict.ON_TRACK,)
    assert proposal(replace(SPEND, actual=160), None) is None


def test_the_proposal_for_what_builds_up_is_what_nine_months_of_ten_reach() -> None:
    """160 in 10 days are 112 a week, 20 days are 2.857 weeks: their error is
    0.1 sqrt(2.857 + 2.857^2 / 1.429) = 0.2928, so the low end is
    160 + 112 (2.857 - 1.2816 * 0.2928) = 438; 438/150 of 180 is 525.6.
    """
    early = replace(LEADS, actual=160)
    assert early.low_end(0.1, 0.0) == pytest.approx(437.98, abs=0.05)
    found = proposal(early, STEADY)
    assert found is not None
    assert (found.target, found.instead_of) == (525.0, 180)


def test_without_a_history_only_what_is_reached_counts() -> None:
    found = proposal(replace(LEADS, actual=160), None)
    assert found is not None
    assert found.kept == 160
    assert found.target == 190.0, "160/150 of 180 is 192"


def test_a_price_far_below_its_target_gets_a_lower_one() -> None:
    """Four weeks at 20 with an error of 0.05 keep 21.3 in nine of ten; 21.3/25 of 24 is 20.5."""
    cheap = replace(CPL, actual=20.0)
    held = moved(Direction.STEADY, now=20.0)
    assert verdicts(cheap, held) == (Verdict.REACHED_EARLY,)
    found = proposal(cheap, held)
    assert found is not None
    assert found.kept == pytest.approx(20 * math.exp(1.2816 * 0.05), abs=0.001)
    assert found.target == pytest.approx(20.5)


def test_a_price_a_little_below_its_target_is_on_track() -> None:
    near = replace(CPL, actual=24.0)
    assert verdicts(near, moved(Direction.STEADY, now=24.0)) == (Verdict.ON_TRACK,)
    assert proposal(near, moved(Direction.STEADY, now=24.0)) is None


def test_a_gap_that_chance_makes_is_at_risk() -> None:
    """40 in 10 days make 120 of 150: 0.8. With a scatter of 0.2 a week the error of 10 days is
    0.2 / sqrt(10 / 7) = 0.1673, and 0.8 (1 + 1.645 * 0.1673) = 1.0202. The forecast has an error of
    0.2 sqrt(2.857 + 2.857^2 / 1.429) / 4.286 = 0.1366, and 0.8 (1 + 1.96 * 0.1366) = 1.0142.
    """
    late = replace(LEADS, actual=40)
    loud = replace(STEADY, noise=0.2)
    assert late.error(0.2, 0.0) == pytest.approx(0.1673, abs=0.0001)
    assert late.spread(0.2, 0.0) == pytest.approx(0.1366, abs=0.0001)
    assert verdicts(late, loud) == (Verdict.AT_RISK, Verdict.NOT_MOVING)
    assert verdicts(replace(late, on_track=1.019), loud)[0] is Verdict.AT_RISK
    assert not is_open(replace(late, on_track=1.019), loud)
    assert is_open(replace(late, on_track=1.01), loud)
    assert verdicts(replace(late, on_track=1.03), loud)[0] is Verdict.BEHIND
    assert verdicts(replace(late, actual=120, days=30), loud)[0] is Verdict.BEHIND, "it is a fact"
    assert verdicts(late, None)[0] is Verdict.BEHIND, "no noise is known"
    fell = replace(loud, direction=Direction.FELL, now_value=30.0)
    assert verdicts(late, fell) == (Verdict.BEHIND,), "and that is no chance"


@pytest.mark.parametrize(("true", "low", "high"), [(1.0, 0.0, 0.05), (0.6, 0.8, 1.0)])
def test_few_months_on_target_are_called_behind_and_most_that_miss_it_are(
    true: float, low: float, high: float
) -> None:
    """Simulated: 25 a week are the target, half of the month is told."""
    random = np.random.default_rng(6)
    told = random.poisson(true * 25 * 15 / 7, 1000)
    half = [replace(LEADS, actual=float(n), target=25 * 30 / 7, days=15) for n in told]
    noise = replace(STEADY, noise=1 / math.sqrt(true * 25))
    said = [verdicts(one, noise)[0] is Verdict.BEHIND for one in half]
    assert low <= np.mean(said) <= high


@given(
    st.floats(1, 1e6), st.floats(1, 1e6), st.integers(1, 31), st.booleans(), st.floats(0, 0.9),
    st.sampled_from(list(Better)),
)  # fmt: skip
def test_a_proposal_always_asks_for_more(
    actual: float, target: float, days: int, builds_up: bool, carried: float, better: Better
) -> None:
    standing = Standing(actual, target, None, days, 31, better, builds_up)
    movement = replace(moved(Direction.STEADY, now=actual), carried=carried)
    found = proposal(standing, movement)
    assert (found is None) or Verdict.REACHED_EARLY in verdicts(standing, movement)
    if found is not None:
        assert (found.target < target) == (better is Better.LOWER)


def test_at_least_nine_months_of_ten_end_above_the_low_end() -> None:
    """Simulated: weeks of 100 with a scatter of 15, judged after a third of the month."""
    random = np.random.default_rng(5)
    above = 0
    for _ in range(2000):
        told, rest = random.normal(100, 15, 2).sum(), random.normal(100, 15, 4).sum()
        month = replace(LEADS, actual=told, days=14, of_days=42)
        low = month.low_end(0.15, 0.0)
        assert low is not None
        above += told + rest > low
    assert 0.89 <= above / 2000 <= 0.95
