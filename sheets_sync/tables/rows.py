"""The data rows of a table that was read, for whoever needs to look at some of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import count, islice

from kpicells.sheets_sync.tables.table import Table


def data_rows(table: Table, limit: int | None = None) -> Iterator[tuple[int, list[str]]]:
    """Each data row with its number in the file.

    Args:
        table: The table.
        limit: Stop after as many rows.
    """
    with table.cells.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for _ in range(table.skip):
            file.readline()
        rows = csv.reader(file, delimiter=table.delimiter)
        if table.row_numbers:
            yield from ((int(row[0]), row[1:]) for row in islice(rows, limit))
        else:
            # Blank lines may follow the last row.
            numbered = (row for row in zip(count(table.first_row), rows, strict=False) if row[1])
            yield from islice(numbered, limit)
