"""Puts the project into a spreadsheet, beside whatever scripts people have there themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from kpicells.addin.google.project import MADE, ProjectFile
from kpicells.addin.google.script_api import ScriptApi, ScriptError

_MANIFEST = "appsscript"
_LISTS = ("oauthScopes", "urlFetchWhitelist")


class Pushed(NamedTuple):
    """What a push did.

    Attributes:
        script: The script's id.
        changed: Our files that are new or have changed.
        removed: Our files of an earlier version that are gone.
        kept: Files that people wrote.
    """

    script: str
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def link(self) -> str:
        """Where the script is edited."""
        return f"https://script.google.com/d/{self.script}/edit"


def push(api: ScriptApi, script: str, files: Sequence[ProjectFile]) -> Pushed:
    """Bring a script up to date; nothing is written where nothing has changed.

    Raises:
        ScriptError: Google refuses, or a file of a person's has the name of one of ours.
    """
    there = api.content(script)
    wanted = merged(files, there)
    before = {(one.name, one.type): one.source for one in there}
    after = {(one.name, one.type): one.source for one in wanted}
    changed = tuple(
        name for (name, kind), text in after.items() if before.get((name, kind)) != text
    )
    removed = tuple(name for name, kind in before if (name, kind) not in after)
    if changed or removed:
        api.update(script, wanted)
    ours = {file.name for file in files}
    return Pushed(
        script, changed, removed, tuple(one.name for one in wanted if one.name not in ours)
    )


def merged(files: Sequence[ProjectFile], there: Sequence[ProjectFile]) -> list[ProjectFile]:
    """Our files, with those that people have there.

    Args:
        files: Our project.
        there: What the script holds.

    Raises:
        ScriptError: A file of a person's has the name of one of ours.
    """
    ours = {file.name: file for file in files}
    kept = [file for file in there if file.name != _MANIFEST and not _is_ours(file)]
    for file in kept:
        if file.name in ours:
            raise ScriptError(
                f"the script has a file {file.name!r} that kpicells did not make, and needs one "
                "of that name: rename it in the script editor, and push again"
            )
    manifest = next((file for file in there if file.name == _MANIFEST), None)
    if manifest is not None:
        text = _manifest(ours[_MANIFEST].source, manifest.source, alone=not kept)
        ours[_MANIFEST] = ours[_MANIFEST]._replace(source=text)
    return [*ours.values(), *kept]


def _is_ours(file: ProjectFile) -> bool:
    return MADE in file.source.partition("\n")[0]


def _manifest(ours: str, theirs: str, *, alone: bool) -> str:
    """Our manifest in the time zone of theirs; with what people's own files there need."""
    wanted: dict[str, Any] = json.loads(ours)
    found: dict[str, Any] = json.loads(theirs or "{}")
    wanted["timeZone"] = found.get("timeZone", wanted["timeZone"])
    if alone:
        return _text(wanted)
    both = found | wanted
    for key in _LISTS:
        if key in found and key in wanted:
            both[key] = list(dict.fromkeys((*wanted[key], *found[key])))
        else:
            # Without a list, anything is allowed, and one of them needs that.
            both.pop(key, None)
    return _text(both)


def _text(manifest: dict[str, Any]) -> str:
    return json.dumps(manifest, indent=2) + "\n"
