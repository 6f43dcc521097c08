"""Spans of rows or columns and rectangles of cells, and how they move with insertions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tests.engines.google_api.discovery import Json

Dimension = Literal["ROWS", "COLUMNS"]


@dataclass(frozen=True)
class Span:
    """Rows or columns from ``start`` to before ``end``, from 0; None is unbounded."""

    start: int | None = None
    end: int | None = None

    @property
    def first(self) -> int:
        """The first index, 0 when unbounded."""
        return self.start or 0

    def within(self, count: int) -> range:
        """The indexes that a grid of ``count`` has."""
        return range(self.first, count if self.end is None else min(self.end, count))

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside."""
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return self.first <= other.first and ends

    def overlaps(self, other: Span) -> bool:
        """Whether both have an index in common."""
        return (self.end is None or other.first < self.end) and (
            other.end is None or self.first < other.end
        )

    def inserted(self, at: int, count: int) -> Span:
        """After an insertion: moved when it is before, grown when it is inside.

        Example:
            >>> Span(2, 5).inserted(3, 2), Span(2, 5).inserted(2, 2), Span(2, 5).inserted(5, 2)
            (Span(start=2, end=7), Span(start=4, end=7), Span(start=2, end=5))
        """
        start = self.start + count if self.start is not None and at <= self.start else self.start
        inside = self.end is not None and at < self.end
        return Span(start, self.end + count if inside and self.end is not None else self.end)

    def deleted(self, at: int, until: int) -> Span:
        """After a deletion; empty (start equals end) when all of it went.

        Example:
            >>> Span(2, 5).deleted(0, 1), Span(2, 5).deleted(4, 9), Span(2, 5).deleted(0, 9)
            (Span(start=1, end=4), Span(start=2, end=4), Span(start=0, end=0))
        """

        def moved(index: int) -> int:
            return index if index <= at else max(at, index - (until - at))

        return Span(
            None if self.start is None else moved(self.start),
            None if self.end is None else moved(self.end),
        )

    @property
    def empty(self) -> bool:
        """Whether nothing is in it."""
        return self.end is not None and self.end <= self.first


@dataclass(frozen=True)
class Area:
    """A rectangle on one sheet, open on any side: a ``GridRange``."""

    sheet_id: int
    rows: Span = Span()
    columns: Span = Span()

    @classmethod
    def of(cls, json: Json) -> Area:
        """From a ``GridRange``."""
        return cls(
            json.get("sheetId", 0),
            Span(json.get("startRowIndex"), json.get("endRowIndex")),
            Span(json.get("startColumnIndex"), json.get("endColumnIndex")),
        )

    @classmethod
    def at(cls, sheet_id: int, row: int, column: int, height: int = 1, width: int = 1) -> Area:
        """From a corner and a size."""
        return cls(sheet_id, Span(row, row + height), Span(column, column + width))

    def json(self) -> Json:
        """As a ``GridRange``; Google leaves the sheet id 0 out."""
        found = {
            "sheetId": self.sheet_id or None,
            "startRowIndex": self.rows.start,
            "endRowIndex": self.rows.end,
            "startColumnIndex": self.columns.start,
            "endColumnIndex": self.columns.end,
        }
        return {name: value for name, value in found.items() if value is not None}

    def span(self, dimension: Dimension) -> Span:
        """Its rows or its columns."""
        return self.rows if dimension == "ROWS" else self.columns

    def with_span(self, dimension: Dimension, span: Span) -> Area:
        """The same with other rows or columns."""
        return replace(self, rows=span) if dimension == "ROWS" else replace(self, columns=span)

    def overlaps(self, other: Area) -> bool:
        """Whether both have a cell in common."""
        return (
            self.sheet_id == other.sheet_id
            and self.rows.overlaps(other.rows)
            and self.columns.overlaps(other.columns)
            and not self.empty
            and not other.empty
        )

    def contains(self, other: Area) -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.sheet_id == other.sheet_id
            and self.rows.contains(other.rows)
            and self.columns.contains(other.columns)
        )

    def has(self, row: int, column: int) -> bool:
        """Whether a cell of its sheet lies inside."""
        return self.contains(Area.at(self.sheet_id, row, column))

    @property
    def empty(self) -> bool:
        """Whether no cell is in it."""
        return self.rows.empty or self.columns.empty

    @property
    def single(self) -> bool:
        """Whether it is exactly one cell."""
        return self.rows.end == self.rows.first + 1 and self.columns.end == self.columns.first + 1

    def cells(self, row_count: int, column_count: int) -> Iterator[tuple[int, int]]:
        """Its cells on a grid, row by row."""
        for row in self.rows.within(row_count):
            for column in self.columns.within(column_count):
                yield row, column


@dataclass(frozen=True)
class Insertion:
    """New rows or columns before an index of a sheet."""

    sheet_id: int
    dimension: Dimension
    at: int
    count: int

    def moves(self, area: Area) -> Area:
        """Where a rectangle is afterwards."""
        if area.sheet_id != self.sheet_id:
            return area
        return area.with_span(
            self.dimension, area.span(self.dimension).inserted(self.at, self.count)
        )

    def index(self, dimension: Dimension, index: int) -> int | None:
        """Where a row or column is afterwards."""
        if dimension != self.dimension or index < self.at:
            return index
        return index + self.count


@dataclass(frozen=True)
class Deletion:
    """Rows or columns of a sheet that go, from ``at`` to before ``until``."""

    sheet_id: int
    dimension: Dimension
    at: int
    until: int

    def moves(self, area: Area) -> Area:
        """Where a rectangle is afterwards, empty when all of it went."""
        if area.sheet_id != self.sheet_id:
            return area
        return area.with_span(
            self.dimension, area.span(self.dimension).deleted(self.at, self.until)
        )

    def index(self, dimension: Dimension, index: int) -> int | None:
        """Where a row or column is afterwards; None when it went."""
        if dimension != self.dimension or index < self.at:
            return index
        return None if index < self.until else index - (self.until - self.at)


Shift = Insertion | Deletion
