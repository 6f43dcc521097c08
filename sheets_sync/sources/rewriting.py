"""A table written anew with some columns added, for exports that say two things in one column."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kpicells.sheets_sync.tables import Table, data_rows

NewCell = Callable[[Sequence[str]], str]
"""Makes the cell of a new column from the cells of a row."""


def with_columns(table: Table, workdir: Path, new: Mapping[str, NewCell]) -> Table:
    """The table with more columns at its right end.

    Args:
        table: The table.
        workdir: Where the new cells are written.
        new: Name of each new column, and what makes its cells.
    """
    folder = Path(tempfile.mkdtemp(dir=workdir))
    path = folder / "wider.csv"
    makers = tuple(new.values())
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number, cells in data_rows(table):
            cells = list(map(_with_plain_ends, cells))
            writer.writerow([number, *cells, *(make(cells) for make in makers)])
            rows += 1
    return replace(
        table,
        header=(*table.header, *new),
        cells=path,
        delimiter=",",
        skip=0,
        row_numbers=True,
        rows_read=rows + len(table.damaged) + table.skipped.total(),
    )


def without_rows(
    table: Table, workdir: Path, leave: Callable[[Sequence[str]], bool], reason: str
) -> Table:
    """The table without some rows, which count as skipped.

    Args:
        table: The table.
        workdir: Where the rows are written that stay.
        leave: Whether a row is left out.
        reason: Why, as it is reported; empty for rows that are accounted for elsewhere.
    """
    path = Path(tempfile.mkdtemp(dir=workdir)) / "fewer.csv"
    left, stayed = 0, 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number, cells in data_rows(table):
            if leave(cells):
                left += 1
                continue
            stayed += 1
            writer.writerow([number, *map(_with_plain_ends, cells)])
    skipped = table.skipped + Counter({reason: left} if reason else {})
    return replace(
        table,
        cells=path,
        delimiter=",",
        skip=0,
        row_numbers=True,
        rows_read=stayed + len(table.damaged) + skipped.total(),
        skipped=skipped,
    )


def _with_plain_ends(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def with_warnings(table: Table, *warnings: str) -> Table:
    """The table with more to tell about it."""
    return replace(table, warnings=(*table.warnings, *warnings))
