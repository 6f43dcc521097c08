"""Which known export a table is, how sure that is, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kpicells.sheets_sync.sources.formats import (
    Columns,
    ExportFormat,
    Reading,
    currency_in,
    find_columns,
)
from kpicells.sheets_sync.sources.known import KNOWN
from kpicells.sheets_sync.sources.recipe import DateColumn, Recipe, RepeatedRows
from kpicells.sheets_sync.sources.rewriting import NewCell, with_columns, with_warnings
from kpicells.sheets_sync.tables import Table, data_rows

SURE = 0.6
"""The score from which on a table is taken for an export without asking."""


@dataclass(frozen=True, slots=True)
class Match:
    """A known export that a table may be.

    Attributes:
        format: The export.
        columns: Where the table has its columns.
        score: From 0 to 1.
        reason: What speaks for it, or what is missing, in words.
    """

    format: ExportFormat
    columns: Columns
    score: float
    reason: str

    def reading(self, table: Table, workdir: Path) -> Reading:
        """The table with its recipe; the table may be written anew where the export needs it.

        Raises:
            UnknownSource: The table is this export, but lacks something that cannot be guessed.
        """
        reading = _once_each(Reading(table, self._recipe()), workdir)
        adapt = self.format.adapt
        return adapt(reading, self.columns, workdir) if adapt else reading

    def _recipe(self) -> Recipe:
        roles, kind = self.columns.roles, self.format
        wording = self.columns.wording
        money = self.columns.metrics.get(kind.currency_of or "")
        currency = currency_in(money) if money else None
        return Recipe(
            source=kind.source,
            report=kind.report,
            grain=kind.grain,
            metrics=dict(self.columns.metrics),
            date=DateColumn(roles["date"], wording.date_format, roles.get("end"))
            if "date" in roles
            else None,
            campaign=roles.get("campaign"),
            post=roles.get("post"),
            account=roles.get("account"),
            channel=roles.get("channel"),
            title=roles.get("title"),
            link=roles.get("permalink"),
            currency=currency,
            currency_column=None if currency else roles.get("currency"),
            decimal=wording.decimal,
            totals=tuple(roles[role] for role in kind.totals if role in roles),
            repeated_rows=RepeatedRows.SKIP,
        )


def recognise(table: Table, formats: Sequence[ExportFormat] = KNOWN) -> list[Match]:
    """The exports that a table may be, the likeliest first; see ``SURE``."""
    matches = [max(_matches(table, kind), key=lambda match: match.score) for kind in formats]
    return sorted(matches, key=lambda match: -match.score)


def _matches(table: Table, kind: ExportFormat) -> list[Match]:
    return [_match(table, kind, find_columns(table.header, w)) for w in kind.wordings]


def _match(table: Table, kind: ExportFormat, columns: Columns) -> Match:
    missing = [role for role in kind.needs if role not in columns.roles]
    names = list(dict.fromkeys([*columns.roles.values(), *columns.metrics.values()]))
    wanted = len(kind.needs) or 1
    found = (len(kind.needs) - len(missing)) / wanted
    known = len(set(names)) / max(len(table.header), 1)
    if excluded := [columns.roles[role] for role in kind.excludes if role in columns.roles]:
        return Match(kind, columns, 0.0, f"has {excluded[0]}, which that export has not")
    if missing:
        lacks = ", ".join(_first_name(columns, role) for role in missing)
        return Match(kind, columns, 0.5 * found * (0.5 + 0.5 * known), f"lacks {lacks}")
    if len(columns.metrics) < kind.any_metric:
        return Match(kind, columns, 0.3 * known, "has none of its metrics")
    score = 0.7 + 0.3 * known
    if kind.sign is not None:
        score = min(score, 0.3 + kind.sign(table))
    return Match(kind, columns, score, f"has {', '.join(names[:6])}")


def _first_name(columns: Columns, role: str) -> str:
    names = columns.wording.columns[role]
    return names if isinstance(names, str) else names[0]


def _once_each(reading: Reading, workdir: Path) -> Reading:
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
        with_columns(table, workdir, new),
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
