"""The time zone of an account: on which of its days a moment lies.

Only what says its own zone, or counts seconds since 1970, can be put on another day. A time that
names no zone is already the account's, and is left alone; so is a day without a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from kpicells.sheets_sync.sources.formats import Reading
from kpicells.sheets_sync.sources.moments import is_moment, seconds_of
from kpicells.sheets_sync.sources.recipe import DateColumn
from kpicells.sheets_sync.sources.rewriting import NewCell, with_columns, with_warnings
from kpicells.sheets_sync.tables import Table, data_rows

_LOOKED_AT = 1_000
_HOW_TO_SAY = (
    "To put them on the account's days, say its zone: --time-zone Europe/Moscow, or time_zone in "
    "the mapping, the plan or workspace.toml"
)
_ZONED = re.compile(
    r"(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4}))"
    r"(?:T|,? +)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r" ?(?:(?P<utc>Z|UTC|GMT)|(?:UTC|GMT)?(?P<sign>[-+])(?P<h>\d{2}):?(?P<min>\d{2})?)",
    re.IGNORECASE,
)


def on_days(reading: Reading, workdir: Path, zone: tzinfo | None) -> Reading:
    """Put the moments in a table's dates on days of a time zone.

    Args:
        reading: The table.
        workdir: Where it may be written anew.
        zone: The zone of the account; None where nobody has said it: then a day is taken as it is
            written, or in UTC where seconds are counted, and that is told.
    """
    table, dates = reading.table, reading.recipe.date
    if dates is None:
        return reading
    columns = [c for c in (dates.column, dates.end_column) if c in table.header]
    zoned = [column for column in columns if _is_zoned(table, column, dates.format)]
    if not zoned:
        return reading
    seconds = all(_counts_seconds(table, column) for column in zoned)
    if zone is None and not seconds:
        table = with_warnings(
            table,
            f"the times in {', '.join(zoned)} name their zone; the days are taken as they are "
            f"written. {_HOW_TO_SAY}",
        )
        if "%z" not in (dates.format or ""):
            return replace(reading, table=table)
    elif zone is None:
        zone = UTC
        note = (
            f"the days of {', '.join(zoned)}, which counts seconds, are those of UTC. {_HOW_TO_SAY}"
        )
        table = with_warnings(table, note)
    new = {f"{c}: day of the account": _day(table, c, dates.format, zone) for c in zoned}
    names = dict(zip(zoned, new, strict=True))
    wider = with_columns(table, workdir, new)
    if reading.again:
        wider = replace(wider, rows_read=None)
    end = dates.end_column and names.get(dates.end_column, dates.end_column)
    # What names no zone stays as it is written, so the column may hold more than such days.
    form = None if dates.format and "%z" in dates.format else dates.format
    moved = DateColumn(names.get(dates.column, dates.column), form, end)
    recipe = replace(reading.recipe, date=moved, time_zone=None if zone is None else str(zone))
    return replace(reading, table=wider, recipe=recipe)


def _counts_seconds(table: Table, column: str) -> bool:
    place = table.header.index(column)
    cells = (row[place].strip() for _, row in data_rows(table, _LOOKED_AT))
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(is_moment, filled))


def _is_zoned(table: Table, column: str, form: str | None) -> bool:
    place = table.header.index(column)
    cells = [row[place].strip() for _, row in data_rows(table, _LOOKED_AT)]
    if form is None and _counts_seconds(table, column):
        return True
    return any(_moment(cell, form) is not None for cell in cells)


def _day(table: Table, column: str, form: str | None, zone: tzinfo | None) -> NewCell:
    place = table.header.index(column)

    def day(row: Sequence[str]) -> str:
        cell = row[place].strip()
        if form is None and is_moment(cell):
            return f"{datetime.fromtimestamp(seconds_of(cell), zone):%Y-%m-%d}"
        moment = _moment(cell, form)
        if moment is None:
            return row[place]
        try:
            return f"{moment if zone is None else moment.astimezone(zone):%Y-%m-%d}"
        except OverflowError:
            return row[place]

    return day


def _moment(cell: str, form: str | None) -> datetime | None:
    """The moment in a cell that says its zone."""
    if form is not None and "%z" in form:
        try:
            moment = datetime.strptime(cell, form)
        except ValueError:
            return None
        return moment if moment.tzinfo else None
    match = _ZONED.fullmatch(cell)
    if match is None:
        return None
    part = match.groupdict()
    year, month, day = (part[name] or part[f"{name}2"] for name in "ymd")
    clock = f"{part['hour']:0>2}:{part['minute']}:{part['second'] or '00'}"
    offset = "+00:00" if part["utc"] else f"{part['sign']}{part['h']}:{part['min'] or '00'}"
    try:
        return datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}T{clock}{offset}")
    except ValueError:
        return None
