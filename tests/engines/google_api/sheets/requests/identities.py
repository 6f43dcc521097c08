"""Copies of sheets and objects: what they hold gets new ids."""

from __future__ import annotations

from typing import Any

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Sheet, new_id

_IDS = (
    ("charts", "chartId"),
    ("protected_ranges", "protectedRangeId"),
    ("filter_views", "filterViewId"),
    ("banded_ranges", "bandedRangeId"),
    ("slicers", "slicerId"),
)


def fresh_copy(source: Sheet, sheet_id: int, title: str) -> Sheet:
    """A copy of a sheet under another id; everything on it points to the copy."""
    twin = source.fork()
    for name, key in _IDS:
        items = []
        for item in getattr(twin, name):
            items.append(_pointed(item, source.id, sheet_id) | {key: new_id(set())})
        setattr(twin, name, items)
    twin.conditional_formats = [
        _pointed(item, source.id, sheet_id) for item in twin.conditional_formats
    ]
    if twin.basic_filter is not None:
        twin.basic_filter = _pointed(twin.basic_filter, source.id, sheet_id)
    twin.groups = {
        dimension: [_pointed(item, source.id, sheet_id) for item in items]
        for dimension, items in twin.groups.items()
    }
    twin.merges = [Area(sheet_id, area.rows, area.columns) for area in twin.merges]
    twin.properties |= {"sheetId": sheet_id, "title": title}
    return twin


def _pointed(value: Any, old: int, new: int) -> Any:
    """The same with every range on one sheet moved to another sheet."""
    if isinstance(value, list):
        return [_pointed(item, old, new) for item in value]
    if not isinstance(value, dict):
        return value
    found: Json = {name: _pointed(item, old, new) for name, item in value.items()}
    if _is_range(value) and value.get("sheetId", 0) == old:
        found["sheetId"] = new
    return found


def _is_range(value: Json) -> bool:
    return "sheetId" in value or any(
        name in value for name in ("startRowIndex", "startColumnIndex", "rowIndex", "dimension")
    )
