"""Insertions and deletions of rows and columns: everything that names cells moves along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.sheets import formulas
from tests.engines.google_api.sheets.areas import Area, Dimension, Insertion, Shift
from tests.engines.google_api.sheets.book import BROKEN, Book, Sheet

_RANGE = {"sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}
_COORDINATE = {"sheetId", "rowIndex", "columnIndex"}
_LINE = {"sheetId", "dimension", "startIndex", "endIndex"}


def apply_shift(book: Book, shift: Shift) -> None:
    """Moves cells, formulas, and everything that is anchored on the sheet.

    The grid's size is the caller's business.
    """
    sheet = book.sheet(shift.sheet_id)
    _move_cells(sheet, shift)
    _move_lines(sheet, shift)
    merges = [shift.moves(area) for area in sheet.merges]
    sheet.merges = [area for area in merges if not area.empty and not area.single]
    for one in book.sheets:
        _move_formulas(one, sheet, shift)
        _move_objects(one, shift)
    for item in book.named_ranges:
        moved = shift.moves(Area.of(item["range"]))
        item["range"] = moved.json()
        if moved.empty:
            item[BROKEN] = True
    left = (_metadata(item, shift) for item in book.metadata)
    book.metadata = [item for item in left if item is not None]


def _move_cells(sheet: Sheet, shift: Shift) -> None:
    moved = {}
    for (row, column), cell in sheet.cells.items():
        new_row, new_column = shift.index("ROWS", row), shift.index("COLUMNS", column)
        if new_row is not None and new_column is not None:
            moved[new_row, new_column] = cell
    sheet.cells = moved


def _move_lines(sheet: Sheet, shift: Shift) -> None:
    dimension = shift.dimension
    old = sheet.dimensions[dimension]
    pairs = ((shift.index(dimension, index), item) for index, item in old.items())
    sheet.dimensions[dimension] = {index: item for index, item in pairs if index is not None}
    sheet.groups[dimension] = kept(sheet.groups[dimension], shift)


def _move_formulas(sheet: Sheet, changed: Sheet, shift: Shift) -> None:
    at_home = sheet is changed

    def move(text: str) -> str:
        return formulas.shifted(text, shift, changed.title, at_home=at_home)

    rewrite_formulas(sheet, move)


def rewrite_formulas(sheet: Sheet, change: Callable[[str], str]) -> None:
    """Changes the text of every formula of a sheet, in cells and in rules."""
    for place, cell in list(sheet.cells.items()):
        text = cell.get("userEnteredValue", {}).get("formulaValue")
        if text is not None and (new := change(text)) != text:
            sheet.cells[place] = cell | {"userEnteredValue": {"formulaValue": new}}
    for rule in sheet.conditional_formats:
        for value in rule.get("booleanRule", {}).get("condition", {}).get("values", []):
            if value.get("userEnteredValue", "").startswith("="):
                value["userEnteredValue"] = change(value["userEnteredValue"])


def _move_objects(sheet: Sheet, shift: Shift) -> None:
    for name in ("charts", "slicers"):
        setattr(sheet, name, [moved_json(item, shift) for item in getattr(sheet, name)])
    for name in ("protected_ranges", "filter_views", "banded_ranges", "conditional_formats"):
        setattr(sheet, name, kept(getattr(sheet, name), shift))
    if sheet.basic_filter is not None:
        sheet.basic_filter = next(iter(kept([sheet.basic_filter], shift)), None)


def kept(items: list[Json], shift: Shift) -> list[Json]:
    """The things that still have cells, moved."""
    found = []
    for item in items:
        moved = moved_json(item, shift)
        areas = moved.get("ranges") or ([moved["range"]] if "range" in moved else [])
        alive = [area for area in areas if not _nothing(area)]
        if areas and not alive:
            continue
        if "ranges" in moved:
            moved["ranges"] = alive
        found.append(moved)
    return found


def _nothing(json: Json) -> bool:
    if "dimension" in json:
        return bool(json.get("startIndex", 0) == json.get("endIndex"))
    return Area.of(json).empty


def moved_json(value: Any, shift: Shift) -> Any:
    """Any part of the API's JSON with the ranges and coordinates in it moved."""
    if isinstance(value, list):
        return [moved_json(item, shift) for item in value]
    if not isinstance(value, dict):
        return value
    names = set(value)
    if names and names <= _RANGE:
        return shift.moves(Area.of(value)).json()
    if "rowIndex" in names and names <= _COORDINATE:
        return _moved_coordinate(value, shift)
    if "dimension" in names and names <= _LINE:
        return _moved_line(value, shift)
    return {name: moved_json(item, shift) for name, item in value.items()}


def _moved_coordinate(value: Json, shift: Shift) -> Json:
    if value.get("sheetId", 0) != shift.sheet_id:
        return value
    row = shift.index("ROWS", value.get("rowIndex", 0))
    column = shift.index("COLUMNS", value.get("columnIndex", 0))
    at = shift.at
    return value | {
        "rowIndex": at if row is None else row,
        "columnIndex": at if column is None else column,
    }


def _moved_line(value: Json, shift: Shift) -> Json:
    dimension: Dimension = value["dimension"]
    if value.get("sheetId", 0) != shift.sheet_id or dimension != shift.dimension:
        return value
    area = Area(shift.sheet_id)
    from_span = area.span(dimension).__class__(value.get("startIndex"), value.get("endIndex"))
    span = shift.moves(area.with_span(dimension, from_span)).span(dimension)
    ends = {"startIndex": span.start, "endIndex": span.end}
    return {k: v for k, v in (value | ends).items() if v is not None}


def _metadata(item: Json, shift: Shift) -> Json | None:
    """A developer metadata moved; None when its row or column went."""
    moved: Json = moved_json(item, shift)
    line = moved["location"].get("dimensionRange")
    if line is not None and line.get("startIndex", 0) >= line.get("endIndex", 1):
        return None
    if (
        line is not None
        and isinstance(shift, Insertion)
        and line["endIndex"] - line["startIndex"] > 1
    ):
        # A metadata belongs to one row or column; the first keeps it.
        line["endIndex"] = line["startIndex"] + 1
    return moved
