"""Cells as the API shows them: formatted, unformatted, as formulas; and as grid data."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.sheets.book import Book, Sheet
from tests.engines.google_api.sheets.computing import computed
from tests.engines.google_api.sheets.showing import is_calendar, shown

_HYPERLINK = re.compile(r'=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.I)


def number_format(book: Book, sheet: Sheet, row: int, column: int) -> Json | None:
    """The number format by which a cell is shown: its own, else its formula's."""
    cell = sheet.cells.get((row, column), {})
    own: Json | None = cell.get("userEnteredFormat", {}).get("numberFormat")
    return own or computed(book).number_format(sheet, row, column)


def rendered(
    book: Book, sheet: Sheet, row: int, column: int, value_option: str, date_option: str
) -> Any:
    """One cell's value for the values API; an empty text when it shows nothing."""
    entered = sheet.cells.get((row, column), {}).get("userEnteredValue", {})
    if value_option == "FORMULA" and "formulaValue" in entered:
        return entered["formulaValue"]
    value = computed(book).value(sheet, row, column)
    if value is None:
        return ""
    fmt = number_format(book, sheet, row, column)
    if value_option in ("", "FORMATTED_VALUE") or "errorValue" in value:
        return shown(value, fmt, book.locale)
    if "numberValue" in value:
        if date_option == "FORMATTED_STRING" and is_calendar(fmt):
            return shown(value, fmt, book.locale)
        number = value["numberValue"]
        return int(number) if float(number).is_integer() and abs(number) < 1e15 else number
    return next(iter(value.values()))


WORKED_OUT = frozenset({"effectiveValue", "formattedValue", "effectiveFormat", "hyperlink"})
"""What a cell shows beside what was entered."""


def cell_data(
    book: Book, sheet: Sheet, row: int, column: int, wanted: frozenset[str] = WORKED_OUT
) -> Json:
    """One cell as ``CellData``: what was entered, and what came of it.

    Args:
        wanted: Which of the things to work out; the others are left out.
    """
    entered = sheet.cells.get((row, column), {})
    if not wanted:
        return entered
    cell = dict(entered)
    value = computed(book).value(sheet, row, column)
    fmt = number_format(book, sheet, row, column)
    if value is not None:
        cell["effectiveValue"] = value
        if "formattedValue" in wanted:
            cell["formattedValue"] = shown(value, fmt, book.locale)
    link = _link(entered)
    if link:
        cell["hyperlink"] = link
    own = entered.get("userEnteredFormat", {})
    if "effectiveFormat" in wanted and (value is not None or own):
        cell["effectiveFormat"] = _effective_format(book, own, fmt, value, link)
    return cell


def _effective_format(
    book: Book, own: Json, fmt: Json | None, value: Json | None, link: str | None
) -> Json:
    """The default format under the cell's own; equal ones are one object."""
    kind = None if value is None else next(iter(value))
    key = (id(own) if own else 0, json.dumps(fmt), kind, link is None)
    known = computed(book).formats
    if key not in known:
        found = _laid_over(book.properties["defaultFormat"], own)
        if fmt:
            found["numberFormat"] = fmt
        if value is not None and "horizontalAlignment" not in found:
            found["horizontalAlignment"] = _alignment(value)
        found.setdefault("hyperlinkDisplayType", "LINKED" if link else "PLAIN_TEXT")
        known[key] = found
    return known[key]


def _alignment(value: Json) -> str:
    if "numberValue" in value:
        return "RIGHT"
    return "LEFT" if "stringValue" in value else "CENTER"


def _laid_over(base: Json, over: Json) -> Json:
    found = dict(base)
    for name, value in over.items():
        below = found.get(name)
        merge = isinstance(value, dict) and isinstance(below, dict) and "olor" not in name
        found[name] = _laid_over(below, value) if merge and below is not None else value
    return found


def _link(cell: Json) -> str | None:
    entered = cell.get("userEnteredValue", {})
    found = _HYPERLINK.match(entered.get("formulaValue", ""))
    if found:
        return found[1].replace('""', '"')
    uri = cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {}).get("uri")
    if uri:
        return str(uri)
    text = entered.get("stringValue", "")
    return text if re.fullmatch(r"https?://\S+", text) else None
