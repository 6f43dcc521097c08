"""Field masks: ``sheets(properties.title,data)`` in the query, ``a.b,c`` in updates.

A mask is a tree of names; an empty tree, or the name ``*``, means "all that is here".
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from tests.engines.google_api.discovery import Json, schema
from tests.engines.google_api.errors import ApiError, bad, bad_fields, violation

Mask: TypeAlias = dict[str, Any]
"""Names, each with the mask of what is below it."""

_TOKEN = re.compile(r"[A-Za-z_$@][\w$@]*|[*(),./]")
_NO_FIELD = "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"


def parse(text: str) -> Mask:
    """The tree of a mask.

    Example:
        >>> parse("sheets(properties/title,merges),namedRanges")
        {'sheets': {'properties': {'title': {}}, 'merges': {}}, 'namedRanges': {}}

    Raises:
        ValueError: The text is no mask.
    """
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s+", "", text) or not tokens:
        raise ValueError(f"not a field mask: {text!r}")
    mask, rest = _alternatives(tokens)
    if rest:
        raise ValueError(f"not a field mask: {text!r}")
    return mask


def _alternatives(tokens: list[str]) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    while True:
        tokens = _one(tokens, mask)
        if not tokens or tokens[0] != ",":
            return mask, tokens
        tokens = tokens[1:]


def _one(tokens: list[str], mask: Mask) -> list[str]:
    """Reads a path, with alternatives in brackets at its end, into the mask."""
    if not tokens or tokens[0] in "(),./":
        raise ValueError("a name is missing in a field mask")
    known = tokens[0] in mask
    below: Mask = mask.setdefault(tokens[0], {})
    whole = known and not below
    rest = tokens[1:]
    if rest and rest[0] in "./":
        rest = _one(rest[1:], below)
    elif rest and rest[0] == "(":
        inner, rest = _alternatives(rest[1:])
        if not rest or rest[0] != ")":
            raise ValueError("a bracket is missing in a field mask")
        _merge(below, inner)
        rest = rest[1:]
    else:
        below.clear()
    if whole:
        below.clear()
    return rest


def _merge(into: Mask, other: Mask) -> None:
    for name, below in other.items():
        if name in into and into[name] and below:
            _merge(into[name], below)
        else:
            into[name] = below


def everything(mask: Mask) -> bool:
    """Whether a mask lets all pass."""
    return not mask or "*" in mask


def wants(mask: Mask | None, *path: str) -> bool:
    """Whether an answer needs a part; no mask at all wants the usual ones.

    Example:
        >>> wants(parse("sheets.data.rowData"), "sheets", "data")
        True
        >>> wants(parse("sheets.properties"), "sheets", "data")
        False
    """
    for name in path:
        if mask is None or everything(mask):
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def select(mask: Mask, value: Any) -> Any:
    """The parts of an answer that a mask names."""
    if everything(mask):
        return value
    if isinstance(value, list):
        return [select(mask, item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: select(mask[name], inner) for name, inner in value.items() if name in mask}


def of_query(api: str, type_name: str, text: str) -> Mask:
    """The mask of a ``fields`` parameter, its names known to exist.

    Raises:
        ApiError: In the words of the API that was asked.
    """
    try:
        mask = parse(text)
        unknown = _unknown(api, type_name, mask, ())
    except ValueError:
        mask, unknown = {}, text
    if unknown is None:
        return mask
    if api == "drive":
        raise ApiError(
            400, f"Invalid field selection {unknown}", reason="invalidParameter", parameter="fields"
        )
    told = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{unknown}'."
    raise bad_fields([violation(unknown, told)], "Request contains an invalid argument.")


def of_update(type_name: str, text: str | None) -> Mask:
    """The mask of an update request; ``*`` is the empty mask.

    Raises:
        ApiError: No field is named, or one that the type does not have.
    """
    if not (text or "").strip():
        raise bad(_NO_FIELD)
    assert text is not None
    try:
        mask = parse(_camel(text))
    except ValueError as error:
        raise bad(f"Invalid field mask: {text}") from error
    if everything(mask):
        return {}
    # Masks of updates are often written from the request down, not from the object.
    unknown = _unknown("sheets", type_name, mask, ())
    if unknown is not None:
        raise bad(f"Invalid field: {unknown}")
    return mask


def _camel(text: str) -> str:
    return re.sub(r"_([a-z])", lambda m: m[1].upper(), text)


def _unknown(api: str, type_name: str, mask: Mask, path: tuple[str, ...]) -> str | None:
    """The first path that leads nowhere."""
    properties = schema(api, type_name).get("properties", {})
    for name, below in mask.items():
        if name == "*":
            continue
        here = (*path, name)
        if name not in properties:
            return ".".join(here)
        described = properties[name]
        while described.get("type") == "array":
            described = described["items"]
        found = _below(api, described, below, here)
        if found is not None:
            return found
    return None


def _below(api: str, described: Json, below: Mask, path: tuple[str, ...]) -> str | None:
    if not below or everything(below):
        return None
    if "$ref" in described:
        return _unknown(api, described["$ref"], below, path)
    if described.get("type") == "object":
        return None
    return ".".join((*path, next(iter(below))))


def update(target: Json, source: Json, mask: Mask) -> Json:
    """A copy of the target whose masked parts are the source's; what the source lacks, goes.

    Example:
        >>> update({"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"c": 4}}, parse("a,b.c"))
        {'b': {'c': 4, 'd': 3}}
    """
    if everything(mask):
        return dict(source)
    found = dict(target)
    for name, below in mask.items():
        if not everything(below) and isinstance(source.get(name, {}), dict):
            inner = update(found.get(name) or {}, source.get(name, {}), below)
            found[name] = inner
            if not inner:
                del found[name]
        elif name in source:
            found[name] = source[name]
        else:
            found.pop(name, None)
    return found
