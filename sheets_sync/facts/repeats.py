"""Rows that repeat an earlier row of the file to the letter: copies, or numbers of their own.

A row that stands twice is nearly always a copy. But a report by place or ad may hold two rows that
agree in every cell, because what sets them apart is not among its columns. Then the file's own row
of totals counts both, and settles the question.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from kpicells.formulas.metrics import metrics
from kpicells.sheets_sync.facts import sql

_EXACTLY = 1e-6


def stand_in_total(
    con: duckdb.DuckDBPyConnection, name: str, repeats: str, of: Iterable[str]
) -> bool:
    """Whether the file's row of totals counts the repeats.

    Sums of rounded money miss a total by cents, so only a sum that meets it exactly says anything.

    Args:
        con: The connection.
        name: The staging table.
        repeats: The table with the ``rowid`` of each repeat, as ``id``.
        of: The metrics of the table.

    Returns:
        True if the rows add up to a total of the file with the repeats for some metric, and
        without them for none.
    """
    found = False
    for column in (sql.metric(metric) for metric in of if metrics[metric].additive):
        rows, repeated, totals = con.execute(
            f"SELECT sum({column}) FILTER (NOT is_total), "
            f"sum({column}) FILTER (NOT is_total AND rowid IN (SELECT id FROM {repeats})), "
            f"list({column}) FILTER (is_total AND {column} IS NOT NULL) FROM {name}"
        ).fetchall()[0]
        if not repeated or not totals:
            continue
        if any(abs(total - (rows - repeated)) <= _EXACTLY for total in totals):
            return False
        found = found or any(abs(total - rows) <= _EXACTLY for total in totals)
    return found
