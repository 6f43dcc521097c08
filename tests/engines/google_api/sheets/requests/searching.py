"""Requests that go through texts: find and replace, trim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Sheet
from tests.engines.google_api.sheets.entering import typed
from tests.engines.google_api.sheets.locales import conventions
from tests.engines.google_api.sheets.rendering import rendered
from tests.engines.google_api.sheets.updating import Batch, Handler


def find_replace(batch: Batch, json: Json) -> Json:
    """Replaces a text in a range, a sheet or everywhere, and counts."""
    find = json.get("find", "")
    if not find:
        raise bad("find is required.")
    pattern = _pattern(find, json)
    replacement = json.get("replacement", "")
    if json.get("searchByRegex"):
        replacement = re.sub(r"\$(\d+)", r"\\\1", replacement)
    else:
        replacement = replacement.replace("\\", r"\\")
    found = {"values": 0, "formulas": 0, "occurrences": 0}
    rows, sheets = set(), set()
    for sheet, area in _scopes(batch, json):
        for (row, column), cell in list(sheet.in_area(area)):
            kind, count = _replaced(batch, sheet, (row, column), cell, pattern, replacement, json)
            if count:
                found[kind] += 1
                found["occurrences"] += count
                rows.add((sheet.id, row))
                sheets.add(sheet.id)
    named = {
        "valuesChanged": found["values"],
        "formulasChanged": found["formulas"],
        "rowsChanged": len(rows),
        "sheetsChanged": len(sheets),
        "occurrencesChanged": found["occurrences"],
    }
    return {name: number for name, number in named.items() if number}


def _pattern(find: str, json: Json) -> re.Pattern[str]:
    text = find if json.get("searchByRegex") else re.escape(find)
    if json.get("matchEntireCell"):
        text = rf"\A(?:{text})\Z"
    try:
        return re.compile(text, 0 if json.get("matchCase") else re.IGNORECASE)
    except re.error as error:
        raise bad(f"Invalid regular expression: {error}") from error


def _scopes(batch: Batch, json: Json) -> Iterator[tuple[Sheet, Area]]:
    if "range" in json:
        area = batch.area(json["range"])
        yield batch.sheet(area.sheet_id), area
    elif json.get("allSheets"):
        for sheet in batch.book.sheets:
            yield sheet, sheet.whole
    elif "sheetId" in json:
        sheet = batch.sheet(json["sheetId"])
        yield sheet, sheet.whole
    else:
        raise bad("A scope is required: a range, a sheetId or allSheets.")


def _replaced(
    batch: Batch,
    sheet: Sheet,
    place: tuple[int, int],
    cell: Json,
    pattern: re.Pattern[str],
    replacement: str,
    json: Json,
) -> tuple[str, int]:
    value = cell.get("userEnteredValue")
    if value is None:
        return "values", 0
    formula = value.get("formulaValue")
    if formula is not None and not json.get("includeFormulas"):
        return "formulas", 0
    text = formula or rendered(batch.book, sheet, *place, "FORMATTED_VALUE", "")
    new, count = pattern.subn(replacement, text)
    if count:
        batch.guard(Area.at(sheet.id, *place))
        where = conventions(batch.book.locale)
        entered = typed(new, where, batch.call.world.clock.today())
        sheet.put(*place, cell | {"userEnteredValue": entered.value})
    return ("values" if formula is None else "formulas"), count


def trim_whitespace(batch: Batch, json: Json) -> Json:
    """Takes blanks off the ends of texts, and double ones within."""
    area = batch.area(json.get("range"))
    batch.guard(area)
    sheet = batch.sheet(area.sheet_id)
    changed = 0
    for place, cell in list(sheet.in_area(area)):
        text = cell.get("userEnteredValue", {}).get("stringValue")
        new = None if text is None else re.sub(r"\s+", " ", text.strip())
        if text is not None and new != text:
            changed += 1
            sheet.put(*place, cell | {"userEnteredValue": {"stringValue": new} if new else None})
    return {"cellsChangedCount": changed} if changed else {}


HANDLERS: dict[str, Handler] = {
    "findReplace": find_replace,
    "trimWhitespace": trim_whitespace,
}
