"""Where a KPI stands against its target in the month that is looked at, and where it will end."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kpicells.formulas import Better
from kpicells.sheets_sync.review.carry_over import inflation

ONE_IN_TEN = 1.2815515655446004
"""So many standard errors below its mean a normal number lies in one of ten cases."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A KPI against its target.

    Attributes:
        actual: What it is so far; None where it is not known.
        target: The target of the month; None where there is none.
        following: The target of the month after; None where there is none.
        days: How many days of the month are told.
        of_days: How many days the month has.
        better: Which way it should move.
        builds_up: Whether it grows over the month.
        on_track: From which pace or attainment it counts as on track.
    """

    actual: float | None
    target: float | None
    following: float | None
    days: int
    of_days: int
    better: Better
    builds_up: bool
    on_track: float = 0.95

    @property
    def days_left(self) -> int:
        """How many days of the month are still to come."""
        return max(0, self.of_days - self.days)

    @property
    def forecast(self) -> float | None:
        """Where the month ends if it goes on as so far."""
        if self.actual is None or not self.builds_up:
            return self.actual
        return self.actual * self.of_days / self.days if self.days else None

    @property
    def attainment(self) -> float | None:
        """The part of the target that is reached; of a ceiling, what is kept of it."""
        if self.better is Better.LOWER:
            return _over(self.target, self.forecast)
        return _over(self.actual, self.target)

    @property
    def judged(self) -> float | None:
        """What the status is judged by: the pace of what builds up, else the attainment."""
        if self.builds_up and self.better is not Better.LOWER:
            return _over(self.forecast, self.target)
        return self.attainment

    @property
    def is_met(self) -> bool:
        """Whether the target is reached already, or kept so far."""
        return self.attainment is not None and self.attainment >= 1

    @property
    def is_on_track(self) -> bool:
        """Whether nothing has to change for the target to be reached."""
        return self.judged is not None and self.judged >= self.on_track

    @property
    def needed(self) -> float | None:
        """What the rest of the month must bring: a day's amount, or the level of a rate.

        For a rate the days of the month weigh alike; of a price the money that is spent each day
        is taken as given, and what it must buy follows. None where nothing is left to be done, or
        where the month cannot be saved any more.
        """
        if self.actual is None or not self.target or not self.days_left:
            return None
        if self.builds_up:
            left = (self.target - self.actual) / self.days_left
            return left if left > 0 else None
        if self.better is Better.LOWER:
            left = self.of_days / self.target - (self.days / self.actual if self.actual else 0)
            return self.days_left / left if left > 0 else None
        return (self.target * self.of_days - self.actual * self.days) / self.days_left

    @property
    def now(self) -> float | None:
        """What to compare :attr:`needed` with."""
        if self.actual is None or not self.builds_up:
            return self.actual
        return self.actual / self.days if self.days else None

    @property
    def wanted(self) -> float | None:
        """The change that the target asks for, as a share: 0.2 for 20 % more."""
        gap = _over(self.target, self.forecast)
        return None if gap is None else gap - 1

    def error(self, noise: float, carried: float) -> float:
        """How far chance puts what is told so far from what is true, as a share of it.

        Args:
            noise: The scatter of a week, as a share.
            carried: How much of it carries over to the next week.
        """
        return noise * math.sqrt(inflation(carried) * 7 / self.days)

    def spread(self, noise: float, carried: float) -> float | None:
        """How far chance puts the end of the month from its forecast, as a share of that.

        The rest of the month scatters around the mean of what is told, which is itself uncertain:
        the error of a sum of ``r`` weeks, forecast by the mean of ``e`` weeks, is
        ``noise * sqrt(r + r^2 / e)`` (Hyndman, Athanasopoulos 2021, "Forecasting: Principles and
        Practice", section 5.5), larger by ``(1 + c) / (1 - c)`` for what carries over.

        Args:
            noise: The scatter of a week, as a share.
            carried: How much of it carries over to the next week.
        """
        if not self.days:
            return None
        told, rest = self.days / 7, self.days_left / 7
        error = noise * math.sqrt(inflation(carried) * (rest + rest**2 / told))
        return error / (told + rest)

    def low_end(self, noise: float, carried: float) -> float | None:
        """Below what a month that builds up ends in one of ten cases only.

        Args:
            noise: The scatter of a week, as a share.
            carried: How much of it carries over to the next week.
        """
        spread, forecast = self.spread(noise, carried), self.forecast
        if self.actual is None or spread is None or forecast is None:
            return None
        return max(self.actual, forecast * (1 - ONE_IN_TEN * spread))


def _over(above: float | None, below: float | None) -> float | None:
    return above / below if above is not None and below else None
