"""A workbook that people have made their own: reads and writes single cells in the XML of its
sheets, and leaves everything else in the package as it was.

A library that loads a workbook and saves it again drops what it does not know: sparklines,
slicers, the newer conditional formats. Here a sheet's XML is parsed, the ``<c>`` elements of owned
cells are changed, and the rest of the sheet is written back node by node.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlsx_package import Package
from kpicells.templates.layout import Area, cell_text, reference

_AREA = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$?(?P<c1>[A-Z]+)\$?(?P<r1>\d+)(?::\$?(?P<c2>[A-Z]+)\$?(?P<r2>\d+))?"
)
_PLACE = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a cell: its value, and its formula if it has one."""

    value: str | float | bool | None = None
    formula: str | None = None


class OpenWorkbook:
    """An .xlsx or .xlsm that exists.

    Raises:
        TargetError: It cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._package = Package(path)
        self.path = path
        self._book_part = next(
            part for kind, part in self._package.relations("").values() if kind == "officeDocument"
        )
        self._book = self._package.tree(self._book_part)
        self._ns = etree.QName(self._book).namespace
        self._changed: set[str] = set()
        relations = self._package.relations(self._book_part)
        self._sheet_parts = {
            str(sheet.get("name")): relations[self._package.relation_of(sheet)][1]
            for sheet in self._book.iter(f"{{{self._ns}}}sheet")
        }
        self._grids: dict[str, _Grid] = {}
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
        return self._grid(sheet).read(row, column, self._texts)

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
        self._grid(sheet).write(row, column, value, style_from)
        self._changed.add(self._sheet_parts[sheet])

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

    def _grid(self, sheet: str) -> _Grid:
        if sheet not in self._grids:
            self._grids[sheet] = _Grid(self._package.tree(self._sheet_parts[sheet]))
        return self._grids[sheet]

    def _shared_texts(self, parts: list[str]) -> list[str]:
        if not parts:
            return []
        items = self._package.tree(parts[0]).iter(f"{{{self._ns}}}si")
        return [_text(item, self._ns) for item in items]


class _Grid:
    """The cells of one sheet's XML."""

    def __init__(self, root: etree._Element) -> None:
        self._ns = etree.QName(root).namespace
        self._root = root
        data = root.find(f"{{{self._ns}}}sheetData")
        if data is None:
            raise TargetError("a sheet has no cells part; the file is damaged")
        self._data = data
        self._rows: dict[int, etree._Element] = {}
        self._cells: dict[tuple[int, int], etree._Element] = {}
        at = -1
        for row in data.iter(f"{{{self._ns}}}row"):
            at = int(row.get("r", at + 2)) - 1
            self._rows[at] = row
            column = -1
            for cell in row.iter(f"{{{self._ns}}}c"):
                place = cell.get("r")
                column = parse_place(place)[1] if place else column + 1
                self._cells[at, column] = cell

    def read(self, row: int, column: int, texts: list[str]) -> Found:
        cell = self._cells.get((row, column))
        if cell is None:
            return Found()
        formula = cell.find(f"{{{self._ns}}}f")
        held = cell.find(f"{{{self._ns}}}v")
        text = held.text if held is not None else None
        value: str | float | bool | None
        match cell.get("t", "n"):
            case "s":
                value = texts[int(text or 0)]
            case "inlineStr":
                inline = cell.find(f"{{{self._ns}}}is")
                value = _text(inline, self._ns) if inline is not None else ""
            case "b":
                value = text == "1"
            case "n":
                value = float(text) if text else None
            case _:
                value = text or ""
        if value == "" and formula is None:
            value = None
        return Found(value, None if formula is None else f"={formula.text or ''}")

    def write(
        self, row: int, column: int, value: str | float | None, style_from: int | None
    ) -> None:
        cell = self._cells.get((row, column))
        if cell is None:
            if value is None:
                return
            cell = self._new_cell(row, column, style_from)
        for part in list(cell):
            cell.remove(part)
        _drop(cell, "t")
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{{{self._ns}}}is"), f"{{{self._ns}}}t")
            text.text = _xml_safe(value)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif value is not None:
            etree.SubElement(cell, f"{{{self._ns}}}v").text = number_text(value)

    def write_result(self, row: int, column: int, value: str | float | bool) -> bool:
        cell = self._cells.get((row, column))
        if cell is None or cell.find(f"{{{self._ns}}}f") is None:
            return False
        if isinstance(value, bool):
            kind, text = "b", str(int(value))
        elif isinstance(value, str):
            kind, text = (
                ("e" if value.startswith("#") and value.endswith(("!", "?", "A")) else "str"),
                value,
            )
        else:
            kind, text = "n", number_text(value)
        held = cell.find(f"{{{self._ns}}}v")
        if held is not None and held.text == text and cell.get("t", "n") == kind:
            return False
        if held is None:
            held = etree.SubElement(cell, f"{{{self._ns}}}v")
        held.text = text
        if kind == "n":
            _drop(cell, "t")
        else:
            cell.set("t", kind)
        return True

    def _new_cell(self, row: int, column: int, style_from: int | None) -> etree._Element:
        line = self._rows.get(row)
        if line is None:
            line = etree.Element(f"{{{self._ns}}}row", r=str(row + 1))
            known = sorted(self._rows)
            after = bisect_left(known, row)
            if after < len(known):
                self._rows[known[after]].addprevious(line)
            else:
                self._data.append(line)
            self._rows[row] = line
        cell = etree.Element(f"{{{self._ns}}}c", r=cell_text(row, column))
        if style_from is not None and (style := self._style_above(row, column, style_from)):
            cell.set("s", style)
        following = [
            other
            for other in line.iter(f"{{{self._ns}}}c")
            if parse_place(other.get("r", "A1"))[1] > column
        ]
        if following:
            following[0].addprevious(cell)
        else:
            line.append(cell)
        _drop(line, "spans")
        self._cells[row, column] = cell
        self._grow_dimension(row, column)
        return cell

    def _style_above(self, row: int, column: int, top: int) -> str | None:
        for above in range(row - 1, top - 1, -1):
            cell = self._cells.get((above, column))
            if cell is not None:
                return cell.get("s")
        return None

    def _grow_dimension(self, row: int, column: int) -> None:
        dimension = self._root.find(f"{{{self._ns}}}dimension")
        if dimension is None:
            return
        first, _, last = dimension.get("ref", "A1").partition(":")
        top, left = parse_place(first)
        bottom, right = parse_place(last or first)
        start = cell_text(min(top, row), min(left, column))
        dimension.set("ref", f"{start}:{cell_text(max(bottom, row), max(right, column))}")


def _drop(element: etree._Element, attribute: str) -> None:
    if attribute in element.attrib:
        del element.attrib[attribute]


def _text(element: etree._Element, ns: str | None) -> str:
    """The text of a string item; reading aids for Japanese (rPh) are no part of it."""
    pieces = []
    for piece in element.iter(f"{{{ns}}}t"):
        parent = piece.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            pieces.append(piece.text or "")
    return "".join(pieces)


def _xml_safe(text: str) -> str:
    """Control characters cannot stand in XML; spreadsheets write them as _x0001_."""
    return re.sub(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", lambda m: f"_x{ord(m.group()):04X}_", text
    )


def number_text(value: float) -> str:
    """The shortest text that reads back as the same double; whole numbers without ``.0``."""
    return (
        str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    )


def parse_place(place: str) -> tuple[int, int]:
    """``"C5"`` as (4, 2)."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise TargetError(f"{place!r} is no cell")
    return int(found[2]) - 1, _column(found[1])


def parse_area(text: str) -> Area | None:
    """``"'My data'!$A$5:$C$9"`` as an area; None where it is no single rectangle."""
    found = _AREA.fullmatch(text)
    if found is None:
        return None
    sheet = found["plain"] or found["quoted"].replace("''", "'")
    first_row, first_column = int(found["r1"]) - 1, _column(found["c1"])
    return Area(
        sheet,
        first_row,
        first_column,
        int(found["r2"]) - 1 if found["r2"] else first_row,
        _column(found["c2"]) if found["c2"] else first_column,
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
