"""Requests that write cells: values, formats, notes, merges, borders, validation."""

from __future__ import annotations

from typing import Any

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.masks import Mask
from tests.engines.google_api.sheets import colors, ranges
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Sheet
from tests.engines.google_api.sheets.formulas import copied
from tests.engines.google_api.sheets.tables import last_row
from tests.engines.google_api.sheets.updating import Batch, Handler

_READ_ONLY = ("effectiveValue", "effectiveFormat", "formattedValue", "hyperlink")


def update_cells(batch: Batch, json: Json) -> None:
    """Writes rows of cells from a corner, or over a whole range."""
    mask = colors.widened(masks.of_update("CellData", json.get("fields")))
    rows = json.get("rows", [])
    if "start" in json:
        start = json["start"]
        width = max((len(row.get("values", [])) for row in rows), default=0)
        area = Area.at(
            start.get("sheetId", 0),
            start.get("rowIndex", 0),
            start.get("columnIndex", 0),
            len(rows),
            width,
        )
        sheet = batch.sheet(area.sheet_id)
        if not sheet.whole.contains(area):
            raise ranges.beyond_grid(batch.book, area)
        places = _given_places(area, rows)
    else:
        area = batch.area(json.get("range"))
        sheet = batch.sheet(area.sheet_id)
        _check_rows(batch, area, rows)
        # Cells of the range for which nothing is given are cleared.
        places = list(sheet.closed(area).cells(*sheet.size))
    batch.guard(area)
    for row, column in places:
        source = _given(rows, row - area.rows.first, column - area.columns.first)
        put(sheet, row, column, source, mask)


def _given_places(area: Area, rows: list[Json]) -> list[tuple[int, int]]:
    return [
        (area.rows.first + i, area.columns.first + j)
        for i, row in enumerate(rows)
        for j in range(len(row.get("values", [])))
    ]


def _given(rows: list[Json], row: int, column: int) -> Json:
    values = rows[row].get("values", []) if row < len(rows) else []
    found: Json = values[column] if column < len(values) else {}
    return found


def _check_rows(batch: Batch, area: Area, rows: list[Json]) -> None:
    width = max((len(row.get("values", [])) for row in rows), default=0)
    closed = batch.sheet(area.sheet_id).closed(area)
    if len(rows) > len(closed.rows.within(10**9)) or width > len(closed.columns.within(10**9)):
        raise bad("Attempted to write past the end of the range.")


def put(sheet: Sheet, row: int, column: int, source: Json, mask: Mask) -> None:
    """Lays the masked fields of a cell's data over a cell.

    Args:
        mask: Names both twins of every colour.

    Raises:
        ApiError: A field is read-only.
    """
    source = {name: value for name, value in source.items() if name not in _READ_ONLY}
    if "userEnteredFormat" in source:
        source["userEnteredFormat"] = colors.kept(source["userEnteredFormat"])
    old = sheet.cells.get((row, column), {})
    new = masks.update(old, source, mask)
    if "userEnteredFormat" in new:
        new["userEnteredFormat"] = colors.kept(new["userEnteredFormat"])
    if masks.everything(mask) or "userEnteredValue" in mask:
        _check_value(new)
        if "textFormatRuns" not in source:
            new.pop("textFormatRuns", None)
    sheet.put(row, column, new)


def _check_value(cell: Json) -> None:
    value = cell.get("userEnteredValue", {})
    if "errorValue" in value:
        raise bad("userEnteredValue.errorValue is read-only.")
    formula = value.get("formulaValue")
    if formula is not None and not formula.startswith("="):
        raise bad(f"Formulas must start with '=': {formula}")
    if value.get("stringValue") == "":
        del cell["userEnteredValue"]


def append_cells(batch: Batch, json: Json) -> None:
    """Writes rows of cells after the last row with data; the grid grows as needed."""
    mask = colors.widened(masks.of_update("CellData", json.get("fields")))
    sheet = batch.sheet(json.get("sheetId", 0))
    rows = json.get("rows", [])
    first = last_row(sheet) + 1
    width = max((len(row.get("values", [])) for row in rows), default=0)
    sheet.set_count("ROWS", max(sheet.size[0], first + len(rows)))
    sheet.set_count("COLUMNS", max(sheet.size[1], width))
    batch.book.check_size()
    area = Area.at(sheet.id, first, 0, len(rows), width)
    batch.guard(area)
    for row, column in _given_places(area, rows):
        put(sheet, row, column, _given(rows, row - first, column), mask)


def repeat_cell(batch: Batch, json: Json) -> None:
    """Lays one cell over all cells of a range; formulas follow as if copied."""
    mask = colors.widened(masks.of_update("CellData", json.get("fields")))
    area = batch.area(json.get("range"))
    batch.guard(area)
    sheet = batch.sheet(area.sheet_id)
    source = json.get("cell", {})
    formula = source.get("userEnteredValue", {}).get("formulaValue")
    for row, column in sheet.closed(area).cells(*sheet.size):
        one = source
        if formula is not None:
            moved = copied(formula, row - area.rows.first, column - area.columns.first)
            one = source | {"userEnteredValue": {"formulaValue": moved}}
        put(sheet, row, column, one, mask)


def merge_cells(batch: Batch, json: Json) -> None:
    """Merges a range, or each of its rows or columns; only the first value stays."""
    area = batch.sheet(json.get("range", {}).get("sheetId", 0)).closed(
        batch.area(json.get("range"))
    )
    batch.guard(area)
    sheet = batch.sheet(area.sheet_id)
    for one in _merged_parts(area, json.get("mergeType", "MERGE_ALL")):
        touched = [old for old in sheet.merges if old.overlaps(one)]
        if any(not one.contains(old) for old in touched):
            raise bad(
                "You can't merge cells that partly overlap an existing merge. Unmerge it first."
            )
        sheet.merges = [old for old in sheet.merges if old not in touched]
        if one.single:
            continue
        sheet.merges.append(one)
        _keep_first_value(sheet, one)


def _merged_parts(area: Area, kind: str) -> list[Area]:
    rows, columns = area.rows, area.columns
    height, width = len(rows.within(10**9)), len(columns.within(10**9))
    if kind == "MERGE_ROWS":
        return [Area.at(area.sheet_id, row, columns.first, 1, width) for row in rows.within(10**9)]
    if kind == "MERGE_COLUMNS":
        return [
            Area.at(area.sheet_id, rows.first, column, height, 1)
            for column in columns.within(10**9)
        ]
    return [area]


def _keep_first_value(sheet: Sheet, area: Area) -> None:
    first = True
    corner = (area.rows.first, area.columns.first)
    for place, cell in sorted(sheet.in_area(area), key=lambda item: item[0]):
        if "userEnteredValue" not in cell:
            continue
        if first and place != corner:
            value = {"userEnteredValue": cell["userEnteredValue"]}
            sheet.put(*corner, sheet.cells.get(corner, {}) | value)
        if place != corner:
            sheet.put(*place, {k: v for k, v in cell.items() if k != "userEnteredValue"})
        first = False


def unmerge_cells(batch: Batch, json: Json) -> None:
    """Takes all merges in a range apart."""
    area = batch.area(json.get("range"))
    batch.guard(area)
    sheet = batch.sheet(area.sheet_id)
    touched = [old for old in sheet.merges if old.overlaps(area)]
    if any(not area.contains(old) for old in touched):
        raise bad("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [old for old in sheet.merges if old not in touched]


def set_data_validation(batch: Batch, json: Json) -> None:
    """Sets the validation rule of all cells of a range, or takes it away."""
    area = batch.area(json.get("range"))
    batch.guard(area)
    sheet = batch.sheet(area.sheet_id)
    rule = json.get("rule")
    if rule is not None and "type" not in rule.get("condition", {}):
        raise bad("A data validation rule needs a condition with a type.")
    for place in sheet.closed(area).cells(*sheet.size):
        cell = sheet.cells.get(place, {})
        if rule is not None or cell:
            sheet.put(*place, cell | {"dataValidation": rule})


_EDGES = ("top", "bottom", "left", "right")


def update_borders(batch: Batch, json: Json) -> None:
    """Draws the borders around and between the cells of a range."""
    area = batch.area(json.get("range"))
    batch.guard(area)
    sheet = batch.sheet(area.sheet_id)
    closed = sheet.closed(area)
    last = ((closed.rows.end or 0) - 1, (closed.columns.end or 0) - 1)
    for row, column in closed.cells(*sheet.size):
        outer = {
            "top": row == closed.rows.first,
            "bottom": row == last[0],
            "left": column == closed.columns.first,
            "right": column == last[1],
        }
        borders: dict[str, Any] = {}
        for edge in _EDGES:
            inner = "innerHorizontal" if edge in ("top", "bottom") else "innerVertical"
            name = edge if outer[edge] else inner
            if name in json:
                borders[edge] = json[name]
        _draw(sheet, row, column, borders)


def _draw(sheet: Sheet, row: int, column: int, borders: Json) -> None:
    if not borders:
        return
    cell = sheet.cells.get((row, column), {})
    fmt = cell.get("userEnteredFormat", {})
    drawn = fmt.get("borders", {}) | colors.settled(borders)
    drawn = {edge: line for edge, line in drawn.items() if line.get("style") != "NONE"}
    fmt = {k: v for k, v in fmt.items() if k != "borders"} | ({"borders": drawn} if drawn else {})
    sheet.put(row, column, cell | {"userEnteredFormat": fmt})


HANDLERS: dict[str, Handler] = {
    "updateCells": update_cells,
    "appendCells": append_cells,
    "repeatCell": repeat_cell,
    "mergeCells": merge_cells,
    "unmergeCells": unmerge_cells,
    "setDataValidation": set_data_validation,
    "updateBorders": update_borders,
}
