"""Planted faults are found, clean numbers raise no alarm, and it is said how sure that is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kpicells.sheets_sync.quality.findings import Finding, Kind
from kpicells.sheets_sync.quality.gaps import gaps
from kpicells.sheets_sync.quality.noise import judged
from kpicells.sheets_sync.quality.series import Daily
from kpicells.sheets_sync.quality.unusual import unusual
from tests.sheets_sync.quality.simulated import DAYS, FIRST, account, counts, day

SINCE = day(DAYS - 90)


def _with(one: Daily, metric: str, places: range, factor: float) -> Daily:
    values = one.metrics[metric].copy()
    values[places.start : places.stop] = np.round(values[places.start : places.stop] * factor)
    return replace(one, metrics={**one.metrics, metric: values})


def _without(one: Daily, places: range) -> Daily:
    told = one.told.copy()
    told[places.start : places.stop] = False
    metrics = {m: np.where(told, v, np.nan) for m, v in one.metrics.items()}
    return replace(one, told=told, metrics=metrics)


def test_clean_accounts_raise_no_alarm() -> None:
    """120 accounts of three metrics over 90 days, 32,400 judgements: at most a few are wrong."""
    alarms = [bool(unusual([account(seed)], SINCE)) for seed in range(120)]
    assert sum(alarms) <= 4  # 1 in 100 is promised; 5 or more of 120 has a chance of 0.8 %.
    assert stats.binom.sf(4, 120, 0.01) < 0.01


@pytest.mark.parametrize("noise", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("level", [0.5, 3, 40, 5_000])
def test_clean_numbers_of_any_size(level: float, noise: float) -> None:
    alarms = 0
    for seed in range(25):
        one = account(seed, levels={"leads": level})
        values = counts(seed + 7_000, level, noise)
        alarms += bool(unusual([replace(one, metrics={"leads": values})], SINCE))
    assert alarms <= 2


@pytest.mark.parametrize(
    ("metric", "factor", "length", "kind"),
    [
        ("impressions", 0, 1, Kind.ZERO),
        ("link_clicks", 0, 2, Kind.ZERO),
        ("leads", 0, 8, Kind.ZERO),
        ("impressions", 5, 1, Kind.RISE),
        ("link_clicks", 4, 2, Kind.RISE),
        ("impressions", 0.15, 2, Kind.DROP),
    ],
)
def test_planted_faults_are_found_where_they_are(
    metric: str, factor: float, length: int, kind: Kind
) -> None:
    hits = 0
    for seed in range(20):
        place = 80 + 3 * seed
        places = range(place, place + length)
        found = unusual([_with(account(seed), metric, places, factor)], SINCE)
        hits += any(
            one.kind is kind
            and metric in one.metrics
            and one.first <= day(place + length - 1)
            and one.last >= day(place)
            for one in found
        )
        assert all(one.chance is not None and one.chance <= 0.01 for one in found)
    assert hits >= 18


def test_metrics_of_the_same_days_are_one_finding() -> None:
    one = account(3)
    for metric in one.metrics:
        one = _with(one, metric, range(120, 128), 0)
    (found,) = unusual([one], SINCE)
    assert (found.kind, found.first, found.last) == (Kind.ZERO, day(120), day(127))
    assert set(found.metrics) == {"impressions", "link_clicks", "leads"}
    assert found.days == 8
    assert found.found == {"impressions": 0, "link_clicks": 0, "leads": 0}
    # About 20,000 on a day, 30 % more at the end, 5/7 of it over a week: 6.2 days in eight.
    assert found.expected["impressions"] == pytest.approx(20_000 * 1.25 * 7.3, rel=0.25)


def test_what_follows_from_a_weekday_is_usual() -> None:
    one = account(5, levels={"sessions": 800})
    values = np.where(one.weekdays >= 5, 0.0, one.metrics["sessions"])
    assert unusual([replace(one, metrics={"sessions": values})], SINCE) == []


def test_a_last_day_that_was_not_over() -> None:
    low = _with(account(6), "impressions", range(DAYS - 1, DAYS), 0.2)
    assert unusual([low], SINCE)
    assert unusual([replace(low, unfinished=True)], SINCE) == []
    rising = _with(account(6), "impressions", range(DAYS - 1, DAYS), 6)
    assert unusual([replace(rising, unfinished=True)], SINCE)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 10**9), max_size=120), st.booleans())
def test_any_numbers_can_be_judged(values: list[int], money: bool) -> None:
    series = np.array(values, dtype=np.float64)
    for one in judged(series, money=money):
        assert 0 <= one.chance <= 1
        assert one.expected >= 0
        assert np.isfinite(one.t)


def _gaps(one: Daily) -> list[Finding]:
    return list(gaps([one], FIRST))


def test_a_missing_day_is_a_gap_where_days_are_told_as_a_rule() -> None:
    (found,) = _gaps(_without(account(1), range(100, 103)))
    assert (found.kind, found.first, found.last, found.days) == (Kind.GAP, day(100), day(102), 3)
    # (0.5 / 148) ** 3, by Jeffreys' prior.
    assert found.chance == pytest.approx((0.5 / 148) ** 3)
    assert _gaps(account(1)) == []


def test_days_that_are_missing_as_a_rule_are_no_gaps() -> None:
    one = account(2)
    weekends = replace(one, told=one.weekdays < 5)
    assert _gaps(weekends) == []
    now_and_then = replace(one, told=np.random.default_rng(1).random(DAYS) < 0.4)
    assert len(_gaps(now_and_then)) <= 1
    (found,) = _gaps(_without(weekends, range(98, 103)))
    # The weekend before or after belongs to the gap, and says nothing for it.
    assert found.first <= day(98)
    assert found.last >= day(102)
