"""Which KPIs of a plan have moved since the last review, and which only seem to have.

All KPIs of a plan are judged together, at a level of 5 % for the whole review: of twenty reviews
in which nothing has changed, at most one names any KPI at all as changed (:mod:`.holm`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kpicells.sheets_sync.review.carry_over import inflation
from kpicells.sheets_sync.review.contrast import SHORTEST, Contrast, contrast
from kpicells.sheets_sync.review.holm import holm
from kpicells.sheets_sync.review.sample import periods_needed
from kpicells.sheets_sync.review.series import Series, Step
from kpicells.sheets_sync.review.shift import Shift, shift

LEVEL = 0.05
"""The chance of even one false alarm at a review, all KPIs together."""
CAUTION = 1.5
"""Every p-value is made larger by half: the tests are near to what they promise, and not
exactly there, above all for short histories."""
SMALLEST = 0.03
"""A change below 3 % is not worth a word, however sure it is."""
WORTH_KNOWING = 0.1
"""Where no target tells how large a change matters."""


class Direction(StrEnum):
    """What a KPI did over the review window."""

    ROSE = "rose"
    FELL = "fell"
    STEADY = "steady"
    """Nothing beyond chance."""
    SEASON = "season"
    """It changed, and as it did in the same weeks of earlier years."""
    TOO_SHORT = "too_short"
    """The history is too short to tell."""


@dataclass(frozen=True, slots=True)
class Movement:
    """How a KPI moved over the review window.

    Attributes:
        direction: What it did.
        step: The length of a period.
        window: How many periods the review looks at.
        before: How many periods they are compared with; 0 where the history is too short.
        now_value, before_value: The KPI in both.
        change: The change without the season, as a share: -0.2 for 20 % less.
        season: What the season alone does at this time, as a share; None with less than a year.
        p: The p-value of the change, for all KPIs of the review together.
        found_up, found_down: The smallest changes that would be found in 80 of 100 cases.
        wanted: The change that it is worth knowing about: what the target asks for, or 10 %.
        needed: How many periods it would take to find that one; None where two years would not do.
        missing: How many periods more it takes before anything can be said.
        noise: The scatter of one period, as a share.
        carried: How much of one period's luck carries over to the next, 0 to 0.9.
    """

    direction: Direction
    step: Step
    window: int
    before: int = 0
    now_value: float = math.nan
    before_value: float = math.nan
    change: float = math.nan
    season: float | None = None
    p: float = 1.0
    found_up: float = math.nan
    found_down: float = math.nan
    wanted: float = WORTH_KNOWING
    needed: int | None = None
    missing: int = 0
    noise: float = math.nan
    carried: float = 0.0

    @property
    def error(self) -> float:
        """How far chance alone puts the mean of the window from what is true, as a share."""
        return self.noise * math.sqrt(inflation(self.carried) / self.window)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A KPI between the test and the answer."""

    series: Series
    contrast: Contrast
    shift: Shift

    @property
    def seen(self) -> float:
        """The change that anybody sees, season and all, as a logarithm."""
        return _logarithm(self.contrast.now / self.contrast.before)


def window_of(step: Step, months: int) -> int:
    """How many periods the review window has: whole weeks of one, two or three months."""
    return months if step is Step.MONTH else {1: 4, 2: 9, 3: 13}[months]


def movements(
    series: Mapping[str, Series], months: int, wanted: Mapping[str, float] | None = None
) -> dict[str, Movement]:
    """What each KPI did over the review window.

    Nothing is said of a KPI without a value to compare: a price per lead while there are no leads,
    or what was zero all the time before.

    Args:
        series: The history of each KPI by its key; those without any may be left out.
        months: How many months lie between two reviews.
        wanted: The change that matters, by key, as a share.
    """
    wanted = wanted or {}
    judged = {key: _judge(one, months) for key, one in series.items()}
    tested = {key: one for key, one in judged.items() if one is not None}
    sure = _together({key: one.shift.p for key, one in tested.items()})
    seems = _together({key: one.shift.p_of(one.seen) for key, one in tested.items()})
    level = LEVEL / CAUTION / max(1, len(tested))
    found = {}
    for key, one in series.items():
        if key in tested:
            worth = wanted.get(key, WORTH_KNOWING)
            found[key] = _answer(tested[key], sure[key], seems[key], level, worth)
            continue
        window = window_of(one.step, months)
        missing = _missing(one, window)
        if missing > 0:
            found[key] = Movement(Direction.TOO_SHORT, one.step, window, missing=missing)
    return found


def _missing(series: Series, window: int) -> int:
    """How many periods more have to be told, in all and of the window itself."""
    known = series.known
    of_window = math.ceil(0.75 * window) - int(known[-window:].sum())
    return max(window + SHORTEST[series.step] - int(known.sum()), of_window)


def _together(p_values: Mapping[str, float]) -> dict[str, float]:
    return dict(zip(p_values, holm([CAUTION * p for p in p_values.values()]), strict=True))


def _judge(series: Series, months: int) -> _Judged | None:
    window = window_of(series.step, months)
    if len(series) <= window:
        return None
    found = contrast(series, window, season=True) or contrast(series, window)
    return _Judged(series, found, shift(found)) if found else None


def _answer(one: _Judged, p: float, seeming_p: float, level: float, worth: float) -> Movement:
    noticed = one.shift.noticed(level)
    return Movement(
        direction=_direction(one, p, seeming_p),
        step=one.series.step,
        window=one.contrast.window,
        before=one.contrast.reference,
        now_value=one.contrast.now,
        before_value=one.contrast.before,
        change=one.contrast.factor - 1,
        season=None if one.contrast.season is None else one.contrast.season - 1,
        p=p,
        found_up=math.expm1(noticed),
        found_down=math.expm1(-noticed),
        wanted=worth,
        needed=periods_needed(one.shift, worth, level, one.series.step),
        noise=one.shift.noise,
        carried=one.shift.carried,
    )


def _direction(one: _Judged, p: float, seeming_p: float) -> Direction:
    found, size = one.contrast, one.shift.size
    change = _logarithm(found.factor)
    if p <= LEVEL and abs(change) >= SMALLEST and change * size > 0:
        if found.habit is not None and _explains(math.log(found.habit), change):
            return Direction.SEASON
        if _explains(found.alone, size):  # one week alone is an event, not a change
            return Direction.ROSE if change > 0 else Direction.FELL
        return Direction.STEADY
    if found.season is not None and seeming_p <= LEVEL and abs(one.seen) >= SMALLEST:
        usual = math.log(found.season * (found.habit or 1.0))
        if _explains(usual, one.seen) or _explains(math.log(found.season), one.seen):
            return Direction.SEASON
    return Direction.STEADY


def _logarithm(factor: float) -> float:
    """Minus infinity for what has come to nothing."""
    return math.log(factor) if factor else -math.inf


def _explains(part: float, whole: float) -> bool:
    """Whether a part goes the same way as the whole, and makes at least half of it."""
    return part * whole > 0 and abs(part) >= abs(whole) / 2
