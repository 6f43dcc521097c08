"""Moments in Unix seconds, as APIs tell them, put on the days that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone, tzinfo

from kpicells.sheets_sync.sources.rewriting import NewCell
from kpicells.sheets_sync.tables import Table, data_rows

_DAY = 86_400
_LOOKED_AT = 2_000


def offset_of(table: Table, columns: Sequence[str], usual: tzinfo) -> tzinfo:
    """The time zone in which the moments of a table are put on days.

    Where every period begins at the same second of the day (in UTC), that second is midnight in
    the zone in which the platform cut the days, whatever zone is usual: VK has cut days both in
    UTC and in Moscow time. Otherwise they are moments of publication, and the usual zone counts.
    """
    place = table.header.index(columns[0])
    cells = (row[place].strip() for _, row in data_rows(table, _LOOKED_AT))
    seconds = [seconds_of(cell) % _DAY for cell in cells if is_moment(cell)]
    if len(columns) > 1 and seconds and len(set(seconds)) == 1:
        midnight = seconds[0]
        shift = -midnight if midnight <= _DAY // 2 else _DAY - midnight
        return timezone(timedelta(seconds=shift))
    return usual


def day_of_moment(table: Table, column: str, zone: tzinfo) -> NewCell:
    """Makes the day of a row's moment; what is no moment stays as it is, and is rejected."""
    place = table.header.index(column)

    def day(row: Sequence[str]) -> str:
        cell = row[place].strip()
        if not is_moment(cell):
            return cell
        return f"{datetime.fromtimestamp(seconds_of(cell), zone):%Y-%m-%d}"

    return day


def is_moment(cell: str) -> bool:
    """Whether a cell holds seconds or milliseconds since 1970 that lie between 1973 and 2100."""
    if not (cell.isascii() and cell.isdigit()) or len(cell) not in (9, 10, 12, 13):
        return False
    return seconds_of(cell) < 4_102_444_800


def seconds_of(cell: str) -> int:
    """The seconds in a cell that holds a moment."""
    return int(cell) // 1000 if len(cell) > 10 else int(cell)
