"""Requests about named ranges."""

from __future__ import annotations

import copy
import re

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets import a1
from tests.engines.google_api.sheets.book import BROKEN, new_id
from tests.engines.google_api.sheets.updating import Batch, Handler


def add_named_range(batch: Batch, json: Json) -> Json:
    """Names a range."""
    given = json.get("namedRange", {})
    taken = {item["namedRangeId"] for item in batch.book.named_ranges}
    named_id = given.get("namedRangeId") or str(new_id({int(i) for i in taken if i.isdigit()}))
    if named_id in taken:
        raise bad(f"A named range with id {named_id} already exists.")
    _check_name(batch, given.get("name", ""), None)
    found = {
        "namedRangeId": named_id,
        "name": given["name"],
        "range": batch.area(given.get("range")).json(),
    }
    batch.book.named_ranges.append(found)
    return {"namedRange": copy.deepcopy(found)}


def _check_name(batch: Batch, name: str, own: Json | None) -> None:
    """Names are words of letters, digits and underscores that look like no address."""
    wrong = (
        not re.fullmatch(r"[^\W\d]\w{0,249}", name)
        or a1.spans(name) is not None
        or re.fullmatch(r"R\d*C\d*", name, re.I)
        or name.upper() in ("TRUE", "FALSE")
    )
    if wrong:
        raise bad(f'The name "{name}" is not a valid name for a named range.')
    for item in batch.book.named_ranges:
        if item is not own and item["name"].lower() == name.lower():
            raise bad(
                f'A named range with the name "{name}" already exists. Please enter another name.'
            )


def _find(batch: Batch, named_id: str | None) -> Json:
    for item in batch.book.named_ranges:
        if item["namedRangeId"] == named_id:
            return item
    raise bad(f"No named range with id: {named_id}")


def update_named_range(batch: Batch, json: Json) -> None:
    """Renames a named range, or lets it name other cells."""
    mask = masks.of_update("NamedRange", json.get("fields"))
    given = json.get("namedRange", {})
    item = _find(batch, given.get("namedRangeId"))
    new = masks.update(item, given, mask) | {"namedRangeId": item["namedRangeId"]}
    _check_name(batch, new.get("name", ""), item)
    new["range"] = batch.area(new.get("range")).json()
    if masks.everything(mask) or "range" in mask:
        new.pop(BROKEN, None)
    batch.book.named_ranges[batch.book.named_ranges.index(item)] = new


def delete_named_range(batch: Batch, json: Json) -> None:
    """Takes a name away; the cells stay."""
    batch.book.named_ranges.remove(_find(batch, json.get("namedRangeId")))


HANDLERS: dict[str, Handler] = {
    "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range,
    "deleteNamedRange": delete_named_range,
}
