"""What a GA4 download says outside its column names: the period, days by number, total rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kpicells.formulas.metrics import metrics
from kpicells.sheets_sync.errors import UnknownSource
from kpicells.sheets_sync.sources.formats import Columns, Found, Reading, find_column, plain
from kpicells.sheets_sync.sources.recipe import ACQUISITION, DateColumn, Grain
from kpicells.sheets_sync.sources.rewriting import with_columns, with_warnings
from kpicells.sheets_sync.tables import Table, data_rows

_OWN_NAMES = (
    "session source",
    "session campaign",
    "session default channel group",
    "session medium",
    "session primary",
    "first user",
    "nth day",
    "engaged sessions",
    "event count",
    "key events",
    "total users",
    "источник / канал сеанса",
    "группа каналов по умолчанию",
    "основная группа каналов",
    "кампания сеанса",
    "сеансы с взаимодействием",
    "количество событий",
    "ключевые события",
    "sessionsource",
    "sessioncampaign",
    "sessionmanual",
    "sessiondefault",
    "engagedsessions",
    "eventcount",
    "keyevents",
    "totalusers",
    "activeusers",
    "screenpageviews",
)
_FIRST_VISIT = re.compile(
    r"first ?user|.*\bперв\w+.*(?:пользовател|источник|канал|кампан|взаимодейств|привлечени)"
)
"""Begins the names of dimensions of user acquisition, which belong to a person for good."""
_TOTALS = frozenset({"grand total", "total", "totals"})
_LOOKED_AT = 200


def sign(table: Table) -> float:
    """Whether a table comes from GA4: its preamble says so, or a name that only GA4 uses."""
    names = [plain(column) for column in table.header]
    own = sum(any(name.startswith(start) for start in _OWN_NAMES) for name in names)
    answer = table.facts.get("kind", "").startswith("analyticsData#")
    stated = bool(table.period) + ("property" in table.facts) + 2 * answer
    return min(1.0, 0.4 * min(own, 2) + 0.4 * stated)


def dimensions(reading: Reading, found: Found) -> Reading:
    """Settle the dates, the rows of totals, and which metrics other dimensions leave true."""
    columns, workdir = found.columns, found.workdir
    reading = _with_dates(reading, columns, workdir)
    table, recipe = reading.table, reading.recipe
    texts = _text_columns(table)
    roles = _of_sessions(columns, table)
    recipe = replace(recipe, channel=roles.get("channel"), campaign=roles.get("campaign"))
    known = [roles[role] for role in ("date", "nth_day", "channel", "campaign") if role in roles]
    known.append("Nth day: date")
    others = [name for name in texts if name not in known and name not in recipe.metrics.values()]
    if recipe.date is not None and recipe.date.column == f"{roles.get('date')}: date":
        # The people of an hour are those of the next one, too.
        others.append(roles["date"])
    kept = dict(recipe.metrics)
    if others:
        # Rows by country or page hold the same people several times.
        for metric in [m for m in kept if not metrics[m].additive]:
            table = with_warnings(
                table, f"{kept.pop(metric)} by {', '.join(others)} was left out: it has no sum"
            )
    label = next((name for name in texts if _is_total_label(table, name)), None)
    names = (*(name for name in (*known, *others) if name in table.header),)
    if label is not None:
        table, names = _unlabelled(table, label, names, workdir)
    by = [role for role in ("nth_day", "date", "channel", "campaign") if role in roles] + others
    report = "by " + ", ".join(plain(name).replace("nth_day", "date") for name in by)
    if "property" in table.facts:
        recipe = replace(recipe, defaults={**recipe.defaults, "account": table.facts["property"]})
    if (firsts := [name for name in others if _is_of_first_visit(name)]) and "channel" not in roles:
        report = f"{ACQUISITION} {report}"
        table = with_warnings(
            table,
            f"{', '.join(firsts)} says how people came the first time, not this time: the numbers "
            "are taken without source and campaign, and give way to those of a report by session",
        )
    recipe = replace(recipe, metrics=kept, totals=names, report=report if by else "totals")
    return Reading(table, recipe)


def _of_sessions(columns: Columns, table: Table) -> dict[str, str]:
    """Where the table has its columns; a first visit's source or campaign is none of a session."""
    roles = {role: name for role, name in columns.roles.items() if not _is_of_first_visit(name)}
    for role in columns.roles.keys() - roles.keys():
        names = tuple(n for n in columns.wording.columns[role] if not _is_of_first_visit(n))
        if (name := find_column(table.header, names)) is not None:
            roles[role] = name
    return roles


def _is_of_first_visit(column: str) -> bool:
    return _FIRST_VISIT.match(plain(column)) is not None


def _with_dates(reading: Reading, columns: Columns, workdir: Path) -> Reading:
    table, recipe, roles = reading.table, reading.recipe, columns.roles
    if "nth_day" in roles:
        if table.period is None:
            raise UnknownSource(
                f"{table.file.name}: counts days from a start date that was cut off the file "
                "(a line such as '# Start date: 20261001'); download it again"
            )
        start, place = table.period[0], table.header.index(roles["nth_day"])

        def day(row: Sequence[str]) -> str:
            digits = row[place].strip()
            return str(start + timedelta(int(digits))) if _is_offset(digits) else digits

        table = with_columns(table, workdir, {"Nth day: date": day})
        dates = DateColumn("Nth day: date", "%Y-%m-%d")
        return Reading(table, replace(recipe, date=dates, grain=Grain.DAY))
    if "date" in roles:
        name = roles["date"]
        place = table.header.index(name)
        first = next((row[place] for _, row in data_rows(table, 5) if row[place].strip()), "")
        if _is_hour(first):
            name = f"{name}: date"
            table = with_columns(table, workdir, {name: lambda row: row[place].strip()[:8]})
        compact = len(first) >= 8 and first.isdigit()
        dates = DateColumn(name, "%Y%m%d" if compact else None)
        return Reading(table, replace(recipe, date=dates, grain=Grain.DAY))
    if table.period is None:
        raise UnknownSource(
            f"{table.file.name}: has no Date column, and its first lines do not say the period "
            "('# Start date: 20261001', '# End date: 20261031'); download it again with them, or "
            "add Date to the report"
        )
    return Reading(table, replace(recipe, date=None, grain=Grain.PERIOD))


def _is_hour(digits: str) -> bool:
    """Whether it is a day with its hour, perhaps its minute: 2026100109."""
    return digits.isdigit() and len(digits) in (10, 12)


def _is_offset(digits: str) -> bool:
    return digits.isdigit() and len(digits) <= 4


def _text_columns(table: Table) -> list[str]:
    """The columns that hold something other than numbers: dimensions rather than metrics."""
    rows = [row for _, row in data_rows(table, _LOOKED_AT)]
    return [
        name
        for place, name in enumerate(table.header)
        if any(not _is_number(row[place]) for row in rows if row[place].strip())
    ]


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "").rstrip("%"))
    except ValueError:
        return False
    return True


def _is_total_label(table: Table, column: str) -> bool:
    place = table.header.index(column)
    return any(row[place].strip().lower() in _TOTALS for _, row in data_rows(table, 5))


def _unlabelled(
    table: Table, label: str, names: Sequence[str], workdir: Path
) -> tuple[Table, tuple[str, ...]]:
    """Put a blank in place of the word Total, so that a row of totals has no names at all."""
    place = table.header.index(label)

    def name(row: Sequence[str]) -> str:
        return "" if row[place].strip().lower() in _TOTALS else row[place]

    column = f"{label}: name"
    table = with_columns(table, workdir, {column: name})
    return table, tuple(column if name == label else name for name in names)
