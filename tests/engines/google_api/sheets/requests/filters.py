"""Requests about filters and sorting."""

from __future__ import annotations

import copy
from functools import cmp_to_key
from typing import Any

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Sheet, new_id
from tests.engines.google_api.sheets.computing import Computed
from tests.engines.google_api.sheets.formulas import copied
from tests.engines.google_api.sheets.updating import Batch, Handler


def set_basic_filter(batch: Batch, json: Json) -> None:
    """Puts the filter on a range, and sorts it as the filter says."""
    given = json.get("filter", {})
    area = batch.area(given.get("range"))
    sheet = batch.sheet(area.sheet_id)
    closed = sheet.closed(area)
    sheet.basic_filter = given | {"range": closed.json()}
    if given.get("sortSpecs"):
        body = Area.at(
            sheet.id,
            closed.rows.first + 1,
            closed.columns.first,
            len(closed.rows.within(10**9)) - 1,
            len(closed.columns.within(10**9)),
        )
        sort(batch, body, given["sortSpecs"])


def clear_basic_filter(batch: Batch, json: Json) -> None:
    """Takes the filter away."""
    batch.sheet(json.get("sheetId", 0)).basic_filter = None


def add_filter_view(batch: Batch, json: Json) -> Json:
    """Adds a filter view, a filter with a title."""
    given = json.get("filter", {})
    area = _view_area(batch, given)
    sheet = batch.sheet(area.sheet_id)
    taken = {view["filterViewId"] for one in batch.book.sheets for view in one.filter_views}
    view_id = given.get("filterViewId")
    if view_id is None:
        view_id = new_id(taken)
    elif view_id in taken:
        raise bad(f"A filter view with id {view_id} already exists.")
    title = given.get("title") or f"Filter {len(sheet.filter_views) + 1}"
    if any(view["title"] == title for view in sheet.filter_views):
        raise bad(
            f'A filter view with the name "{title}" already exists. Please enter another name.'
        )
    found = given | {"filterViewId": view_id, "title": title, "range": area.json()}
    sheet.filter_views.append(found)
    return {"filter": copy.deepcopy(found)}


def _view_area(batch: Batch, given: Json) -> Area:
    if "namedRangeId" in given:
        for item in batch.book.named_ranges:
            if item["namedRangeId"] == given["namedRangeId"]:
                return Area.of(item["range"])
        raise bad(f"No named range with id: {given['namedRangeId']}")
    area = batch.area(given.get("range"))
    return batch.sheet(area.sheet_id).closed(area)


def _view(batch: Batch, view_id: int) -> tuple[Sheet, Json]:
    for sheet in batch.book.sheets:
        for view in sheet.filter_views:
            if view["filterViewId"] == view_id:
                return sheet, view
    raise bad(f"No filter view with id: {view_id}")


def update_filter_view(batch: Batch, json: Json) -> None:
    """Changes a filter view."""
    mask = masks.of_update("FilterView", json.get("fields"))
    given = json.get("filter", {})
    sheet, view = _view(batch, given.get("filterViewId", 0))
    new = masks.update(view, given, mask) | {"filterViewId": view["filterViewId"]}
    new["range"] = _view_area(batch, new).json()
    sheet.filter_views[sheet.filter_views.index(view)] = new


def delete_filter_view(batch: Batch, json: Json) -> None:
    """Deletes a filter view."""
    sheet, view = _view(batch, json.get("filterId", 0))
    sheet.filter_views.remove(view)


def duplicate_filter_view(batch: Batch, json: Json) -> Json:
    """Copies a filter view."""
    sheet, view = _view(batch, json.get("filterId", 0))
    twin = copy.deepcopy(view) | {
        "filterViewId": new_id({one["filterViewId"] for one in sheet.filter_views}),
        "title": f"Copy of {view['title']}",
    }
    sheet.filter_views.append(twin)
    return {"filter": copy.deepcopy(twin)}


def sort_range(batch: Batch, json: Json) -> None:
    """Sorts the rows of a range."""
    area = batch.area(json.get("range"))
    if not json.get("sortSpecs"):
        raise bad("At least one sortSpec is required.")
    sort(batch, batch.sheet(area.sheet_id).closed(area), json["sortSpecs"])


def sort(batch: Batch, area: Area, specs: list[Json]) -> None:
    """Sorts the rows of a closed range: numbers, texts, truth values, then empty cells."""
    batch.guard(area)
    sheet = batch.sheet(area.sheet_id)
    if any(merge.overlaps(area) for merge in sheet.merges):
        raise bad("You can't sort a range that contains merged cells.")
    values = Computed(batch.book)
    columns = area.columns.within(sheet.size[1])

    def compare(one: int, other: int) -> int:
        for spec in specs:
            column = spec.get("dimensionIndex", 0)
            found = _compared(
                values.value(sheet, one, column), values.value(sheet, other, column), spec
            )
            if found:
                return found
        return 0

    rows = list(area.rows.within(sheet.size[0]))
    order = sorted(rows, key=cmp_to_key(compare))
    old = {(r, c): sheet.cells.get((r, c), {}) for r in rows for c in columns}
    for new_row, old_row in zip(rows, order, strict=True):
        for column in columns:
            sheet.put(new_row, column, _moved(old[old_row, column], new_row - old_row))


def _moved(cell: Json, rows: int) -> Json:
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        return cell
    return cell | {"userEnteredValue": {"formulaValue": copied(formula, rows, 0)}}


def _compared(one: Json | None, other: Json | None, spec: Json) -> int:
    if one is None or other is None:
        # Empty cells come last in either order.
        return (one is None) - (other is None)
    first, second = _key(one), _key(other)
    found = (first > second) - (first < second)
    return -found if spec.get("sortOrder") == "DESCENDING" else found


def _key(value: Json) -> tuple[int, Any]:
    if "numberValue" in value:
        return 0, float(value["numberValue"])
    if "stringValue" in value:
        return 1, value["stringValue"].lower()
    if "boolValue" in value:
        return 2, value["boolValue"]
    return 3, 0


HANDLERS: dict[str, Handler] = {
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
    "addFilterView": add_filter_view,
    "updateFilterView": update_filter_view,
    "deleteFilterView": delete_filter_view,
    "duplicateFilterView": duplicate_filter_view,
    "sortRange": sort_range,
}
