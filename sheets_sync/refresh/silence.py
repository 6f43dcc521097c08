"""Whether a KPI can be measured at all, or its numbers are missing, or zero, for two months."""

from __future__ import annotations

import math
from datetime import date
from enum import StrEnum

from kpicells.formulas import catalog
from kpicells.sheets_sync.months import month_after, month_end
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.rows import DataRow

_ENGAGEMENTS = catalog["ENGAGEMENTS"].arguments
_FEW = 5
"""What came five times a week and more does not stay away for two months by chance."""


class Silence(StrEnum):
    """What there is in place of numbers."""

    NOTHING = "gone"
    ZEROS = "zeros"


def silence_of(kpi: KpiRow, content: Content) -> Silence | None:
    """What was told in place of one of a KPI's numbers for two months, while others were told.

    A month that is not over counts from its middle on.

    Args:
        kpi: The KPI.
        content: What the workbook shows.

    Returns:
        None where the KPI can be measured.
    """
    days = content.as_of.values()
    rows = (*content.data, *content.month_rows)
    if not days or not rows:
        return None
    last = min(max(days), month_end(content.chosen))
    first = month_after(last, -1 if last.day >= 15 else -2)
    if min(row.day for row in rows) > first:
        return None
    own = [row for row in rows if not kpi.sources or row.source in kpi.sources]
    since = [row for row in own if first <= row.day <= last]
    metrics = [name for name in kpi.arguments.values() if name not in _optional(kpi)]
    if any(not _told(metric, since) for metric in metrics):
        return Silence.NOTHING
    before = [row for row in own if row.day < first]
    if any(_is_dead(metric, since, before, first) for metric in metrics):
        return Silence.ZEROS
    return None


def _told(metric: str, rows: list[DataRow]) -> list[float]:
    """What was told of a metric; engagements also by their parts."""
    told = [row.metrics[metric] for row in rows if metric in row.metrics]
    if not told and metric == "engagements":
        return [row.metrics[part] for row in rows for part in _ENGAGEMENTS if part in row.metrics]
    return told


def _is_dead(metric: str, since: list[DataRow], before: list[DataRow], first: date) -> bool:
    if not before or any(_told(metric, since)):
        return False
    weeks = (first - min(row.day for row in before)).days / 7
    return math.fsum(_told(metric, before)) >= _FEW * max(weeks, 1)


def _optional(kpi: KpiRow) -> set[str]:
    """Metrics which count as zero where they are blank."""
    if kpi.definition is None:
        return set()
    blank = {p.name for p in kpi.definition.parameters if p.blank_is_zero}
    return {metric for argument, metric in kpi.arguments.items() if argument in blank}
