"""Cells that hold two days, such as ``2026-10-01 - 2026-10-31``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.recipe import DateColumn
from kpicells.sheets_sync.sources.rewriting import NewCell, with_columns
from kpicells.sheets_sync.tables import data_rows
from kpicells.sheets_sync.tables.periods import period_in


def apart(reading: Reading, found: Found) -> Reading:
    """Take the two days of such cells apart."""
    dates, table = reading.recipe.date, reading.table
    if dates is None or dates.end_column is not None:
        return reading
    place = table.header.index(dates.column)
    if not any(period_in(row[place]) for _, row in data_rows(table, 50)):
        return reading

    def end(which: int) -> NewCell:
        def cell(row: Sequence[str]) -> str:
            period = period_in(row[place])
            return row[place] if period is None else period[which].isoformat()

        return cell

    first, last = f"{dates.column}: first day", f"{dates.column}: last day"
    return replace(
        reading,
        table=with_columns(table, found.workdir, {first: end(0), last: end(1)}),
        recipe=replace(reading.recipe, date=DateColumn(first, None, last)),
    )
