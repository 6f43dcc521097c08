"""What formulas show, stored beside them for programs that do not compute: a phone's preview, a
mail client, a script.

IronCalc computes the workbook, and LibreOffice, where there is one, what IronCalc knows less well
than Excel: array formulas. An error never takes the place of a value that Excel has stored.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.compute import Place, values_in
from kpicells.sheets_sync.hosts.libreoffice import convert
from kpicells.sheets_sync.hosts.xlsx_grid import number_text, parse_place
from kpicells.sheets_sync.hosts.xlsx_names import workbook_part
from kpicells.sheets_sync.hosts.xlsx_package import Package
from kpicells.templates.layout import Value, cell_text

_UNKNOWN = ("#NAME?", "#N/IMPL!", "#ERROR!", "#CIRC!")
"""What IronCalc says where it cannot tell; and what stands in a cell that waits for an add-in."""


def store_results(path: Path, cells: Iterable[tuple[str, str]]) -> int:
    """Compute cells and store what they show, and what the cells show that waited for them.

    Args:
        path: The workbook; it is changed in place.
        cells: Sheet title and place of each formula.

    Returns:
        How many cells wait for a program that can compute them.
    """
    package = Package(path)
    chosen = set(cells)
    places: dict[Place, _Shown] = {}
    for title, part in _sheets(package):
        shown = dict(cells_of(package.tree(part)))
        for place, cell in shown.items():
            formula = cell.find("{*}f")
            if formula is not None and ((title, place) in chosen or _waits(cell)):
                is_array = formula.get("t") == "array"
                for spilled in filter(shown.__contains__, _area(formula, place)):
                    row, column = parse_place(spilled)
                    places[title, row, column] = _Shown(shown[spilled], part, is_array)
    changed = set()
    for found, value in _computed(path, places).items():
        cell = places[found].cell
        if _tells_more(value, cell):
            _show(cell, value)
            changed.add(places[found].part)
    package.save(path, changed=frozenset(changed))
    return sum(_waits(shown.cell) for shown in places.values())


@dataclass(frozen=True, slots=True)
class _Shown:
    """A cell that shows a value of a formula."""

    cell: etree._Element
    part: str
    of_array: bool


def _computed(path: Path, places: Mapping[Place, _Shown]) -> dict[Place, Value]:
    """What the cells hold, as far as it can be computed here."""
    single = [place for place, shown in places.items() if not shown.of_array]
    arrays = [place for place, shown in places.items() if shown.of_array]
    found: dict[Place, Value] = {}
    with suppress(TargetError):
        found = values_in(path, single)
    if arrays:
        with suppress(TargetError):
            found |= _by_libreoffice(path, arrays)
    return found


def _by_libreoffice(path: Path, places: Iterable[Place]) -> dict[Place, Value]:
    with tempfile.TemporaryDirectory(prefix="kpicells-") as folder:
        made = convert(path, "xlsx", Path(folder) / "computed")
        package = Package(made)
        found: dict[Place, Value] = {}
        wanted = set(places)
        for title, part in _sheets(package):
            for place, cell in cells_of(package.tree(part)):
                row, column = parse_place(place)
                if (title, row, column) in wanted and cell.get("t", "n") in ("n", "e"):
                    text = cell.findtext("{*}v") or ""
                    found[title, row, column] = text if cell.get("t") == "e" else float(text or 0)
    return found


def _tells_more(value: Value, cell: etree._Element) -> bool:
    """Whether a computed value is better than the stored one."""
    if value in _UNKNOWN:
        return False
    is_error = isinstance(value, str) and value.startswith("#")
    return not is_error or cell.get("t") == "e" or cell.find("{*}v") is None


def cells_of(sheet: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Each cell of a sheet with its place, ``"C5"``; some programs leave the place out."""
    row = -1
    for line in sheet.iter("{*}row"):
        row = int(line.get("r", row + 2)) - 1
        column = -1
        for cell in line.iter("{*}c"):
            place = cell.get("r")
            column = parse_place(place)[1] if place else column + 1
            yield cell_text(row, column), cell


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    part = workbook_part(package)
    relations = package.relations(part)
    for sheet in package.tree(part).iter("{*}sheet"):
        kind, inner = relations[package.relation_of(sheet)]
        if kind == "worksheet":
            yield str(sheet.get("name")), inner


def _waits(cell: etree._Element) -> bool:
    return cell.get("t") == "e" and cell.findtext("{*}v") == "#NAME?"


def _area(formula: etree._Element, place: str) -> Iterator[str]:
    """The cells that show a formula's values: more than its own where it spills."""
    first, _, last = formula.get("ref", place).partition(":")
    if formula.get("t") != "array" or not last:
        yield place
        return
    (top, left), (bottom, right) = parse_place(first), parse_place(last)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield cell_text(row, column)


def _show(cell: etree._Element, value: Value) -> None:
    kind, text = _stored(value)
    held = cell.find("{*}v")
    if held is None:
        for inline in cell.findall("{*}is"):
            cell.remove(inline)
        held = etree.SubElement(cell, f"{{{etree.QName(cell).namespace}}}v")
    held.text = text
    if kind:
        cell.set("t", kind)
    elif "t" in cell.attrib:
        del cell.attrib["t"]


def _stored(value: Value) -> tuple[str, str]:
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, (int, float)):
        return "", number_text(value)
    text = "" if value is None else str(value)
    return ("e" if text.startswith("#") and text.endswith(("!", "?", "/A")) else "str"), text
