"""Requests about protected ranges."""

from __future__ import annotations

import copy

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets import protection
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Sheet, new_id
from tests.engines.google_api.sheets.updating import Batch, Handler

_MAY_NOT = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)


def add_protected_range(batch: Batch, json: Json) -> Json:
    """Protects a range, a named range or a whole sheet; the caller stays an editor."""
    given = json.get("protectedRange", {})
    taken = {p["protectedRangeId"] for s in batch.book.sheets for p in s.protected_ranges}
    protected_id = given.get("protectedRangeId")
    if protected_id is None:
        protected_id = new_id(taken)
    elif protected_id in taken:
        raise bad(f"A protected range with id {protected_id} already exists.")
    area = _area(batch, given)
    found = {name: value for name, value in given.items() if value not in (False, [])}
    found |= {"protectedRangeId": protected_id, "range": area.json()}
    found.pop("requestingUserCanEdit", None)
    _set_editors(batch, found)
    batch.sheet(area.sheet_id).protected_ranges.append(found)
    shown = copy.deepcopy(found) | {"requestingUserCanEdit": True}
    # The answer repeats the request; that the caller is an editor too shows in the next read.
    given_editors = given.get("editors", {})
    shown["editors"] = {name: value for name, value in given_editors.items() if value}
    return {"protectedRange": shown}


def _area(batch: Batch, given: Json) -> Area:
    if "namedRangeId" in given:
        for item in batch.book.named_ranges:
            if item["namedRangeId"] == given["namedRangeId"]:
                return Area.of(item["range"])
        raise bad(f"No named range with id: {given['namedRangeId']}")
    return batch.area(given.get("range"))


def _set_editors(batch: Batch, found: Json) -> None:
    """Without editors in the request those who may edit the document are; the caller always is."""
    editors = dict(found.get("editors", {}))
    if "editors" not in found:
        writers = [
            p["emailAddress"]
            for p in batch.file.permissions
            if p.get("emailAddress") and p["role"] in ("owner", "writer")
        ]
        editors = {"users": writers}
    users = list(editors.get("users", []))
    if batch.call.email.lower() not in (user.lower() for user in users):
        users.append(batch.call.email)
    editors["users"] = users
    found["editors"] = {name: value for name, value in editors.items() if value}


def _find(batch: Batch, protected_id: int) -> tuple[Sheet, Json]:
    for sheet in batch.book.sheets:
        for item in sheet.protected_ranges:
            if item["protectedRangeId"] == protected_id:
                if not protection.may_edit(item, batch.call.email, batch.file.owner):
                    raise bad(_MAY_NOT)
                return sheet, item
    raise bad(f"No protected range with id: {protected_id}")


def update_protected_range(batch: Batch, json: Json) -> None:
    """Changes what is protected, or who may edit it."""
    mask = masks.of_update("ProtectedRange", json.get("fields"))
    given = json.get("protectedRange", {})
    sheet, item = _find(batch, given.get("protectedRangeId", 0))
    new = masks.update(item, given, mask) | {"protectedRangeId": item["protectedRangeId"]}
    new.pop("requestingUserCanEdit", None)
    if masks.everything(mask) or "range" in mask or "namedRangeId" in mask:
        new["range"] = _area(batch, new).json()
    _set_editors(batch, new)
    sheet.protected_ranges.remove(item)
    new = {name: value for name, value in new.items() if value is not False}
    batch.sheet(Area.of(new["range"]).sheet_id).protected_ranges.append(new)


def delete_protected_range(batch: Batch, json: Json) -> None:
    """Takes a protection away."""
    sheet, item = _find(batch, json.get("protectedRangeId", 0))
    sheet.protected_ranges.remove(item)


HANDLERS: dict[str, Handler] = {
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
}
