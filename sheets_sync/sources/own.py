"""What a workspace knows of exports besides what is shipped: ``sources/*.toml`` in its folder.

They are written as the shipped descriptions are. An export that is known by its id gets more names:

    source = "amocrm"
    called = "amoCRM"

    [[export]]
    id = "amocrm_deals"
    columns.stage.ru = "Этап"
    stages.qualified = ["Записан на дегустацию"]

Any other id describes an export of the agency's own, and needs all that a shipped one has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kpicells.sheets_sync.sources.declared import ANY, declaration, formats_of, personal_of
from kpicells.sheets_sync.sources.formats import ExportFormat
from kpicells.sheets_sync.sources.known import KNOWN, SHIPPED


def known_in(folder: Path) -> tuple[ExportFormat, ...]:
    """The exports that are known in a workspace.

    Args:
        folder: The workspace's folder.

    Raises:
        MappingError: A file of the workspace is wrong; the message names it and the key.
    """
    paths = sorted((folder / "sources").glob("*.toml"))
    if not paths:
        return KNOWN
    own: dict[str, ExportFormat] = {}
    for path in paths:
        content = declaration(path)
        exports = content.get("export")
        # What is not of the form at all is said in words by what follows.
        with suppress(AttributeError, TypeError):
            content["export"] = [_extended(export) for export in exports or ()]
        own |= {kind.id: kind for kind in formats_of(path.name, content)}
    rest = tuple(kind for kind in KNOWN if kind.id not in own)
    return (*own.values(), *rest)


def _extended(own: Any) -> Any:
    """A known export with what a workspace adds; its own names come before the shipped ones."""
    shipped = _shipped().get(str(own.get("id"))) if isinstance(own, dict) else None
    if shipped is None:
        return own
    merged = {**shipped, **own}
    for key in ("columns", "metrics"):
        merged[key] = _joined(shipped, own, key, _by_language)
    for key in ("criteria", "stages"):
        merged[key] = _joined(shipped, own, key, _both)
    one, other = (personal_of(said.get("personal", {})) for said in (shipped, own))
    merged["personal"] = {key: _both(one.get(key), other.get(key)) for key in ("drop", "hash")}
    for key in ("titles", "written"):
        merged[key] = {**shipped.get(key, {}), **own.get(key, {})}
    named = [names for key in ("columns", "metrics") for names in merged[key].values()]
    for language in dict.fromkeys(lang for names in named for lang in names):
        if language != ANY:
            merged["written"].setdefault(language, {"seen": "the workspace"})
    return merged


def _shipped() -> dict[str, dict[str, Any]]:
    return {export["id"]: export for path in SHIPPED for export in declaration(path)["export"]}


def _joined(
    shipped: Mapping[str, Any], own: Mapping[str, Any], key: str, join: Callable[[Any, Any], Any]
) -> dict[str, Any]:
    one, other = shipped.get(key, {}), own.get(key, {})
    return {name: join(one.get(name), other.get(name)) for name in dict.fromkeys([*other, *one])}


def _by_language(shipped: Any, own: Any) -> dict[str, Any]:
    one, other = shipped or {}, own or {}
    return {lang: _both(one.get(lang), other.get(lang)) for lang in dict.fromkeys([*one, *other])}


def _both(shipped: Any, own: Any) -> list[Any]:
    """Both lists of names, the own ones first."""
    return list(dict.fromkeys([*_names(own), *_names(shipped)]))


def _names(value: Any) -> list[Any]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
