"""A recognised table made ready: what its description says beyond the names of columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from kpicells.sheets_sync.sources import lost_ids
from kpicells.sheets_sync.sources.formats import Found, Reading, names_of, plain
from kpicells.sheets_sync.sources.moments import day_of_moment, offset_of
from kpicells.sheets_sync.sources.near import proposals
from kpicells.sheets_sync.sources.recipe import DateColumn
from kpicells.sheets_sync.sources.rewriting import NewCell, with_columns, with_warnings
from kpicells.sheets_sync.tables import Table, data_rows
from kpicells.sheets_sync.tables.periods import period_in


def readings_of(reading: Reading, found: Found) -> list[Reading]:
    """All that a recognised table says."""
    if said := proposals(reading.table, found):
        reading = replace(reading, table=with_warnings(reading.table, *said))
    reading = _as_it_was_saved(reading)
    steps = (_of_its_source, _of_its_period, _by_criteria, _once_each, _by_moments)
    for step in (*steps, *found.kind.steps):
        reading = step(reading, found)
    reading = lost_ids.replaced(reading, found)
    return found.kind.parts(reading, found) if found.kind.parts else [reading]


def _as_it_was_saved(reading: Reading) -> Reading:
    """Find decimal signs and dates out anew where semicolons stand between the cells.

    No platform that writes points as decimal signs writes them so: a spreadsheet has saved the
    file again where commas are decimal signs, and 2026-10-31 is 31.10.2026. It may swap the day and
    the month of 10/31/2026, so dates that begin with either are left to be refused.
    """
    recipe = reading.recipe
    if reading.table.delimiter != ";" or recipe.decimal != ".":
        return reading
    dates = recipe.date
    if dates is not None and (dates.format or "").startswith("%Y"):
        dates = replace(dates, format=None)
    return replace(reading, recipe=replace(recipe, decimal=None, date=dates))


def _of_its_source(reading: Reading, found: Found) -> Reading:
    """The source that the title, the person or the file's name names, where there are several."""
    kind, table, recipe = found.kind, reading.table, reading.recipe
    if not kind.others:
        return reading
    titled = kind.titles.get(plain(table.title))
    if titled and titled.source:
        return Reading(table, replace(recipe, source=titled.source))
    if found.asked in kind.others:
        return Reading(table, replace(recipe, source=found.asked))
    words = set(re.split(r"[^a-zа-я]+", " ".join(names_of(table)).casefold()))
    hinted = [
        source
        for source, hints in _NETWORK_WORDS.items()
        if source in kind.others and (hints & words)
    ]
    if len(hinted) == 1:
        note = f"taken for {hinted[0]}, because the file's name says so"
        return Reading(with_warnings(table, note), replace(recipe, source=hinted[0]))
    names = " or ".join(f"--source {source}" for source in kind.others)
    note = (
        f"the file does not say which network {table.title!r} is of, so it is kept apart as "
        f"{kind.source}; import it with {names} to add it to that network's numbers"
    )
    return Reading(with_warnings(table, note), recipe)


_NETWORK_WORDS = {
    "instagram": frozenset({"ig", "inst", "insta", "instagram", "инстаграм"}),
    "facebook_page": frozenset({"fb", "facebook", "фейсбук"}),
}


def _of_its_period(reading: Reading, found: Found) -> Reading:
    """The period that the file's name states, where neither its rows nor its first lines do."""
    table = reading.table
    if reading.recipe.date is not None or table.period is not None:
        return reading
    for name in names_of(table):
        if period := period_in(name):
            note = f"the period {period[0]} to {period[1]} was taken from the file's name"
            return replace(reading, table=with_warnings(replace(table, period=period), note))
    return reading


def _by_criteria(reading: Reading, found: Found) -> Reading:
    """Spread a table of names and values into a column per metric."""
    criteria, roles = found.kind.criteria, found.columns.roles
    if not criteria or "criterion" not in roles:
        return reading
    table, recipe = reading.table, reading.recipe
    name, value = table.header.index(roles["criterion"]), table.header.index(roles["value"])
    seen = Counter(plain(row[name]) for _, row in data_rows(table))
    wanted = list(dict.fromkeys(m for text, m in criteria.items() if text in seen))

    def cell_of(metric: str) -> NewCell:
        return lambda row: row[value] if criteria.get(plain(row[name])) == metric else ""

    new = {f"{roles['value']}: {metric}": cell_of(metric) for metric in wanted}
    if unknown := [text for text in seen if text and text not in criteria]:
        shown = ", ".join(sorted(unknown)[:8])
        table = with_warnings(table, f"rows of other kinds were left out: {shown}")
    names = dict(zip(wanted, new, strict=True))
    wider = with_columns(table, found.workdir, new)
    return Reading(wider, replace(recipe, metrics={**recipe.metrics, **names}))


def _once_each(reading: Reading, found: Found) -> Reading:
    """Where a column stands twice, take the first that is filled, row by row."""
    table, recipe = reading.table, reading.recipe
    new: dict[str, NewCell] = {}
    renamed: dict[str, str] = {}
    for metric, column in recipe.metrics.items():
        again = re.compile(re.escape(column) + r" \(\d+\)")
        places = [
            place
            for place, name in enumerate(table.header)
            if name == column or again.fullmatch(name)
        ]
        if len(places) > 1:
            name = f"{column}: first filled"
            new[name] = _first_filled(places)
            renamed[metric] = name
            if count := _conflicts(table, places):
                table = with_warnings(
                    table,
                    f"{column} stands in {len(places)} columns, which differ in {count} rows: "
                    "the first that is filled counts",
                )
    if not new:
        return reading
    return Reading(
        with_columns(table, found.workdir, new),
        replace(recipe, metrics={**recipe.metrics, **renamed}),
    )


def _first_filled(places: Sequence[int]) -> NewCell:
    return lambda row: next((row[place] for place in places if row[place].strip()), "")


def _conflicts(table: Table, places: Sequence[int]) -> int:
    counts: Counter[bool] = Counter(
        len({row[place] for place in places if row[place].strip()}) > 1
        for _, row in data_rows(table)
    )
    return counts[True]


def _by_moments(reading: Reading, found: Found) -> Reading:
    """Put moments in Unix seconds on days."""
    kind, roles, recipe = found.kind, found.columns.roles, reading.recipe
    columns = [roles[role] for role in kind.moments if role in roles]
    if not columns or recipe.date is None:
        return reading
    table = reading.table
    offset = offset_of(table, columns, found.zone or ZoneInfo(kind.timezone))
    new = {f"{column}: day": day_of_moment(table, column, offset) for column in columns}

    def renamed(column: str | None) -> str | None:
        return f"{column}: day" if column in columns else column

    start = renamed(recipe.date.column)
    assert start is not None
    dates = DateColumn(start, None, renamed(recipe.date.end_column))
    recipe = replace(recipe, date=dates, time_zone=str(offset))
    return Reading(with_columns(table, found.workdir, new), recipe)
