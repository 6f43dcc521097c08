"""An Excel that is running, as an engine of xlwings, whose own classes and conversions talk to it.

Each class is one of xlwings' engine interface (``xlwings.base_classes``) and has as much of it as
a refresh uses; the rest raises, as in xlwings. Calls about ranges, which cost time, are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any

from openpyxl.cell import Cell as FileCell
from openpyxl.cell import MergedCell
from xlwings import base_classes

from tests.engines.excel_fake_cells import (
    ERRORS,
    Book,
    formula_of,
    look_like,
    type_in,
    value_of,
)
from tests.engines.excel_fake_names import Names
from tests.engines.excel_fake_native import ComBook, ComSheet, MacBook, MacSheet, com_error


@dataclass(frozen=True)
class Call:
    """A call about a range: values, formulas, write, copy, formats (pasted) or format (set)."""

    kind: str
    sheet: str
    rows: int
    columns: int


@dataclass
class Excel:
    """What runs on a person's computer.

    Attributes:
        open: The open workbooks, the active one first.
        mac: Whether it is Excel on macOS, which tells things in other types.
        settings: The settings of the application.
        calls: What was asked about ranges.
        free: Cleared while a person types in a cell.
        computes: Whether formulas follow what is written; a refresh never looks at what they show.
        before: Is called before each call about a range, and may raise or change something.
    """

    open: list[Book] = field(default_factory=list)
    mac: bool = False
    settings: dict[str, Any] = field(
        default_factory=lambda: {
            "screen_updating": True, "enable_events": True, "display_alerts": True,
            "calculation": "automatic", "cut_copy_mode": None,
        }
    )  # fmt: skip
    calls: list[Call] = field(default_factory=list)
    free: Event = field(default_factory=Event)
    computes: bool = False
    before: Callable[[Call], None] = lambda call: None
    clipboard: Range | None = None

    def __post_init__(self) -> None:
        self.free.set()

    def writes(self, sheet: str | None = None) -> list[Call]:
        """The bulk writes, of one sheet if given."""
        return [c for c in self.calls if c.kind == "write" and sheet in (None, c.sheet)]


def engine_of(excel: Excel | None) -> Engine:
    """The engine to hand to ``xlwings.Engine(impl=...)``; without an Excel none runs."""
    return Engine(excel)


class Engine:
    def __init__(self, excel: Excel | None) -> None:
        self._excel = excel

    name, type = "excel", "desktop"

    @property
    def apps(self) -> Apps:
        return Apps(self._excel)

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:
        return "" if x is None else x

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            if isinstance(value, datetime):
                return value.replace(tzinfo=None)
            is_error = isinstance(value, int) and value in ERRORS.values()
            return None if is_error else value

        return [[clean(value) for value in row] for row in data]


class Apps(base_classes.Apps):
    def __init__(self, excel: Excel | None) -> None:
        self._excel = excel

    def __iter__(self) -> Iterator[App]:
        if self._excel is not None:
            yield App(self._excel)

    def __len__(self) -> int:
        return self._excel is not None


def _setting(name: str) -> property:
    def get(app: App) -> Any:
        app.excel.free.wait()
        return app.excel.settings[name]

    def put(app: App, value: Any) -> None:
        app.excel.free.wait()
        app.excel.settings[name] = value

    return property(get, put)


class App(base_classes.App):
    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    screen_updating = _setting("screen_updating")
    enable_events = _setting("enable_events")
    display_alerts = _setting("display_alerts")
    calculation = _setting("calculation")
    cut_copy_mode = _setting("cut_copy_mode")

    @property
    def pid(self) -> int:
        return 4711

    @property
    def engine(self) -> Engine:
        return Engine(self.excel)

    @property
    def books(self) -> Books:
        return Books(self.excel)


class Books(base_classes.Books):
    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    @property
    def active(self) -> OpenBook:
        return OpenBook(self._excel, self._excel.open[0])

    def __len__(self) -> int:
        return len(self._excel.open)

    def __iter__(self) -> Iterator[OpenBook]:
        return (OpenBook(self._excel, book) for book in self._excel.open)


class OpenBook(base_classes.Book):
    def __init__(self, excel: Excel, book: Book) -> None:
        self._excel, self._book = excel, book

    @property
    def api(self) -> ComBook | MacBook:
        return (MacBook if self._excel.mac else ComBook)(self._book)

    @property
    def app(self) -> App:
        return App(self._excel)

    @property
    def name(self) -> str:
        return self._book.path.name

    @property
    def fullname(self) -> str:
        return str(self._book.path)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self._excel, self._book)

    @property
    def names(self) -> Names:
        return Names(self._book)


class Sheets(base_classes.Sheets):
    def __init__(self, excel: Excel, book: Book) -> None:
        self._excel, self._book = excel, book

    def __call__(self, name_or_index: int | str) -> Sheet:
        titles = self._book.sheets.sheetnames
        title = titles[name_or_index - 1] if isinstance(name_or_index, int) else name_or_index
        if title not in titles:
            raise com_error("Subscript out of range")
        return Sheet(self._excel, self._book, title)

    def __len__(self) -> int:
        return len(self._book.sheets.sheetnames)

    def __iter__(self) -> Iterator[Sheet]:
        return (self(title) for title in self._book.sheets.sheetnames)


class Sheet(base_classes.Sheet):
    def __init__(self, excel: Excel, book: Book, title: str) -> None:
        self.excel, self.its_book, self.title = excel, book, title

    @property
    def api(self) -> ComSheet | MacSheet:
        return (MacSheet if self.excel.mac else ComSheet)(self.its_book, self.title)

    @property
    def name(self) -> str:
        return self.title

    @property
    def book(self) -> OpenBook:
        return OpenBook(self.excel, self.its_book)

    @property
    def used_range(self) -> Range:
        cells = self.its_book.sheets[self.title]
        first = cells.min_row, cells.min_column
        return Range(self, first, (cells.max_row, cells.max_column))

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        first = arg1.first if isinstance(arg1, Range) else arg1
        last = arg2.last if isinstance(arg2, Range) else arg2
        return Range(self, first, last or first)


class Range(base_classes.Range):
    def __init__(self, sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> None:
        self._sheet, self.first, self.last = sheet, first, last
        self.options: Any = None

    @property
    def api(self) -> object:
        return self

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def row(self) -> int:
        return self.first[0]

    @property
    def column(self) -> int:
        return self.first[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self.last[0] - self.first[0] + 1, self.last[1] - self.first[1] + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        assert arg2 is not None
        place = self.first[0] + arg1 - 1, self.first[1] + arg2 - 1
        return Range(self._sheet, place, place)

    @property
    def raw_value(self) -> Any:
        self._called("values")
        book, excel = self._sheet.its_book, self._sheet.excel
        if excel.computes and excel.settings["calculation"] == "automatic":
            book.calculate()
        return self._told(lambda cell: _on_mac(value_of(book, cell), mac=excel.mac))

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._called("write")
        self._demand_unlocked()
        many = isinstance(value, list | tuple)
        for i, row in enumerate(self._cells()):
            for j, cell in enumerate(row):
                type_in(cell, value[i][j] if many else value)
        self._sheet.its_book.stale = True

    @property
    def formula(self) -> Any:
        self._called("formulas")
        return self._told(formula_of)

    @property
    def number_format(self) -> str | None:
        found = {cell.number_format for row in self._cells() for cell in row}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._called("format")
        self._demand_unlocked()
        for row in self._cells():
            for cell in row:
                cell.number_format = value

    def copy(self, destination: Range | None = None) -> None:
        self._called("copy")
        excel = self._sheet.excel
        excel.clipboard, excel.settings["cut_copy_mode"] = self, "copy"

    def paste(
        self,
        paste: str | None = None,
        operation: str | None = None,
        skip_blanks: bool = False,
        transpose: bool = False,
    ) -> None:
        self._called("formats")
        self._demand_unlocked()
        assert paste == "formats"
        model = self._sheet.excel.clipboard
        assert model is not None
        assert model.shape == (1, self.shape[1])
        line = next(model._cells())
        for row in self._cells():
            for cell, looks in zip(row, line, strict=True):
                look_like(looks, cell)

    def _cells(self) -> Iterator[Sequence[FileCell | MergedCell]]:
        sheet = self._sheet.its_book.sheets[self._sheet.title]
        (top, left), (bottom, right) = self.first, self.last
        for row in range(top, bottom + 1):
            yield [sheet.cell(row, column) for column in range(left, right + 1)]

    def _told(self, of: Callable[[FileCell | MergedCell], Any]) -> Any:
        found = [[of(cell) for cell in row] for row in self._cells()]
        if self.shape == (1, 1):
            return found[0][0]
        return found if self._sheet.excel.mac else tuple(tuple(row) for row in found)

    def _called(self, kind: str) -> None:
        call = Call(kind, self._sheet.title, *self.shape)
        self._sheet.excel.before(call)
        self._sheet.excel.calls.append(call)

    def _demand_unlocked(self) -> None:
        sheet = self._sheet.its_book.sheets[self._sheet.title]
        locked = any(cell.protection.locked for row in self._cells() for cell in row)
        if sheet.protection.sheet and locked:
            raise com_error("The cell or chart you're trying to change is on a protected sheet.")


def _on_mac(value: Any, *, mac: bool) -> Any:
    if mac and isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if mac and isinstance(value, Decimal):
        return float(value)
    return "" if mac and value is None else value


def opened(*paths: Path, mac: bool = False) -> Excel:
    """An Excel in which these files are open, the first in front."""
    return Excel([Book(path) for path in paths], mac=mac)
