"""Which character separates the cells, found from a sample by how evenly it cuts the lines."""

from __future__ import annotations

import csv
import io
from itertools import groupby

DELIMITERS = "\t;|,"
"""In the order in which a tie is settled: a comma stands in texts and numbers, a tab does not."""

_SAMPLE_RECORDS = 400
_SAMPLE_CHARS = 200_000


def declared(first_line: str) -> str | None:
    """The delimiter of a ``sep=;`` line, which Excel reads and does not show."""
    line = first_line.strip("\ufeff\r\n").strip('"')
    if line[:4].lower() != "sep=":
        return None
    return "\t" if line[4:] in ("", "\\t") else line[4]


def detect(text: str) -> str:
    """Find the delimiter of a sample that begins with the first line of the file."""
    return max(DELIMITERS, key=lambda d: (_evenness(text, d), -DELIMITERS.index(d)))


def is_wrapped(text: str, delimiter: str) -> bool:
    """Whether every line is one cell that holds a whole line of a comma-separated file."""
    rows = [row for row in sample_rows(text, delimiter)[:20] if any(row)]
    if not rows or any(any(row[1:]) for row in rows[:1]):
        return False
    if "\n" in rows[0][0] or "\r" in rows[0][0]:
        return False
    inner = next(csv.reader([rows[0][0]]))
    return len(inner) > 2 and '"' in rows[0][0] and len(inner) > 2 * len(rows[0])


def sample_rows(text: str, delimiter: str) -> list[list[str]]:
    """The records of a sample; the last one is left out where the sample may have cut it."""
    text = text[:_SAMPLE_CHARS]
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > _SAMPLE_RECORDS:
                break
    except csv.Error:
        pass
    return rows[:-1] if len(rows) > 3 and len(text) == _SAMPLE_CHARS else rows


def _evenness(text: str, delimiter: str) -> float:
    """How many records stand next to one that is as wide, and at least two cells wide."""
    widths = [len(row) for row in sample_rows(text, delimiter) if any(row)]
    runs = [(width, len(list(run))) for width, run in groupby(widths)]
    even = sum(count for width, count in runs if width > 1 and count > 1)
    lonely = sum(count for width, count in runs if width > 1 and count == 1)
    return even + lonely / 2 - max(0, len(runs) - 1) / 4
