"""A workbook that people have made their own: reads and writes single cells in the XML of its
sheets, and leaves everything else in the package as it was.

A library that loads a workbook and saves it again drops what it does not know: sparklines,
slicers, the newer conditional formats. Here a sheet's XML is parsed, the ``<c>`` elements of owned
cells are changed, and the rest of the sheet is written back node by node.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from kpicells.sheets_sync.errors import DamagedWorkbook, TargetError
from kpicells.sheets_sync.hosts.books import Found
from kpicells.sheets_sync.hosts.xlsx_grid import Grid, column_number, shared_text
from kpicells.sheets_sync.hosts.xlsx_package import Package
from kpicells.templates.layout import Area, cell_text, reference

_BOOK = "officeDocument"
_AREA = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$?(?P<c1>[A-Z]+)\$?(?P<r1>\d+)(?::\$?(?P<c2>[A-Z]+)\$?(?P<r2>\d+))?"
)


class OpenWorkbook:
    """An .xlsx or .xlsm that exists.

    Raises:
        TargetError: It cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._package = Package(path)
        self.path = path
        named = [part for kind, part in self._package.relations("").values() if kind == _BOOK]
        if not named:
            raise DamagedWorkbook(f"{path}: names no workbook among its parts; it is damaged")
        self._book_part = named[0]
        self._book = self._package.tree(self._book_part)
        self._ns = etree.QName(self._book).namespace
        self._changed: set[str] = set()
        relations = self._package.relations(self._book_part)
        self._sheet_parts: dict[str, str] = {}
        for sheet in self._book.iter(f"{{{self._ns}}}sheet"):
            title, relation = str(sheet.get("name")), self._package.relation_of(sheet)
            if relation not in relations:
                raise DamagedWorkbook(f"{path}: the part of its sheet {title!r} is missing")
            self._sheet_parts[title] = relations[relation][1]
        self._grids: dict[str, Grid] = {}
        self._texts = self._shared_texts([p for k, p in relations.values() if k == "sharedStrings"])

    @property
    def sheets(self) -> tuple[str, ...]:
        """The titles of its sheets in order."""
        return tuple(self._sheet_parts)

    @property
    def names(self) -> dict[str, Area]:
        """Its defined names that stand for one rectangle."""
        found = {}
        for element in self._book.iter(f"{{{self._ns}}}definedName"):
            if element.get("localSheetId") is None and (area := parse_area(element.text or "")):
                found[str(element.get("name"))] = area
        return found

    def stretch(self, name: str, area: Area) -> None:
        """Let a defined name stand for a larger or smaller area."""
        for element in self._book.iter(f"{{{self._ns}}}definedName"):
            if element.get("name") == name and element.get("localSheetId") is None:
                if element.text != (text := reference(area.sheet, area)):
                    element.text = text
                    self._changed.add(self._book_part)
                return
        raise TargetError(f"{self.path}: the name {name} is missing")

    def read(self, sheet: str, row: int, column: int) -> Found:
        """What stands in a cell; rows and columns count from 0."""
        try:
            return self._grid(sheet).read(row, column, self._texts)
        except (ValueError, IndexError):
            raise DamagedWorkbook(
                f"{self.path}: the cell {sheet}!{cell_text(row, column)} is damaged"
            ) from None

    def write(
        self,
        sheet: str,
        row: int,
        column: int,
        value: str | float | None,
        *,
        style_from: int | None = None,
    ) -> None:
        """Put a value into a cell, which keeps its style. A day is given as its number.

        Args:
            sheet: The sheet's title.
            row: Row from 0.
            column: Column from 0.
            value: The new value; None empties the cell.
            style_from: A new cell looks like the nearest one above it, down from this row.
        """
        had_formula = self._grid(sheet).write(row, column, value, style_from)
        self._changed.add(self._sheet_parts[sheet])
        if had_formula:  # the order of computing names the cell; it is found anew without the part
            self._changed |= self._package.remove("calcChain", self._book_part)

    def write_result(self, sheet: str, row: int, column: int, value: str | float | bool) -> None:
        """Set what a formula cell shows to viewers which do not compute."""
        if self._grid(sheet).write_result(row, column, value):
            self._changed.add(self._sheet_parts[sheet])

    def recalculate_on_load(self) -> None:
        """Ask the spreadsheet to compute everything when it opens the file."""
        settings = self._book.find(f"{{{self._ns}}}calcPr")
        if settings is not None and settings.get("fullCalcOnLoad") != "1":
            settings.set("fullCalcOnLoad", "1")
            self._changed.add(self._book_part)

    def save(self, path: Path) -> None:
        """Write the workbook to ``path`` in one step."""
        self._package.save(path, changed=frozenset(self._changed))

    def _grid(self, sheet: str) -> Grid:
        if sheet not in self._grids:
            self._grids[sheet] = Grid(self._package.tree(self._sheet_parts[sheet]))
        return self._grids[sheet]

    def _shared_texts(self, parts: list[str]) -> list[str]:
        if not parts:
            return []
        items = self._package.tree(parts[0]).iter(f"{{{self._ns}}}si")
        return [shared_text(item, self._ns) for item in items]


def parse_area(text: str) -> Area | None:
    """``"'My data'!$A$5:$C$9"`` as an area; None where it is no single rectangle."""
    found = _AREA.fullmatch(text)
    if found is None:
        return None
    sheet = found["plain"] or found["quoted"].replace("''", "'")
    first_row, first_column = int(found["r1"]) - 1, column_number(found["c1"])
    return Area(
        sheet,
        first_row,
        first_column,
        int(found["r2"]) - 1 if found["r2"] else first_row,
        column_number(found["c2"]) if found["c2"] else first_column,
    )
