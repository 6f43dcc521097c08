"""The formulas of a workbook that a person made: KPI calls replaced by native formulas.

Formulas stand in cells, and also in conditional formats, validations, table columns and defined
names. Only the parts of the package in which one was replaced are written anew.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from openpyxl.formula.translate import Translator

from kpicells.addin.excel.lambdas import is_ours
from kpicells.addin.excel.portable import Portable, may_call_kpis, portable
from kpicells.formulas.kpi import Kpi
from kpicells.sheets_sync.hosts.xlsx_names import compute_on_load, workbook_part
from kpicells.sheets_sync.hosts.xlsx_open import parse_area
from kpicells.sheets_sync.hosts.xlsx_package import Package, copied_beside, replacing
from kpicells.sheets_sync.hosts.xlsx_results import cells_of, store_results

Finder = Callable[[str], Kpi]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a workbook.

    Attributes:
        kind: ``"cell"``, ``"name"``, ``"rule"`` (a format or a validation) or ``"table"``.
        name: The cell with its sheet, the name, or the sheet.
    """

    kind: str
    name: str

    def __str__(self) -> str:
        start = {"cell": "", "name": "the name ", "rule": "a rule of ", "table": "a table of "}
        return start[self.kind] + self.name


@dataclass
class Rewritten:
    """What became of a workbook's formulas.

    Attributes:
        cells: The cells whose formulas were replaced: sheet title and place.
        elsewhere: Other places with replaced formulas: names, formats, table columns.
        left: Calls that stay as they were: the place, and why.
        not_computed: How many cells show what they showed, since they cannot be computed here.
        before: The workbook as it was, where another one took its place.
    """

    cells: list[tuple[str, str]] = field(default_factory=list)
    elsewhere: list[Where] = field(default_factory=list)
    left: list[tuple[Where, str]] = field(default_factory=list)
    not_computed: int = 0
    before: Path | None = None

    @property
    def anything(self) -> bool:
        """Whether a formula was replaced."""
        return bool(self.cells or self.elsewhere)


def make_portable(path: Path, find: Finder, out: Path | None = None) -> Rewritten:
    """Write a workbook whose KPI calls are native formulas, with what these show.

    Args:
        path: The workbook.
        find: Gives the KPI of an id: the catalogue's own look-up.
        out: Where the new workbook is put. If left out it takes the old one's place, and the old
            one is kept beside it; where there is nothing to replace nothing is written.

    Raises:
        TargetError: It cannot be read or written.
    """
    with tempfile.TemporaryDirectory(prefix="kpicells-") as folder:
        made = Path(folder) / path.name
        done = _Book(path, find).rewritten(made)
        if done.anything:
            done.not_computed = store_results(made, done.cells)
        if out is None:
            if not done.anything:
                return done
            done.before = copied_beside(path)
        with replacing(out or path) as fresh:
            shutil.copyfile(made, fresh)
    return done


class _Book:
    """A workbook being rewritten."""

    def __init__(self, path: Path, find: Finder) -> None:
        self.package = Package(path)
        self.find = find
        self.part = workbook_part(self.package)
        self.root = self.package.tree(self.part)
        self.ns = f"{{{etree.QName(self.root).namespace}}}"
        self.changed: set[str] = set()
        self.done = Rewritten()
        self.own, self.single = set[str](), set[str]()
        for element in self.root.iter(f"{self.ns}definedName"):
            name = str(element.get("name")).casefold()
            area = parse_area(element.text or "")
            if area and (area.first_row, area.first_column) == (area.last_row, area.last_column):
                self.single.add(name)
            if not is_ours(element.text or "", element.get("comment", "")):
                self.own.add(name)

    def rewritten(self, to: Path) -> Rewritten:
        """Rewrite every formula and save."""
        for element in self.root.iter(f"{self.ns}definedName"):
            if not is_ours(element.text or "", element.get("comment", "")):
                self._elsewhere(element, Where("name", str(element.get("name"))), self.part)
        relations = self.package.relations(self.part)
        for sheet in self.root.iter(f"{self.ns}sheet"):
            kind, part = relations[self.package.relation_of(sheet)]
            if kind == "worksheet":
                self._sheet(str(sheet.get("name")), part)
        if self.done.anything:
            compute_on_load(self.root)
            self.changed.add(self.part)
        self.package.save(to, changed=frozenset(self.changed))
        return self.done

    def _sheet(self, title: str, part: str) -> None:
        root = self.package.tree(part)
        cells = {
            place: f for place, c in cells_of(root) if (f := c.find(f"{self.ns}f")) is not None
        }
        for place, element in cells.items():
            wanted = element.text and may_call_kpis(element.text)
            if wanted and self._cell(element, title, place, cells):
                self.changed.add(part)
        others = [f"{self.ns}{name}" for name in ("formula", "formula1", "formula2")]
        for element in root.iter(*others, "{*}f"):
            if element.tag != f"{self.ns}f":
                self._elsewhere(element, Where("rule", title), part)
        for kind, table in self.package.relations(part).values():
            if kind == "table":
                names = ("calculatedColumnFormula", "totalsRowFormula")
                for element in self.package.tree(table).iter(*(self.ns + name for name in names)):
                    self._elsewhere(element, Where("table", title), table)

    def _portable(self, text: str) -> Portable:
        return portable(text, self.find, own_names=self.own, single_names=self.single)

    def _cell(
        self, element: etree._Element, title: str, place: str, cells: Mapping[str, etree._Element]
    ) -> bool:
        found = self._portable(element.text or "")
        self.done.left += [(Where("cell", f"{title}!{place}"), why) for why in found.left]
        if not found.replaced:
            return False
        shared = _filled_down(element, cells)
        if found.many and element.get("t") != "array":
            for other, formula in shared.items():
                _as_array(formula, other, _moved(found.text, place, other))
            _as_array(element, place, found.text)
        else:
            element.text = found.text
        self.done.cells += [(title, cell) for cell in (place, *shared)]
        return True

    def _elsewhere(self, element: etree._Element, where: Where, part: str) -> None:
        if not element.text or not may_call_kpis(element.text):
            return
        found = self._portable(element.text)
        self.done.left += [(where, why) for why in found.left]
        if found.replaced:
            element.text = found.text
            self.done.elsewhere.append(where)
            self.changed.add(part)


def _filled_down(
    element: etree._Element, cells: Mapping[str, etree._Element]
) -> dict[str, etree._Element]:
    """The other cells that share a formula, and so hold none of their own."""
    if element.get("t") != "shared":
        return {}
    return {
        place: other
        for place, other in cells.items()
        if not other.text and other.get("t") == "shared" and other.get("si") == element.get("si")
    }


def _moved(text: str, first: str, place: str) -> str:
    return str(Translator(f"={text}", first).translate_formula(place)).removeprefix("=")


def _as_array(element: etree._Element, place: str, text: str) -> None:
    """Make an array formula of one cell of it, which shows the first of the values."""
    for attribute in list(element.attrib):
        del element.attrib[attribute]
    element.set("t", "array")
    element.set("ref", place)
    element.text = text
