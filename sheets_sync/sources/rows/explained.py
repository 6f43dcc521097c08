"""Exports whose line below the header explains each column."""

from __future__ import annotations

from dataclasses import replace

from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.rewriting import without_rows


def without_explanations(reading: Reading, found: Found) -> Reading:
    """Leave out rows that name neither a post nor a date: they explain the columns."""
    header, roles = reading.table.header, found.columns.roles
    places = [header.index(roles[role]) for role in ("post", "date") if role in roles]
    table = without_rows(
        reading.table,
        found.workdir,
        lambda row: not any(row[place].strip() for place in places),
        "explanation of the columns",
    )
    return replace(reading, table=table)
