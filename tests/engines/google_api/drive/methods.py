"""The methods of the Drive API, by the ids in the discovery document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any, TypeAlias

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.drive import converting, permissions, uploading
from tests.engines.google_api.drive.queries import query
from tests.engines.google_api.drive.resources import FOLDER, file_json, root, root_id, user
from tests.engines.google_api.drive.sharing import find, writable
from tests.engines.google_api.errors import ApiError
from tests.engines.google_api.world import SPREADSHEET, Call, File, new_file_id


@dataclass
class Download:
    """An answer that is a file, not JSON."""

    content: bytes
    mime_type: str


Answer: TypeAlias = "Json | Download | None"


def create(call: Call) -> Json:
    """``files.create``, also with contents."""
    upload = uploading.read(call)
    given = upload.description
    mime_type = given.get("mimeType") or upload.mime_type or "application/octet-stream"
    file = call.world.create(given.get("name") or "Untitled", call.email, mime_type)
    file.parents = [p for p in given.get("parents", []) if p != "root"]
    file.extra = _extra(given)
    if upload.content is not None:
        try:
            _fill(call, file, upload)
        except ApiError:
            del call.world.files[file.id]
            raise
    return file_json(file, call.email)


def _extra(given: Json) -> Json:
    names = ("description", "starred", "properties", "appProperties")
    return {name: given[name] for name in names if name in given}


def _fill(call: Call, file: File, upload: uploading.Upload) -> None:
    assert upload.content is not None
    if file.book is None:
        file.content = upload.content
        return
    book = file.book.fork()
    converting.imported(book, upload.content, upload.mime_type, call.world.clock.today())
    call.world.commit(file, book, call.email)


def update(call: Call) -> Json:
    """``files.update``: the description, the place, the contents."""
    file = writable(call)
    upload = uploading.read(call)
    given = upload.description
    if "name" in given:
        file.name = given["name"]
        if file.book is not None:
            file.book.properties["title"] = file.name
    if "trashed" in given:
        if file.owner.lower() != call.email.lower():
            raise ApiError(403, "The user does not have sufficient permissions for this file.")
        file.trashed = given["trashed"]
    file.extra |= _extra(given)
    added = _listed(call.query.get("addParents"))
    removed = _listed(call.query.get("removeParents"))
    file.parents = [p for p in file.parents if p not in removed] + added
    if upload.content is not None:
        _fill(call, file, upload)
    file.modified = call.world.clock.stamp()
    return file_json(file, call.email)


def _listed(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def get(call: Call) -> Answer:
    """``files.get``: the description, or with ``alt=media`` the contents."""
    if call.path["fileId"] in ("root", root_id(call.email)):
        return root(call.email)
    file = find(call)
    if call.query.get("alt") == "media":
        if file.book is not None:
            raise ApiError(
                403,
                "Only files with binary content can be downloaded. Use Export with Docs Editors "
                "files.",
                reason="fileNotDownloadable",
                parameter="alt",
            )
        return Download(file.content, file.mime_type)
    return file_json(file, call.email)


def export(call: Call) -> Download:
    """``files.export``."""
    file = find(call)
    if file.book is None:
        raise ApiError(403, "Export only supports Docs Editors files.", reason="fileNotExportable")
    mime_type = call.query.get("mimeType", "")
    return Download(converting.exported(file.book, mime_type), mime_type)


def copy(call: Call) -> Json:
    """``files.copy``."""
    source = find(call)
    name = call.body.get("name") or f"Copy of {source.name}"
    file = call.world.create(name, call.email, source.mime_type)
    file.parents = call.body.get("parents", list(source.parents))
    file.content = source.content
    file.extra = source.extra | _extra(call.body)
    if source.book is not None:
        book = source.book.fork()
        book.id = file.id
        book.properties["title"] = name
        file.book = book
    return file_json(file, call.email)


def delete(call: Call) -> None:
    """``files.delete``: for good, by the owner only."""
    file = find(call)
    if file.owner.lower() != call.email.lower():
        raise ApiError(403, "The user does not have sufficient permissions for this file.")
    del call.world.files[file.id]


def list_files(call: Call) -> Json:
    """``files.list``: what is shared with the caller, page by page."""
    test = query(call.query["q"], call.email) if call.query.get("q") else None
    found = [
        file
        for file in call.world.files.values()
        if file.role(call.email) is not None and (test is None or test(file))
    ]
    found = _ordered(found, call.query.get("orderBy", "modifiedTime desc"))
    size = max(1, min(call.query.get("pageSize", 100), 1000))
    token = call.query.get("pageToken", "0")
    if not re.fullmatch(r"\d+", token):
        raise ApiError(400, "Invalid Value", reason="invalid", parameter="pageToken")
    start = int(token)
    page: Json = {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [file_json(file, call.email) for file in found[start : start + size]],
    }
    return page | ({"nextPageToken": str(start + size)} if start + size < len(found) else {})


_KEYS: dict[str, Callable[[File], Any]] = {
    "createdTime": lambda file: file.created,
    "modifiedTime": lambda file: file.modified,
    "modifiedByMeTime": lambda file: file.modified,
    "viewedByMeTime": lambda file: file.modified,
    "recency": lambda file: file.modified,
    "name": lambda file: file.name.lower(),
    "name_natural": lambda file: [
        int(part) if part.isdigit() else part for part in re.split(r"(\d+)", file.name.lower())
    ],
    "folder": lambda file: file.mime_type != FOLDER,
}


def _ordered(files: list[File], order: str) -> list[File]:
    keys = []
    for part in _listed(order):
        name, _, direction = part.partition(" ")
        if name not in _KEYS:
            raise ApiError(400, "Invalid Value", reason="invalid", parameter="orderBy")
        keys.append((_KEYS[name], -1 if direction == "desc" else 1))

    def compare(one: File, other: File) -> int:
        for key, sign in keys:
            first, second = key(one), key(other)
            if first != second:
                return sign if first > second else -sign
        return 0

    return sorted(files, key=cmp_to_key(compare))


def generate_ids(call: Call) -> Json:
    """``files.generateIds``."""
    count = call.query.get("count", 10)
    ids = [new_file_id() for _ in range(count)]
    return {"kind": "drive#generatedIds", "space": "drive", "ids": ids}


def about(call: Call) -> Json:
    """``about.get``: who the caller is."""
    if not call.query.get("fields"):
        raise ApiError(
            400,
            "The 'fields' parameter is required for this method.",
            reason="required",
            parameter="fields",
        )
    return {
        "kind": "drive#about",
        "user": user(call.email, call.email),
        "importFormats": {converting.CSV: [SPREADSHEET], converting.XLSX: [SPREADSHEET]},
        "exportFormats": {SPREADSHEET: [converting.XLSX, converting.CSV, converting.TSV]},
    }


def list_comments(call: Call) -> Json:
    """``comments.list``."""
    comments = find(call).comments
    return {"kind": "drive#commentList", "comments": comments}


def create_comment(call: Call) -> Json:
    """``comments.create``."""
    file = find(call)
    stamp = call.world.clock.stamp()
    comment = call.body | {
        "kind": "drive#comment",
        "id": new_file_id()[:16],
        "author": user(call.email, call.email),
        "createdTime": stamp,
        "modifiedTime": stamp,
        "deleted": False,
        "resolved": False,
    }
    file.comments.append(comment)
    return comment


METHODS: dict[str, Callable[[Call], Answer]] = {
    "drive.about.get": about,
    "drive.files.create": create,
    "drive.files.update": update,
    "drive.files.get": get,
    "drive.files.export": export,
    "drive.files.copy": copy,
    "drive.files.delete": delete,
    "drive.files.list": list_files,
    "drive.files.generateIds": generate_ids,
    "drive.comments.list": list_comments,
    "drive.comments.create": create_comment,
    "drive.permissions.create": permissions.create,
    "drive.permissions.get": permissions.get,
    "drive.permissions.list": permissions.list_permissions,
    "drive.permissions.update": permissions.update,
    "drive.permissions.delete": permissions.delete,
}
