"""How long it would take to know: the sample for a change of a given size."""

from __future__ import annotations

import math
from statistics import NormalDist

from kpicells.sheets_sync.review.carry_over import inflation
from kpicells.sheets_sync.review.contrast import REFERENCE
from kpicells.sheets_sync.review.series import Step
from kpicells.sheets_sync.review.shift import POWER, Shift

LONGEST_YEARS = 2


def periods_needed(shift: Shift, change: float, level: float, step: Step) -> int | None:
    """How many periods after a change it takes to find it in 80 of 100 cases.

    The sample size for two means (Fleiss 1986, "The Design and Analysis of Clinical Experiments"),
    with the noise made larger for what carries over: the long-run variance of an autoregression
    of order one is ``(1 + r) / (1 - r)`` times that of one period (Bartlett 1946). The time before
    the change counts half a year, or as long as the time after it.

    Args:
        shift: What the noise of this KPI is.
        change: The change as a share: 0.1 for 10 % up, -0.1 for 10 % down.
        level: The p-value from which a change counts as found.
        step: The length of a period.

    Returns:
        None where two years would not be enough.
    """
    size = abs(math.log(1 + change)) if change > -1 else math.inf
    if not size:
        return None
    points = NormalDist().inv_cdf(1 - level / 2) + NormalDist().inv_cdf(POWER)
    spread = shift.noise**2 * inflation(shift.carried)
    for periods in range(1, LONGEST_YEARS * step.per_year + 1):
        before = max(periods, REFERENCE[step])
        if points**2 * spread * (1 / periods + 1 / before) <= size**2:
            return periods
    return None
