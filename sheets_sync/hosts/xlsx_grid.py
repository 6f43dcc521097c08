"""The cells in the XML of one sheet, read and written in place."""

from __future__ import annotations

import re
from bisect import bisect_left

from lxml import etree

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.books import Found
from kpicells.templates.layout import cell_text

_PLACE = re.compile(r"([A-Z]+)(\d+)")
ERRORS = frozenset(
    "#DIV/0! #VALUE! #NAME? #N/A #NUM! #REF! #NULL! #SPILL! #CALC! #ERROR! #N/IMPL! #CIRC!".split()
)
"""Errors of Excel and of IronCalc; a hashtag is none."""


class Grid:
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
        self._shared: dict[str, tuple[str, str]] = {}
        at = -1
        for row in data.iter(f"{{{self._ns}}}row"):
            at = int(row.get("r", at + 2)) - 1
            self._rows[at] = row
            column = -1
            for cell in row.iter(f"{{{self._ns}}}c"):
                place = cell.get("r")
                column = parse_place(place)[1] if place else column + 1
                self._cells[at, column] = cell
                self._remember_shared(cell)

    def _remember_shared(self, cell: etree._Element) -> None:
        """Cells that were filled down hold their formula once, in the first of them."""
        formula = cell.find(f"{{{self._ns}}}f")
        if formula is not None and formula.get("t") == "shared" and formula.text:
            self._shared[formula.get("si", "")] = (formula.text, cell.get("r", "A1"))

    def read(self, row: int, column: int, texts: list[str]) -> Found:
        """What stands in a cell; ``texts`` are those that the workbook's sheets share."""
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
                value = shared_text(inline, self._ns) if inline is not None else ""
            case "b":
                value = text == "1"
            case "n":
                value = float(text) if text else None
            case _:
                value = text or ""
        if value == "" and formula is None:
            value = None
        return Found(value, None if formula is None else self._formula(formula, row, column))

    def _formula(self, formula: etree._Element, row: int, column: int) -> str:
        if formula.text or formula.get("t") != "shared":
            return f"={formula.text or ''}"
        text, first = self._shared.get(formula.get("si", ""), ("", "A1"))
        from openpyxl.formula.translate import Translator

        return str(Translator(f"={text}", first).translate_formula(cell_text(row, column)))

    def write(
        self, row: int, column: int, value: str | float | None, style_from: int | None
    ) -> bool:
        """Put a value into a cell, and tell whether a formula went."""
        cell = self._cells.get((row, column))
        if cell is None:
            if value is None:
                return False
            cell = self._new_cell(row, column, style_from)
        formula = cell.find(f"{{{self._ns}}}f")
        if formula is not None and formula.get("t") == "shared" and formula.text:
            self._share_no_more(formula.get("si", ""))
        for part in list(cell):
            cell.remove(part)
        for attribute in ("t", "cm", "vm"):  # cm, vm: marks of a formula that spills, of a picture
            _drop(cell, attribute)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{{{self._ns}}}is"), f"{{{self._ns}}}t")
            text.text = _xml_safe(value)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif value is not None:
            etree.SubElement(cell, f"{{{self._ns}}}v").text = number_text(value)
        return formula is not None

    def _share_no_more(self, group: str) -> None:
        """Give each cell of a filled-down formula a text of its own."""
        for (row, column), cell in self._cells.items():
            formula = cell.find(f"{{{self._ns}}}f")
            if formula is None or formula.get("t") != "shared" or formula.get("si") != group:
                continue
            formula.text = self._formula(formula, row, column).removeprefix("=")
            for attribute in ("t", "si", "ref"):
                _drop(formula, attribute)

    def write_result(self, row: int, column: int, value: str | float | bool) -> bool:
        """Set what a formula shows, and tell whether that is news."""
        cell = self._cells.get((row, column))
        if cell is None or cell.find(f"{{{self._ns}}}f") is None:
            return False
        if isinstance(value, bool):
            kind, text = "b", str(int(value))
        elif isinstance(value, str):
            kind, text = "e" if value in ERRORS else "str", value
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


def shared_text(element: etree._Element, ns: str | None) -> str:
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
    return int(found[2]) - 1, column_number(found[1])


def column_number(letters: str) -> int:
    """``"AA"`` as 26: columns count from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
