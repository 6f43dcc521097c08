"""Days that a source has not told although it tells such days as a rule, and silent sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kpicells.sheets_sync.quality.findings import Finding, Kind
from kpicells.sheets_sync.quality.series import Daily

LEVEL = 0.05
LEAST_DAYS = 14
SILENT_DAYS = 7
"""So much older than the newest source may a source be before that is said."""


def gaps(series: Iterable[Daily], since: date) -> Iterator[Finding]:
    """Missing days within what a source has told.

    How sure that is follows from how often such a day is missing otherwise: a page that posts on
    some days only has no gaps, and an account that rests at weekends has none there.
    """
    for one in series:
        if len(one.told) < LEAST_DAYS:
            continue
        for place, length in _runs(~one.told):
            chance = _chance(one, place, length)
            last = one.day(place + length - 1)
            if chance is not None and chance < LEVEL and last >= since:
                yield Finding(
                    Kind.GAP,
                    one.source,
                    (),
                    one.day(place),
                    last,
                    account=one.account,
                    days=length,
                    chance=chance,
                )


def _runs(missing: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], missing.astype(np.int8), [0]))))
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        yield int(begin), int(end - begin)


def _chance(one: Daily, place: int, length: int) -> float | None:
    """How probable it is that nothing was to be told on these days; None if that is usual."""
    others = np.ones(len(one.told), dtype=bool)
    others[place : place + length] = False
    closed = set()
    for weekday in range(7):
        same = one.told[others & (one.weekdays == weekday)]
        if len(same) and np.mean(~same) > 0.5:
            closed.add(weekday)
    open_days = ~np.isin(one.weekdays, list(closed))
    counted = one.told[others & open_days]
    missing = int(np.count_nonzero(open_days[place : place + length]))
    if not missing or len(counted) < LEAST_DAYS // 2:
        return None
    # The share of missing days by Jeffreys' prior, for none may have been seen.
    share = (np.count_nonzero(~counted) + 0.5) / (len(counted) + 1)
    return float(share**missing)


def stale(through: Mapping[str, date], series: Iterable[Daily]) -> Iterator[Finding]:
    """Sources that have told nothing for longer than usual while others have."""
    newest = max(through.values(), default=date.min)
    steps = {one.source: _usual_step(one) for one in series}
    for source, last in through.items():
        allowed = max(SILENT_DAYS, 3 * steps.get(source, 1))
        if newest - last > timedelta(allowed):
            days = (newest - last).days
            yield Finding(Kind.STALE, source, (), last + timedelta(1), newest, days=days)


def _usual_step(one: Daily) -> int:
    told = np.flatnonzero(one.told)
    return int(np.median(np.diff(told))) if len(told) > 2 else 1
