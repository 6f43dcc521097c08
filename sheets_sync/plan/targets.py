"""Targets proposed from a client's own history: baseline, wanted growth, season.

Nothing comes from thin air. The baseline is the median of the last complete months; the season is
the client's own, from twelve complete months or more, or one that a person types, or flat, and it
is said which.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

from kpicells.formulas import Better, CellError, Kpi, Over, metrics
from kpicells.sheets_sync.plan.model import PlannedKpi

BASELINE_MONTHS = 3
_CLOSEST = 0.005
YEAR = 12


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What a KPI was in one complete month.

    Attributes:
        month: The first day of the month.
        value: The KPI's value.
        parts: The value of each of its arguments.
    """

    month: date
    value: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ProposedTargets:
    """Targets for one KPI.

    Attributes:
        key: The KPI's key.
        baseline: What a usual month gave, season taken out; None without a complete month.
        from_months: The months that the baseline is of.
        season: ``"own"``, ``"typed"`` or ``"flat"``.
        targets: Target by month; empty without a baseline.
    """

    key: str
    baseline: float | None
    from_months: tuple[date, ...]
    season: str
    targets: Mapping[date, float]


def propose_targets(
    row: PlannedKpi,
    history: Sequence[MonthFigures],
    months: Sequence[date],
    growth: float,
    season: Sequence[float] | None = None,
) -> ProposedTargets:
    """Targets for the months ahead.

    Args:
        row: The KPI of the plan.
        history: Its complete months, oldest first.
        months: The months that need a target.
        growth: The wanted change for the better as a share: 0.1 for 10 % more leads, or for a
            lead that costs 10 % less.
        season: Twelve factors from January to December, their mean 1, if a person typed them.
    """
    profile, kind = _profile(row, history, season)
    last = [month for month in history if month.value][-BASELINE_MONTHS:]
    if not last:
        return ProposedTargets(row.key, None, (), kind, {})
    if row.kpi and not _adds_up(row):
        baseline = _together(row.definition, last)
    else:
        baseline = median(one.value / profile[one.month.month - 1] for one in last)
    better = -1 if row.direction is Better.LOWER else 1
    wanted = baseline * (1 + better * growth)
    # A rounded target still asks for three quarters of the growth, at least.
    near = max(abs(growth) / 4, _CLOSEST)
    targets = {month: rounded(wanted * profile[month.month - 1], near) for month in months}
    return ProposedTargets(row.key, baseline, tuple(one.month for one in last), kind, targets)


def _profile(
    row: PlannedKpi, history: Sequence[MonthFigures], typed: Sequence[float] | None
) -> tuple[list[float], str]:
    """A factor for each month of the year, and where it comes from."""
    if not _adds_up(row):
        return [1.0] * YEAR, "flat"  # a price or a rate has no volume to be seasonal
    if typed is not None:
        mean = fmean(typed)
        return [factor / mean for factor in typed], "typed"
    of_month: dict[int, list[float]] = {}
    for one in history:
        of_month.setdefault(one.month.month, []).append(one.value)
    if len(of_month) < YEAR:
        return [1.0] * YEAR, "flat"
    usual = [fmean(of_month[month]) for month in range(1, YEAR + 1)]
    mean = fmean(usual)
    if not mean or min(usual) <= 0:
        return [1.0] * YEAR, "flat"
    return [value / mean for value in usual], "own"


def _adds_up(row: PlannedKpi) -> bool:
    return row.metric is not None


def _together(kpi: Kpi, months: Sequence[MonthFigures]) -> float:
    """The KPI over several months: a ratio of sums where sums are true, else the median."""
    names = kpi.arguments
    whole = all(name in one.parts for one in months for name in names)
    addable = all(
        name in metrics and metrics[name].adds_over is Over.ANYTHING
        for name in names
        if name in metrics
    )
    if whole and addable:
        try:
            return float(kpi(**{name: sum(one.parts[name] for one in months) for name in names}))
        except CellError:
            pass
    return median(one.value for one in months)


def rounded(value: float, near: float = 0.025) -> float:
    """A number that a person would type: two figures, the second one 0 or 5 beyond, or as many
    more as it takes to stay near enough.

    >>> rounded(183.4), rounded(27.31), rounded(0.01234), rounded(12_345)
    (185.0, 27.5, 0.0125, 12500.0)
    >>> rounded(0.01224, 0.005)
    0.0122

    Args:
        value: The number.
        near: How far the result may be from it, as a share.
    """
    if not value:
        return 0.0
    step = 10.0 ** math.floor(math.log10(abs(value)) - 1) / 2
    while abs(round(value / step) * step - value) > near * abs(value):
        step /= 5
    return round(round(value / step) * step, 12)


def parse_season(text: str) -> list[float]:
    """Twelve factors, January to December, separated by commas.

    Raises:
        ValueError: They are not twelve positive numbers.
    """
    try:
        factors = [float(part) for part in text.split(",")]
    except ValueError:
        factors = []
    if len(factors) != YEAR or not all(math.isfinite(f) and f > 0 for f in factors):
        raise ValueError("a season is twelve positive numbers, January to December: 0.9,0.9,1,...")
    return factors
