"""Requests about groups of rows and columns that fold."""

from __future__ import annotations

import copy

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets.areas import Dimension, Span
from tests.engines.google_api.sheets.book import Sheet
from tests.engines.google_api.sheets.requests.dimensions import line
from tests.engines.google_api.sheets.updating import Batch, Handler


def _group(sheet: Sheet, dimension: Dimension, start: int, end: int, depth: int) -> Json:
    place = {"sheetId": sheet.id, "dimension": dimension, "startIndex": start, "endIndex": end}
    if not sheet.id:
        del place["sheetId"]
    return {"range": place, "depth": depth}


def add_group(batch: Batch, json: Json) -> Json:
    """Groups lines, one level deeper than the group around them."""
    sheet, dimension, start, end = line(batch, json.get("range"))
    groups = sheet.groups[dimension]
    span = Span(start, end)
    around = [g for g in groups if _span(g).contains(span)]
    for group in groups:
        if span.contains(_span(group)) and group not in around:
            group["depth"] += 1
    word = "row" if dimension == "ROWS" else "column"
    sheet.properties["gridProperties"][f"{word}GroupControlAfter"] = True
    groups.append(_group(sheet, dimension, start, end, len(around) + 1))
    groups.sort(key=lambda g: (g["range"]["startIndex"], g["depth"]))
    return {"dimensionGroups": copy.deepcopy(groups)}


def _span(group: Json) -> Span:
    return Span(group["range"]["startIndex"], group["range"]["endIndex"])


def delete_group(batch: Batch, json: Json) -> Json:
    """Takes the innermost group of lines away."""
    sheet, dimension, start, end = line(batch, json.get("range"))
    groups = sheet.groups[dimension]
    inside = [g for g in groups if _span(g) == Span(start, end)]
    if not inside:
        raise bad(f"No group exists over the range of {dimension.lower()} [{start}, {end}).")
    gone = max(inside, key=lambda g: g["depth"])
    groups.remove(gone)
    for group in groups:
        if group["depth"] > gone["depth"] and _span(gone).contains(_span(group)):
            group["depth"] -= 1
    return {"dimensionGroups": copy.deepcopy(groups)} if groups else {}


def update_group(batch: Batch, json: Json) -> None:
    """Folds or unfolds a group."""
    masks.of_update("DimensionGroup", json.get("fields"))
    given = json.get("dimensionGroup", {})
    sheet, dimension, start, end = line(batch, given.get("range"))
    for group in sheet.groups[dimension]:
        if _span(group) == Span(start, end) and group["depth"] == given.get("depth"):
            group["collapsed"] = given.get("collapsed", False)
            hidden = {"hiddenByUser": True} if group["collapsed"] else {}
            for index in range(start, end):
                known = dict(sheet.dimensions[dimension].get(index, {}))
                known.pop("hiddenByUser", None)
                sheet.dimensions[dimension][index] = known | hidden
            return
    raise bad(f"No group exists over the range of {dimension.lower()} [{start}, {end}).")


HANDLERS: dict[str, Handler] = {
    "addDimensionGroup": add_group,
    "deleteDimensionGroup": delete_group,
    "updateDimensionGroup": update_group,
}
