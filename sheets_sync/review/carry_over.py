"""How much of one week's luck is still there in the next: the autocorrelation of noise.

Good and bad weeks come in runs (a post that spreads, a competitor's campaign, a bank holiday), and
runs look like changes. Noise is taken for autoregressive of order one, as is usual for short
interrupted series. From few weeks the plain estimate is far too low, so it is put right by what
it would be, in the median, for each true value (Andrews 1993, "Exactly median-unbiased estimation
of first order autoregressive/unit root models", Econometrica 61). Runs against chance (a good week
after a bad one) are never counted in a KPI's favour.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from kpicells.sheets_sync.review.series import Floats

GRID = np.linspace(0.0, 0.9, 10)
"""The values looked at; noise that carries over more than this is no noise but drift."""
DRAWS, SOME_DRAWS = 4000, 1000
_SEED = 20260101


def inflation(carried: float) -> float:
    """How many times the variance of a mean is what it would be without any carry-over.

    That of a long stretch of autoregressive noise (Bartlett 1946).

    >>> inflation(0.0), inflation(0.5)
    (1.0, 3.0)
    """
    return (1 + carried) / (1 - carried)


def noise(carried: float, count: int) -> Floats:
    """Many made-up stretches of noise of variance 1, one a row; the same ones in every run.

    How much carries over was estimated from ``count`` periods, with an error of about
    ``sqrt((1 - r^2) / count)`` (Bartlett 1946): each stretch gets a value from that range.
    """
    # The stream of RandomState is frozen for all versions of numpy; that of a Generator is not.
    random = np.random.RandomState(_SEED)
    fresh = random.standard_normal((DRAWS, count))
    error = np.sqrt((1 - carried**2) / count)
    return _carried(fresh, np.clip(carried + error * random.standard_normal(DRAWS), 0, GRID[-1]))


@lru_cache(maxsize=64)
def some_noise(carried: float, count: int) -> Floats:
    """Fewer stretches, all with the same carry-over; they are remembered."""
    fresh = np.random.RandomState(_SEED + 1).standard_normal((SOME_DRAWS, count))
    return _carried(fresh, np.full(SOME_DRAWS, carried))


def _carried(fresh: Floats, carried: Floats) -> Floats:
    made = np.empty_like(fresh.T)
    made[0] = fresh[:, 0]
    new = np.sqrt(1 - carried**2)
    for week in range(1, fresh.shape[1]):
        made[week] = carried * made[week - 1] + new * fresh[:, week]
    return np.ascontiguousarray(made.T)


def correlations(carried: float, count: int) -> Floats:
    """The correlation of every week with every other."""
    apart = np.abs(np.subtract.outer(np.arange(count), np.arange(count)))
    return np.asarray(carried**apart, dtype=np.float64)


def lag_one(residuals: Floats) -> Floats:
    """The plain estimate for each row of residuals."""
    squares = (residuals**2).sum(axis=1)
    products = (residuals[:, 1:] * residuals[:, :-1]).sum(axis=1)
    found = np.divide(products, squares, out=np.zeros_like(products), where=squares > 0)
    return np.asarray(found, dtype=np.float64)
