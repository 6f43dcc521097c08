"""The review window against the half-year before it, with and without the season.

Whole weeks take the pattern of weekdays out. The season is told apart from a year of data on, or
fifteen months where only months are told: over up to two years a trend and two waves, of a year and
of half a year, are fitted beside the shift of the window, as in interrupted time series with a
season (Bernal, Cummins, Gasparrini 2017, "Interrupted time series regression for the evaluation of
public health interventions: a tutorial", International Journal of Epidemiology 46; Stolwijk,
Straatman, Zielhuis 1999, "Studying seasonality by using sine and cosine functions in regression
analysis", Journal of Epidemiology and Community Health 53). The waves are taken off both the window
and the time before it, and what then is left between them has to be explained. How well so much
data shows the waves is part of the error.

Waves are smooth, seasons sometimes not: Christmas, sales weeks, school holidays. So the same weeks
a year ago are looked at as well: what they did beyond trend and waves is :attr:`Contrast.habit`;
against the weeks before them, or with little more than a year of history against the fit.

The trend serves to tell noise from movement. A KPI that grows all the time has moved; its growth
is part of the difference and no part of the noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpicells.sheets_sync.review.relative import Relative, relative
from kpicells.sheets_sync.review.series import Floats, Series, Step

REFERENCE = {Step.WEEK: 26, Step.MONTH: 6}
"""So many periods before the window it is compared with, at most: half a year."""
SHORTEST = {Step.WEEK: 8, Step.MONTH: 5}
"""So many periods before the window are the least."""
LONGEST_YEARS = 2
"""What happened before is not this season any more."""
SEASONAL = {Step.WEEK: 52, Step.MONTH: 15}
"""From so many periods on a season is told apart; up to a tenth of them may be unknown."""
_WAVES = 2


@dataclass(frozen=True, slots=True)
class Contrast:
    """A window and the time before it, ready to be compared.

    Attributes:
        of: The periods, on the common scale.
        model: The columns that are fitted: level, shift of the window, trend, and waves if known.
        difference: The weights with which the periods make the shift.
        window, reference: How many periods are compared with how many.
        now, before: The KPI in both.
        alone: The shift without the period of the window that makes most of it.
        season: What the season alone does between them, as a factor; None where it is not known.
        habit: What the same weeks did a year ago beyond trend and waves, as a factor.
    """

    of: Relative
    model: Floats
    difference: Floats
    window: int
    reference: int
    now: float
    before: float
    alone: float
    season: float | None = None
    habit: float | None = None

    @property
    def factor(self) -> float:
        """What the KPI changed by, without the season: 1.2 is 20 % more."""
        return self.now / self.before / (self.season or 1.0)


def contrast(series: Series, window: int, *, season: bool = False) -> Contrast | None:
    """Set the window against the time before.

    Args:
        series: The history.
        window: How many of the last periods are the window.
        season: Take the season out.

    Returns:
        None where there is too little history, or where the KPI was not above zero before.
    """
    count, step = len(series), series.step
    known = np.flatnonzero(series.known)
    now = known[known >= count - window]
    before = known[(known < count - window) & (known >= count - window - REFERENCE[step])]
    if 4 * len(now) < 3 * window or len(before) < SHORTEST[step]:
        return None
    values = series.over(now), series.over(before)
    if not all(map(np.isfinite, values)) or values[0] < 0 or values[1] <= 0:
        return None
    periods = np.concatenate([before, now])
    if season:
        periods = known[known >= count - LONGEST_YEARS * step.per_year - window]
        if periods[-1] - periods[0] + 1 < SEASONAL[step] or len(periods) < 0.9 * SEASONAL[step]:
            return None
    of = relative(series, periods)
    is_now, is_before = np.isin(periods, now), np.isin(periods, before)
    trend = (periods - periods.mean()) / step.per_year
    model = np.column_stack([np.ones(len(periods)), is_now, trend])
    difference = _mean(of, is_now) - _mean(of, is_before)
    if not season:
        alone = _alone(of, of.heights, is_now, is_before)
        return Contrast(of, model, difference, len(now), len(before), *values, alone)
    waves = _waves(periods, step)
    model = np.column_stack([model, waves])
    coefficients = fit(model, of.weights)
    usual = waves @ coefficients[3:]
    height = float(difference @ usual @ of.heights)
    grown = float(coefficients[2] @ of.heights * (difference @ trend))
    past = _year_ago(series, now, before)
    habit = _own_shift(of, model, np.isin(periods, now - step.per_year), window)
    if past is not None:
        habit = past / float(np.exp(height + grown))
    return Contrast(
        of,
        model,
        difference - difference @ usual,
        len(now),
        len(before),
        *values,
        alone=_alone(of, of.heights - usual @ of.heights, is_now, is_before),
        season=float(np.exp(height)),
        habit=habit,
    )


def _alone(
    of: Relative, heights: Floats, is_now: NDArray[np.bool_], is_before: NDArray[np.bool_]
) -> float:
    above = heights - _mean(of, is_before) @ heights
    sign = 1.0 if _mean(of, is_now) @ above >= 0 else -1.0
    most = np.argmax(np.where(is_now, sign * of.weights * above, -np.inf))
    others = is_now & (np.arange(len(heights)) != most)
    return float(_mean(of, others if others.any() else is_now) @ above)


def fit(model: Floats, weights: Floats) -> Floats:
    """What makes coefficients of observations, by weighted least squares."""
    root = np.sqrt(weights)
    return np.asarray(np.linalg.pinv(model * root[:, np.newaxis]) * root, dtype=np.float64)


def _mean(of: Relative, part: NDArray[np.bool_]) -> Floats:
    """The weights that make the mean over a part."""
    weights = np.where(part, of.weights, 0.0)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _waves(periods: NDArray[np.intp], step: Step) -> Floats:
    turns = 2 * np.pi * periods / step.per_year
    return np.column_stack([f(n * turns) for n in range(1, _WAVES + 1) for f in (np.cos, np.sin)])


def _own_shift(of: Relative, model: Floats, then: NDArray[np.bool_], window: int) -> float | None:
    """What the window's own periods did a year ago beyond trend and waves, as a factor.

    For those with a year of history and little more, of which nothing is known before that window.
    """
    if 4 * int(then.sum()) < 3 * window:
        return None
    coefficients = fit(np.column_stack([model, then]), of.weights)
    return float(np.exp(coefficients[-1] @ of.heights))


def _year_ago(series: Series, now: NDArray[np.intp], before: NDArray[np.intp]) -> float | None:
    """What the KPI changed by between the same two stretches a year ago, as a factor."""
    past = []
    for stretch in (now, before):
        earlier = stretch - series.step.per_year
        earlier = earlier[earlier >= 0]
        earlier = earlier[series.known[earlier]]
        if 2 * len(earlier) < len(stretch):
            return None
        past.append(series.over(earlier))
    if not all(np.isfinite(value) and value > 0 for value in past):
        return None
    return past[0] / past[1]
