"""A spreadsheet as it was read: the sheets that kpicells made, their cells, and all names."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from babel import Locale, UnknownLocaleError

from kpicells.sheets_sync.google.formulas import from_google
from kpicells.sheets_sync.hosts.books import Found
from kpicells.templates.layout import Area

Json = dict[str, Any]
TAG = "kpicells"
"""The key of the developer metadata on each sheet that kpicells made; its value is the sheet's."""
FIELDS = (
    "properties(title,locale),namedRanges,"
    "sheets(properties(sheetId,title,index,gridProperties(rowCount,columnCount)),"
    "developerMetadata(metadataId,metadataKey,metadataValue),"
    "data(startRow,startColumn,rowData(values(userEnteredValue))))"
)
"""All that a refresh needs, in one call."""
_GUARD = f"{TAG}.write"
_HIGHEST_ID = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its id, size and cells.

    Attributes:
        id: What requests call it.
        rows, columns: How many there are.
        cells: The ``userEnteredValue`` of each cell that has one, by (row, column) from 0.
    """

    id: int
    rows: int
    columns: int
    cells: Mapping[tuple[int, int], Json] = field(default_factory=dict)


class GoogleBook:
    """A spreadsheet that was read with :data:`FIELDS`.

    Args:
        answer: What Google answered.
    """

    def __init__(self, answer: Json) -> None:
        properties = answer.get("properties", {})
        self.title = str(properties.get("title", ""))
        self._comma_decimals = _writes_commas(str(properties.get("locale", "en_US")))
        self.grids = {
            str(sheet["properties"]["title"]): _grid(sheet)
            for sheet in answer.get("sheets", ())
            if any(tag.get("metadataKey") == TAG for tag in sheet.get("developerMetadata", ()))
        }
        self._guards = [
            int(tag["metadataId"])
            for sheet in answer.get("sheets", ())
            for tag in sheet.get("developerMetadata", ())
            if tag.get("metadataKey") == _GUARD
        ]
        titles = {grid.id: title for title, grid in self.grids.items()}
        self._ids: dict[str, str] = {}
        self._names: dict[str, Area] = {}
        for named in answer.get("namedRanges", ()):
            area = named.get("range", {})
            title = titles.get(int(area.get("sheetId", 0)))
            if title is not None:
                self._names[str(named["name"])] = _area(area, title, self.grids[title])
                self._ids[str(named["name"])] = str(named["namedRangeId"])

    @property
    def sheets(self) -> tuple[str, ...]:
        """The titles of the sheets that kpicells made."""
        return tuple(self.grids)

    @property
    def names(self) -> Mapping[str, Area]:
        """The named ranges in these sheets."""
        return self._names

    def guard_requests(self, guard: int, sheet: str) -> list[Json]:
        """What makes a batch fail as a whole where it was carried out before.

        Ids of developer metadata are unique in a spreadsheet, so a batch that makes one cannot be
        carried out twice: not even by a call that was given up and arrives late.

        Args:
            guard: A new id for each batch, of :func:`new_guard`.
            sheet: The sheet that carries it; the guards of earlier batches go.
        """
        made = {
            "metadataId": guard,
            "metadataKey": _GUARD,
            "location": {"sheetId": self.grids[sheet].id},
            "visibility": "DOCUMENT",
        }
        gone = [{"developerMetadataLookup": {"metadataId": old}} for old in self._guards]
        return [
            *({"deleteDeveloperMetadata": {"dataFilter": one}} for one in gone),
            {"createDeveloperMetadata": {"developerMetadata": made}},
        ]

    def name_id(self, name: str) -> str:
        """What requests call a named range."""
        return self._ids[name]

    def read(self, sheet: str, row: int, column: int) -> Found:
        """What stands in a cell; rows and columns count from 0."""
        held = self.grids[sheet].cells.get((row, column), {})
        if "formulaValue" in held:
            formula = from_google(str(held["formulaValue"]), comma_decimals=self._comma_decimals)
            return Found(formula=formula)
        if "numberValue" in held:
            return Found(float(held["numberValue"]))
        if "boolValue" in held:
            return Found(bool(held["boolValue"]))
        return Found(str(held["stringValue"]) or None) if "stringValue" in held else Found()


def new_guard() -> int:
    """An id for the guard of a batch."""
    return 1 + secrets.randbelow(_HIGHEST_ID)


def _writes_commas(locale: str) -> bool:
    try:
        return bool(Locale.parse(locale).number_symbols["latn"]["decimal"] == ",")
    except (ValueError, UnknownLocaleError, KeyError):
        return False


def _grid(sheet: Json) -> Grid:
    properties = sheet["properties"]
    size = properties.get("gridProperties", {})
    cells = {}
    for part in sheet.get("data", ()):
        top, left = int(part.get("startRow", 0)), int(part.get("startColumn", 0))
        for i, row in enumerate(part.get("rowData", ())):
            for j, cell in enumerate(row.get("values", ())):
                if held := cell.get("userEnteredValue"):
                    cells[top + i, left + j] = held
    return Grid(
        int(properties["sheetId"]),
        int(size.get("rowCount", 0)),
        int(size.get("columnCount", 0)),
        cells,
    )


def _area(area: Json, title: str, grid: Grid) -> Area:
    """A GridRange, whose ends may be open, as an area."""
    return Area(
        title,
        int(area.get("startRowIndex", 0)),
        int(area.get("startColumnIndex", 0)),
        int(area.get("endRowIndex", grid.rows)) - 1,
        int(area.get("endColumnIndex", grid.columns)) - 1,
    )
