"""What a day usually brings, and how unusual a number is: robust, and aware of the weekday.

A day is compared with the twelve weeks before it. Counts are put on a scale on which their noise
is about the same at every level: square roots where they are small (Anscombe 1948), logarithms
where they are large. On it, the usual value is the median of the last four weeks plus that of the
weekday, and the noise is the median absolute deviation, never less than what independent events
would have. One wild day changes neither. How unusual a day is, is told by Student's t, with degrees
of freedom for the efficiency of the median absolute deviation (37 %, Hampel 1974).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr

from kpicells.sheets_sync.quality.series import Floats, Places

WEEKS = 12
LEAST_DAYS = 21
"""Fewer days before it say too little of a day."""

_RECENT = 28
_LARGE = 50.0
_MAD = 1.4826
_EFFICIENCY = 0.37
_LEAST_SHARE = 0.05
"""Numbers of large accounts vary by at least so much of themselves."""
_MOST_ZEROS = 0.3
"""Amounts with more empty days than that come too rarely to be judged day by day."""
_MEDIAN_VARIANCE = np.pi / 2
_USUAL_ERROR = float(np.sqrt(1 + _MEDIAN_VARIANCE / 8))


@dataclass(frozen=True, slots=True)
class Judged:
    """What is usual on one day, or on several in a row.

    Attributes:
        place: The first of the days.
        length: How many they are.
        found: What was found in all of them.
        expected: What would be usual.
        t: By how many standard errors they differ.
        chance: How probable a number at least so far off is, if nothing has happened.
    """

    place: int
    length: int
    found: float
    expected: float
    t: float
    chance: float


def judged(values: Floats, begin: int = 0, *, money: bool = False) -> Iterator[Judged]:
    """Each day that can be judged, and each run of zeros as one.

    Args:
        values: The values of days in a row; NaN where a day is not told.
        begin: The first day that is asked for.
        money: Whether they are amounts rather than counts.
    """
    values = np.maximum(values, 0.0)
    place, end = max(LEAST_DAYS, begin), len(values)
    # A run of zeros is judged from its beginning.
    while LEAST_DAYS < place < end and values[place] == values[place - 1] == 0:
        place -= 1
    while place < end:
        length = 1
        if values[place] == 0:
            while place + length < end and values[place + length] == 0:
                length += 1
        if length == 1 and _is_ordinary(values, place):
            yield Judged(place, 1, float(values[place]), float(values[place]), 0.0, 1.0)
        elif not np.isnan(values[place]):
            one = _judge(values, place, length, money=money)
            if one is not None:
                yield one
        place += length


def _is_ordinary(values: Floats, place: int) -> bool:
    """Whether the same weekday has brought both less and more, several times: most days are so,
    and need no further look.
    """
    same: list[float] = values[place - 7 : max(0, place - 7 * WEEKS) : -7].tolist()
    value = float(values[place])
    below, above = sum(one <= value for one in same), sum(one >= value for one in same)
    return min(below, above) >= 2


def _judge(values: Floats, place: int, length: int, *, money: bool) -> Judged | None:
    past = values[max(0, place - 7 * WEEKS) : place]
    known = past[~np.isnan(past)]
    if len(known) < LEAST_DAYS or (money and np.mean(known == 0) > _MOST_ZEROS):
        return None
    middle = float(np.median(known))
    large = money or middle >= _LARGE
    shift = (0.01 * middle if money else 3 / 8) or 1.0
    now = values[place : place + length]
    past, here = (
        np.log(those + shift) if large else 2 * np.sqrt(those + shift) for those in (past, now)
    )
    weeks = np.full((WEEKS, 7), np.nan)
    weeks.reshape(-1)[7 * WEEKS - len(past) :] = past
    usual, error = _usual(weeks, len(known))
    least = 1.0
    if large:
        least = _LEAST_SHARE if money else max(_LEAST_SHARE, 1 / np.sqrt(max(middle, 1)))
    # The day to be judged is of the weekday of the first column.
    columns = np.arange(length) % 7
    usual = usual[columns]
    error = np.maximum(error, least * _USUAL_ERROR)[columns]
    t = float(np.sum((here - usual) / error) / np.sqrt(length))
    expected = np.exp(usual) - shift if large else (usual / 2) ** 2 - shift
    chance = float(2 * stdtr(max(4.0, _EFFICIENCY * len(known)), -abs(t)))
    return Judged(
        place, length, float(np.sum(now)), float(np.sum(np.maximum(expected, 0))), t, chance
    )


def _usual(weeks: Floats, count: int) -> tuple[Floats, Floats]:
    """The usual value of each weekday, and its standard error.

    Args:
        weeks: A row for each week, a column for each weekday; NaN where a day is not told.
        count: How many days are told.
    """
    ordered = np.sort(weeks, axis=0)
    counts = np.count_nonzero(~np.isnan(weeks), axis=0)
    middles = (_at(ordered, (counts - 1) // 2) + _at(ordered, counts // 2)) / 2
    # A weekday on which nothing ever happens says nothing of the noise of the others.
    lively = _at(ordered, counts - 1) > ordered[0]
    overall = np.median(weeks[~np.isnan(weeks)])
    effects = np.where(counts >= 3, middles - overall, 0.0)
    flat = weeks - effects
    recent = flat.reshape(-1)[-_RECENT:]
    recent = recent[~np.isnan(recent)]
    level = np.median(recent) if len(recent) else overall
    noise = _noise(flat[:, lively], int(np.count_nonzero(lively)))
    uncertain = 1 + _MEDIAN_VARIANCE * (1 / max(len(recent), 1) + 1 / np.maximum(counts, 1))
    return level + effects, noise * np.sqrt(uncertain)


def _at(ordered: Floats, rows: Places) -> Floats:
    """One value of each column, whose NaN stand at its end."""
    values: Floats = ordered[np.maximum(rows, 0), np.arange(7)]
    return values


def _noise(flat: Floats, weekdays: int) -> float:
    """The noise of a day: the wider of both sides, since the tails of counts are not alike."""
    rest = flat[~np.isnan(flat)]
    if len(rest) <= 2 * weekdays:
        return 0.0
    rest = rest - np.median(rest)
    sides = (np.abs(rest), rest[rest > 0], -rest[rest < 0])
    widest = max((float(np.median(side)) for side in sides if len(side)), default=0.0)
    # The weekdays' own medians have taken a part of the noise.
    return _MAD * widest * float(np.sqrt(len(rest) / (len(rest) - weekdays)))
