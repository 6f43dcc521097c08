"""Compares two packages part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from kpicells.templates.layout import cell_text

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Cells = dict[str, set[str]]
"""Cells by the title of their sheet."""


def parts(path: Path) -> dict[str, bytes]:
    """Every part with its bytes."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def cells(places: Iterator[tuple[str, int, int]]) -> Cells:
    """Places as cells by sheet."""
    found: Cells = {}
    for sheet, row, column in places:
        found.setdefault(sheet, set()).add(cell_text(row, column))
    return found


def sheet_parts(path: Path) -> dict[str, str]:
    """The part of each sheet, with the sheet's title."""
    held = parts(path)
    targets = {
        relation.get("Id"): relation.get("Target", "").removeprefix("/xl/").removeprefix("xl/")
        for relation in etree.fromstring(held["xl/_rels/workbook.xml.rels"])
    }
    book = etree.fromstring(held["xl/workbook.xml"])
    id_ = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {
        f"xl/{targets[sheet.get(id_)]}": str(sheet.get("name"))
        for sheet in book.iter(f"{_NS}sheet")
    }


def changed_parts(before: Path, after: Path) -> set[str]:
    """The parts whose bytes differ, or which only one of the packages has."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def changed_elements(before: Path, after: Path, part: str, owned: set[str]) -> list[str]:
    """What differs in a sheet besides owned cells and what formulas show.

    Rows that hold nothing but owned cells may be new, and the used area may grow.
    """
    old = _without(parts(before)[part], owned)
    new = _without(parts(after)[part], owned)
    return [f"- {line}" for line in old if line not in new] + [
        f"+ {line}" for line in new if line not in old
    ]


def _without(content: bytes, owned: set[str]) -> list[str]:
    root = etree.fromstring(content)
    lines = []
    for dimension in root.findall(f"{_NS}dimension"):
        root.remove(dimension)
    for row in list(root.iter(f"{_NS}row")):
        row.attrib.pop("spans", None)
        for cell in list(row):
            if cell.get("r") in owned:
                row.remove(cell)
            elif cell.find(f"{_NS}f") is not None:  # the formula stays; what it shows may follow
                cell.attrib.pop("t", None)
                for shown in cell.findall(f"{_NS}v"):
                    cell.remove(shown)
        if len(row) == 0 and set(row.attrib) == {"r"}:
            parent = row.getparent()
            assert parent is not None
            parent.remove(row)
    for child in root:
        if child.tag == f"{_NS}sheetData":
            lines += [etree.tostring(row, method="c14n").decode() for row in child]
        else:
            lines.append(etree.tostring(child, method="c14n").decode())
    return lines
