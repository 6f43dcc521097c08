"""Addresses of cells as texts: A1 and R1C1 notation, read and printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.engines.google_api.sheets.areas import Span

_CELL = r"\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?"
_A1 = re.compile(rf"{_CELL}(?::{_CELL})?")
_R1C1 = re.compile(r"R([1-9]\d*)C([1-9]\d*)(?::R([1-9]\d*)C([1-9]\d*))?", re.I)
_QUOTED = re.compile(r"'((?:[^']|'')*)'(?:!(.*))?", re.S)
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Address:
    """What a text names: a sheet by its title, and a place on it.

    Attributes:
        title: Of the sheet; None for the first sheet.
        place: What stands after the ``!``: cells in A1 or R1C1 notation, or a name. None for
            the whole sheet.
    """

    title: str | None
    place: str | None


def split(text: str) -> Address:
    """Takes the sheet's title off.

    Example:
        >>> split("'It''s'!A1:B2")
        Address(title="It's", place='A1:B2')

    Raises:
        ValueError: A quote is not closed.
    """
    if text.startswith("'"):
        found = _QUOTED.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return Address(found[1].replace("''", "'"), found[2] or None)
    title, mark, place = text.rpartition("!")
    return Address(title, place or None) if mark else Address(None, text)


def spans(text: str) -> tuple[Span, Span] | None:
    """Rows and columns of cells in A1 or R1C1 notation; None when the text is neither.

    Example:
        >>> spans("B3:D")
        (Span(start=2, end=None), Span(start=1, end=4))
        >>> spans("R1C2")
        (Span(start=0, end=1), Span(start=1, end=2))
        >>> spans("Total") is None
        True
    """
    found = _R1C1.fullmatch(text)
    if found:
        first_row, first_column, end_row, end_column = map(_number, found.groups())
        return (
            _ordered(first_row, end_row or first_row),
            _ordered(first_column, end_column or first_column),
        )
    found = _A1.fullmatch(text)
    if found is None:
        return None
    column, row, last_column, last_row = found.groups()
    if ":" not in text:
        if not (column and row):
            return None
        last_column, last_row = column, row
    elif not (column or row) or not (last_column or last_row):
        return None
    rows = _ordered(_number(row), _number(last_row))
    columns = _ordered(
        column_index(column) + 1 if column else None,
        column_index(last_column) + 1 if last_column else None,
    )
    return rows, columns


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _ordered(first: int | None, last: int | None) -> Span:
    """From two numbers from 1, in any order; one alone is open towards the end."""
    if first is not None and last is not None:
        return Span(min(first, last) - 1, max(first, last))
    if first is None and last is None:
        return Span()
    if first is None:
        return Span(0, last)
    return Span(first - 1)


def column_index(letters: str) -> int:
    """The index from 0 of a column.

    Example:
        >>> column_index("A"), column_index("AA")
        (0, 26)
    """
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - 64
    return found - 1


def column_letters(index: int) -> str:
    """The letters of a column, by its index from 0.

    Example:
        >>> column_letters(0), column_letters(26), column_letters(701)
        ('A', 'AA', 'ZZ')
    """
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def printed(rows: Span, columns: Span) -> str:
    """Cells in A1 notation; empty for a whole sheet.

    Example:
        >>> printed(Span(0, 2), Span(0, 1)), printed(Span(4), Span(0, 2))
        ('A1:A2', 'A5:B')
    """
    if rows == Span() and columns == Span():
        return ""
    start = _corner(_start(rows), _start(columns))
    end = _corner(_last(rows), _last(columns))
    single = start == end and rows.end is not None and columns.end is not None
    return start if single else f"{start}:{end}"


def _start(span: Span) -> int | None:
    return 0 if span.start is None and span.end is not None else span.start


def _last(span: Span) -> int | None:
    return None if span.end is None else span.end - 1


def _corner(row: int | None, column: int | None) -> str:
    letters = "" if column is None else column_letters(column)
    return letters + ("" if row is None else str(row + 1))


def title(text: str) -> str:
    """A sheet's title as it stands before the ``!``: quoted unless it is a plain word.

    Example:
        >>> title("Sheet1"), title("It's"), title("A1")
        ('Sheet1', "'It''s'", "'A1'")
    """
    plain = _PLAIN_TITLE.fullmatch(text) and not _cell_like(text)
    return text if plain else "'" + text.replace("'", "''") + "'"


def _cell_like(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z]{1,3}[1-9]\d*|R\d*C\d*", text, re.I) is not None
