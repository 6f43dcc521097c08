"""Requests that copy, cut, insert and delete blocks of cells."""

from __future__ import annotations

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets import ranges
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Sheet
from tests.engines.google_api.sheets.computing import Computed
from tests.engines.google_api.sheets.formulas import copied
from tests.engines.google_api.sheets.updating import Batch, Handler

_PASTED = {
    "PASTE_NORMAL": None,
    "PASTE_VALUES": ("userEnteredValue", "textFormatRuns"),
    "PASTE_FORMAT": ("userEnteredFormat", "dataValidation"),
    "PASTE_FORMULA": ("userEnteredValue", "textFormatRuns"),
    "PASTE_DATA_VALIDATION": ("dataValidation",),
}


def _closed(batch: Batch, json: Json | None) -> Area:
    area = batch.area(json)
    return batch.sheet(area.sheet_id).closed(area)


def _size(area: Area) -> tuple[int, int]:
    return len(area.rows.within(10**9)), len(area.columns.within(10**9))


def copy_paste(batch: Batch, json: Json) -> None:
    """Copies cells; a larger destination is filled with repetitions."""
    source, target = _closed(batch, json.get("source")), _closed(batch, json.get("destination"))
    height, width = _size(source)
    turned = json.get("pasteOrientation") == "TRANSPOSE"
    if turned:
        height, width = width, height
    tall, wide = _size(target)
    # A destination that is no multiple of the source takes it once, past its edge if need be.
    down = tall if tall % height == 0 and tall else height
    across = wide if wide % width == 0 and wide else width
    full = Area.at(target.sheet_id, target.rows.first, target.columns.first, down, across)
    sheet = batch.sheet(full.sheet_id)
    if not sheet.whole.contains(full):
        raise ranges.beyond_grid(batch.book, full)
    batch.guard(full)
    pasted = _taken(batch, source, json.get("pasteType", "PASTE_NORMAL"))
    for row in range(down):
        for column in range(across):
            i, j = row % height, column % width
            from_place = (j, i) if turned else (i, j)
            _paste(
                sheet,
                (full.rows.first + row, full.columns.first + column),
                (source.rows.first + from_place[0], source.columns.first + from_place[1]),
                pasted[from_place],
                json.get("pasteType", "PASTE_NORMAL"),
            )


def _taken(batch: Batch, source: Area, kind: str) -> dict[tuple[int, int], Json]:
    """The cells of the source, by their place in it, as they are pasted."""
    sheet = batch.sheet(source.sheet_id)
    values = Computed(batch.book) if kind == "PASTE_VALUES" else None
    found = {}
    for row, column in source.cells(*sheet.size):
        cell = sheet.cells.get((row, column), {})
        if values is not None:
            cell = cell | {"userEnteredValue": values.value(sheet, row, column)}
        found[row - source.rows.first, column - source.columns.first] = cell
    return found


def _paste(
    sheet: Sheet, place: tuple[int, int], origin: tuple[int, int], cell: Json, kind: str
) -> None:
    if kind not in (*_PASTED, "PASTE_NO_BORDERS"):
        raise bad(f"pasteType {kind} is not part of this emulator")
    formula = cell.get("userEnteredValue", {}) or {}
    if "formulaValue" in formula:
        moved = copied(formula["formulaValue"], place[0] - origin[0], place[1] - origin[1])
        cell = cell | {"userEnteredValue": {"formulaValue": moved}}
    if kind == "PASTE_NO_BORDERS":
        fmt = cell.get("userEnteredFormat", {})
        cell = cell | {"userEnteredFormat": {k: v for k, v in fmt.items() if k != "borders"}}
    names = _PASTED.get(kind)
    if names is None:
        sheet.put(*place, cell)
        return
    old = {k: v for k, v in sheet.cells.get(place, {}).items() if k not in names}
    sheet.put(*place, old | {name: cell[name] for name in names if name in cell})


def cut_paste(batch: Batch, json: Json) -> None:
    """Moves cells; the source is left empty."""
    source = _closed(batch, json.get("source"))
    corner = json.get("destination", {})
    height, width = _size(source)
    sheet = batch.sheet(corner.get("sheetId", 0))
    target = Area.at(
        sheet.id, corner.get("rowIndex", 0), corner.get("columnIndex", 0), height, width
    )
    if not sheet.whole.contains(target):
        raise ranges.beyond_grid(batch.book, target)
    batch.guard(source)
    batch.guard(target)
    kind = json.get("pasteType", "PASTE_NORMAL")
    cells = _taken(batch, source, kind)
    home = batch.sheet(source.sheet_id)
    for (i, j), _ in cells.items():
        home.put(source.rows.first + i, source.columns.first + j, {})
    for (i, j), cell in cells.items():
        place = (target.rows.first + i, target.columns.first + j)
        _paste(sheet, place, place, cell, kind)


def insert_range(batch: Batch, json: Json) -> None:
    """Inserts empty cells; those after them move down or to the right."""
    area = _closed(batch, json.get("range"))
    batch.guard(area)
    _slide(batch, area, json.get("shiftDimension"), forward=True)


def delete_range(batch: Batch, json: Json) -> None:
    """Deletes cells; those after them move up or to the left."""
    area = _closed(batch, json.get("range"))
    batch.guard(area)
    _slide(batch, area, json.get("shiftDimension"), forward=False)


def _slide(batch: Batch, area: Area, dimension: str | None, *, forward: bool) -> None:
    if dimension not in ("ROWS", "COLUMNS"):
        raise bad("shiftDimension is required.")
    sheet = batch.sheet(area.sheet_id)
    down = dimension == "ROWS"
    lane, run = (area.columns, area.rows) if down else (area.rows, area.columns)
    count = len(run.within(10**9))
    moved: dict[tuple[int, int], Json] = {}
    longest = 0
    for (row, column), cell in sheet.cells.items():
        across, along = (column, row) if down else (row, column)
        in_lane = across in lane.within(10**9) and along >= run.first
        if in_lane and not forward and along < run.first + count:
            continue
        new = along + (count if forward else -count) if in_lane else along
        longest = max(longest, new + 1)
        moved[(new, across) if down else (across, new)] = cell
    sheet.cells = moved
    if longest > sheet.count("ROWS" if down else "COLUMNS"):
        sheet.set_count("ROWS" if down else "COLUMNS", longest)
        batch.book.check_size()


HANDLERS: dict[str, Handler] = {
    "copyPaste": copy_paste,
    "cutPaste": cut_paste,
    "insertRange": insert_range,
    "deleteRange": delete_range,
}
