"""A table checked as a whole: typed, every row accounted for, one currency."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import duckdb

from kpicells.formulas.metrics import Over, metrics
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.errors import MappingError
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.cells import Cells
from kpicells.sheets_sync.facts.currencies import the_currency
from kpicells.sheets_sync.facts.day_order import DayFirst, unknown
from kpicells.sheets_sync.facts.hiding import hide
from kpicells.sheets_sync.facts.rejecting import UNUSABLE, Rejected, rejected_rows, row_number
from kpicells.sheets_sync.facts.repeats import stand_in_total
from kpicells.sheets_sync.facts.settling import settle
from kpicells.sheets_sync.facts.staging import Plan, Staged, stage
from kpicells.sheets_sync.sources.recipe import Recipe, RepeatedRows
from kpicells.sheets_sync.tables import Table


@dataclass(slots=True)
class Checked:
    """A table that is ready to be stored.

    Attributes:
        usable: How many of its rows become records; ``is_usable`` says which.
        filled: Metric to the number of its values in usable rows.
        decimals: Metric to how many decimals its values have; -1 if they are no short decimals.
        period: The first and last day of usable rows.
        aside: What was skipped before the rows were looked at, by reason.
        again: Whether it tells of rows that another table accounts for.
    """

    table: Table
    recipe: Recipe
    staged: Staged
    usable: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    filled: dict[str, int] = field(default_factory=dict)
    decimals: dict[str, int] = field(default_factory=dict)
    period: tuple[date, date] | None = None
    currency: str | None = None
    warnings: list[str] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)
    again: bool = False

    @property
    def repeats(self) -> str:
        """The table of rows that repeat earlier ones."""
        return f"{self.staged.name}_repeats"

    @property
    def is_usable(self) -> str:
        """SQL for whether a staged row becomes a record."""
        test = f"NOT is_total AND NOT {UNUSABLE} AND {self._has_numbers}"
        if self.skipped["repeated row"]:
            test += f" AND rowid NOT IN (SELECT id FROM {self.repeats})"
        return test

    @property
    def people(self) -> list[str]:
        """Metrics that count distinct people, which only a row of totals gives for a period."""
        return [m for m in self.recipe.metrics if metrics[m].adds_over is Over.NOTHING]

    @property
    def _has_numbers(self) -> str:
        return f"coalesce({', '.join(sql.metric(m) for m in self.recipe.metrics)}) IS NOT NULL"


def check(
    con: duckdb.DuckDBPyConnection,
    name: str,
    table: Table,
    recipe: Recipe,
    ask: DayFirst = unknown,
) -> Checked:
    """Stage a table and account for each of its rows.

    Args:
        con: Where it is staged.
        name: The staging table.
        table: The table.
        recipe: How it is read.
        ask: Answers whether days come before months, where the cells leave it open.

    Raises:
        Irregular: It must be read with care.
        InputError: It is at fault as a whole.
    """
    if recipe.date is None and table.period is None:
        raise MappingError(
            f"{table.file.name}: no column holds dates, and the file does not state its period; "
            "add the date to the export, or put the period into the file's name, as in "
            f"{table.file.stem}_2026-10-01_2026-10-31{table.file.suffix}"
        )
    plan = Plan.at_first(recipe)
    staged = stage(con, name, table, recipe, plan)
    settled = settle(con, staged, table, recipe, plan, ask)
    if settled.plan != plan:
        staged = stage(con, name, table, recipe, settled.plan)
    one = Checked(table, recipe, staged, warnings=[*table.warnings, *recipe.warnings])
    hide(con, staged.name, staged.texts, recipe)
    one.rejected, nothing = rejected_rows(con, staged, table, recipe, settled.plan)
    one.aside = Counter(table.skipped) + nothing
    for metric, cells in settled.below.items():
        one.warnings.append(
            f"{recipe.metrics[metric]}: {cells} cells such as '<5' count as not measured"
        )
    one.warnings += _unnamed(con, one)
    one.warnings += _conflicts(con, Cells(table, recipe), recipe)
    _count(con, one)
    one.warnings += suspicions(con, one)
    one.currency = _currency(con, one, settled.money_signs)
    return one


def _unnamed(con: duckdb.DuckDBPyConnection, one: Checked) -> list[str]:
    """Tell of rows that count among no people, since they do not say of whom they are."""
    if one.recipe.person is None:
        return []
    rows, unnamed = con.execute(
        f"SELECT count(*), count(*) FILTER (person IS NULL) FROM {one.staged.name} "
        f"WHERE NOT is_total AND NOT {UNUSABLE}"
    ).fetchall()[0]
    if not unnamed:
        return []
    columns = ", ".join(one.recipe.persons)
    return [f"{unnamed} of {rows} rows name nobody in {columns}: they count among no people"]


def _count(con: duckdb.DuckDBPyConnection, one: Checked) -> None:
    """Count what becomes of the rows that are neither rejected nor totals."""
    one.skipped = Counter(one.aside)
    staged, columns = one.staged, {m: sql.metric(m) for m in one.recipe.metrics}
    if one.recipe.repeated_rows is RepeatedRows.SKIP:
        one.skipped["repeated row"] = _find_repeats(con, one)
    test = one.is_usable
    totals, usable, first, last, *counts = con.execute(
        f"SELECT count(*) FILTER (is_total), count(*) FILTER ({test}), "
        f"min(day) FILTER ({test}), max(day_to) FILTER ({test}), "
        + ", ".join(f"count({c}) FILTER ({test})" for c in columns.values())
        + ", "
        + ", ".join(f"coalesce(bool_and({c} = trunc({c})), true)" for c in columns.values())
        + f" FROM {staged.name}"
    ).fetchall()[0]
    one.usable = usable
    one.filled = dict(zip(columns, counts[: len(columns)], strict=True))
    whole = dict(zip(columns, counts[len(columns) :], strict=True))
    one.decimals = {
        m: 0 if whole[m] else _decimals(con, staged.name, c) for m, c in columns.items()
    }
    one.period = (first, last) if first else None
    one.skipped["total row"] += totals
    accounted = usable + totals + one.skipped["repeated row"]
    unusable = con.execute(f"SELECT count(*) FROM {staged.name} WHERE {UNUSABLE}").fetchall()[0][0]
    one.skipped["no numbers"] += staged.rows - accounted - unusable
    one.skipped += Counter()  # Drops the reasons that nothing was skipped for.


def reject_everywhere(con: duckdb.DuckDBPyConnection, tables: list[Checked]) -> None:
    """Reject a row in every table that tells of it, if one of them cannot read it.

    A deal is a lead on one day and a sale on another: it is taken as a whole or not at all.
    """
    rows = sorted({row.row for one in tables for row in one.rejected})
    if not rows:
        return
    for one in tables:
        con.execute(
            f"UPDATE {one.staged.name} SET failed = 1 "
            f"WHERE {row_number(one.table)} IN (SELECT unnest(?)) AND NOT is_total",
            [rows],
        )
        _count(con, one)


def _find_repeats(con: duckdb.DuckDBPyConnection, one: Checked) -> int:
    """Note the rows that repeat an earlier one in every cell of the file.

    Rows whose hashes over all cells are equal are compared by what was read from them, too.
    """
    name = one.staged.name
    table = f"CREATE OR REPLACE TABLE {one.repeats} AS SELECT id FROM ("
    # Sorting is half the work of grouping where nearly all differ.
    again = con.execute(
        "SELECT count(*) FROM (SELECT repeat = lag(repeat) OVER (ORDER BY repeat) AS again "
        f"FROM {name}) WHERE again"
    ).fetchall()[0][0]
    if not again:
        con.execute(f"{table} SELECT 0 AS id WHERE false)")
        return 0
    twice = f"SELECT repeat FROM {name} GROUP BY repeat HAVING count(*) > 1"
    same = ", ".join(
        ["repeat", "day", "day_to", *sorted(one.staged.texts)]
        + [sql.metric(m) for m in one.recipe.metrics]
    )
    con.execute(
        f"{table}SELECT rowid AS id, row_number() OVER (PARTITION BY {same} ORDER BY rowid) AS nth "
        f"FROM {name} WHERE repeat IN ({twice}) AND NOT is_total AND NOT {UNUSABLE} "
        f"AND {one._has_numbers}) WHERE nth > 1"
    )
    count = int(con.execute(f"SELECT count(*) FROM {one.repeats}").fetchall()[0][0])
    if count and stand_in_total(con, name, one.repeats, one.recipe.metrics):
        con.execute(f"DELETE FROM {one.repeats}")
        return 0
    return count


def _decimals(con: duckdb.DuckDBPyConnection, name: str, column: str) -> int:
    """How many decimals are enough to write every value of a column, so that sums are exact."""
    for decimals in (2, 4, 6, 9, 12):
        short = f"CAST(TRY_CAST({column} AS DECIMAL(38, {decimals})) AS DOUBLE)"
        enough = con.execute(
            f"SELECT bool_and(coalesce({short} = {column}, false)) FROM {name} "
            f"WHERE {column} IS NOT NULL"
        ).fetchall()[0][0]
        if enough:
            return decimals
    return -1


def _conflicts(con: duckdb.DuckDBPyConnection, cells: Cells, recipe: Recipe) -> list[str]:
    """Warn of columns of one name that say different things."""
    found = []
    for column in dict.fromkeys(recipe.metrics.values()):
        first, *others = (f"nullif(trim(c{i}), '')" for i in cells.places(column))
        if others:
            differ = " OR ".join(f"{first} <> {other}" for other in others)
            rows = con.execute(f"SELECT count(*) FROM {cells.source()} WHERE {differ}").fetchall()[
                0
            ][0]
            if rows:
                found.append(
                    f"several columns are called {column!r} and differ in {rows} rows; "
                    "the first that is filled was taken"
                )
    return found


def suspicions(con: duckdb.DuckDBPyConnection, one: Checked) -> list[str]:
    """Numbers that are read as they stand, and hardly mean what they seem to.

    A share above 1 is nearly always a percent; more people than views of something, or more clicks
    than impressions, is nearly always a column taken for another.
    """
    found = []
    columns = one.recipe.metrics
    for metric in columns:
        if metrics[metric].unit is Unit.SHARE:
            rows = _rows(con, one, f"{sql.metric(metric)} > 1")
            if rows:
                found.append(
                    f"{columns[metric]}: {rows} values are above 1, and a share is a fraction "
                    f"(0.05 for 5 %). They were taken as they are; if they are per cent, say so in "
                    f'the mapping file: shares = ["{metric}"]'
                )
    for less, more in (("reach", "impressions"), ("reach", "views"), ("clicks", "impressions"),
                       ("link_clicks", "impressions"), ("link_clicks", "clicks")):  # fmt: skip
        if less in columns and more in columns:
            rows = _rows(con, one, f"{sql.metric(less)} > {sql.metric(more)}")
            if rows:
                found.append(
                    f"{columns[less]} is above {columns[more]} in {rows} rows: perhaps one of the "
                    f"columns is not what it is taken for ({less}, {more})"
                )
    return found


def _rows(con: duckdb.DuckDBPyConnection, one: Checked, test: str) -> int:
    query = f"SELECT count(*) FROM {one.staged.name} WHERE {one.is_usable} AND {test}"
    return int(con.execute(query).fetchall()[0][0])


def _currency(con: duckdb.DuckDBPyConnection, one: Checked, signs: set[str]) -> str | None:
    recipe = one.recipe
    if not any(metrics[metric].unit is Unit.MONEY for metric in recipe.metrics):
        return None
    found = set(signs)
    if recipe.currency_column is not None:
        rows = con.execute(
            f"SELECT DISTINCT currency FROM {one.staged.name} "
            f"WHERE currency IS NOT NULL AND {one.is_usable}"
        ).fetchall()
        found |= {code for (code,) in rows}
    return the_currency(one.table.file.name, recipe.currency, found, recipe)
