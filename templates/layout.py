"""A workbook as plain data: what stands in which cell, how it looks, and whose it is.

Nothing here knows a host. :mod:`kpicells.sheets_sync.hosts` writes a layout into a new .xlsx,
into a workbook that people have changed since, or into a Google Sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

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


@dataclass
class Sheet:
    """One sheet: its cells by (row, column) from 0."""

    key: str
    title: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    hidden: bool = False
