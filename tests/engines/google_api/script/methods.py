"""Projects: made, read, and replaced whole, by people alone."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError, bad, forbidden, not_found
from tests.engines.google_api.world import Call

_MANIFEST = "appsscript"
_DEFAULT = {"timeZone": "America/New_York", "dependencies": {}, "exceptionLogging": "STACKDRIVER"}
_SWITCHED_OFF = (
    "User has not enabled the Apps Script API. Enable it by visiting "
    "https://script.google.com/home/usersettings then retry. If you enabled this API recently, "
    "wait a few minutes for the action to propagate to our systems and retry."
)


def _create(call: Call) -> Json:
    _check_person(call)
    parent = call.body.get("parentId")
    if parent is not None:
        file = call.world.files.get(parent)
        if file is None:
            raise not_found()
        if not file.allows(call.account.email, "writer"):
            raise forbidden()
    script = secrets.token_urlsafe(42)
    manifest = {"name": _MANIFEST, "type": "JSON", "source": json.dumps(_DEFAULT, indent=2)}
    project = {"scriptId": script, "title": call.body.get("title", "Untitled project")}
    if parent is not None:
        project["parentId"] = parent
    call.world.scripts[script] = {
        "project": project, "owner": call.account.email, "files": [manifest],
    }  # fmt: skip
    return project


def _get(call: Call) -> Json:
    found: Json = _project(call)["project"]
    return found


def _get_content(call: Call) -> Json:
    return {"scriptId": call.path["scriptId"], "files": _project(call)["files"]}


def _update_content(call: Call) -> Json:
    project = _project(call)
    files = call.body.get("files", [])
    names = [file.get("name", "") for file in files]
    manifests = [f for f in files if f.get("name") == _MANIFEST and f.get("type") == "JSON"]
    if not manifests:
        raise bad("Project contents must include a manifest file named appsscript.")
    for name in names:
        if names.count(name) > 1:
            raise bad(f"A file with this name already exists in the current project: {name}")
    try:
        json.loads(manifests[0].get("source", ""))
    except ValueError:
        raise bad('"appsscript.json" has errors: Invalid JSON format.') from None
    project["files"] = files
    return _get_content(call)


def _project(call: Call) -> Json:
    _check_person(call)
    found = call.world.scripts.get(call.path["scriptId"])
    if found is None:
        raise not_found()
    if found["owner"] != call.account.email:
        raise forbidden()
    return found


def _check_person(call: Call) -> None:
    if call.account.email in call.world.scripts_switched_off:
        raise ApiError(403, _SWITCHED_OFF)
    # Service accounts cannot use this API.
    if not call.account.refresh_token:
        raise forbidden()


METHODS: dict[str, Callable[[Call], Json]] = {
    "script.projects.create": _create,
    "script.projects.get": _get,
    "script.projects.getContent": _get_content,
    "script.projects.updateContent": _update_content,
}
