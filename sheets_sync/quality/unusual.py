"""Jumps and sudden zeros: days that noise does not explain, found over all series at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpicells.sheets_sync.quality.findings import Finding, Kind
from kpicells.sheets_sync.quality.noise import Judged, judged
from kpicells.sheets_sync.quality.series import Daily
from kpicells.sheets_sync.rates.converting import is_money

ALPHA = 0.01
"""The chance that a whole check tells of any jump where there is only noise."""

_LEAST_FACTOR = 1.5
"""A smaller jump is nothing to act upon, however sure it is."""

_LEFT_OUT = frozenset({"watch_seconds", "session_seconds", "net_followers"})
"""What may be below zero or follows another metric."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    series: Daily
    metric: str
    days: Judged


def unusual(series: Sequence[Daily], since: date) -> list[Finding]:
    """Days that noise does not explain.

    Each of the many days and metrics may be wild by chance, so the level is shared among all of
    them (Holm 1979).

    Args:
        series: The days of all sources.
        since: Earlier days are taken as a comparison only.
    """
    candidates = [
        _Candidate(one, metric, day)
        for one in series
        for metric, values in one.metrics.items()
        if metric not in _LEFT_OUT
        for day in judged(values, (since - one.first).days, money=is_money(metric))
        if one.day(day.place + day.length - 1) >= since and not _is_unfinished(one, day)
    ]
    candidates.sort(key=lambda one: one.days.chance)
    found = []
    for rank, one in enumerate(candidates):
        chance = one.days.chance * (len(candidates) - rank)
        if chance > ALPHA:
            break
        if _is_large(one.days):
            found.append(_finding(one, chance))
    return _together(found)


def _is_unfinished(one: Daily, day: Judged) -> bool:
    """Whether a low number may only mean that the day was not over."""
    last = day.place + day.length == len(one.told)
    return one.unfinished and last and day.length == 1 and day.t < 0


def _is_large(day: Judged) -> bool:
    low, high = sorted((day.found, day.expected))
    return high >= _LEAST_FACTOR * low and high - low >= 3


def _finding(one: _Candidate, chance: float) -> Finding:
    day = one.days
    kind = Kind.RISE if day.t > 0 else Kind.ZERO if day.found == 0 else Kind.DROP
    return Finding(
        kind,
        one.series.source,
        (one.metric,),
        one.series.day(day.place),
        one.series.day(day.place + day.length - 1),
        account=one.series.account,
        days=day.length,
        found={one.metric: day.found},
        expected={one.metric: day.expected},
        chance=chance,
    )


def _together(found: Sequence[Finding]) -> list[Finding]:
    """Days in a row, and metrics on the same days, as one finding."""
    rows: list[Finding] = []
    for one in sorted(found, key=lambda f: (f.source, f.account, f.metrics, f.kind, f.first)):
        last = rows[-1] if rows else None
        if last and _alike(last, one) and (one.first - last.last).days == 1:
            rows[-1] = _merged(last, one, days=last.days + one.days)
        else:
            rows.append(one)
    days: dict[tuple[object, ...], Finding] = {}
    for one in rows:
        key = (one.kind, one.source, one.account, one.first, one.last)
        days[key] = _merged(days[key], one, days=one.days) if key in days else one
    return list(days.values())


def _alike(one: Finding, other: Finding) -> bool:
    return (one.kind, one.source, one.account, one.metrics) == (
        other.kind,
        other.source,
        other.account,
        other.metrics,
    )


def _merged(one: Finding, other: Finding, days: int) -> Finding:
    def summed(first: dict[str, float], second: dict[str, float]) -> dict[str, float]:
        return {m: first.get(m, 0) + second.get(m, 0) for m in {**first, **second}}

    assert one.chance is not None
    assert other.chance is not None
    return replace(
        one,
        metrics=tuple(dict.fromkeys((*one.metrics, *other.metrics))),
        last=max(one.last, other.last),
        days=days,
        found=summed(dict(one.found), dict(other.found)),
        expected=summed(dict(one.expected), dict(other.expected)),
        chance=min(one.chance, other.chance),
    )
