"""The state of a spreadsheet, kept in the API's own words.

Cells are ``CellData`` as a person entered them. A stored cell is never changed, only replaced,
so that a copy of a sheet shares them: that makes an atomic batch cheap.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets.areas import Area, Dimension, Span

MAX_CELLS = 10_000_000
BROKEN = "#broken"
"""Marks a named range whose cells are gone: the API hides it, and its name stays taken."""


def new_id(taken: set[int]) -> int:
    """An unused id as Google draws them: a random number below 2**31, never 0."""
    while (found := random.randrange(1, 2**31 - 1)) in taken:
        continue
    return found


@dataclass
class Sheet:
    """One sheet: its cells by row and column from 0, and what lies over them."""

    properties: Json
    cells: dict[tuple[int, int], Json] = field(default_factory=dict)
    dimensions: dict[Dimension, dict[int, Json]] = field(
        default_factory=lambda: {"ROWS": {}, "COLUMNS": {}}
    )
    groups: dict[Dimension, list[Json]] = field(default_factory=lambda: {"ROWS": [], "COLUMNS": []})
    merges: list[Area] = field(default_factory=list)
    conditional_formats: list[Json] = field(default_factory=list)
    protected_ranges: list[Json] = field(default_factory=list)
    charts: list[Json] = field(default_factory=list)
    filter_views: list[Json] = field(default_factory=list)
    banded_ranges: list[Json] = field(default_factory=list)
    slicers: list[Json] = field(default_factory=list)
    basic_filter: Json | None = None

    @property
    def id(self) -> int:
        """The sheet's id."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """The sheet's title."""
        return str(self.properties["title"])

    def count(self, dimension: Dimension) -> int:
        """How many rows or columns the grid has."""
        name = "rowCount" if dimension == "ROWS" else "columnCount"
        return int(self.properties["gridProperties"][name])

    def set_count(self, dimension: Dimension, count: int) -> None:
        """Makes the grid longer or shorter."""
        name = "rowCount" if dimension == "ROWS" else "columnCount"
        self.properties["gridProperties"][name] = count

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the grid."""
        return self.count("ROWS"), self.count("COLUMNS")

    @property
    def whole(self) -> Area:
        """All of the grid."""
        rows, columns = self.size
        return Area.at(self.id, 0, 0, rows, columns)

    def closed(self, area: Area) -> Area:
        """A rectangle cut to the grid, with no open side."""
        rows, columns = (
            Span(span.first, max(span.first, count if span.end is None else min(span.end, count)))
            for span, count in zip((area.rows, area.columns), self.size, strict=True)
        )
        return Area(self.id, rows, columns)

    def in_area(self, area: Area) -> Iterator[tuple[tuple[int, int], Json]]:
        """The cells that hold something, in a rectangle."""
        closed = self.closed(area)
        height = len(closed.rows.within(self.size[0]))
        width = len(closed.columns.within(self.size[1]))
        if height * width < len(self.cells):
            for place in closed.cells(*self.size):
                if place in self.cells:
                    yield place, self.cells[place]
            return
        for place in sorted(self.cells):
            if closed.has(*place):
                yield place, self.cells[place]

    def put(self, row: int, column: int, cell: Json) -> None:
        """Replaces a cell; an empty one is taken away."""
        kept = {name: value for name, value in cell.items() if value not in (None, {}, [], "")}
        if kept:
            self.cells[row, column] = kept
        else:
            self.cells.pop((row, column), None)

    def fork(self) -> Sheet:
        """An independent copy that shares the cells' contents."""
        cells, self.cells = self.cells, {}
        try:
            twin = copy.deepcopy(self)
        finally:
            self.cells = cells
        twin.cells = dict(cells)
        return twin


@dataclass
class Book:
    """One spreadsheet."""

    id: str
    properties: Json
    sheets: list[Sheet] = field(default_factory=list)
    named_ranges: list[Json] = field(default_factory=list)
    metadata: list[Json] = field(default_factory=list)
    view: Any = field(default=None, repr=False)
    """What was computed of it; a changed copy starts without."""

    def fork(self) -> Book:
        """An independent copy, to be thrown away or to take this one's place."""
        return Book(
            self.id,
            copy.deepcopy(self.properties),
            [sheet.fork() for sheet in self.sheets],
            copy.deepcopy(self.named_ranges),
            copy.deepcopy(self.metadata),
        )

    def sheet(self, sheet_id: int) -> Sheet:
        """A sheet by its id.

        Raises:
            ApiError: There is none.
        """
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise bad(f"No grid with id: {sheet_id}")

    def titled(self, title: str) -> Sheet | None:
        """A sheet by its title; case does not matter."""
        for sheet in self.sheets:
            if sheet.title.lower() == title.lower():
                return sheet
        return None

    @property
    def locale(self) -> str:
        """The locale by which texts are read and numbers shown."""
        return str(self.properties["locale"])

    def check_size(self) -> None:
        """Holds the workbook against its limit of cells.

        Raises:
            ApiError: It has more than ten million.
        """
        if sum(rows * columns for rows, columns in (s.size for s in self.sheets)) > MAX_CELLS:
            raise bad(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {MAX_CELLS} cells."
            )

    def renumber(self) -> None:
        """Makes the sheets' indexes follow their order."""
        for index, sheet in enumerate(self.sheets):
            sheet.properties["index"] = index


def sheet_properties(given: Json, *, sheet_id: int, title: str, index: int) -> Json:
    """A new sheet's properties: the given ones with Google's defaults under them."""
    grid: dict[str, Any] = {"rowCount": 1000, "columnCount": 26} | given.get("gridProperties", {})
    found = {
        "sheetId": sheet_id,
        "title": title,
        "index": index,
        "sheetType": given.get("sheetType", "GRID"),
        "gridProperties": {name: value for name, value in grid.items() if value},
    }
    extra = {
        name: value for name, value in given.items() if name not in found and value is not False
    }
    return found | extra
