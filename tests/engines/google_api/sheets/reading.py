"""The methods that show a whole spreadsheet: get, by ranges or data filters, with a mask."""

from __future__ import annotations

from collections.abc import Sequence

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.masks import Mask
from tests.engines.google_api.sheets import protection, ranges
from tests.engines.google_api.sheets.areas import Area, Dimension
from tests.engines.google_api.sheets.book import BROKEN, Book, Sheet
from tests.engines.google_api.sheets.computing import computed
from tests.engines.google_api.sheets.filters import areas_of
from tests.engines.google_api.sheets.rendering import WORKED_OUT, cell_data
from tests.engines.google_api.world import Call, File

_PIXELS = {"ROWS": 21, "COLUMNS": 100}


def get(call: Call) -> Json:
    """``spreadsheets.get``."""
    book = call.book()
    mask = query_mask(call)
    areas = [ranges.resolve(book, text) for text in call.query.get("ranges", [])]
    grid = call.query.get("includeGridData", False) if mask is None else True
    return spreadsheet(call, areas, grid=grid, mask=mask)


def get_by_data_filter(call: Call) -> Json:
    """``spreadsheets.getByDataFilter``."""
    book = call.book()
    mask = query_mask(call)
    areas = [area for area, _ in areas_of(book, call.body.get("dataFilters", []))]
    grid = call.body.get("includeGridData", False) if mask is None else True
    return spreadsheet(call, areas, grid=grid, mask=mask)


def query_mask(call: Call) -> Mask | None:
    """The mask of the ``fields`` parameter; None without one."""
    text = call.query.get("fields")
    if not text or call.method.response is None:
        return None
    return masks.of_query(call.method.api, call.method.response, text)


def spreadsheet(call: Call, areas: Sequence[Area], *, grid: bool, mask: Mask | None) -> Json:
    """A ``Spreadsheet``; with areas only their sheets, and their cells as grid data."""
    file = call.world.spreadsheet(call.path["spreadsheetId"], call.email, "reader")
    assert file.book is not None
    book = file.book
    grid = grid and masks.wants(mask, "sheets", "data")
    shown = [s for s in book.sheets if not areas or any(a.sheet_id == s.id for a in areas)]
    wanted = _wanted(mask) if grid else None
    found: Json = {
        "spreadsheetId": book.id,
        "properties": book.properties,
        "sheets": [_sheet(call, file, sheet, areas, wanted) for sheet in shown],
    }
    named = [item for item in book.named_ranges if BROKEN not in item]
    if named:
        found["namedRanges"] = named
    found["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.id}/edit"
    own = [item for item in book.metadata if item["location"]["locationType"] == "SPREADSHEET"]
    return found | ({"developerMetadata": own} if own else {})


def _wanted(mask: Mask | None) -> frozenset[str]:
    """What has to be worked out for each cell."""
    cell = ("sheets", "data", "rowData", "values")
    return frozenset(name for name in WORKED_OUT if masks.wants(mask, *cell, name))


def _sheet(
    call: Call,
    file: File,
    sheet: Sheet,
    areas: Sequence[Area],
    wanted: frozenset[str] | None,
) -> Json:
    """A ``Sheet``, with its cells when anything of them is wanted."""
    book = file.book
    assert book is not None
    found: Json = {"properties": sheet.properties}
    if wanted is not None:
        here = [area for area in areas if area.sheet_id == sheet.id] or [sheet.whole]
        found["data"] = [_grid(book, sheet, ranges.readable(book, area), wanted) for area in here]
    metadata = [item for item in book.metadata if _of_sheet(item, sheet)]
    parts: Json = {
        "merges": [area.json() for area in sheet.merges],
        "conditionalFormats": sheet.conditional_formats,
        "filterViews": sheet.filter_views,
        "protectedRanges": [protected_json(item, call, file) for item in sheet.protected_ranges],
        "basicFilter": sheet.basic_filter,
        "charts": sheet.charts,
        "bandedRanges": sheet.banded_ranges,
        "developerMetadata": metadata,
        "rowGroups": sheet.groups["ROWS"],
        "columnGroups": sheet.groups["COLUMNS"],
        "slicers": sheet.slicers,
    }
    return found | {name: value for name, value in parts.items() if value}


def _of_sheet(item: Json, sheet: Sheet) -> bool:
    location = item["location"]
    return bool(location["locationType"] == "SHEET" and location.get("sheetId", 0) == sheet.id)


def protected_json(item: Json, call: Call, file: File) -> Json:
    """A protected range as the caller sees it: editors are shown to those who may edit."""
    allowed = protection.may_edit(item, call.email, file.owner)
    shown = item | {"requestingUserCanEdit": allowed}
    if not allowed:
        shown.pop("editors", None)
        del shown["requestingUserCanEdit"]
    return shown


def _grid(book: Book, sheet: Sheet, area: Area, wanted: frozenset[str]) -> Json:
    """A ``GridData``: rows up to the last that holds something."""
    places = {place for place, _ in sheet.in_area(area)}
    places |= {place for place in computed(book).spilled(sheet.id) if area.has(*place)}
    lines: dict[int, int] = {}
    for row, column in places:
        lines[row] = max(lines.get(row, 0), column)
    rows = []
    for row in range(area.rows.first, max(lines, default=-1) + 1):
        last = lines.get(row)
        columns = () if last is None else range(area.columns.first, last + 1)
        values = [cell_data(book, sheet, row, column, wanted) for column in columns]
        rows.append({"values": values} if values else {})
    found: Json = {
        "startRow": area.rows.first,
        "startColumn": area.columns.first,
        "rowData": rows,
        "rowMetadata": _lines(book, sheet, area, "ROWS"),
        "columnMetadata": _lines(book, sheet, area, "COLUMNS"),
    }
    return {name: value for name, value in found.items() if value}


def _lines(book: Book, sheet: Sheet, area: Area, dimension: Dimension) -> list[Json]:
    metadata: dict[int, list[Json]] = {}
    for item in book.metadata:
        place = item["location"].get("dimensionRange")
        if place and place.get("sheetId", 0) == sheet.id and place["dimension"] == dimension:
            metadata.setdefault(place["startIndex"], []).append(item)
    known = sheet.dimensions[dimension]
    found = []
    for index in area.span(dimension).within(sheet.count(dimension)):
        line: Json = {"pixelSize": _PIXELS[dimension]} | known.get(index, {})
        if index in metadata:
            line["developerMetadata"] = metadata[index]
        found.append(line)
    return found
