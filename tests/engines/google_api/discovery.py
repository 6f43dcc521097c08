"""Google's discovery documents: which methods there are, at which addresses, with which types.

The documents come with google-api-python-client, so the routing table, the parameters and the
types of the emulator are Google's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

Json = dict[str, Any]

_NAMES = {"sheets": "sheets.v4.json", "drive": "drive.v3.json", "script": "script.v1.json"}


@cache
def document(api: str) -> Json:
    """The discovery document of ``sheets``, ``drive`` or ``script``."""
    folder = files("googleapiclient") / "discovery_cache" / "documents"
    found: Json = json.loads((folder / _NAMES[api]).read_text("utf-8"))
    return found


def schema(api: str, name: str) -> Json:
    """A type by its name."""
    found: Json = document(api)["schemas"][name]
    return found


@dataclass(frozen=True)
class Method:
    """One method of an API.

    Attributes:
        id: As Google names it, e.g. ``sheets.spreadsheets.values.get``.
        verb: HTTP method.
        pattern: Matches the raw (still encoded) path.
        parameters: Of the path and of the query, the API's common ones included.
        request: Name of the body's type, or None.
        response: Name of the answer's type, or None when it has no body.
        scopes: Any one of them is enough.
    """

    id: str
    verb: str
    pattern: re.Pattern[str]
    parameters: Json
    request: str | None
    response: str | None
    scopes: frozenset[str]

    @property
    def api(self) -> str:
        """``sheets`` or ``drive``."""
        return self.id.partition(".")[0]

    def in_path(self, raw_path: str) -> dict[str, str] | None:
        """The path's parameters, or None when the path is not this method's."""
        found = self.pattern.fullmatch(raw_path)
        return None if found is None else {k: unquote(v) for k, v in found.groupdict().items()}


@cache
def methods(api: str) -> tuple[Method, ...]:
    """Every method of an API, also at its upload address where it takes files."""
    whole = document(api)
    base = "/" + whole["servicePath"]
    found: list[Method] = []
    for one in _described(whole):
        found.append(_method(one, base + one["path"], whole["parameters"]))
        upload = one.get("mediaUpload", {}).get("protocols", {}).get("simple")
        if upload:
            found.append(_method(one, upload["path"], whole["parameters"]))
    return tuple(found)


def find(verb: str, raw_path: str) -> tuple[Method, dict[str, str]] | None:
    """The method that a request means, with the parameters in its path."""
    for api in _NAMES:
        for method in methods(api):
            if method.verb == verb:
                params = method.in_path(raw_path)
                if params is not None:
                    return method, params
    return None


def _described(resource: Json) -> Iterator[Json]:
    yield from resource.get("methods", {}).values()
    for inner in resource.get("resources", {}).values():
        yield from _described(inner)


def _method(described: Json, path: str, common: Json) -> Method:
    # A parameter never runs over a slash; a colon starts a verb such as ":append".
    pattern = re.sub(r"\\{(?:\\\+)?(\w+)\\}", lambda m: f"(?P<{m[1]}>[^/]+?)", re.escape(path))
    return Method(
        id=described["id"],
        verb=described["httpMethod"],
        pattern=re.compile(pattern),
        parameters=common | described.get("parameters", {}),
        request=described.get("request", {}).get("$ref"),
        response=described.get("response", {}).get("$ref"),
        scopes=frozenset(described.get("scopes", ())),
    )
