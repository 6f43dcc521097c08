"""A table read into typed columns, outside the store, so that nothing is stored before all is well.

The first attempt reads every cell by a plain cast, in one pass. Only if that leaves cells unread,
or points that may be thousands or decimals, the columns are looked at as a whole (``settling``)
and read once more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import duckdb

from kpicells.formulas.metrics import metrics
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.cells import NUMBER, Cells
from kpicells.sheets_sync.facts.dates import DateWriting, within_reason
from kpicells.sheets_sync.facts.numbers import Writing, is_dotted, proves_point
from kpicells.sheets_sync.sources.recipe import DateColumn, Grain, Recipe, RepeatedRows
from kpicells.sheets_sync.tables import Table

TOTAL = (
    r"(?:grand )?totals?(?: rows| and averages)?(?: ?[:–—-].*)?"
    r"|(?:итог|итого|всего|общий итог)(?: ?[:–—-].*)?"
    r"|итого и средние|total general|gesamt"
)
"""What stands in place of a name or a date in a row of totals, in lower case."""
TEXTS = (
    *("campaign", "channel", "post", "account", "title", "link"),
    *("utm_source", "utm_medium", "utm_content", "person"),
)
"""The texts of a row."""

_FIRST_OF_TOTAL = " gtитвоGTИТВО"
"""What a cell begins with that ``TOTAL`` matches: asked first, since it is quick to tell."""

_FAIRLY_WIDE = 60
"""How many metrics the bits of one integer can flag."""


class Irregular(Exception):
    """The file is not as regular as its beginning: it must be read with care."""


@dataclass(slots=True)
class Plan:
    """How each column is read."""

    numbers: dict[str, Writing]
    dates: DateWriting

    @classmethod
    def at_first(cls, recipe: Recipe) -> Plan:
        """The plain cast for every column."""
        numbers = {
            metric: Writing(metrics[metric].unit, percent=metric in recipe.shares)
            for metric in recipe.metrics
        }
        return cls(numbers, DateWriting(recipe.date.format if recipe.date else None))


@dataclass(slots=True)
class Staged:
    """A table in typed columns.

    Attributes:
        name: The staging table: row, repeat (a hash of the whole row), day, day_to, those of
            ``TEXTS`` that the file has, currency if it has, is_total, failed (one bit per metric),
            and one column per metric.
        rows: How many rows it has.
        failed, dotted, proven: Metrics with cells that were not read, with points in them, and
            with points that can only be decimal signs.
        undated: How many rows have no date, totals aside.
        texts: Which of ``TEXTS`` it has: a column of blanks costs as much as one that is filled.
    """

    name: str
    rows: int
    failed: set[str] = field(default_factory=set)
    dotted: set[str] = field(default_factory=set)
    proven: set[str] = field(default_factory=set)
    undated: int = 0
    texts: frozenset[str] = frozenset()


def stage(
    con: duckdb.DuckDBPyConnection, name: str, table: Table, recipe: Recipe, plan: Plan
) -> Staged:
    """Read a table into typed columns.

    Raises:
        Irregular: The cells are not what the table says; only if they are the person's own file.
        MappingError: A column is missing.
    """
    cells = Cells(table, recipe)
    select = _select(cells, recipe, plan)
    try:
        con.execute(f"CREATE OR REPLACE TABLE {name} AS {select}")
    except duckdb.Error as error:
        # What a file may hold is endless; the careful reader names what is wrong with it.
        raise Irregular(str(error)) from None
    looks_at_points = any(_looks_at_points(recipe, plan, m) for m in recipe.metrics)
    flags = "bit_or(failed), " + ("bit_or(dotted), bit_or(proven)" if looks_at_points else "0, 0")
    rows, undated, *masks = con.execute(
        "SELECT count(*), count(*) FILTER (NOT is_total AND (day IS NULL OR day_to IS NULL)), "
        f"{flags} FROM {name}"
    ).fetchall()[0]
    failed, dotted, proven = (
        {metric for i, metric in enumerate(recipe.metrics) if (mask or 0) >> i & 1}
        for mask in masks
    )
    return Staged(name, rows, failed, dotted, proven, undated, frozenset(_texts(cells, recipe)))


def _looks_at_points(recipe: Recipe, plan: Plan, metric: str) -> bool:
    return plan.numbers[metric].plain and recipe.decimal != "."


def _texts(cells: Cells, recipe: Recipe) -> dict[str, str]:
    """SQL for each of ``TEXTS`` that the file has."""
    found = {}
    for name in TEXTS:
        column, default = getattr(recipe, name), recipe.defaults.get(name)
        if column is not None or default is not None:
            found[name] = f"{cells.name(column, default)} AS {name}"
    return found


def _select(cells: Cells, recipe: Recipe, plan: Plan) -> str:
    first = [NUMBER] if cells.table.row_numbers else []
    source = f"SELECT {', '.join([*first, *cells.all()])} FROM {cells.source()}"
    values, failed, dotted, proven = [], [], [], []
    for bit, (metric, column) in enumerate(recipe.metrics.items()):
        cell, writing = cells.cell(column), plan.numbers[metric]
        value = sql.metric(metric)
        values.append(f"{_scaled(writing.value(cell), recipe.factors.get(metric))} AS {value}")
        failed.append(_flag(bit, writing.is_wrong(cell, value)))
        if _looks_at_points(recipe, plan, metric):
            dot = is_dotted(cell)
            dotted.append(_flag(bit, dot))
            proven.append(_flag(bit, f"{dot} AND ({proves_point(cell)})"))
    day, day_to = _days(cells, recipe.date, plan.dates, cells.table.period, recipe.grain)
    repeat = "0::UBIGINT"
    if recipe.repeated_rows is RepeatedRows.SKIP:
        repeat = f"hash({', '.join(cells.all())})"
    # What is read once here is looked at several times below.
    read = [f"{day} AS first_day", f"{day_to} AS last_day", *values]
    columns = [
        *([f'CAST({NUMBER} AS INTEGER) AS "row"'] if cells.table.row_numbers else []),
        f"{repeat} AS repeat",
        f"{within_reason('first_day')} AS day",
        f"{within_reason('last_day')} AS day_to",
        *_texts(cells, recipe).values(),
        *([f"{cells.name(recipe.currency_column)} AS currency"] if recipe.currency_column else []),
        f"{is_total(cells, recipe)} AS is_total",
        f"{' | '.join(failed)} AS failed",
        *([f"{' | '.join(dotted)} AS dotted", f"{' | '.join(proven)} AS proven"] * bool(dotted)),
        *map(sql.metric, recipe.metrics),
    ]
    return f"SELECT {', '.join(columns)} FROM (SELECT *, {', '.join(read)} FROM ({source}))"


def _scaled(number: str, factor: Fraction | None) -> str:
    """SQL for a number in the metric's own unit."""
    if factor is None:
        return number
    by = f" / {factor.denominator}.0" if factor.denominator != 1 else ""
    return f"(({number}) * {factor.numerator}{by})"


def _flag(bit: int, test: str) -> str:
    """SQL for an integer with this bit where the test holds."""
    kind = "UHUGEINT" if bit >= _FAIRLY_WIDE else "UBIGINT"
    return f"CAST(coalesce({test}, false) AS {kind}) * CAST({1 << bit} AS {kind})"


def _days(
    cells: Cells,
    dates: DateColumn | None,
    writing: DateWriting,
    period: tuple[date, date] | None,
    grain: Grain,
) -> tuple[str, str]:
    """SQL for the first and last day of a row."""
    if dates is None:
        assert period is not None
        return f"DATE '{period[0]}'", f"DATE '{period[1]}'"
    first = writing.day(cells.cell(dates.column))
    if dates.end_column is not None:
        return first, writing.day(cells.cell(dates.end_column))
    if grain is Grain.MONTH:
        return f"CAST(date_trunc('month', {first}) AS DATE)", f"last_day({first})"
    return first, first


def says_total(cell: str) -> str:
    """SQL for whether a cell says that its row is a total."""
    first = ", ".join(str(ord(letter)) for letter in _FIRST_OF_TOTAL)
    whole = f"regexp_full_match({cell}, {sql.text(f'(?i) *(?:{TOTAL}) *')})"
    return f"CASE WHEN ascii({cell}) IN ({first}) THEN {whole} ELSE false END"


def is_total(cells: Cells, recipe: Recipe) -> str:
    """SQL for whether a row is a total of others."""
    tests = []
    if recipe.totals:
        tests.append(
            " AND ".join(f"nullif(trim({cells.cell(c)}), '') IS NULL" for c in recipe.totals)
        )
    names = (recipe.campaign, recipe.post, recipe.account, *recipe.labels)
    for column in dict.fromkeys(name for name in names if name is not None):
        tests.append(says_total(cells.cell(column)))
    return " OR ".join(f"coalesce({test}, false)" for test in tests) or "false"
