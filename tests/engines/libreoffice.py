"""LibreOffice as a judge: computes a workbook anew and reads every cell.

A missing LibreOffice fails the tests that need it; it does not skip them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeAlias

import openpyxl

from kpicells.sheets_sync.hosts.libreoffice import convert
from kpicells.sheets_sync.hosts.xlsx_new import serial

Shown: TypeAlias = str | float | None
"""A number, a text, or nothing; days and moments are numbers."""
Place: TypeAlias = tuple[str, int, int]
"""Sheet title, row and column from 0."""


def recalculated(path: Path, folder: Path, lang: str = "en") -> dict[Place, Shown]:
    """Every cell's value after LibreOffice has computed the whole workbook anew."""
    return read(convert(path, "xlsx", folder, lang=lang, recalculate=True))


def read(path: Path) -> dict[Place, Shown]:
    """Every cell's stored value."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.row - 1, cell.column - 1): _shown(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and cell.row is not None and cell.column is not None
    }


def _shown(value: object) -> Shown:
    if isinstance(value, bool | int | float):
        return float(value)
    if isinstance(value, date):
        return serial(value)
    return None if value in (None, "") else str(value)
