"""The values methods that write: update, append, clear, and their batch forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError, bad
from tests.engines.google_api.sheets import protection, ranges
from tests.engines.google_api.sheets.a1 import column_letters
from tests.engines.google_api.sheets.areas import Area, Insertion, Span
from tests.engines.google_api.sheets.book import Book
from tests.engines.google_api.sheets.entering import raw, typed
from tests.engines.google_api.sheets.filters import areas
from tests.engines.google_api.sheets.locales import conventions
from tests.engines.google_api.sheets.moving import apply_shift
from tests.engines.google_api.sheets.tables import last_table
from tests.engines.google_api.sheets.values import value_range
from tests.engines.google_api.world import Call, File


class Writer:
    """One call's changes, made on a copy that takes the book's place at the end."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.file: File = call.file_to_write()
        assert self.file.book is not None
        self.book: Book = self.file.book.fork()
        self.touched: set[tuple[int, int, int]] = set()

    def commit(self) -> None:
        """Makes the changes visible, all at once."""
        self.call.world.commit(self.file, self.book, self.call.email)

    def write(self, area: Area, body: Json, option: str) -> Json:
        """Writes a ``ValueRange`` and tells what was updated.

        Raises:
            ApiError: The values do not fit, or a cell is protected.
        """
        lines = _scalars(body.get("values", []))
        rows = lines if body.get("majorDimension") != "COLUMNS" else _turned(lines)
        self._check_fit(area, rows)
        width = max(map(len, rows), default=0)
        target = Area.at(area.sheet_id, area.rows.first, area.columns.first, len(rows), width)
        places = [
            (target.rows.first + i, target.columns.first + j, value)
            for i, row in enumerate(rows)
            for j, value in enumerate(row)
            if value is not None
        ]
        for row, column, value in places:
            cell = Area.at(area.sheet_id, row, column)
            protection.check(self.book, cell, self.call.email, self.file.owner)
            self._put(cell, row, column, value, option)
            self.touched.add((area.sheet_id, row, column))
        shown = target if not target.empty else area
        return self._updated(shown, places)

    def _check_fit(self, area: Area, rows: Sequence[Sequence[Any]]) -> None:
        sheet = self.book.sheet(area.sheet_id)
        ranges.check_start(self.book, area)
        height, width = len(rows), max(map(len, rows), default=0)
        last_row, last_column = area.rows.first + height, area.columns.first + width
        if not area.single:
            beyond = None
            if area.rows.end is not None and last_row > area.rows.end:
                beyond = f"row [{area.rows.end + 1}]"
            elif area.columns.end is not None and last_column > area.columns.end:
                beyond = f"column [{column_letters(area.columns.end)}]"
            if beyond:
                text = ranges.text(self.book, area)
                raise bad(f"Requested writing within range [{text}], but tried writing to {beyond}")
        if last_row > sheet.size[0] or last_column > sheet.size[1]:
            full = Area.at(area.sheet_id, area.rows.first, area.columns.first, height, width)
            raise ranges.beyond_grid(self.book, full)

    def _put(self, area: Area, row: int, column: int, value: Any, option: str) -> None:
        sheet = self.book.sheet(area.sheet_id)
        cell = sheet.cells.get((row, column), {})
        fmt = cell.get("userEnteredFormat", {})
        if option == "RAW":
            entered = raw(value)
        else:
            as_text = fmt.get("numberFormat", {}).get("type") == "TEXT"
            today = self.call.world.clock.today()
            entered = typed(value, conventions(self.book.locale), today, as_text=as_text)
        cell = {k: v for k, v in cell.items() if k not in ("textFormatRuns", "chipRuns")}
        cell["userEnteredValue"] = entered.value
        if entered.number_format and "numberFormat" not in fmt:
            cell["userEnteredFormat"] = fmt | {"numberFormat": entered.number_format}
        sheet.put(row, column, cell)

    def _updated(self, shown: Area, places: list[tuple[int, int, Any]]) -> Json:
        found: Json = {
            "spreadsheetId": self.book.id,
            "updatedRange": ranges.text(self.book, shown),
        }
        if places:
            found |= {
                "updatedRows": len({row for row, _, _ in places}),
                "updatedColumns": len({column for _, column, _ in places}),
                "updatedCells": len(places),
            }
        return found

    def clear(self, area: Area) -> str:
        """Takes the values of a rectangle; formats and notes stay.

        Raises:
            ApiError: A cell is protected, or the rectangle starts outside.
        """
        closed = ranges.readable(self.book, area)
        protection.check(self.book, closed, self.call.email, self.file.owner)
        sheet = self.book.sheet(area.sheet_id)
        for (row, column), cell in list(sheet.in_area(closed)):
            kept = ("userEnteredValue", "textFormatRuns", "chipRuns")
            sheet.put(row, column, {k: v for k, v in cell.items() if k not in kept})
        return ranges.text(self.book, closed)


def _scalars(lines: list[list[Any]]) -> list[list[Any]]:
    """The values, none of which may be a list or an object."""
    for i, line in enumerate(lines):
        for j, value in enumerate(line):
            if isinstance(value, dict | list):
                kind = "struct_value" if isinstance(value, dict) else "list_value"
                raise bad(f"Invalid values[{i}][{j}]: {kind} {{\n}}\n")
    return lines


def _turned(lines: list[list[Any]]) -> list[list[Any]]:
    height = max(map(len, lines), default=0)
    return [[line[i] if i < len(line) else None for line in lines] for i in range(height)]


def _option(given: Json) -> str:
    option = given.get("valueInputOption", "INPUT_VALUE_OPTION_UNSPECIFIED")
    if option == "INPUT_VALUE_OPTION_UNSPECIFIED":
        raise bad("'valueInputOption' is required but not specified")
    return str(option)


def _with_values(writer: Writer, found: Json, area: Area, options: Json) -> Json:
    """The answer with the new values in it, when the caller wants them."""
    if options.get("includeValuesInResponse"):
        shown = ranges.resolve(writer.book, found["updatedRange"])
        found["updatedData"] = value_range(writer.book, shown, _response_options(options))
    return found


def _response_options(options: Json) -> Json:
    named = {
        "valueRenderOption": options.get("responseValueRenderOption"),
        "dateTimeRenderOption": options.get("responseDateTimeRenderOption", "SERIAL_NUMBER"),
    }
    return {name: value for name, value in named.items() if value is not None}


def update(call: Call) -> Json:
    """``spreadsheets.values.update``."""
    writer = Writer(call)
    option = _option(call.query)
    area = ranges.resolve(writer.book, call.path["range"])
    if "range" in call.body and ranges.resolve(writer.book, call.body["range"]) != area:
        raise bad(
            f"Requested range [{call.path['range']}] does not match the range of the values "
            f"[{call.body['range']}]"
        )
    found = writer.write(area, call.body, option)
    _with_values(writer, found, area, call.query)
    writer.commit()
    return found


def append(call: Call) -> Json:
    """``spreadsheets.values.append``: after the last table that the range touches."""
    writer = Writer(call)
    option = _option(call.query)
    area = ranges.resolve(writer.book, call.path["range"])
    sheet = writer.book.sheet(area.sheet_id)
    ranges.check_start(writer.book, area)
    table = last_table(sheet, area)
    row = area.rows.first if table is None else int(table.rows.end or 0)
    column = area.columns.first if table is None else table.columns.first
    lines = call.body.get("values", [])
    rows = lines if call.body.get("majorDimension") != "COLUMNS" else _turned(lines)
    height, width = len(rows), max(map(len, rows), default=0)
    insert = call.query.get("insertDataOption") == "INSERT_ROWS" and table is not None
    if insert and row < sheet.size[0] and height:
        apply_shift(writer.book, Insertion(sheet.id, "ROWS", row, height))
        sheet.set_count("ROWS", sheet.size[0] + height)
    _grow(writer, sheet.id, row + height, column + width)
    target = Area(sheet.id, Span(row, row + height), Span(column, column + width))
    updates = writer.write(target, call.body, option)
    _with_values(writer, updates, target, call.query)
    writer.commit()
    found: Json = {"spreadsheetId": writer.book.id, "updates": updates}
    return found if table is None else found | {"tableRange": ranges.text(writer.book, table)}


def _grow(writer: Writer, sheet_id: int, rows: int, columns: int) -> None:
    sheet = writer.book.sheet(sheet_id)
    sheet.set_count("ROWS", max(sheet.size[0], rows))
    sheet.set_count("COLUMNS", max(sheet.size[1], columns))
    writer.book.check_size()


def clear(call: Call) -> Json:
    """``spreadsheets.values.clear``."""
    writer = Writer(call)
    cleared = writer.clear(ranges.resolve(writer.book, call.path["range"]))
    writer.commit()
    return {"spreadsheetId": writer.book.id, "clearedRange": cleared}


def batch_clear(call: Call) -> Json:
    """``spreadsheets.values.batchClear``."""
    writer = Writer(call)
    cleared = []
    for index, text in enumerate(call.body.get("ranges", [])):
        try:
            cleared.append(writer.clear(ranges.resolve(writer.book, text)))
        except ApiError as error:
            raise error.at(f"range[{index}]") from error
    writer.commit()
    return {"spreadsheetId": writer.book.id, "clearedRanges": cleared}


def batch_clear_by_data_filter(call: Call) -> Json:
    """``spreadsheets.values.batchClearByDataFilter``."""
    writer = Writer(call)
    cleared = [
        writer.clear(area)
        for one in call.body.get("dataFilters", [])
        for area in areas(writer.book, one)
    ]
    writer.commit()
    return {"spreadsheetId": writer.book.id, "clearedRanges": cleared}


def batch_update(call: Call) -> Json:
    """``spreadsheets.values.batchUpdate``."""
    writer = Writer(call)
    option = _option(call.body)
    responses = []
    for index, item in enumerate(call.body.get("data", [])):
        try:
            area = ranges.resolve(writer.book, item.get("range", ""))
            responses.append((area, writer.write(area, item, option)))
        except ApiError as error:
            raise error.at(f"data[{index}]") from error
    return _batch_answer(writer, responses)


def batch_update_by_data_filter(call: Call) -> Json:
    """``spreadsheets.values.batchUpdateByDataFilter``."""
    writer = Writer(call)
    option = _option(call.body)
    responses = []
    for index, item in enumerate(call.body.get("data", [])):
        one = item.get("dataFilter", {})
        try:
            for area in areas(writer.book, one):
                found = writer.write(area, item, option)
                responses.append((area, found | {"dataFilter": one}))
        except ApiError as error:
            raise error.at(f"data[{index}]") from error
    answer = _batch_answer(writer, responses)
    for response in answer["responses"]:
        del response["spreadsheetId"]
    return answer


def _batch_answer(writer: Writer, responses: list[tuple[Area, Json]]) -> Json:
    for area, found in responses:
        _with_values(writer, found, area, writer.call.body)
    writer.commit()
    answers = [found for _, found in responses]
    touched = writer.touched
    totals: Json = {
        "totalUpdatedRows": len({(sheet, row) for sheet, row, _ in touched}),
        "totalUpdatedColumns": len({(sheet, column) for sheet, _, column in touched}),
        "totalUpdatedCells": sum(one.get("updatedCells", 0) for one in answers),
        "totalUpdatedSheets": len({sheet for sheet, _, _ in touched}),
    }
    return {
        "spreadsheetId": writer.book.id,
        **{name: number for name, number in totals.items() if number},
        "responses": answers,
    }
