"""The methods of the Sheets API, by the ids in the discovery document."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError, bad
from tests.engines.google_api.sheets import reading, updating, values, writing
from tests.engines.google_api.sheets.book import Book, new_id
from tests.engines.google_api.sheets.requests import HANDLERS
from tests.engines.google_api.sheets.requests import metadata as metadata_requests
from tests.engines.google_api.sheets.requests.cells import put
from tests.engines.google_api.sheets.requests.identities import fresh_copy
from tests.engines.google_api.sheets.requests.sheets import add_to
from tests.engines.google_api.world import Call


def create(call: Call) -> Json:
    """``spreadsheets.create``: a spreadsheet from its description, cells and all."""
    given = call.body.get("properties", {})
    file = call.world.create(given.get("title") or "Untitled spreadsheet", call.email)
    assert file.book is not None
    book = file.book
    try:
        _fill(book, call.body)
    except ApiError:
        del call.world.files[file.id]
        raise
    call.path["spreadsheetId"] = file.id
    mask = reading.query_mask(call)
    return reading.spreadsheet(call, (), grid=mask is not None, mask=mask)


def _fill(book: Book, body: Json) -> None:
    book.properties |= body.get("properties", {})
    if not body.get("sheets"):
        return
    book.sheets = []
    for index, described in enumerate(body["sheets"]):
        properties = described.get("properties", {})
        if index == 0:
            properties = {"sheetId": 0} | properties
        sheet = add_to(book, properties)
        for grid in described.get("data", []):
            for i, row in enumerate(grid.get("rowData", [])):
                for j, cell in enumerate(row.get("values", [])):
                    place = (grid.get("startRow", 0) + i, grid.get("startColumn", 0) + j)
                    put(sheet, *place, cell, {})
        sheet.conditional_formats = described.get("conditionalFormats", [])
        for name, key, id_name in (
            ("protected_ranges", "protectedRanges", "protectedRangeId"),
            ("charts", "charts", "chartId"),
            ("filter_views", "filterViews", "filterViewId"),
            ("banded_ranges", "bandedRanges", "bandedRangeId"),
        ):
            items = [{id_name: new_id(set())} | item for item in described.get(key, [])]
            setattr(sheet, name, items)
        sheet.basic_filter = described.get("basicFilter")
    book.named_ranges = [
        {"namedRangeId": str(new_id(set()))} | item for item in body.get("namedRanges", [])
    ]


def batch_update(call: Call) -> Json:
    """``spreadsheets.batchUpdate``."""
    return updating.batch_update(call, HANDLERS)


def copy_to(call: Call) -> Json:
    """``spreadsheets.sheets.copyTo``: a sheet into another spreadsheet."""
    source = call.book().sheet(int(call.path["sheetId"]))
    target_id = call.body.get("destinationSpreadsheetId")
    if not target_id:
        raise bad("destinationSpreadsheetId is required.")
    target = call.world.spreadsheet(target_id, call.email, "writer")
    assert target.book is not None
    book = target.book.fork()
    title = f"Copy of {source.title}"
    number = 1
    while book.titled(title) is not None:
        number += 1
        title = f"Copy of {source.title} {number}"
    twin = fresh_copy(source, new_id({sheet.id for sheet in book.sheets}), title)
    book.sheets.append(twin)
    book.renumber()
    book.check_size()
    call.world.commit(target, book, call.email)
    return copy.deepcopy(twin.properties)


_PREFIX = "sheets.spreadsheets."

METHODS: dict[str, Callable[[Call], Json]] = {
    _PREFIX + "create": create,
    _PREFIX + "get": reading.get,
    _PREFIX + "getByDataFilter": reading.get_by_data_filter,
    _PREFIX + "batchUpdate": batch_update,
    _PREFIX + "sheets.copyTo": copy_to,
    _PREFIX + "developerMetadata.get": metadata_requests.get,
    _PREFIX + "developerMetadata.search": metadata_requests.search,
    _PREFIX + "values.get": values.get,
    _PREFIX + "values.batchGet": values.batch_get,
    _PREFIX + "values.batchGetByDataFilter": values.batch_get_by_data_filter,
    _PREFIX + "values.update": writing.update,
    _PREFIX + "values.append": writing.append,
    _PREFIX + "values.clear": writing.clear,
    _PREFIX + "values.batchUpdate": writing.batch_update,
    _PREFIX + "values.batchUpdateByDataFilter": writing.batch_update_by_data_filter,
    _PREFIX + "values.batchClear": writing.batch_clear,
    _PREFIX + "values.batchClearByDataFilter": writing.batch_clear_by_data_filter,
}
