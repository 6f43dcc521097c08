"""Groups the cells that change into rectangles, each of which Excel is told in one call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kpicells.sheets_sync.refresh.contents import Content, Formula
from kpicells.sheets_sync.refresh.diff import Change, Place

_WORDS = re.compile(r"[^\W\d_][^\d]*")
_TRUTHS = {"true", "false", "истина", "ложь"}
Empty = Callable[[Place], bool]
"""Whether nothing stands in a cell, so that nothing may be written there."""
_Span = tuple[int, int]


@dataclass
class Region:
    """A rectangle whose every cell either changes or is empty and stays so.

    Attributes:
        sheet: The sheet's title.
        top: Its first row, from 0.
        left, right: Its first and last column.
        rows: The changes in each of its rows by their column.
    """

    sheet: str
    top: int
    left: int
    right: int
    rows: list[dict[int, Change]] = field(default_factory=list)

    @property
    def old(self) -> list[list[str | float | None]]:
        """What is entered to bring back what stood there."""
        return [[entered(c.old) if c else None for c in line] for line in self._lines()]

    @property
    def new(self) -> list[list[str | float | None]]:
        """What is entered, row by row."""
        return [[entered(c.new) if c else None for c in line] for line in self._lines()]

    def _lines(self) -> list[list[Change | None]]:
        return [[row.get(j) for j in range(self.left, self.right + 1)] for row in self.rows]


def entered(content: Content) -> str | float | None:
    """What is handed to Excel, which reads texts as if they were typed.

    An apostrophe in front makes a text of anything, and is no part of it.

    >>> [entered(text) for text in ("Nordlys", "2026-11", "=1+1", Formula("=1+1"))]
    ['Nordlys', "'2026-11", "'=1+1", '=1+1']
    """
    if isinstance(content, Formula):
        return str(content)
    if isinstance(content, str):
        plain = _WORDS.fullmatch(content) and content.lower() not in _TRUTHS
        return content if plain else f"'{content}"
    return content


def regions(changes: Sequence[Change], empty: Empty) -> list[Region]:
    """The fewest rectangles that a simple search finds; empty cells may be inside of them."""
    found: list[Region] = []
    in_order = sorted(changes, key=lambda change: change.place)
    for (sheet, row), line in groupby(in_order, key=lambda change: change.place[:2]):
        cells = {change.place[2]: change for change in line}
        for span in _spans(sheet, row, sorted(cells), empty):
            inside = {j: cell for j, cell in cells.items() if span[0] <= j <= span[1]}
            for region in reversed(found):
                if _joined(region, sheet, row, span, inside, empty):
                    break
            else:
                found.append(Region(sheet, row, *span, [inside]))
    return found


def _spans(sheet: str, row: int, columns: Sequence[int], empty: Empty) -> Iterator[_Span]:
    """The changes of a row from the first to the last, cut where something stands between."""
    first = last = columns[0]
    for column in columns[1:]:
        if not all(empty((sheet, row, j)) for j in range(last + 1, column)):
            yield first, last
            first = column
        last = column
    yield first, last


def _joined(
    region: Region, sheet: str, row: int, span: _Span, cells: dict[int, Change], empty: Empty
) -> bool:
    """Put a row's changes below a region, made wider if only empty cells come in by that."""
    below = region.sheet == sheet and region.top + len(region.rows) == row
    if not below or span[0] > region.right or span[1] < region.left:
        return False
    left, right = min(region.left, span[0]), max(region.right, span[1])
    lines = [*enumerate(region.rows, region.top), (row, cells)]
    if not all(
        j in line or empty((sheet, i, j)) for i, line in lines for j in range(left, right + 1)
    ):
        return False
    region.left, region.right = left, right
    region.rows.append(cells)
    return True
