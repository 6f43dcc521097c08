"""Dates without a year, such as ``February 28`` or ``8 de marzo``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from kpicells.sheets_sync.errors import UnknownSource
from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.recipe import DateColumn
from kpicells.sheets_sync.sources.rewriting import with_columns, with_warnings
from kpicells.sheets_sync.sources.saved_on import saved_on
from kpicells.sheets_sync.tables import data_rows
from kpicells.sheets_sync.tables.months import month_number

_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? (\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.? (?:de )?([^\W\d_]+)\.?")
_OLDEST = 8
"""How many years back a 29 February is looked for."""
_YEAR = 366

_Day = tuple[int, int]


def with_years(reading: Reading, found: Found) -> Reading:
    """Give each date its year: the last of them is no later than the day of the export.

    Raises:
        UnknownSource: The days go with no year.
    """
    dates = reading.recipe.date
    if dates is None:
        return reading
    table = reading.table
    place = table.header.index(dates.column)
    rows = [(number, _month_and_day(row[place])) for number, row in data_rows(table)]
    days = [day for _, day in rows if day is not None]
    if not days or 2 * len(days) < len(rows):
        return reading
    until, why = saved_on(table)
    years = _years(days, until)
    if years is None:
        raise UnknownSource(
            f"{table.file.name}: its dates have no year, and no year up to {until.year} has all of "
            "these days; put the day of the export into the file's name, as in "
            f"{table.file.stem}_2026-11-01{table.file.suffix}"
        )
    given = iter(
        f"{year:04d}-{month:02d}-{day:02d}" for year, (month, day) in zip(years, days, strict=True)
    )

    def whole(row: Sequence[str]) -> str:
        return row[place] if _month_and_day(row[place]) is None else next(given)

    column = f"{dates.column}: with year"
    span = f"{min(years)} to {max(years)}" if min(years) < max(years) else str(max(years))
    note = f"the dates have no year: taken to be of {span}, since {why} ({until})"
    return replace(
        reading,
        table=with_warnings(with_columns(table, found.workdir, {column: whole}), note),
        recipe=replace(reading.recipe, date=DateColumn(column, None)),
    )


def _month_and_day(cell: str) -> _Day | None:
    text = cell.strip()
    if match := _MONTH_FIRST.fullmatch(text):
        month, day = month_number(match[1]), int(match[2])
    elif match := _DAY_FIRST.fullmatch(text):
        month, day = month_number(match[2]), int(match[1])
    else:
        return None
    return (month, day) if month and 1 <= day <= calendar.monthrange(2000, month)[1] else None


def _years(days: Sequence[_Day], until: date) -> list[int] | None:
    """The latest years with which no day lies after the export, and every day exists."""
    turns = _turns(days)
    if max(turns) - min(turns) > 1 + len(days) // 300:
        # The rows are in no order of time: each day is the latest that it can be.
        alone = [_years([day], until) for day in days]
        return None if None in alone else [years[0] for years in alone if years]
    newest = max(turns)
    for last in range(until.year, until.year - _OLDEST, -1):
        years = [last - newest + turn for turn in turns]
        whole = zip(years, days, strict=True)
        try:
            dates = [date(year, month, day) for year, (month, day) in whole]
        except ValueError:
            continue
        if max(dates) <= until:
            return years
    return None


def _turns(days: Sequence[_Day]) -> list[int]:
    """How many turns of the year lie between the first row and each."""
    pairs = list(pairwise(days))
    # In the order of time the next day is near; against it, nearly a year away.
    steps = [(_place(other) - _place(one)) % _YEAR for one, other in pairs]
    forwards = sum(steps) <= sum(-step % _YEAR for step in steps)
    turns = [0]
    for one, other in pairs:
        turned = other < one if forwards else -(other > one)
        turns.append(turns[-1] + turned)
    return turns


def _place(day: _Day) -> int:
    return date(2000, *day).toordinal()
