"""Requests about sheets and the spreadsheet itself."""

from __future__ import annotations

import copy

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets import colors, formulas
from tests.engines.google_api.sheets.areas import Deletion, Dimension
from tests.engines.google_api.sheets.book import BROKEN, Book, Sheet, new_id, sheet_properties
from tests.engines.google_api.sheets.moving import apply_shift, rewrite_formulas
from tests.engines.google_api.sheets.requests.identities import fresh_copy
from tests.engines.google_api.sheets.updating import Batch, Handler

_SHEET_LIMIT = 200


def add_sheet(batch: Batch, json: Json) -> Json:
    """Adds a sheet at its index, else at the end."""
    sheet = add_to(batch.book, json.get("properties", {}))
    return {"properties": copy.deepcopy(sheet.properties)}


def add_to(book: Book, given: Json) -> Sheet:
    """Adds a sheet to a spreadsheet.

    Raises:
        ApiError: Its title or id is taken, or the spreadsheet is full.
    """
    title = given.get("title") or _free_title(book)
    _check_title(book, title, None)
    ids = {sheet.id for sheet in book.sheets}
    sheet_id = given.get("sheetId")
    if sheet_id is None:
        sheet_id = new_id(ids)
    elif sheet_id in ids:
        raise bad(f"A sheet with id {sheet_id} already exists.")
    elif sheet_id < 0:
        raise bad(f"sheetId must be non-negative: {sheet_id}")
    if len(book.sheets) >= _SHEET_LIMIT:
        raise bad(f"This spreadsheet has reached the limit of {_SHEET_LIMIT} sheets.")
    index = min(given.get("index", len(book.sheets)), len(book.sheets))
    given = colors.settled(given)
    sheet = Sheet(sheet_properties(given, sheet_id=sheet_id, title=title, index=index))
    _check_grid(sheet)
    book.sheets.insert(index, sheet)
    book.renumber()
    book.check_size()
    return sheet


def _free_title(book: Book) -> str:
    number = len(book.sheets) + 1
    while book.titled(f"Sheet{number}") is not None:
        number += 1
    return f"Sheet{number}"


def _check_title(book: Book, title: str, own: Sheet | None) -> None:
    if not title or len(title) > 100:
        raise bad("Invalid sheet name: it must have between 1 and 100 characters.")
    other = book.titled(title)
    if other is not None and other is not own:
        raise bad(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _check_grid(sheet: Sheet) -> None:
    rows, columns = sheet.size
    if rows < 1 or columns < 1:
        raise bad("The grid must have at least one row and one column.")
    if columns > 18278:
        raise bad("The grid may not have more than 18278 columns.")
    grid = sheet.properties["gridProperties"]
    if grid.get("frozenRowCount", 0) >= rows:
        raise bad("You can't freeze all visible rows on the sheet.")
    if grid.get("frozenColumnCount", 0) >= columns:
        raise bad("You can't freeze all visible columns on the sheet.")


def delete_sheet(batch: Batch, json: Json) -> None:
    """Deletes a sheet; formulas and names that meant it are broken."""
    sheet = batch.sheet(json.get("sheetId", 0))
    batch.guard_sheet(sheet.id)
    book = batch.book
    others = [one for one in book.sheets if one is not sheet]
    if not any(not one.properties.get("hidden") for one in others):
        raise bad("You can't remove all the visible sheets in a document.")
    book.sheets = others
    for one in others:
        rewrite_formulas(one, lambda text: formulas.retitled(text, sheet.title, None))
        one.charts = [c for c in one.charts if not _on_sheet(c, sheet.id)]
    for item in book.named_ranges:
        if item["range"].get("sheetId", 0) == sheet.id:
            item[BROKEN] = True
    book.metadata = [m for m in book.metadata if not _metadata_on(m, sheet.id)]
    book.renumber()


def _on_sheet(chart: Json, sheet_id: int) -> bool:
    position = chart.get("position", {})
    return bool(position.get("sheetId") == sheet_id)


def _metadata_on(item: Json, sheet_id: int) -> bool:
    location = item["location"]
    if location.get("spreadsheet"):
        return False
    line = location.get("dimensionRange")
    return bool((line or location).get("sheetId", 0) == sheet_id)


def update_sheet_properties(batch: Batch, json: Json) -> None:
    """Changes a sheet's title, place, size, colour and other properties."""
    mask = masks.of_update("SheetProperties", json.get("fields"))
    given = colors.settled(json.get("properties", {}))
    mask = colors.widened(mask)
    sheet = batch.sheet(given.get("sheetId", 0))
    batch.guard_sheet(sheet.id)
    if masks.everything(mask):
        mask = {name: {} for name in given}
    new = masks.update(sheet.properties, given, {k: v for k, v in mask.items() if k != "sheetId"})
    new["gridProperties"] = {
        name: value for name, value in new.get("gridProperties", {}).items() if value
    }
    _retitle(batch.book, sheet, str(new.get("title", "")))
    _resize(batch, sheet, new["gridProperties"])
    index = int(new.pop("index", sheet.properties["index"]))
    hides = bool(new.get("hidden")) and not sheet.properties.get("hidden")
    visible = [one for one in batch.book.sheets if not one.properties.get("hidden")]
    if hides and visible == [sheet]:
        raise bad("You can't hide all the sheets in a document.")
    new = {k: v for k, v in new.items() if v is not False and v != {}}
    sheet.properties = new | {"index": sheet.properties["index"]}
    _check_grid(sheet)
    batch.book.check_size()
    if "index" in mask:
        _place(batch.book, sheet, index)


def _retitle(book: Book, sheet: Sheet, title: str) -> None:
    if title == sheet.title:
        return
    _check_title(book, title, sheet)
    for one in book.sheets:
        rewrite_formulas(one, lambda text: formulas.retitled(text, sheet.title, title))


def _resize(batch: Batch, sheet: Sheet, grid: Json) -> None:
    """Cuts off what lies beyond a smaller grid."""
    lengths: tuple[tuple[Dimension, str], ...] = (("ROWS", "rowCount"), ("COLUMNS", "columnCount"))
    for dimension, name in lengths:
        old, new = sheet.count(dimension), int(grid.get(name, 0))
        if new < 1:
            raise bad(f"gridProperties.{name} must be at least 1.")
        if new < old:
            apply_shift(batch.book, Deletion(sheet.id, dimension, new, old))


def _place(book: Book, sheet: Sheet, index: int) -> None:
    """Puts a sheet before the one that had this index before the move."""
    old = book.sheets.index(sheet)
    book.sheets.remove(sheet)
    at = index - 1 if index > old else index
    book.sheets.insert(max(0, min(at, len(book.sheets))), sheet)
    book.renumber()


def duplicate_sheet(batch: Batch, json: Json) -> Json:
    """Copies a sheet within the spreadsheet."""
    source = batch.sheet(json.get("sourceSheetId", 0))
    title = json.get("newSheetName") or _copy_title(batch.book, source)
    _check_title(batch.book, title, None)
    ids = {sheet.id for sheet in batch.book.sheets}
    sheet_id = json.get("newSheetId")
    if sheet_id is None:
        sheet_id = new_id(ids)
    elif sheet_id in ids:
        raise bad(f"A sheet with id {sheet_id} already exists.")
    twin = fresh_copy(source, sheet_id, title)
    index = min(json.get("insertSheetIndex", 0), len(batch.book.sheets))
    batch.book.sheets.insert(index, twin)
    batch.book.renumber()
    batch.book.check_size()
    return {"properties": copy.deepcopy(twin.properties)}


def _copy_title(book: Book, source: Sheet) -> str:
    title, number = f"Copy of {source.title}", 1
    while book.titled(title) is not None:
        number += 1
        title = f"Copy of {source.title} {number}"
    return title


def update_spreadsheet_properties(batch: Batch, json: Json) -> None:
    """Changes the title, locale, time zone and other properties of the spreadsheet."""
    mask = masks.of_update("SpreadsheetProperties", json.get("fields"))
    given = json.get("properties", {})
    if masks.everything(mask):
        mask = {name: {} for name in given}
    if "title" in mask and not given.get("title"):
        raise bad("The title of a spreadsheet may not be empty.")
    if "locale" in mask and not given.get("locale"):
        raise bad("Unsupported locale: ")
    batch.book.properties = masks.update(batch.book.properties, given, mask)


HANDLERS: dict[str, Handler] = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "updateSheetProperties": update_sheet_properties,
    "duplicateSheet": duplicate_sheet,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}
