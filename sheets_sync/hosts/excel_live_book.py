"""The workbook that is open in Excel, read in large pieces: every call to Excel costs time."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kpicells.sheets_sync.hosts.books import Found
from kpicells.sheets_sync.hosts.xlsx_new import serial
from kpicells.sheets_sync.hosts.xlsx_open import parse_area
from kpicells.templates.layout import Area

if TYPE_CHECKING:
    import xlwings

PAGE = (4096, 256)
"""So many rows and columns of a sheet are read at once, or as many as are in use."""


class LiveBook:
    """A workbook that is open in Excel, as it stood when it was asked.

    A sheet is read when its first cell is asked for, by two calls: the values and the formulas of
    all cells in use. Nothing is read again; make another one for that.

    Args:
        book: The workbook.
    """

    def __init__(self, book: xlwings.Book) -> None:
        self._book = book
        self._used: dict[str, tuple[int, int]] = {}
        self._pages: dict[tuple[str, int, int], list[list[Found]]] = {}

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The titles of its sheets in order, hidden ones among them."""
        return tuple(sheet.name for sheet in self._book.sheets)

    @cached_property
    def names(self) -> Mapping[str, Area]:
        """Its defined names that stand for one rectangle."""
        found = {}
        for name in self._book.names:
            title = name.name
            if "!" not in title and (area := parse_area((name.refers_to or "").removeprefix("="))):
                found[title] = area
        return found

    def read(self, sheet: str, row: int, column: int) -> Found:
        """What stands in a cell; rows and columns count from 0."""
        rows, columns = self._size(sheet)
        if row >= rows or column >= columns:
            return Found()
        high, wide = PAGE
        page = self._page(sheet, row // high, column // wide)
        return page[row % high][column % wide]

    def _size(self, sheet: str) -> tuple[int, int]:
        """How many rows and columns of a sheet are in use, counted from its first cell."""
        if sheet not in self._used:
            used = self._book.sheets[sheet].used_range
            rows, columns = used.shape
            self._used[sheet] = used.row - 1 + rows, used.column - 1 + columns
        return self._used[sheet]

    def _page(self, sheet: str, down: int, across: int) -> list[list[Found]]:
        place = (sheet, down, across)
        if place not in self._pages:
            high, wide = PAGE
            rows, columns = self._size(sheet)
            top, left = down * high, across * wide
            bottom, right = min(top + high, rows), min(left + wide, columns)
            cells = self._book.sheets[sheet].range((top + 1, left + 1), (bottom, right))
            values = cells.options(ndim=2).value
            formulas = _in_rows(cells.formula, bottom - top, right - left)
            self._pages[place] = [
                [_found(value, formula) for value, formula in zip(*lines, strict=True)]
                for lines in zip(values, formulas, strict=True)
            ]
        return self._pages[place]


def _in_rows(told: Any, rows: int, columns: int) -> list[list[Any]]:
    """What Excel tells of a rectangle, row by row; of a single cell it tells no rows."""
    if not isinstance(told, list | tuple):
        return [[told]]
    if not isinstance(told[0], list | tuple):
        told = [told] if rows == 1 else [[one] for one in told]
    found = [list(line) for line in told]
    assert len(found) == rows
    assert all(len(line) == columns for line in found)
    return found


def _found(value: Any, formula: Any) -> Found:
    """One cell from its value and its formula, which for other cells is what was typed.

    A text that starts with ``=`` has itself for a formula. Days come as objects, and money is cut
    to four decimals; as a formula they are numbers with all of their digits but the last two.
    """
    if isinstance(formula, str) and formula.startswith("=") and value != formula:
        return Found(_shown(value), formula)
    if value is None:
        return Found(formula or None)  # an error that somebody typed in, or nothing
    if isinstance(value, str | bool):
        return Found(value)
    shown = _shown(value)
    assert isinstance(shown, float)
    try:
        typed = float(formula)
    except ValueError:
        return Found(shown)
    return Found(shown if math.isclose(shown, typed, rel_tol=1e-14) else typed)


def _shown(value: Any) -> str | float | bool | None:
    if value is None or isinstance(value, str | bool):
        return value
    return serial(value) if isinstance(value, datetime) else float(value)
