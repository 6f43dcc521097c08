"""The defined names of a workbook that a person made: added, replaced and taken away again.

Only the workbook's own part is touched; every sheet keeps its bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from kpicells.addin.excel.lambdas import NamedFunction, is_ours
from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlsx_package import Package

_BEFORE = ("externalReferences", "functionGroups", "sheets")
"""What may stand right before the list of names, the nearest first."""

_RECORD = "kpi_state"
"""The name that tells a client's workbook, which a refresh made, from any other."""


@dataclass
class NamesChanged:
    """What was done to the names of a workbook.

    Attributes:
        added, updated, unchanged, removed: The functions.
        left_out: Those whose name a range of a client's workbook has, which its formulas need.
    """

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether the file is another one now."""
        return bool(self.added or self.updated or self.removed)


def add_functions(
    path: Path, functions: Iterable[NamedFunction], to: Path, *, replace: bool = False
) -> NamesChanged:
    """Give a workbook named functions; those of an earlier run are brought up to date.

    Args:
        path: The workbook.
        functions: The functions.
        to: Where the changed workbook is put; may be ``path``.
        replace: Whether a person's own names are replaced where they are in the way.

    Raises:
        TargetError: A person's own name or table is in the way, or the file cannot be changed.
    """
    book = _Book(path)
    wanted = {function.name.casefold(): function for function in functions}
    changed = NamesChanged()
    if _RECORD in book.names:
        taken = [key for key in wanted if key in book.names and not _is_ours(book.names[key])]
        changed.left_out = [wanted.pop(key).name for key in taken]
    book.refuse_tables(wanted)
    if not replace:
        book.refuse_own_names(wanted)
    for key, function in wanted.items():
        element = book.names.get(key)
        if element is None:
            changed.added.append(function.name)
            book.add(function)
        elif _says(element, function):
            changed.unchanged.append(function.name)
        else:
            changed.updated.append(function.name)
            _set(element, function)
    book.save(to, changed)
    return changed


def remove_functions(path: Path, to: Path) -> NamesChanged:
    """Take every named function of ours out of a workbook; a person's own names stay.

    Raises:
        TargetError: The file cannot be changed.
    """
    book = _Book(path)
    changed = NamesChanged()
    for element in list(book.names.values()):
        if _is_ours(element):
            changed.removed.append(str(element.get("name")))
            book.remove(element)
    book.save(to, changed)
    return changed


class _Book:
    """A workbook's list of names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.package = Package(path)
        self.part = workbook_part(self.package)
        self.root = self.package.tree(self.part)
        self.ns = etree.QName(self.root).namespace
        self.names = {
            str(element.get("name")).casefold(): element
            for element in self.root.iter(f"{{{self.ns}}}definedName")
            if element.get("localSheetId") is None
        }

    def refuse_own_names(self, wanted: Iterable[str]) -> None:
        """Stop where a name that is wanted is a person's own."""
        own = [self.names[key] for key in wanted if key in self.names]
        own = [element for element in own if not _is_ours(element)]
        if own:
            raise TargetError(
                f"{self.path}: {_listed(own)} in this workbook already and not made by kpicells; "
                "rename what is there, or run again with --replace to overwrite it"
            )

    def refuse_tables(self, wanted: Iterable[str]) -> None:
        """Stop where a table has a name that is wanted: a workbook has one list of both."""
        keys = set(wanted)
        for name in self._tables():
            if name.casefold() in keys:
                raise TargetError(
                    f"{self.path}: a table is called {name}, as the function is; rename the table"
                )

    def _tables(self) -> Iterator[str]:
        for kind, sheet in self.package.relations(self.part).values():
            if kind == "worksheet":
                for inner, table in self.package.relations(sheet).values():
                    if inner == "table":
                        yield str(self.package.tree(table).get("displayName"))

    def add(self, function: NamedFunction) -> None:
        """Add a name, and the list of names where there is none yet."""
        names = self.root.find(f"{{{self.ns}}}definedNames")
        if names is None:
            names = etree.Element(f"{{{self.ns}}}definedNames")
            place = next(filter(_is_there, (self._child(n) for n in _BEFORE)), None)
            if place is None:
                raise TargetError(f"{self.path}: the workbook lists no sheets; it is damaged")
            place.addnext(names)
        _set(etree.SubElement(names, f"{{{self.ns}}}definedName"), function)

    def remove(self, element: etree._Element) -> None:
        """Take a name away, and the list where nothing is left in it."""
        names = element.getparent()
        assert names is not None
        names.remove(element)
        if not len(names):
            self.root.remove(names)

    def save(self, to: Path, changed: NamesChanged) -> None:
        """Write the workbook, if it is another one now or another file is wanted."""
        if changed.anything:
            compute_on_load(self.root)
        if changed.anything or to != self.path:
            self.package.save(to, changed=frozenset({self.part} if changed.anything else ()))

    def _child(self, name: str) -> etree._Element | None:
        return self.root.find(f"{{{self.ns}}}{name}")


def workbook_part(package: Package) -> str:
    """The part that lists a workbook's sheets and names.

    Raises:
        TargetError: The package is no workbook.
    """
    for kind, part in package.relations("").values():
        if kind == "officeDocument":
            if part.endswith(".bin"):
                raise TargetError(f"{package.path}: save it as .xlsx or .xlsm first, not as .xlsb")
            return part
    raise TargetError(f"{package.path}: this is no workbook")


def compute_on_load(book: etree._Element) -> None:
    """Ask the spreadsheet to compute everything when it opens the workbook.

    Args:
        book: The root of the workbook's part.
    """
    ns = f"{{{etree.QName(book).namespace}}}"
    settings = book.find(f"{ns}calcPr")
    if settings is None:
        settings = etree.Element(f"{ns}calcPr")
        before = (book.find(ns + name) for name in ("definedNames", *_BEFORE))
        place = next(filter(_is_there, before), None)
        if place is None:
            return
        place.addnext(settings)
    settings.set("fullCalcOnLoad", "1")


def _is_there(element: etree._Element | None) -> bool:
    return element is not None


def _is_ours(element: etree._Element) -> bool:
    return is_ours(element.text or "", element.get("comment", ""))


def _says(element: etree._Element, function: NamedFunction) -> bool:
    return (element.text, element.get("comment")) == (function.refers_to, function.comment)


def _set(element: etree._Element, function: NamedFunction) -> None:
    for attribute in list(element.attrib):
        del element.attrib[attribute]
    element.set("name", function.name)
    element.set("comment", function.comment)
    element.text = function.refers_to


def _listed(elements: list[etree._Element]) -> str:
    names = [str(element.get("name")) for element in elements]
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"{shown} {'is a name' if len(names) == 1 else 'are names'}"
