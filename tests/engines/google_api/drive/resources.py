"""Files and permissions as Drive shows them."""

from __future__ import annotations

from tests.engines.google_api.accounts import Account
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.world import SPREADSHEET, File

FOLDER = "application/vnd.google-apps.folder"
EXPORTS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}


def root_id(email: str) -> str:
    """The id of somebody's own folder, which ``root`` stands for."""
    return "0A" + Account(email, "").permission_id.rjust(17, "B")


def root(email: str) -> Json:
    """Somebody's own folder."""
    return {"kind": "drive#file", "id": root_id(email), "name": "My Drive", "mimeType": FOLDER}


def user(email: str, me: str) -> Json:
    """A ``User``."""
    return {
        "kind": "drive#user",
        "displayName": email.partition("@")[0],
        "me": email.lower() == me.lower(),
        "permissionId": Account(email, "").permission_id,
        "emailAddress": email,
    }


def permission(item: Json) -> Json:
    """A ``Permission``."""
    return {"kind": "drive#permission", "deleted": False, "pendingOwner": False} | item


def file_json(file: File, me: str) -> Json:
    """A ``File`` with all that the emulator knows of it."""
    writes = file.allows(me, "writer")
    owns = file.owner.lower() == me.lower()
    found: Json = {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime_type,
        "starred": False,
        "trashed": file.trashed,
        "explicitlyTrashed": file.trashed,
        "parents": file.parents or [root_id(file.owner)],
        "spaces": ["drive"],
        "version": str(file.version),
        "createdTime": file.created,
        "modifiedTime": file.modified,
        "owners": [user(file.owner, me)],
        "lastModifyingUser": user(file.modified_by or file.owner, me),
        "shared": len(file.permissions) > 1,
        "ownedByMe": owns,
        "capabilities": {
            "canEdit": writes,
            "canComment": file.allows(me, "commenter"),
            "canCopy": True,
            "canShare": writes,
            "canDelete": owns,
            "canTrash": owns,
            "canRename": writes,
            "canDownload": True,
        },
        "size": str(len(file.content) or 1024),
    }
    if file.mime_type == SPREADSHEET:
        found["webViewLink"] = f"https://docs.google.com/spreadsheets/d/{file.id}/edit"
        found["exportLinks"] = {
            mime: f"https://docs.google.com/spreadsheets/export?id={file.id}&exportFormat={short}"
            for mime, short in EXPORTS.items()
        }
    if writes:
        found["permissions"] = [permission(item) for item in file.permissions]
        found["permissionIds"] = [item["id"] for item in file.permissions]
    return found | file.extra
