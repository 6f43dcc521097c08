"""Sheets of XLSX and XLS workbooks read into tables."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import python_calamine as calamine

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import limits
from kpicells.sheets_sync.tables.broken_zip import BROKEN_ZIP
from kpicells.sheets_sync.tables.cells import CellsFile
from kpicells.sheets_sync.tables.records import SheetRecords
from kpicells.sheets_sync.tables.sections import Sections
from kpicells.sheets_sync.tables.sheet_size import check_sheet
from kpicells.sheets_sync.tables.table import Table

_TEXTS_PART = "xl/sharedStrings.xml"
_EXACT = 2**53


def read_workbook(path: Path, folder: Path, sheet: str | None) -> list[Table]:
    """Read the tables of every visible sheet, or of one sheet."""
    if zipfile.is_zipfile(path):
        _check_size(path)
    elif path.stat().st_size > limits.TEXTS_BYTES:
        raise UnreadableFile(f"{path.name}: is too large for an old workbook; save it as XLSX")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = calamine.CalamineWorkbook.from_path(path)
        return _read_sheets(workbook, path, folder, sheet)
    except calamine.PasswordError:
        raise UnreadableFile(
            f"{path.name}: is protected with a password; save it without one"
        ) from None
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError) as error:
        raise UnreadableFile(
            f"{path.name}: is a damaged workbook ({error}); open it in a spreadsheet program and "
            "save it again as XLSX"
        ) from None


def _read_sheets(
    workbook: calamine.CalamineWorkbook, path: Path, folder: Path, sheet: str | None
) -> list[Table]:
    visible = [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.visible == calamine.SheetVisibleEnum.Visible
        and meta.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if sheet is not None:
        if sheet not in workbook.sheet_names:
            names = ", ".join(workbook.sheet_names)
            raise UnreadableFile(f"{path.name}: has no sheet {sheet!r}; it has: {names}")
        visible = [sheet]
    tables: list[Table] = []
    reasons: list[str] = []
    left_out: list[str] = []
    numbers = count(1)
    for name in visible:
        whole = workbook.get_sheet_by_name(name)
        cells = _Sheet(whole)
        reader = Sections(
            SheetRecords(cells.rows()),
            lambda: CellsFile(folder / f"{next(numbers):03d}.csv", ","),
            f"{path.name}, sheet {name}",
        )
        try:
            sections = reader.read()
        except UnreadableFile as error:
            if sheet is not None or len(visible) == 1:
                raise
            reasons.append(str(error))
            left_out.append(name)
            continue
        notes = [*reader.warnings(), *cells.warnings()]
        tables += [section.table(path, name, ",", notes) for section in sections]
        if not sections:
            reasons.append(f"{path.name}, sheet {name}: {reader.why_nothing()}")
            left_out += [name] * bool(whole.total_height)
    if not tables:
        raise UnreadableFile(
            reasons[0] if reasons else f"{path.name}: has no visible sheet with cells"
        )
    if left_out:
        note = f"sheets without a table were left out: {', '.join(left_out)}"
        tables[0] = replace(tables[0], warnings=(*tables[0].warnings, note))
    return tables


class _Sheet:
    """The cells of one sheet as text."""

    def __init__(self, sheet: calamine.CalamineSheet) -> None:
        self._sheet = sheet
        start = sheet.start
        self._first_column = start[1] if start else 0
        self._imprecise = 0

    def rows(self) -> Iterator[list[str]]:
        """All rows from the first of the sheet, cells from the first column that is not blank."""
        fill = self._merged_downwards()
        held: dict[int, Any] = {}
        for number, row in enumerate(self._rows_of_sheet()):
            cells = list(row)
            for column, last in fill.get(number, ()):
                if column < len(cells) and isinstance(cells[column], str | dt.date):
                    held[column] = (cells[column], last)
            for column, (value, last) in list(held.items()):
                if number > last:
                    del held[column]
                elif cells[column] == "":
                    cells[column] = value
            yield [self._text(cell) for cell in cells]

    def warnings(self) -> list[str]:
        """What was lost before the file came to us."""
        if not self._imprecise:
            return []
        return [
            f"{self._imprecise} ids of more than 15 digits are kept in the workbook as rounded "
            "numbers: their last digits are not reliable"
        ]

    def _rows_of_sheet(self) -> Iterator[list[Any]]:
        # An empty sheet has no start and cannot be iterated.
        return iter(self._sheet.iter_rows()) if self._sheet.start else iter(())

    def _merged_downwards(self) -> dict[int, list[tuple[int, int]]]:
        """First row of each merged stretch of one column: its column and last row.

        A name merged over several rows holds for all of them. A number does not: filled down, it
        would be counted several times.
        """
        stretches: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, right) in self._sheet.merged_cell_ranges or ():
            if left == right and bottom > top:
                place = (left - self._first_column, bottom)
                stretches.setdefault(top, []).append(place)
        return stretches

    def _text(self, cell: Any) -> str:
        if isinstance(cell, str):
            return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
        if isinstance(cell, bool):
            return "TRUE" if cell else "FALSE"
        if isinstance(cell, float):
            if cell.is_integer() and abs(cell) < 1e21:
                self._imprecise += abs(cell) >= _EXACT
                return str(int(cell))
            return repr(cell)
        if isinstance(cell, dt.datetime):
            return cell.isoformat(sep=" ")
        if isinstance(cell, dt.date | dt.time):
            return cell.isoformat()
        return str(cell)


def _check_size(path: Path) -> None:
    """Refuse a workbook that would unpack to more than may be held in memory."""
    try:
        with zipfile.ZipFile(path) as parts:
            total = 0
            for info in parts.infolist():
                total += info.file_size
                texts = info.filename == _TEXTS_PART
                if total > limits.UNPACKED_BYTES or (texts and info.file_size > limits.TEXTS_BYTES):
                    raise UnreadableFile(
                        f"{path.name}: unpacks to more than "
                        f"{limits.UNPACKED_BYTES >> 20:,} MiB; export a shorter period, or CSV"
                    )
            for info in parts.infolist():
                # A sheet may lie anywhere within a workbook.
                if info.filename.endswith(".xml") and info.filename != _TEXTS_PART:
                    check_sheet(parts, info, path.name)
    except BROKEN_ZIP as error:
        raise UnreadableFile(
            f"{path.name}: is a damaged or encrypted workbook ({error}); save it again as XLSX"
        ) from None
