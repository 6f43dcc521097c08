"""A series on a scale on which a change of the KPI by some per cent is a step, whatever its level,
and noise has about the same size in every week.

- A *count* a week is compared with the usual one, a *rate* as a ratio of sums. With ``a`` for the
  part above the line and ``b`` for that below it (for a count: the days of the week), both
  relative to their means, the week stands at ``2 (a - b) / (a + b)``. That is the symmetric
  relative difference (Törnqvist, Vartia, Vartia 1985, "How should relative changes be measured?",
  The American Statistician 39): additive like a logarithm, but a week may be zero, and one extreme
  week stands at 2 at most. Weighted with the size of the weeks it gives the change of the ratio of
  sums, linearised as in the delta method for ratio metrics (Deng, Knoblich, Lu 2018, "Applying the
  Delta Method in Metric Analytics", KDD). Weeks and not events are the unit, so counts may vary
  more than independent events would: that is in the scatter of the weeks, as in quasi-likelihood
  (McCullagh, Nelder 1989, "Generalized Linear Models", chapter 9).
- *Money* that customers pay is skewed by a few large orders: there the logarithm of each week
  stands (Bland, Altman 1996, "The use of transformation when comparing two means", BMJ 312), so
  that typical weeks are compared and no single order decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpicells.sheets_sync.review.series import Floats, Kind, Series


@dataclass(frozen=True, slots=True)
class Relative:
    """Some periods of a series on the common scale.

    Attributes:
        heights: Where each period stands.
        weights: What each period counts for: its size.
        scatter: How much noisier than a usual period each one is; 1 or more.
    """

    heights: Floats
    weights: Floats
    scatter: Floats


def relative(series: Series, periods: NDArray[np.intp]) -> Relative:
    """Put these periods on the common scale; the KPI over all of them must be above zero."""
    means = {name: float(of[periods].mean()) for name, of in series.arguments.items()}
    powers = _powers(series, means)
    total, size = np.zeros(len(periods)), np.zeros(len(periods))
    for name, power in powers.items():
        part = series.arguments[name][periods] / means[name]
        total += power * part
        size += abs(power) * part
    # What grows with time is a rate over the days of the period, which are always the same.
    of_time = sum(powers.values())
    total -= of_time
    size = (size + abs(of_time)) / (sum(map(abs, powers.values())) + abs(of_time))
    size = np.maximum(size, 1e-9)
    heights = total / size
    if series.kind is Kind.MONEY:
        values = np.array([series.over(np.array([period])) for period in periods])
        if (values > 0).all():
            heights = np.log(values)
    # A smaller week is noisier; a larger one is not trusted to be quieter.
    return Relative(heights, size, np.sqrt(np.maximum(1.0, np.median(size) / size)))


def _powers(series: Series, means: Mapping[str, float]) -> dict[str, float]:
    """By how many per cent the KPI moves when an argument moves by one: its elasticities."""
    step = 1e-5
    found = {}
    for name, mean in means.items():
        up = series.value({**means, name: mean * (1 + step)})
        down = series.value({**means, name: mean * (1 - step)})
        if mean and up > 0 and down > 0:
            found[name] = round(float(np.log(up / down)) / (2 * step), 6)
    return found
