"""Rows that are no records: why each of them is left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import duckdb

from kpicells.formulas.metrics import metrics
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.cells import Cells
from kpicells.sheets_sync.facts.hiding import quoted
from kpicells.sheets_sync.facts.numbers import Writing
from kpicells.sheets_sync.facts.staging import TOTAL, Plan, Staged
from kpicells.sheets_sync.sources.recipe import Recipe
from kpicells.sheets_sync.tables import Table

MOST_ROWS = 20_000
"""More rejected rows than anybody would read through: the file is refused."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not imported.

    Attributes:
        row: Its number in the file.
        column: The column at fault; empty if it is the row as a whole.
        found: What stands there.
        reason: Why that cannot be taken.
        sheet: The sheet of a workbook.
    """

    row: int
    column: str
    found: str
    reason: str
    sheet: str = ""


UNUSABLE = "(NOT is_total AND (day IS NULL OR day_to IS NULL OR day_to < day OR failed <> 0))"
"""SQL for whether a staged row cannot become a record."""


def row_number(table: Table) -> str:
    """SQL for a staged row's number in the file."""
    return '"row"' if table.row_numbers else f"(rowid + {table.first_row})"


def rejected_rows(
    con: duckdb.DuckDBPyConnection, staged: Staged, table: Table, recipe: Recipe, plan: Plan
) -> tuple[list[Rejected], Counter[str]]:
    """The rows that cannot be records: those at fault, and those that are none by nature.

    Returns:
        The rejected rows, and how many were skipped by reason.

    Raises:
        InputError: There are too many.
    """
    rejected = [
        Rejected(row.row, "", quoted(row.found, recipe), row.reason, table.sheet)
        for row in table.damaged
    ]
    skipped: Counter[str] = Counter()
    if not (staged.failed or staged.undated or (recipe.date and recipe.date.end_column)):
        return rejected, skipped
    cells = Cells(table, recipe)
    count = con.execute(f"SELECT count(*) FROM {staged.name} WHERE {UNUSABLE}").fetchall()[0][0]
    if not count:
        return rejected, skipped
    found = con.execute(
        f"SELECT bad.failed, bad.day IS NULL, bad.day_to IS NULL, bad.day_to < bad.day, raw.* "
        f"FROM (SELECT {row_number(table)} AS number, failed, day, day_to FROM {staged.name} "
        f"WHERE {UNUSABLE} ORDER BY number LIMIT {MOST_ROWS + 1}) AS bad "
        f'JOIN {cells.numbered()} AS raw ON raw."row" = bad.number ORDER BY bad.number'
    ).fetchall()
    for failed, no_start, no_end, backwards, number, *texts in found:
        row = [text or "" for text in (texts[1:] if table.row_numbers else texts)]
        if reason := _skip_reason(row, table, recipe, cells, bool(no_start)):
            skipped[reason] += 1
            continue
        column, why = _fault(failed, no_start, no_end, backwards, recipe, plan, row, cells)
        text = next((row[i] for i in cells.places(column) if row[i].strip()), "")
        rejected.append(Rejected(number, column, quoted(text, recipe), why, table.sheet))
    if count > MOST_ROWS or len(rejected) > max(staged.rows, 1) // 2 > 2:
        first = rejected[0]
        raise InputError(
            f"{table.file.name}: {max(count - skipped.total(), len(rejected)):,} of "
            f"{staged.rows:,} rows cannot be read, so the file or its mapping is wrong as a whole. "
            f"Nothing was imported. Row {first.row}, column {first.column!r}: {first.found!r} "
            f"{first.reason}"
        )
    return rejected, skipped


def _skip_reason(
    row: list[str], table: Table, recipe: Recipe, cells: Cells, undated: bool
) -> str | None:
    if not any(text.strip() for text in row):
        return "blank"
    if [text.strip() for text in row] == list(table.header):
        return "repeated header"
    if undated and recipe.date is not None:
        dates = [row[i].strip().lower() for i in cells.places(recipe.date.column)]
        labels = {row[0].strip().lower(), row[-1].strip().lower(), *dates}
        if any(map(_is_total, labels)) and all(not text or _is_total(text) for text in dates):
            return "total row"
    return None


def _is_total(text: str) -> bool:
    return re.fullmatch(TOTAL, text) is not None


def _fault(
    failed: int,
    no_start: bool,
    no_end: bool,
    backwards: bool,
    recipe: Recipe,
    plan: Plan,
    row: list[str],
    cells: Cells,
) -> tuple[str, str]:
    """The column at fault, and why."""
    dates = recipe.date
    if dates is not None and (no_start or no_end or backwards):
        column = dates.column if no_start or dates.end_column is None else dates.end_column
        blank = not any(row[i].strip() for i in cells.places(column))
        if backwards and not (no_start or no_end):
            return column, "lies before the first day"
        return column, "is blank, and every row needs a date" if blank else "is no date"
    metric, column = next(
        (metric, column)
        for bit, (metric, column) in enumerate(recipe.metrics.items())
        if int(failed) >> bit & 1
    )
    text = next(row[i] for i in cells.places(column) if row[i].strip())
    return column, _why(text, plan.numbers[metric], metric)


def _why(text: str, writing: Writing, metric: str) -> str:
    digits = text.strip().lstrip("+-")
    if text.rstrip().endswith("%") and metrics[metric].unit is not Unit.SHARE:
        return "is a percent, which this metric is not"
    if digits.replace(".", "").replace(",", "").replace(" ", "").isdigit():
        name = "a point" if writing.decimal == "." else "a comma"
        return f"is no number where {name} is the decimal sign, as in the rest of the column"
    return "is no number"
