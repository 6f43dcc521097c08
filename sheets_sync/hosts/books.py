"""What a refresh needs of a workbook, wherever it lives: in a file, in Excel, at Google."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kpicells.templates.layout import Area


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a cell: its value, and its formula if it has one."""

    value: str | float | bool | None = None
    formula: str | None = None


class Book(Protocol):
    """A workbook that exists."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The titles of its sheets in order."""

    @property
    def names(self) -> Mapping[str, Area]:
        """Its defined names that stand for one rectangle."""

    def read(self, sheet: str, row: int, column: int) -> Found:
        """What stands in a cell; rows and columns count from 0."""
