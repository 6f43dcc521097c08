"""A table found in a file: one rectangle of text cells, with its place in the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DamagedRow:
    """A row that could not be read as cells of the table."""

    row: int
    found: str
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, normalised: its cells lie in a clean CSV that needs no guessing.

    Rows are numbered as a spreadsheet that opened the file would number them: the first record of
    the file is row 1, a quoted line break does not start a new row, blank lines count.

    Attributes:
        file: The file that the person gave.
        sheet: The sheet of a workbook, or the member of a ZIP; empty for a CSV.
        title: What the file says about this table (the title line of a section), or empty.
        header: The column names, trimmed; a blank one is "".
        cells: A CSV file with the data rows only: no header, UTF-8, ``delimiter``, RFC 4180
            quotes, every row as wide as the header. It may be the person's own file, read with an
            offset, when nothing had to be mended.
        delimiter: The delimiter of ``cells``.
        skip: How many physical lines of ``cells`` come before the first data row.
        first_row: The row number of the first data row in the file.
        row_numbers: True when ``cells`` has one extra first column with each row's number in
            the file (rows were left out, or joined); otherwise rows count up from first_row.
        rows_read: How many non-blank records of the file belong to this table: its data rows,
            damaged rows, and what ``skipped`` counts. The header row is not counted.
        skipped: Records left out already, by reason: "preamble", "blank", "repeated header".
            Blank lines are not part of ``rows_read`` and are not counted.
        damaged: Rows that are no rows of this table (they will be reported as rejected).
        period: The first and last day that the preamble states, where it does.
        facts: What else the preamble states, such as {"account": "...", "property": "..."}.
        warnings: What a person should know about how the file was read.
        lost: What of the file could not be read at all, such as a damaged member of a ZIP: a
            sentence for each, told with the first table.
    """

    file: Path
    sheet: str
    title: str
    header: tuple[str, ...]
    cells: Path
    delimiter: str
    skip: int
    first_row: int
    row_numbers: bool
    rows_read: int | None
    skipped: Counter[str] = field(default_factory=Counter)
    damaged: tuple[DamagedRow, ...] = ()
    period: tuple[date, date] | None = None
    facts: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
