"""Requests that rearrange values: paste texts, split, take repetitions away, shuffle, fill."""

from __future__ import annotations

import csv
import io
import json as jsonlib
import random

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Sheet
from tests.engines.google_api.sheets.computing import Computed
from tests.engines.google_api.sheets.entering import typed
from tests.engines.google_api.sheets.formulas import copied
from tests.engines.google_api.sheets.locales import conventions
from tests.engines.google_api.sheets.updating import Batch, Handler

_DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


def _closed(batch: Batch, json: Json | None) -> tuple[Sheet, Area]:
    area = batch.area(json)
    sheet = batch.sheet(area.sheet_id)
    return sheet, sheet.closed(area)


def _type(batch: Batch, sheet: Sheet, row: int, column: int, text: str) -> None:
    """Enters a text as a person would; the cell keeps its format."""
    cell = sheet.cells.get((row, column), {})
    where = conventions(batch.book.locale)
    entered = typed(text, where, batch.call.world.clock.today())
    fmt = cell.get("userEnteredFormat", {})
    if entered.number_format and "numberFormat" not in fmt:
        cell = cell | {"userEnteredFormat": fmt | {"numberFormat": entered.number_format}}
    sheet.put(row, column, cell | {"userEnteredValue": entered.value})


def paste_data(batch: Batch, json: Json) -> None:
    """Enters a delimited text, a line for a row."""
    if "html" in json:
        raise bad("Pasting HTML is not part of this emulator")
    delimiter = json.get("delimiter", "\t")
    if len(delimiter) != 1:
        raise bad("delimiter must be one character.")
    lines = list(csv.reader(io.StringIO(json.get("data", "")), delimiter=delimiter))
    start = json.get("coordinate", {})
    sheet = batch.sheet(start.get("sheetId", 0))
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    width = max(map(len, lines), default=0)
    batch.guard(Area.at(sheet.id, top, left, len(lines), width))
    sheet.set_count("ROWS", max(sheet.size[0], top + len(lines)))
    sheet.set_count("COLUMNS", max(sheet.size[1], left + width))
    batch.book.check_size()
    for i, values in enumerate(lines):
        for j, text in enumerate(values):
            _type(batch, sheet, top + i, left + j, text)


def text_to_columns(batch: Batch, json: Json) -> None:
    """Splits the texts of one column over the columns beside it."""
    sheet, area = _closed(batch, json.get("source"))
    if len(area.columns.within(sheet.size[1])) != 1:
        raise bad("The source must be one column.")
    kind = json.get("delimiterType", "AUTODETECT")
    given = json.get("delimiter", "") if kind == "CUSTOM" else _DELIMITERS.get(kind, "")
    column = area.columns.first
    for row in area.rows.within(sheet.size[0]):
        text = sheet.cells.get((row, column), {}).get("userEnteredValue", {}).get("stringValue")
        sign = given or next((one for one in ",;\t " if text and one in text), "")
        if text is None or not sign or sign not in text:
            continue
        parts = text.split(sign)
        batch.guard(Area.at(sheet.id, row, column, 1, len(parts)))
        sheet.set_count("COLUMNS", max(sheet.size[1], column + len(parts)))
        for j, part in enumerate(parts):
            _type(batch, sheet, row, column + j, part.strip())
    batch.book.check_size()


def delete_duplicates(batch: Batch, json: Json) -> Json:
    """Deletes rows of a range that repeat an earlier one; those below move up."""
    sheet, area = _closed(batch, json.get("range"))
    batch.guard(area)
    columns = list(area.columns.within(sheet.size[1]))
    compared = sorted(
        {
            column
            for line in json.get("comparisonColumns", [])
            for column in range(line.get("startIndex", 0), line.get("endIndex", sheet.size[1]))
        }
        or columns
    )
    values = Computed(batch.book)
    kept, seen = [], set()
    for row in area.rows.within(sheet.size[0]):
        key = jsonlib.dumps([_key(values.value(sheet, row, column)) for column in compared])
        if key not in seen:
            kept.append(row)
            seen.add(key)
    _place(sheet, area, kept)
    gone = len(area.rows.within(sheet.size[0])) - len(kept)
    return {"duplicatesRemovedCount": gone} if gone else {}


def _key(value: Json | None) -> Json | None:
    """Texts count as equal whatever their case."""
    if value and "stringValue" in value:
        return {"stringValue": value["stringValue"].lower()}
    return value


def randomize_range(batch: Batch, json: Json) -> None:
    """Shuffles the rows of a range."""
    sheet, area = _closed(batch, json.get("range"))
    batch.guard(area)
    order = list(area.rows.within(sheet.size[0]))
    random.shuffle(order)
    _place(sheet, area, order)


def _place(sheet: Sheet, area: Area, order: list[int]) -> None:
    """Puts rows of a range in another order; the places that are left over become empty."""
    rows = list(area.rows.within(sheet.size[0]))
    columns = list(area.columns.within(sheet.size[1]))
    old = {(r, c): sheet.cells.get((r, c), {}) for r in rows for c in columns}
    for index, row in enumerate(rows):
        for column in columns:
            cell = old[order[index], column] if index < len(order) else {}
            sheet.put(row, column, cell)


def auto_fill(batch: Batch, json: Json) -> None:
    """Continues the source: formulas as copied, numbers in even steps, anything else repeated."""
    if "sourceAndDestination" not in json:
        raise bad("autoFill without sourceAndDestination is not part of this emulator")
    given = json["sourceAndDestination"]
    sheet, source = _closed(batch, given.get("source"))
    down = given.get("dimension") == "ROWS"
    length = given.get("fillLength", 0)
    span = source.rows if down else source.columns
    size = len(span.within(10**9))
    first = span.first + size if length > 0 else span.first + length
    lanes = source.columns if down else source.rows
    target = (
        Area.at(sheet.id, first, lanes.first, abs(length), len(lanes.within(10**9)))
        if down
        else Area.at(sheet.id, lanes.first, first, len(lanes.within(10**9)), abs(length))
    )
    batch.guard(target)
    for lane in lanes.within(10**9):
        lined = [(i, lane) if down else (lane, i) for i in span.within(10**9)]
        cells = [sheet.cells.get(place, {}) for place in lined]
        for index in range(first, first + abs(length)):
            origin = (index - span.first) % size
            away = index - span.first - origin
            place = (index, lane) if down else (lane, index)
            filled = _filled(
                cells, origin, index - span.first, away, down, bool(json.get("useAlternateSeries"))
            )
            sheet.put(*place, filled)


def _filled(
    cells: list[Json], origin: int, index: int, away: int, down: bool, repeat: bool
) -> Json:
    cell = cells[origin]
    value = cell.get("userEnteredValue", {})
    if "formulaValue" in value:
        moved = copied(value["formulaValue"], away if down else 0, 0 if down else away)
        return cell | {"userEnteredValue": {"formulaValue": moved}}
    numbers = [one.get("userEnteredValue", {}).get("numberValue") for one in cells]
    if None in numbers or len(numbers) < 2 or repeat:
        return cell
    step = (numbers[-1] - numbers[0]) / (len(numbers) - 1)
    return cell | {"userEnteredValue": {"numberValue": numbers[0] + step * index}}


HANDLERS: dict[str, Handler] = {
    "pasteData": paste_data,
    "textToColumns": text_to_columns,
    "deleteDuplicates": delete_duplicates,
    "randomizeRange": randomize_range,
    "autoFill": auto_fill,
}
