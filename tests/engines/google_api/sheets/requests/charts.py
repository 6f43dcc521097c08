"""Requests about charts and other objects that float over the grid."""

from __future__ import annotations

import copy
from typing import Any

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets import colors
from tests.engines.google_api.sheets.book import Sheet, new_id
from tests.engines.google_api.sheets.requests.sheets import add_to
from tests.engines.google_api.sheets.updating import Batch, Handler

_KINDS = (
    "basicChart",
    "pieChart",
    "bubbleChart",
    "candlestickChart",
    "orgChart",
    "histogramChart",
    "waterfallChart",
    "treemapChart",
    "scorecardChart",
)
_SIZE = {"widthPixels": 600, "heightPixels": 371}


def add_chart(batch: Batch, json: Json) -> Json:
    """Adds a chart over a cell, or on a sheet of its own."""
    given = json.get("chart", {})
    taken = {one["chartId"] for sheet in batch.book.sheets for one in sheet.charts}
    chart_id = given.get("chartId")
    if chart_id is None:
        chart_id = new_id(taken)
    elif chart_id in taken:
        raise bad(f"A chart with id {chart_id} already exists.")
    _check_spec(batch, given.get("spec", {}))
    sheet, position = _placed(batch, given.get("position", {}))
    found = colors.settled(given) | {"chartId": chart_id, "position": position}
    sheet.charts.append(found)
    return {"chart": copy.deepcopy(found)}


def _placed(batch: Batch, position: Json) -> tuple[Sheet, Json]:
    """The sheet on which an object lies, and its position with the usual size."""
    if position.get("newSheet"):
        sheet = add_to(batch.book, {"title": _chart_title(batch), "sheetType": "OBJECT"})
        return sheet, {"sheetId": sheet.id}
    overlay = position.get("overlayPosition")
    if overlay is None:
        raise bad("A position with a newSheet or an overlayPosition is required.")
    anchor = overlay.get("anchorCell", {})
    sheet = batch.sheet(anchor.get("sheetId", 0))
    rows, columns = sheet.size
    if anchor.get("rowIndex", 0) >= rows or anchor.get("columnIndex", 0) >= columns:
        raise bad("The anchor cell lies outside of the grid.")
    return sheet, position | {"overlayPosition": _SIZE | overlay}


def _chart_title(batch: Batch) -> str:
    number = 1
    while batch.book.titled(f"Chart{number}") is not None:
        number += 1
    return f"Chart{number}"


def _check_spec(batch: Batch, spec: Json) -> None:
    """A chart has one kind, and its ranges lie on the grid.

    Raises:
        ApiError: It does not.
    """
    if sum(kind in spec for kind in _KINDS) != 1:
        raise bad("A chart specification of exactly one kind is required.")
    for source in _sources(spec):
        area = batch.area(source)
        closed = batch.sheet(area.sheet_id).closed(area)
        if len(closed.rows.within(10**9)) > 1 and len(closed.columns.within(10**9)) > 1:
            raise bad("A source of a chart must be one row or one column.")


def _sources(value: Any) -> list[Json]:
    if isinstance(value, list):
        return [found for item in value for found in _sources(item)]
    if not isinstance(value, dict):
        return []
    own: list[Json] = value.get("sourceRange", {}).get("sources", [])
    return own + [found for item in value.values() for found in _sources(item)]


def _object(batch: Batch, object_id: int) -> tuple[Sheet, list[Json], Json]:
    for sheet in batch.book.sheets:
        for items, key in ((sheet.charts, "chartId"), (sheet.slicers, "slicerId")):
            for item in items:
                if item[key] == object_id:
                    return sheet, items, item
    raise bad(f"No embedded object with id: {object_id}")


def update_chart_spec(batch: Batch, json: Json) -> None:
    """Gives a chart another specification, as a whole."""
    _, items, item = _object(batch, json.get("chartId", 0))
    spec = json.get("spec", {})
    _check_spec(batch, spec)
    items[items.index(item)] = item | {"spec": colors.settled(spec)}


def delete_object(batch: Batch, json: Json) -> None:
    """Deletes a chart or a slicer, with the sheet that was its own."""
    sheet, items, item = _object(batch, json.get("objectId", 0))
    items.remove(item)
    if "sheetId" in item.get("position", {}):
        batch.book.sheets.remove(sheet)
        batch.book.renumber()


def update_position(batch: Batch, json: Json) -> Json:
    """Moves an object, or changes its size."""
    _, items, item = _object(batch, json.get("objectId", 0))
    given = json.get("newPosition", {})
    if given.get("newSheet"):
        new_sheet, position = _placed(batch, given)
    else:
        mask = masks.of_update("OverlayPosition", json.get("fields"))
        old = item.get("position", {}).get("overlayPosition", {})
        overlay = masks.update(old, given.get("overlayPosition", {}), mask)
        new_sheet, position = _placed(batch, {"overlayPosition": overlay})
    items.remove(item)
    moved = item | {"position": position}
    (new_sheet.charts if "chartId" in item else new_sheet.slicers).append(moved)
    return {"position": copy.deepcopy(position)}


def add_slicer(batch: Batch, json: Json) -> Json:
    """Adds a slicer."""
    given = json.get("slicer", {})
    batch.area(given.get("spec", {}).get("dataRange"))
    sheet, position = _placed(batch, given.get("position", {}))
    found = given | {"slicerId": given.get("slicerId", new_id(set())), "position": position}
    sheet.slicers.append(found)
    return {"slicer": copy.deepcopy(found)}


def update_slicer_spec(batch: Batch, json: Json) -> None:
    """Changes what a slicer filters, or how it looks."""
    mask = colors.widened(masks.of_update("SlicerSpec", json.get("fields")))
    _, items, item = _object(batch, json.get("slicerId", 0))
    spec = masks.update(item.get("spec", {}), colors.settled(json.get("spec", {})), mask)
    batch.area(spec.get("dataRange"))
    items[items.index(item)] = item | {"spec": spec}


def update_border(batch: Batch, json: Json) -> None:
    """Draws the border of a chart."""
    mask = colors.widened(masks.of_update("EmbeddedObjectBorder", json.get("fields")))
    _, items, item = _object(batch, json.get("objectId", 0))
    border = masks.update(item.get("border", {}), colors.settled(json.get("border", {})), mask)
    items[items.index(item)] = item | {"border": border}


HANDLERS: dict[str, Handler] = {
    "addChart": add_chart,
    "updateChartSpec": update_chart_spec,
    "deleteEmbeddedObject": delete_object,
    "updateEmbeddedObjectPosition": update_position,
    "addSlicer": add_slicer,
    "updateSlicerSpec": update_slicer_spec,
    "updateEmbeddedObjectBorder": update_border,
}
