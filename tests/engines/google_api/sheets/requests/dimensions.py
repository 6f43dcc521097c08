"""Requests about rows and columns: insert, append, delete, move, size."""

from __future__ import annotations

from typing import cast

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets import formulas
from tests.engines.google_api.sheets.areas import Area, Deletion, Dimension, Insertion, Span
from tests.engines.google_api.sheets.book import Sheet
from tests.engines.google_api.sheets.moving import apply_shift
from tests.engines.google_api.sheets.updating import Batch, Handler

_WORDS = {"ROWS": "row", "COLUMNS": "column"}


def line(batch: Batch, json: Json | None) -> tuple[Sheet, Dimension, int, int]:
    """A ``DimensionRange``: its sheet, dimension, start and end on the grid.

    Raises:
        ApiError: The dimension is missing, or the sheet does not exist.
    """
    json = json or {}
    sheet = batch.sheet(json.get("sheetId", 0))
    if json.get("dimension") not in _WORDS:
        raise bad("No dimension specified.")
    dimension = cast(Dimension, json["dimension"])
    start = json.get("startIndex", 0)
    end = json.get("endIndex", sheet.count(dimension))
    if start < 0 or end < start:
        raise bad(f"endIndex[{end}] must not be less than startIndex[{start}].")
    return sheet, dimension, start, end


def insert_dimension(batch: Batch, json: Json) -> None:
    """Inserts empty rows or columns, which look like those before or after."""
    sheet, dimension, start, end = line(batch, json.get("range"))
    count = sheet.count(dimension)
    inherit_before = json.get("inheritFromBefore", False)
    if inherit_before and start == 0:
        raise bad("inheritFromBefore cannot be true when inserting at the start of the sheet.")
    if start > count or (start == count and not inherit_before):
        raise bad(
            f"range.startIndex[{start}] must be less than the grid size[{count}] if "
            "inheritFromBefore is false."
        )
    batch.guard(_inner_edge(sheet, dimension, start))
    insert(batch, sheet, dimension, start, end - start)
    _inherit(sheet, dimension, start, end, start - 1 if inherit_before else end)


def _inner_edge(sheet: Sheet, dimension: Dimension, start: int) -> Area:
    """The line that an insertion splits; protected ranges may only be split by their editors."""
    return Area(sheet.id).with_span(dimension, Span(start, start + 1))


def insert(batch: Batch, sheet: Sheet, dimension: Dimension, start: int, count: int) -> None:
    """Makes room, and the grid longer.

    Raises:
        ApiError: The workbook would be too large.
    """
    sheet.set_count(dimension, sheet.count(dimension) + count)
    batch.book.check_size()
    apply_shift(batch.book, Insertion(sheet.id, dimension, start, count))


def _inherit(sheet: Sheet, dimension: Dimension, start: int, end: int, model: int) -> None:
    properties = sheet.dimensions[dimension].get(model)
    if properties:
        for index in range(start, end):
            sheet.dimensions[dimension][index] = dict(properties)
    for (row, column), cell in list(sheet.cells.items()):
        at = row if dimension == "ROWS" else column
        look = {k: v for k, v in cell.items() if k in ("userEnteredFormat", "dataValidation")}
        if at == model and look:
            for index in range(start, end):
                place = (index, column) if dimension == "ROWS" else (row, index)
                sheet.put(*place, look)


def append_dimension(batch: Batch, json: Json) -> None:
    """Adds rows or columns at the end of the grid."""
    sheet, dimension, _, _ = line(batch, json)
    length = json.get("length", 0)
    if length < 1:
        raise bad("length must be greater than 0.")
    sheet.set_count(dimension, sheet.count(dimension) + length)
    batch.book.check_size()


def delete_dimension(batch: Batch, json: Json) -> None:
    """Deletes rows or columns with all that is in them."""
    sheet, dimension, start, end = line(batch, json.get("range"))
    count = sheet.count(dimension)
    word = _WORDS[dimension]
    if start >= count or end > count:
        tried = start if start >= count else end - 1
        raise bad(
            f"Cannot delete a {word} that doesn't exist. Tried to delete {word} index {tried} "
            f"but there are only {count} {word}s."
        )
    if end - start >= count:
        raise bad(f"You can't delete all the {word}s on the sheet.")
    frozen = sheet.properties["gridProperties"].get(f"frozen{word.capitalize()}Count", 0)
    if frozen >= count - (end - start) and frozen:
        raise bad(f"You can't delete all the non-frozen {word}s.")
    batch.guard(Area(sheet.id).with_span(dimension, Span(start, end)))
    delete(batch, sheet, dimension, start, end)


def delete(batch: Batch, sheet: Sheet, dimension: Dimension, start: int, end: int) -> None:
    """Closes a gap, and makes the grid shorter."""
    apply_shift(batch.book, Deletion(sheet.id, dimension, start, end))
    sheet.set_count(dimension, sheet.count(dimension) - (end - start))


def move_dimension(batch: Batch, json: Json) -> None:
    """Moves rows or columns before another one, as it is called before the move."""
    sheet, dimension, start, end = line(batch, json.get("source"))
    target = json.get("destinationIndex", 0)
    if start <= target <= end:
        raise bad("The destination must not be within the source.")
    batch.guard(Area(sheet.id).with_span(dimension, Span(start, end)))
    order = list(range(sheet.count(dimension)))
    moved = order[start:end]
    rest = order[:start] + order[end:]
    at = target if target <= start else target - (end - start)
    order = rest[:at] + moved + rest[at:]
    new_place = {old: new for new, old in enumerate(order)}
    _reorder(batch, sheet, dimension, new_place)


def _reorder(batch: Batch, sheet: Sheet, dimension: Dimension, new_place: dict[int, int]) -> None:
    rows = dimension == "ROWS"
    sheet.cells = {
        (new_place.get(r, r), c) if rows else (r, new_place.get(c, c)): cell
        for (r, c), cell in sheet.cells.items()
    }
    old = sheet.dimensions[dimension]
    sheet.dimensions[dimension] = {new_place.get(i, i): item for i, item in old.items()}

    def follow(reference: formulas.Reference) -> formulas.Reference:
        if reference.last is not None:
            return reference
        spans = reference.spans()
        span = spans[0] if rows else spans[1]
        index = new_place.get(span.first, span.first)
        moved = Span(index, index + 1)
        return reference.with_spans(*((moved, spans[1]) if rows else (spans[0], moved)))

    for one in batch.book.sheets:
        for place, cell in list(one.cells.items()):
            text = cell.get("userEnteredValue", {}).get("formulaValue")
            if text is not None:
                new = formulas.mapped(
                    text,
                    lambda ref, one=one: (
                        follow(ref)  # type: ignore[misc]
                        if (ref.title or one.title).lower() == sheet.title.lower()
                        else ref
                    ),
                )
                one.cells[place] = cell | {"userEnteredValue": {"formulaValue": new}}


def update_dimension_properties(batch: Batch, json: Json) -> None:
    """Sets the size of rows or columns, or hides them."""
    mask = masks.of_update("DimensionProperties", json.get("fields"))
    sheet, dimension, start, end = line(batch, json.get("range"))
    known = sheet.dimensions[dimension]
    for index in range(start, min(end, sheet.count(dimension))):
        changed = masks.update(known.get(index, {}), json.get("properties", {}), mask)
        changed = {name: value for name, value in changed.items() if value is not False}
        if changed:
            known[index] = changed
        else:
            known.pop(index, None)


def auto_resize_dimensions(batch: Batch, json: Json) -> None:
    """Sizes columns by their longest text, roughly as a browser would."""
    sheet, dimension, start, end = line(batch, json.get("dimensions"))
    for index in range(start, min(end, sheet.count(dimension))):
        texts = [
            len(str(next(iter(cell.get("userEnteredValue", {"": ""}).values()))))
            for (row, column), cell in sheet.cells.items()
            if (column if dimension == "COLUMNS" else row) == index
        ]
        size = 21 if dimension == "ROWS" else max(21, 7 * max(texts, default=0) + 6)
        known = sheet.dimensions[dimension]
        known[index] = known.get(index, {}) | {"pixelSize": size}


HANDLERS: dict[str, Handler] = {
    "insertDimension": insert_dimension,
    "appendDimension": append_dimension,
    "deleteDimension": delete_dimension,
    "moveDimension": move_dimension,
    "updateDimensionProperties": update_dimension_properties,
    "autoResizeDimensions": auto_resize_dimensions,
}
