"""The history of each KPI, week by week back from the last day that all its sources have told; or
by the month, where that is all that is told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from kpicells.formulas import Over, Unit, catalog
from kpicells.formulas.errors import KpicellsError
from kpicells.sheets_sync.facts.rollup import Rollup
from kpicells.sheets_sync.months import month_end, months_through
from kpicells.sheets_sync.plan.targets import MonthFigures
from kpicells.sheets_sync.review.series import Floats, Kind, Series, Step
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.figures import over
from kpicells.templates.rows import DataRow

_ENGAGEMENTS = catalog["ENGAGEMENTS"].arguments
_LONGEST = 156
"""Three years tell what a season does."""
_FEW = 5
"""With so many a week on average, a week without any comes by chance once in 150 weeks."""
_AS_A_RULE = 0.75
"""A day of the week that is told in so many weeks is expected in every week."""
_ENOUGH = 4 / 7
"""A week of which less than this was told is not known."""


def weekly_histories(content: Content, rollup: Rollup) -> dict[str, Series]:
    """The weeks of every KPI whose numbers are told by the day.

    Args:
        content: The workbook's content, whose KPIs say which sources count.
        rollup: All that is known of the client, with sources called as in the workbook.
    """
    found = {}
    for kpi in content.kpis:
        if series := _weekly(kpi, rollup, month_end(content.chosen)):
            found[kpi.key] = series
    return found


def _weekly(kpi: KpiRow, rollup: Rollup, until: date) -> Series | None:
    names = list(kpi.arguments.values())
    if not all(over(name) & Over.DAYS for name in names):
        return None
    rows = [row for row in rollup.days if _counts(row, kpi, names)]
    sources = {row.source for row in rows}
    if not rows or any(row.source in sources and _tells(row, names) for row in rollup.months):
        return None  # some of it is told by the month only
    last = min(rollup.through.get(source, date.min) for source in sources)
    last = min(last, until)
    weeks = min(((last - min(row.day for row in rows)).days + 1) // 7, _LONGEST)
    if last == date.min or weeks < 2:
        return None
    first = last - timedelta(7 * weeks - 1)
    posted = any(post.source in sources for post in rollup.posts)
    # Who did not publish on a day has told all there is.
    whole = np.ones(weeks) if posted else _wholes(names, rows, first, weeks)
    arguments = {
        argument: whole * _sums(name, rows, first, weeks)
        for argument, name in kpi.arguments.items()
    }
    starts = tuple(first + timedelta(7 * n) for n in range(weeks))
    return Series(Step.WEEK, starts, arguments, _value(kpi), _kind(kpi))


def monthly_history(kpi: KpiRow, figures: Sequence[MonthFigures]) -> Series:
    """The complete months of a KPI, such as one over reach, which has no weeks."""
    first, last = figures[0].month, figures[-1].month
    starts = tuple(months_through(first, last))
    known = {one.month: one.parts for one in figures}
    arguments = {
        argument: np.array([known.get(month, {}).get(argument, math.nan) for month in starts])
        for argument in kpi.arguments
    }
    return Series(Step.MONTH, starts, arguments, _value(kpi), _kind(kpi))


def _counts(row: DataRow, kpi: KpiRow, names: Sequence[str]) -> bool:
    return (not kpi.sources or row.source in kpi.sources) and _tells(row, names)


def _tells(row: DataRow, names: Sequence[str]) -> bool:
    return any(
        name in row.metrics
        or (name == "engagements" and any(part in row.metrics for part in _ENGAGEMENTS))
        for name in names
    )


def _wholes(names: Sequence[str], rows: Sequence[DataRow], first: date, weeks: int) -> Floats:
    """What makes a whole week of each week's sums: 7/5 where two days were not told.

    A day that tells nothing was not told where its day of the week tells something as a rule, and
    the KPI is made of five and more a day. Elsewhere it is a day without any: a Sunday in a CRM.
    """
    days = {row.day for row in rows}
    most = max(math.fsum(row.metrics.get(name, 0.0) for row in rows) for name in names)
    told = np.array([first + timedelta(n) in days for n in range(7 * weeks)]).reshape(weeks, 7)
    spoke = told.any(axis=1)
    if most < _FEW * len(days) or not spoke.any():
        return np.ones(weeks)
    usual = told[spoke].mean(axis=0) >= _AS_A_RULE
    expected, found = usual.sum(), (told & usual).sum(axis=1)
    whole = np.where(found >= _ENOUGH * expected, expected / np.maximum(found, 1), math.nan)
    # A silent week keeps its own sum, which says that it was silent.
    return np.asarray(np.where(spoke & usual.any(), whole, 1.0), dtype=np.float64)


def _sums(name: str, rows: Sequence[DataRow], first: date, weeks: int) -> Floats:
    """The sum of each week.

    A week that tells nothing is a zero only where zeros are to be expected: with fewer than five
    a week. Else it was not told, whatever the reason.
    """
    direct = {row.source for row in rows if name in row.metrics}
    sums, told = [0.0] * weeks, [False] * weeks
    for row in rows:
        week = (row.day - first).days // 7
        if not 0 <= week < weeks:
            continue
        values = [row.metrics[name]] if name in row.metrics else []
        if name == "engagements" and row.source not in direct:
            values = [row.metrics[part] for part in _ENGAGEMENTS if part in row.metrics]
        sums[week] += math.fsum(values)
        told[week] = told[week] or bool(values)
    usual = math.fsum(sums) / max(1, sum(told))
    silent = 0.0 if usual < _FEW else math.nan
    return np.where(told, sums, silent)


def _value(kpi: KpiRow) -> Callable[[Mapping[str, float]], float]:
    definition = kpi.definition

    def value(numbers: Mapping[str, float]) -> float:
        if definition is None:
            return numbers[str(kpi.metric)]
        try:
            return float(definition(**numbers))
        except KpicellsError:
            return math.nan

    return value


def _kind(kpi: KpiRow) -> Kind:
    if "revenue" in kpi.arguments.values() and kpi.unit is Unit.MONEY:
        return Kind.MONEY
    return Kind.COUNT if kpi.builds_up else Kind.RATE
