"""A workbook as plain data: what stands in which cell, how it looks, and whose it is.

Nothing here knows a host. :mod:`kpicells.sheets_sync.hosts` writes a layout into a new .xlsx,
into a workbook that people have changed since, or into a Google Sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from kpicells.templates.charts import Chart
from kpicells.templates.style import Style

Value: TypeAlias = str | float | date | None
"""What a cell shows: a text, a number, a day, or nothing."""


class Owner(StrEnum):
    """Who may change a cell after the workbook was made."""

    TOOL = "tool"
    """A refresh overwrites it, unless a person has changed it since."""
    PERSON = "person"
    """It is filled once, and then belongs to people."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        value: Its value; for a formula, the value that viewers show which do not compute.
        formula: Its formula as files store it (English names, commas), with ``=``; or None.
        style: The name of its style.
        owner: Who may change it.
    """

    value: Value = None
    formula: str | None = None
    style: str = "text"
    owner: Owner = Owner.TOOL


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns count from 0, the last ones are inside."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __contains__(self, place: object) -> bool:
        return place in set(self.places())

    def places(self) -> Iterator[tuple[int, int]]:
        """Every (row, column) inside, row by row."""
        for row in range(self.first_row, self.last_row + 1):
            for column in range(self.first_column, self.last_column + 1):
                yield row, column


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle which the tool fills, found again by its defined name.

    The name moves when people insert rows and columns, so a refresh finds the block wherever it
    is. A cell of a block is known by its row and column inside the block.

    Attributes:
        name: The defined name, such as ``kpi_data``.
        area: Where it stands in a new workbook.
        grows: Whether later refreshes may need more rows below; nothing of ours stands there.
        key_columns: In a growing block, the columns (from 0 inside the block) that tell its rows
            apart, so that people may sort them.
    """

    name: str
    area: Area
    grows: bool = False
    key_columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Validation:
    """What a cell accepts: one of a list, or a number between two bounds.

    Attributes:
        area: The cells it holds for.
        choices: The allowed texts, or a formula that names the cells which hold them.
        least, most: Bounds of a number, where there are no choices.
        title, message: What the person sees when the cell is selected.
    """

    area: Area
    choices: tuple[str, ...] | str = ()
    least: float | None = None
    most: float | None = None
    title: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A conditional format: where the formula is true, the style is laid over the cell's own."""

    area: Area
    formula: str
    style: str


@dataclass
class Sheet:
    """One sheet: its cells by (row, column) from 0, and how it is shown and printed.

    Attributes:
        key: What it is called in code: ``dashboard``.
        title: What its tab says.
        cells: What stands in it.
        hidden: Whether nobody but programs can see it.
        widths: Column widths in characters; the rest is as the program likes.
        heights: Row heights in points.
        merged: Areas shown as one cell; only the first cell holds anything.
        frozen: How many rows and columns stay in sight.
        filtered: The table which has filter buttons.
        gridlines: Whether lines are drawn between cells.
        landscape: How it is printed.
        one_page: Whether it is printed on one page; else it is as wide as one page.
        printed: The area that is printed.
        breaks: The rows that begin a new page; then it is printed as wide as one page.
        repeated: First and last row that is printed on top of every page.
        protected: Whether only inputs can be typed into, until somebody unprotects it.
        tab_color: The colour of the tab.
    """

    key: str
    title: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    hidden: bool = False
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    frozen: tuple[int, int] = (0, 0)
    filtered: Area | None = None
    gridlines: bool = True
    landscape: bool = True
    one_page: bool = False
    printed: Area | None = None
    breaks: tuple[int, ...] = ()
    repeated: tuple[int, int] | None = None
    protected: bool = False
    tab_color: str = ""


@dataclass
class Workbook:
    """A whole workbook.

    Attributes:
        title: What its properties say.
        lang: The language of its texts.
        sheets: Its sheets in order.
        blocks: The rectangles which the tool fills.
        names: Defined names and what they stand for, blocks not among them: ``Data!$A$2:$A$9``.
        styles: Every style that a cell or a rule names.
    """

    title: str
    lang: str
    sheets: list[Sheet] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)

    def sheet(self, key: str) -> Sheet:
        """The sheet of this key."""
        return next(sheet for sheet in self.sheets if sheet.key == key)

    def block(self, name: str) -> Block:
        """The block of this name."""
        return next(block for block in self.blocks if block.name == name)

    def all_names(self) -> dict[str, str]:
        """Every defined name with what it stands for, blocks included."""
        titles = {sheet.key: sheet.title for sheet in self.sheets}
        areas = {
            block.name: reference(titles[block.area.sheet], block.area) for block in self.blocks
        }
        return {**self.names, **areas}


def column_letters(column: int) -> str:
    """``A`` for 0, ``AB`` for 27."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(row: int, column: int, fixed: str = "") -> str:
    """``B3``; ``fixed`` says which part has a dollar sign: ``row``, ``column`` or ``both``."""
    return (
        ("$" if fixed in ("column", "both") else "")
        + column_letters(column)
        + ("$" if fixed in ("row", "both") else "")
        + str(row + 1)
    )


def reference(title: str, area: Area) -> str:
    """An area of a sheet as names and charts write it: ``'My sheet'!$A$1:$B$2``."""
    first = cell_text(area.first_row, area.first_column, "both")
    last = cell_text(area.last_row, area.last_column, "both")
    quoted = (
        title if title.isascii() and title.isidentifier() else "'" + title.replace("'", "''") + "'"
    )
    return f"{quoted}!{first}" if first == last else f"{quoted}!{first}:{last}"
