"""Requests about developer metadata; the methods that read it are here too."""

from __future__ import annotations

import copy

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError, bad
from tests.engines.google_api.sheets import filters
from tests.engines.google_api.sheets.book import new_id
from tests.engines.google_api.sheets.requests.dimensions import line
from tests.engines.google_api.sheets.updating import Batch, Handler
from tests.engines.google_api.world import Call


def create(batch: Batch, json: Json) -> Json:
    """Attaches a key and a value to the spreadsheet, a sheet, a row or a column."""
    given = json.get("developerMetadata", {})
    taken = {item["metadataId"] for item in batch.book.metadata}
    metadata_id = given.get("metadataId")
    if metadata_id is None:
        metadata_id = new_id(taken)
    elif metadata_id in taken:
        raise bad(f"Developer metadata with id {metadata_id} already exists.")
    if not given.get("metadataKey"):
        raise bad("developerMetadata.metadataKey is required.")
    if given.get("visibility", "DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED").endswith("UNSPECIFIED"):
        raise bad("developerMetadata.visibility is required.")
    found = {
        "metadataId": metadata_id,
        "metadataKey": given["metadataKey"],
        "metadataValue": given.get("metadataValue"),
        "location": location(batch, given.get("location", {})),
        "visibility": given["visibility"],
    }
    found = {name: value for name, value in found.items() if value is not None}
    batch.book.metadata.append(found)
    return {"developerMetadata": copy.deepcopy(found)}


def location(batch: Batch, given: Json) -> Json:
    """Where a metadata is attached: exactly one place, and one row or column at most.

    Raises:
        ApiError: It is no such place.
    """
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "dimensionRange" in given:
        sheet, dimension, start, end = line(batch, given["dimensionRange"])
        if end - start != 1:
            raise bad("Developer metadata may only be attached to a single row or column.")
        if start >= sheet.count(dimension):
            raise bad(f"The {dimension.lower()} index {start} lies outside of the grid.")
        place = {
            "sheetId": sheet.id,
            "dimension": dimension,
            "startIndex": start,
            "endIndex": end,
        }
        kind = "ROW" if dimension == "ROWS" else "COLUMN"
        if not sheet.id:
            del place["sheetId"]
        return {"locationType": kind, "dimensionRange": place}
    if "sheetId" in given:
        return {"locationType": "SHEET", "sheetId": batch.sheet(given["sheetId"]).id}
    raise bad("developerMetadata.location is required.")


def _found(batch: Batch, data_filters: list[Json]) -> list[Json]:
    if not data_filters:
        raise bad("Must specify at least one data filter.")
    found: list[Json] = []
    for one in data_filters:
        found += [m for m in filters.of_filter(batch.book, one) if m not in found]
    return found


def update(batch: Batch, json: Json) -> Json:
    """Changes all metadata that the filters mean."""
    mask = masks.of_update("DeveloperMetadata", json.get("fields"))
    given = json.get("developerMetadata", {})
    if masks.everything(mask):
        mask = {name: {} for name in given}
    changed = []
    for item in _found(batch, json.get("dataFilters", [])):
        new = masks.update(item, given, {k: v for k, v in mask.items() if k != "metadataId"})
        if "location" in mask:
            new["location"] = location(batch, given.get("location", {}))
        if not new.get("metadataKey"):
            raise bad("developerMetadata.metadataKey is required.")
        batch.book.metadata[batch.book.metadata.index(item)] = new
        changed.append(copy.deepcopy(new))
    return {"developerMetadata": changed} if changed else {}


def delete(batch: Batch, json: Json) -> Json:
    """Deletes all metadata that the filter means."""
    found = _found(batch, [json["dataFilter"]] if "dataFilter" in json else [])
    for item in found:
        batch.book.metadata.remove(item)
    return {"deletedDeveloperMetadata": found} if found else {}


def get(call: Call) -> Json:
    """``spreadsheets.developerMetadata.get``."""
    for item in call.book().metadata:
        if str(item["metadataId"]) == call.path["metadataId"]:
            return item
    raise ApiError(404, f"No developer metadata with id {call.path['metadataId']}")


def search(call: Call) -> Json:
    """``spreadsheets.developerMetadata.search``."""
    book = call.book()
    found: list[tuple[Json, list[Json]]] = []
    for one in call.body.get("dataFilters", []):
        for item in filters.of_filter(book, one):
            known = next((by for other, by in found if other is item), None)
            if known is None:
                found.append((item, [one]))
            else:
                known.append(one)
    matched = [{"developerMetadata": item, "dataFilters": by} for item, by in found]
    return {"matchedDeveloperMetadata": matched} if matched else {}


HANDLERS: dict[str, Handler] = {
    "createDeveloperMetadata": create,
    "updateDeveloperMetadata": update,
    "deleteDeveloperMetadata": delete,
}
