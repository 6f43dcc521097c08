"""The day on which a file was saved, for exports that do not say which day or year they are of."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kpicells.sheets_sync.sources.formats import names_of
from kpicells.sheets_sync.tables import Table
from kpicells.sheets_sync.tables.periods import days_in


def saved_on(table: Table) -> tuple[date, str]:
    """The day, and where it was found.

    A day in the file's own name counts more than the day on which the file was changed last, which
    copying may renew.
    """
    for name in names_of(table):
        if days := days_in(name):
            return days[-1], "the file's name says so"
    changed = datetime.fromtimestamp(table.file.stat().st_mtime, UTC)
    return changed.date(), "the file was saved then; put the day of the export into its name if not"
