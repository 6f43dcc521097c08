"""The methods about permissions."""

from __future__ import annotations

from tests.engines.google_api.accounts import Account
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.drive.resources import permission
from tests.engines.google_api.drive.sharing import find, writable
from tests.engines.google_api.errors import ApiError
from tests.engines.google_api.world import Call, File

_ROLES = ("owner", "organizer", "fileOrganizer", "writer", "commenter", "reader")
_TYPES = ("user", "group", "domain", "anyone")


def create(call: Call) -> Json:
    """``permissions.create``: shares the file."""
    file = writable(call)
    given = call.body
    _check(given)
    role, kind = given["role"], given["type"]
    if kind in ("user", "group"):
        if role == "owner":
            return permission(_hand_over(call, file, given["emailAddress"]))
        return permission(file.share(given["emailAddress"], role, kind))
    found = {"id": "anyoneWithLink", "type": kind, "role": role}
    if kind == "domain":
        found |= {"id": Account(given["domain"], "").permission_id, "domain": given["domain"]}
    file.permissions = [p for p in file.permissions if p["id"] != found["id"]]
    file.permissions.append(found)
    return permission(found)


def _check(given: Json) -> None:
    if given.get("type") not in _TYPES:
        raise ApiError(400, "The permission type field is required.", reason="required")
    if given.get("role") not in _ROLES:
        raise ApiError(400, "The permission role field is required.", reason="required")
    needs = {"user": "emailAddress", "group": "emailAddress", "domain": "domain"}
    name = needs.get(given["type"])
    if name and not given.get(name):
        raise ApiError(
            400, f"The permission {name} field is required.", reason="invalidSharingRequest"
        )


def _hand_over(call: Call, file: File, email: str) -> Json:
    if not call.query.get("transferOwnership"):
        raise ApiError(
            403,
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
            reason="forbidden",
            parameter="transferOwnership",
        )
    if file.owner.lower() != call.email.lower():
        raise ApiError(403, "The user does not have sufficient permissions for this file.")
    file.share(file.owner, "writer")
    return file.share(email, "owner")


def list_permissions(call: Call) -> Json:
    """``permissions.list``."""
    file = writable(call)
    shown = [permission(item) for item in file.permissions]
    return {"kind": "drive#permissionList", "permissions": shown}


def _one(call: Call, file: File) -> Json:
    for item in file.permissions:
        if item["id"] == call.path["permissionId"]:
            return item
    raise ApiError(
        404, f"Permission not found: {call.path['permissionId']}.", parameter="permissionId"
    )


def get(call: Call) -> Json:
    """``permissions.get``."""
    return permission(_one(call, find(call)))


def update(call: Call) -> Json:
    """``permissions.update``: another role."""
    file = writable(call)
    item = _one(call, file)
    role = call.body.get("role")
    if role not in _ROLES:
        raise ApiError(400, "The permission role field is required.", reason="required")
    if role == "owner":
        return permission(_hand_over(call, file, item["emailAddress"]))
    item["role"] = role
    return permission(item)


def delete(call: Call) -> None:
    """``permissions.delete``: stops sharing."""
    file = find(call)
    item = _one(call, file)
    own = item.get("emailAddress", "").lower() == call.email.lower()
    if item["role"] == "owner" or not (own or file.allows(call.email, "writer")):
        raise ApiError(403, "The user does not have sufficient permissions for this file.")
    file.permissions.remove(item)
