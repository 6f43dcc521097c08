"""What a first reading left open, settled over whole columns: decimal signs, order of dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from kpicells.formulas.metrics import metrics
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.errors import AmbiguousDates, InputError, MappingError
from kpicells.sheets_sync.facts.cells import Cells
from kpicells.sheets_sync.facts.dates import DateWriting, formats_for, read_strictly, tidied
from kpicells.sheets_sync.facts.day_order import DayFirst, OpenOrder, unknown
from kpicells.sheets_sync.facts.hiding import quoted
from kpicells.sheets_sync.facts.numbers import Writing, shapes
from kpicells.sheets_sync.facts.staging import Plan, Staged, is_total
from kpicells.sheets_sync.sources.recipe import Grain, Recipe
from kpicells.sheets_sync.tables import Table

_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
_FEW = 0.01


@dataclass(slots=True)
class Settled:
    """How the columns are to be read, and what was seen on the way.

    Attributes:
        plan: How each column is read.
        money_signs: Signs and codes of currencies in the cells.
        below: Metric to the number of its cells such as "<5".
    """

    plan: Plan
    money_signs: set[str]
    below: dict[str, int]


def settle(
    con: duckdb.DuckDBPyConnection,
    staged: Staged,
    table: Table,
    recipe: Recipe,
    plan: Plan,
    ask: DayFirst = unknown,
) -> Settled:
    """Find how the columns are to be read that the first reading did not read whole.

    Raises:
        MappingError: A column may be read in two ways, and nothing in it says which.
        InputError: The dates are written in several ways, or are no dates.
    """
    cells = Cells(table, recipe)
    settled = Settled(Plan(dict(plan.numbers), plan.dates), set(), {})
    open_points = staged.dotted if recipe.decimal == "," else staged.dotted - staged.proven
    suspects = sorted(staged.failed | open_points)
    if suspects:
        seen = _look(con, cells, recipe, suspects)
        for metric in suspects:
            shape = seen[metric]
            decimal = _decimal(cells, recipe, metric, shape, seen, bool(staged.proven))
            # One cast was enough if nothing failed, and points are points.
            if metric in staged.failed or decimal == ",":
                settled.plan.numbers[metric] = Writing(
                    metrics[metric].unit, decimal, False, metric in recipe.shares
                )
            settled.money_signs |= set(shape["signs"] or ())
            if shape["below"]:
                settled.below[metric] = shape["below"]
    if staged.undated and recipe.date is not None:
        settled.plan.dates = _dates(con, cells, recipe, ask)
    return settled


def _look(
    con: duckdb.DuckDBPyConnection, cells: Cells, recipe: Recipe, wanted: list[str]
) -> dict[str, dict[str, Any]]:
    """What the numbers of some columns look like, each column as a whole."""
    aggregates, keys = [], []
    for metric in wanted:
        cell = cells.cell(recipe.metrics[metric])
        for key, aggregate in shapes(cell, metrics[metric].unit).items():
            keys.append((metric, key))
            aggregates.append(aggregate)
    row = con.execute(f"SELECT {', '.join(aggregates)} FROM {cells.source()}").fetchall()[0]
    seen: dict[str, dict[str, Any]] = {metric: {} for metric in wanted}
    for (metric, key), value in zip(keys, row, strict=True):
        seen[metric][key] = value
    return seen


def _decimal(
    cells: Cells,
    recipe: Recipe,
    metric: str,
    shape: Mapping[str, Any],
    seen: Mapping[str, Mapping[str, Any]],
    others_prove_point: bool,
) -> str:
    """The decimal sign of one column: by itself, by the other columns, or by what it counts."""
    if recipe.decimal is not None:
        return recipe.decimal
    point, comma = shape["point"], shape["comma"]
    open_point, open_comma = shape["point_or_group"], shape["comma_or_group"]
    if point and comma:
        few = _FEW * max(point, comma)
        if min(point, comma) > few or open_point or open_comma:
            raise _unclear(cells, recipe, metric, "holds both signs as decimal signs", shape)
        return "." if point > comma else ","
    if point or comma:
        return "." if point else ","
    if not (open_point or open_comma):
        return "."
    points = others_prove_point or any(s["point"] and not s["comma"] for s in seen.values())
    commas = any(s["comma"] and not s["point"] for s in seen.values())
    if points != commas:
        return "." if points else ","
    if not (open_point and open_comma):
        if cells.table.file.suffix.lower() in _WORKBOOKS:
            return "."  # A number cell of a workbook; the reader writes it with a point.
        if metrics[metric].unit is Unit.COUNT:
            return "," if open_point else "."  # Things are counted in whole numbers.
    raise _unclear(
        cells, recipe, metric, "may hold thousands or decimals, and no cell says which", shape
    )


def _unclear(
    cells: Cells, recipe: Recipe, metric: str, what: str, shape: Mapping[str, Any]
) -> MappingError:
    example = f" (such as {shape['example']!r})" if shape["example"] else ""
    return MappingError(
        f"{cells.table.file.name}: column {recipe.metrics[metric]!r} {what}{example}. Nothing was "
        'imported. Say it in the mapping file: decimal = "." or decimal = ","'
    )


def _dates(
    con: duckdb.DuckDBPyConnection, cells: Cells, recipe: Recipe, ask: DayFirst
) -> DateWriting:
    """The one way in which a column's dates are written."""
    assert recipe.date is not None
    column = recipe.date.column
    ends = (recipe.date.end_column,) if recipe.date.end_column else ()
    wanted = [cells.cell(name) for name in (column, *ends)]
    texts = " UNION ALL ".join(
        f"SELECT {cell} AS text FROM {cells.source()} "
        f"WHERE nullif(trim({cell}), '') IS NOT NULL AND NOT ({is_total(cells, recipe)})"
        for cell in wanted
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE date_texts AS "
        f"SELECT text, {tidied('text')} AS tidy FROM (SELECT DISTINCT text FROM ({texts}))"
    )
    candidates = formats_for(recipe.grain is Grain.MONTH)
    given = recipe.date.format
    if given is not None:
        candidates = [given, *(form for form in candidates if form != given)]
    counts = con.execute(
        "SELECT "
        + ", ".join(f"count({read_strictly('tidy', form)})" for form in candidates)
        + " FROM date_texts"
    ).fetchall()[0]
    hits = dict(zip(candidates, counts, strict=True))
    if given is not None:
        own = f"coalesce({read_strictly('text', given)}, {read_strictly('tidy', given)})"
        others = [form for form in candidates[1:] if hits[form]]
        if stray := _unread(con, own, others):
            raise _changed(con, cells, wanted[0], recipe, stray, given, none=not hits[given])
        return DateWriting(given, plain=False)
    return _found(con, cells, wanted[0], recipe, hits, ask)


def _found(
    con: duckdb.DuckDBPyConnection,
    cells: Cells,
    cell: str,
    recipe: Recipe,
    hits: Mapping[str, int],
    ask: DayFirst,
) -> DateWriting:
    """The format that reads every date of a column; it must be one, and the only one."""
    assert recipe.date is not None
    file, column = cells.table.file.name, recipe.date.column
    order = sorted((form for form in hits if hits[form]), key=lambda form: -hits[form])
    if not order:
        example = con.execute("SELECT any_value(text) FROM date_texts").fetchall()[0][0]
        if example is None:
            return DateWriting()  # Every cell is blank: the rows are rejected one by one.
        raise InputError(
            f"{file}: column {column!r} holds no date that can be read "
            f"(such as {quoted(example, recipe)!r}). "
            "Nothing was imported. If these are dates, say how they are written in the mapping "
            f'file: date = {{ column = "{column}", format = "%d.%m.%Y" }}'
        )
    best = order[0]
    if stray := _unread(con, read_strictly("tidy", best), order[1:]):
        raise _changed(con, cells, cell, recipe, stray, best)
    for other in order[1:]:
        if hits[other] < hits[best]:
            break
        differing = con.execute(
            f"SELECT text, {read_strictly('tidy', best)}, {read_strictly('tidy', other)} "
            f"FROM date_texts WHERE {read_strictly('tidy', best)} <> "
            f"{read_strictly('tidy', other)} ORDER BY text LIMIT 1"
        ).fetchall()
        if differing:
            text, *days = differing[0]
            return DateWriting(_chosen(file, column, text, (best, other), days, ask), plain=False)
    return DateWriting(best, plain=False)


def _chosen(
    file: str,
    column: str,
    text: str,
    forms: tuple[str, str],
    days: Sequence[date],
    ask: DayFirst,
) -> str:
    """The one of two formats that somebody names, where no cell settles which it is."""
    day_first = forms[0].index("%d") < forms[0].index("%m")
    first, second = days if day_first else (days[1], days[0])
    answer = ask(OpenOrder(file, column, text, first, second))
    if answer is None:
        raise AmbiguousDates(
            f"{file}: column {column!r}: {text!r} may be {days[0]:%d %B %Y} or {days[1]:%d %B %Y}, "
            "and no other cell settles which. Nothing was imported. Say it with --day-first or "
            f'--month-first, or in the mapping file: date = {{ column = "{column}", format = '
            f'"{forms[0]}" }} or "{forms[1]}"'
        )
    return forms[0] if answer is day_first else forms[1]


def _unread(con: duckdb.DuckDBPyConnection, own: str, others: list[str]) -> tuple[str, str] | None:
    """A text that is a date by another format only, and that format."""
    for form in others:
        rows = con.execute(
            f"SELECT min(text) FROM date_texts "
            f"WHERE {own} IS NULL AND {read_strictly('tidy', form)} IS NOT NULL"
        ).fetchall()
        if rows[0][0] is not None:
            return rows[0][0], form
    return None


def _changed(
    con: duckdb.DuckDBPyConnection,
    cells: Cells,
    cell: str,
    recipe: Recipe,
    stray: tuple[str, str],
    form: str,
    *,
    none: bool = False,
) -> InputError:
    assert recipe.date is not None
    text, other = stray
    rows = con.execute(
        f'SELECT min("row") FROM {cells.numbered()} WHERE {cell} = $text', {"text": text}
    ).fetchall()
    where = f", row {rows[0][0]}" if rows[0][0] is not None else ""
    place = f"{cells.table.file.name}{where}: column {recipe.date.column!r}"
    if none:
        return InputError(
            f"{place} should be written as {form}, and {text!r} looks like {other}. Nothing was "
            "imported: if a spreadsheet has rewritten the dates, it may have swapped days and "
            "months. Import the file as it was downloaded, or say in a mapping file how its dates "
            "are written"
        )
    return InputError(
        f"{place} is written in several ways: {text!r} looks like {other}, other rows are written "
        f"as {form}. Nothing was imported, since days and months may be mixed up. Export it again "
        "in one format"
    )
