"""The cells of a workbook as Excel keeps them: what typing makes of a text, what reading tells.

openpyxl holds the cells, their looks and their protection; IronCalc computes the formulas.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import ironcalc
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel, to_excel
from openpyxl.worksheet.worksheet import Worksheet

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(%?)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_NEWER = re.compile(r"_xlfn\.|_xlws\.")
_MONEY = re.compile(r"[$€₽£¥]")
ERRORS = {
    "#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259, "#NULL!": -2146826288,
    "#NUM!": -2146826252, "#REF!": -2146826265, "#VALUE!": -2146826273,
}  # fmt: skip


@dataclass
class Book:
    """A workbook that is open.

    Attributes:
        path: The file that it was opened from.
        read_only: Whether it may not be saved there.
        stale: Formulas have not been computed since something changed.
    """

    path: Path
    read_only: bool = False
    stale: bool = False

    def __post_init__(self) -> None:
        self.sheets = load_workbook(self.path)
        self.password: dict[str, str] = {}
        shown = load_workbook(self.path, data_only=True)
        self._results = {
            (sheet.title, cell.row, cell.column): cell.value
            for sheet in shown
            for row in sheet.iter_rows()
            for cell in row
        }
        for sheet in self.sheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, datetime):
                        cell.value = to_excel(cell.value)

    def save_copy(self, path: Path) -> Path:
        """What would be in the file if the person saved now."""
        self.sheets.save(path)
        return path

    def result(self, cell: Cell) -> Any:
        """What a formula cell shows."""
        return self._results.get((cell.parent.title, cell.row, cell.column))

    def calculate(self) -> None:
        if not self.stale:
            return
        with tempfile.TemporaryDirectory() as folder:
            model = ironcalc.load_from_xlsx(str(self.save_copy(Path(folder) / "book.xlsx")))
        model.evaluate()
        order = [sheet["name"] for sheet in model.get_worksheets_properties()]
        for sheet in self.sheets:
            for cell in _formulas(sheet):
                place = (order.index(sheet.title), cell.row, cell.column)
                self._results[sheet.title, cell.row, cell.column] = model.get_cell_value(*place)
        self.stale = False


def _formulas(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.data_type == "f":
                yield cell


def value_of(book: Book, cell: Cell | MergedCell) -> Any:
    """What COM's ``Range.Value`` tells: days and money have types of their own."""
    held = cell.value
    if isinstance(cell, Cell) and cell.data_type == "f":
        held = book.result(cell)
    if isinstance(held, str):
        return ERRORS.get(held, held or None)
    if isinstance(held, bool) or held is None:
        return held
    if isinstance(held, datetime):
        return held.replace(tzinfo=UTC)
    if is_date_format(cell.number_format):
        return from_excel(held).replace(tzinfo=UTC, microsecond=0)
    if _MONEY.search(cell.number_format):
        return round(Decimal(held), 4)
    return float(held)


def formula_of(cell: Cell | MergedCell) -> str:
    """What ``Range.Formula`` tells: for a cell without one, what is in it, as a text."""
    held = cell.value
    if held is None:
        return ""
    if isinstance(held, str):
        return _NEWER.sub("", held)
    return str(held).upper() if isinstance(held, bool) else f"{held:.15g}"


def type_in(cell: Cell | MergedCell, told: Any) -> None:
    """What Excel makes of a value that it is handed: a text is read as if it were typed."""
    if not isinstance(cell, Cell):
        return  # a cell that is merged away holds nothing
    cell.quotePrefix = False
    if told is None or told == "":
        cell.value = None
    elif cell.number_format == "@":
        text = told if isinstance(told, str) else f"{told:.15g}"
        _hold(cell, text.removeprefix("'"), "s")
    elif not isinstance(told, str):
        cell.value = told
    elif told.startswith("'"):
        _hold(cell, told[1:], "s")
        cell.quotePrefix = True
    elif told.startswith("="):
        _hold(cell, told, "f")
    elif told.upper() in ("TRUE", "FALSE"):
        cell.value = told.upper() == "TRUE"
    elif number := _NUMBER.fullmatch(told):
        cell.value = float(told.rstrip("%")) / (100 if number[3] else 1)
    elif day := _DAY.fullmatch(told):
        cell.value = to_excel(datetime(int(day[1]), int(day[2]), int(day[3] or 1)))
    else:
        _hold(cell, told, "e" if told in ERRORS else "s")


def _hold(cell: Cell, text: str, kind: str) -> None:
    cell.value = text
    cell.data_type = kind


def look_like(model: Cell | MergedCell, cell: Cell | MergedCell) -> None:
    """Give a cell the looks of another."""
    cell._style = copy(model._style)
