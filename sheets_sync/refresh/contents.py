"""What stands in a cell, in a form that can be compared and remembered.

A refresh must tell what a person changed from what it wrote itself, so a workbook carries a
hidden record of what was written. Numbers and days are numbers there, texts are texts, and a
formula is marked as one.
"""

from __future__ import annotations

import json
import math
import re
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from kpicells.templates.layout import Cell

Content: TypeAlias = "str | float | Formula | None"

_DAY_ZERO = date(1899, 12, 30)
_REFERENCE = re.compile(r"\$?\b[A-Z]{1,3}\$?\d+\b")
_NOISE = re.compile(r"[\s()]")
_TEXT = re.compile(r'"[^"]*"')


class Formula(str):
    """The text of a formula, with ``=``."""

    __slots__ = ()

    @property
    def skeleton(self) -> str:
        """The formula without its cell addresses, which move when people insert rows, and
        without what spreadsheets change when they save: spaces and capitals.
        """
        parts = re.split(f"({_TEXT.pattern})", self)
        return "".join(
            part if part.startswith('"') else _NOISE.sub("", _REFERENCE.sub("#", part.upper()))
            for part in parts
        )


def written(cell: Cell) -> Content:
    """What a refresh writes for a cell of a layout."""
    if cell.formula is not None:
        return Formula(cell.formula)
    if isinstance(cell.value, date):
        return day_number(cell.value)
    if isinstance(cell.value, (int, float)):
        return float(cell.value)
    return cell.value or None


def day_number(day: date) -> float:
    """A day, or a moment, as spreadsheets count: days since the end of 1899."""
    if isinstance(day, datetime):
        return (day - datetime.combine(_DAY_ZERO, time())) / timedelta(days=1)
    return float((day - _DAY_ZERO).days)


def same(left: Content, right: Content) -> bool:
    """Whether two contents are the same to a person: spreadsheets save 15 digits or more."""
    if isinstance(left, Formula) or isinstance(right, Formula):
        return (
            isinstance(left, Formula)
            and isinstance(right, Formula)
            and left.skeleton == right.skeleton
        )
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return math.isclose(left, right, rel_tol=1e-13, abs_tol=0.0)
    if isinstance(left, str) and isinstance(right, str):
        return left.replace("\r\n", "\n") == right.replace("\r\n", "\n")
    return (left or None) == (right or None) if left != 0 and right != 0 else left is right


def to_json(contents: list[Content]) -> str:
    """A row of contents as one text for the hidden record."""
    row = [{"f": str(item)} if isinstance(item, Formula) else item for item in contents]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> list[Content]:
    """The row that :func:`to_json` wrote.

    >>> from_json(to_json([1.5, "=not a formula", Formula("=A1"), None]))
    [1.5, '=not a formula', '=A1', None]
    """
    row = json.loads(text)
    return [
        Formula(item["f"])
        if isinstance(item, dict)
        else float(item)
        if isinstance(item, (int, float))
        else item
        for item in row
    ]
