"""The values methods that read: get, batchGet, and by data filter."""

from __future__ import annotations

from typing import Any

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.sheets import ranges
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Book
from tests.engines.google_api.sheets.computing import computed
from tests.engines.google_api.sheets.filters import areas_of
from tests.engines.google_api.sheets.rendering import rendered
from tests.engines.google_api.world import Call


def get(call: Call) -> Json:
    """``spreadsheets.values.get``."""
    book = call.book()
    return value_range(book, ranges.resolve(book, call.path["range"]), call.query)


def batch_get(call: Call) -> Json:
    """``spreadsheets.values.batchGet``."""
    book = call.book()
    areas = [ranges.resolve(book, text) for text in call.query.get("ranges", [])]
    return {
        "spreadsheetId": book.id,
        "valueRanges": [value_range(book, area, call.query) for area in areas],
    }


def batch_get_by_data_filter(call: Call) -> Json:
    """``spreadsheets.values.batchGetByDataFilter``."""
    book = call.book()
    found = [
        {"valueRange": value_range(book, area, call.body), "dataFilters": filters}
        for area, filters in areas_of(book, call.body.get("dataFilters", []))
    ]
    return {"spreadsheetId": book.id} | ({"valueRanges": found} if found else {})


def value_range(book: Book, area: Area, options: Json) -> Json:
    """A ``ValueRange``: rows or columns, empty ends left out.

    Args:
        options: May hold ``majorDimension``, ``valueRenderOption``, ``dateTimeRenderOption``.
    """
    closed = ranges.readable(book, area)
    major = options.get("majorDimension", "ROWS")
    found: Json = {"range": ranges.text(book, closed), "majorDimension": major}
    rows = _rows(book, closed, options)
    lines = rows if major != "COLUMNS" else _turned(rows)
    lines = _without_end([_without_end(line, "") for line in lines], [])
    return found | ({"values": lines} if lines else {})


def _rows(book: Book, closed: Area, options: Json) -> list[list[Any]]:
    """The rectangle's rows as far as anything is shown in them."""
    sheet = book.sheet(closed.sheet_id)
    value_option = options.get("valueRenderOption", "FORMATTED_VALUE")
    date_option = options.get("dateTimeRenderOption", "SERIAL_NUMBER")
    places = {place for place, cell in sheet.in_area(closed) if "userEnteredValue" in cell} | {
        place for place in computed(book).spilled(sheet.id) if closed.has(*place)
    }
    if not places:
        return []
    height = max(row for row, _ in places) - closed.rows.first + 1
    width = max(column for _, column in places) - closed.columns.first + 1
    found: list[list[Any]] = [[""] * width for _ in range(height)]
    for row, column in places:
        found[row - closed.rows.first][column - closed.columns.first] = rendered(
            book, sheet, row, column, value_option, date_option
        )
    return found


def _turned(rows: list[list[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _without_end(line: list[Any], empty: object) -> list[Any]:
    """A list without its empty end; a zero and a FALSE are not empty."""
    end = len(line)
    while end and line[end - 1] == empty and type(line[end - 1]) is type(empty):
        end -= 1
    return line[:end]
