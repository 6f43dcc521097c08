"""Whether days or months come first, asked where a whole column leaves it open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """A date that may be two.

    Attributes:
        file: The file's name.
        column: The column.
        found: What stands there.
        day_first, month_first: What it is if the day, or the month, comes first.
    """

    file: str
    column: str
    found: str
    day_first: date
    month_first: date


DayFirst = Callable[[OpenOrder], bool | None]
"""Answers whether the day comes first; None where nobody knows."""


def unknown(_: OpenOrder) -> None:
    """Nobody is there to be asked."""


def said(day_first: bool) -> DayFirst:
    """The same answer for every column."""
    return lambda _: day_first
