"""The defined names of a workbook in the running Excel."""

from __future__ import annotations

from openpyxl.workbook.defined_name import DefinedName
from xlwings import base_classes

from tests.engines.excel_fake_cells import Book


class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
        self._book = book

    def _all(self) -> list[DefinedName]:
        local = [
            DefinedName(f"'{sheet.title}'!{name}", attr_text=held.attr_text)
            for sheet in self._book.sheets
            for name, held in sheet.defined_names.items()
        ]
        return [*self._book.sheets.defined_names.values(), *local]

    def __call__(self, name_or_index: int | str) -> Name:
        if isinstance(name_or_index, int):
            return Name(self._all()[name_or_index - 1])
        return Name(self._book.sheets.defined_names[name_or_index])

    def __len__(self) -> int:
        return len(self._all())

    def contains(self, name_or_index: int | str) -> bool:
        return name_or_index in self._book.sheets.defined_names


class Name(base_classes.Name):
    def __init__(self, held: DefinedName) -> None:
        self._held = held

    @property
    def name(self) -> str:
        return str(self._held.name)

    @property
    def refers_to(self) -> str:
        return f"={self._held.attr_text}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self._held.attr_text = value.removeprefix("=")
