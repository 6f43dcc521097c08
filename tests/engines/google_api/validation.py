"""Bodies and parameters read as Google's front end reads them, by the discovery documents.

``parse`` follows the JSON mapping of protocol buffers: names in camel or snake case, null for
"not set", numbers also as texts, enumerations by name or number. What does not fit becomes
Google's own sentence with the place in it; all faults of a body are told at once.
``check`` holds the emulator's own answers against the same types, strictly.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.engines.google_api.discovery import Json, Method, schema
from tests.engines.google_api.errors import ApiError, bad_fields, violation

_PREFIX = {
    "sheets.spreadsheets.create": "spreadsheet",
    "sheets.spreadsheets.values.update": "data",
    "sheets.spreadsheets.values.append": "data",
}
"""Where the body is one field of the request message, its name begins every place."""

_ONE_OF = {"Request": "kind", "ExtendedValue": "value", "DataFilter": "filter"}
_INTEGERS = {"int32": 31, "int64": 63, "uint32": 32}
_PACKAGE = {
    "sheets": "type.googleapis.com/google.apps.sheets.v4.",
    "drive": "type.googleapis.com/google.apps.drive.v3.",
    "script": "type.googleapis.com/google.apps.script.v1.",
}
_PAYLOAD = "Invalid JSON payload received. "


def snake(name: str) -> str:
    """``updateCells`` as protocol buffers spell it: ``update_cells``."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda m: "_" + m[1].lower(), name)


def parse_body(method: Method, text: bytes) -> Json:
    """A request's body in canonical form.

    Raises:
        ApiError: The text is no JSON, or does not fit the method's type.
    """
    if method.request is None or not text.strip():
        return {}
    try:
        body = json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ApiError(400, f"{_PAYLOAD}Unexpected token.\n{error}") from error
    reader = _Reader(method.api, prefix=_PREFIX.get(method.id, ""))
    found = reader.message(method.request, body)
    reader.raise_faults()
    return found


def parse_parameters(method: Method, query: list[tuple[str, str]]) -> Json:
    """The query's parameters, typed; repeated ones are lists.

    Raises:
        ApiError: A parameter that the method does not have, or a value that does not fit.
    """
    reader = _Reader(method.api)
    found: Json = {}
    names = {snake(name): name for name in method.parameters} | {n: n for n in method.parameters}
    for given, value in query:
        name = names.get(given)
        if name is None:
            # Drive overlooks what it does not know.
            if method.api != "drive":
                reader.unknown_parameter(given)
            continue
        described = method.parameters[name]
        read = reader.parameter(name, described, value)
        if described.get("repeated"):
            found.setdefault(name, []).append(read)
        else:
            found[name] = read
    reader.raise_faults()
    return found


def check(api: str, type_name: str, value: Any) -> None:
    """Holds an answer of the emulator against Google's types.

    Raises:
        AssertionError: The emulator itself is at fault.
    """
    reader = _Reader(api, strict=True)
    reader.message(type_name, value)
    if reader.faults:
        told = "; ".join(item["description"] for item in reader.faults)
        raise AssertionError(f"the emulator's {type_name} is not Google's: {told}")


@dataclass(frozen=True)
class _Field:
    """One field of a type.

    Attributes:
        name: In camel case.
        described: As the discovery document does.
        step: Its place below its message, as faults name it.
        plain: The Python type of which every value fits; None when a closer look is needed.
    """

    name: str
    described: Json
    step: str
    plain: type | None


@cache
def _fields(api: str, type_name: str, strict: bool) -> dict[str, _Field]:
    """A type's fields by the names that may stand in JSON."""
    found = {}
    for name, described in schema(api, type_name).get("properties", {}).items():
        one = _Field(name, described, "." + snake(name), _plain(described))
        found[name] = one
        if not strict:
            found.setdefault(snake(name), one)
    return found


def _plain(described: Json) -> type | None:
    if "enum" in described or "format" in described:
        return None
    return {"string": str, "boolean": bool}.get(described.get("type", ""))


class _Reader:
    """Walks a value along its type and collects faults."""

    def __init__(self, api: str, *, strict: bool = False, prefix: str = "") -> None:
        self.api = api
        self.strict = strict
        self.faults: list[Json] = []
        self._steps = [prefix] if prefix else []
        self._seen: set[tuple[int, str]] = set()

    def raise_faults(self) -> None:
        if self.faults:
            raise bad_fields(self.faults)

    def message(self, type_name: str, value: Any) -> Json:
        """An object of a named type, canonical: camel-case names, nulls left out."""
        if not isinstance(value, dict):
            self._invalid(_PACKAGE[self.api] + type_name, value)
            return {}
        if self.strict:
            # Parts that many cells share are looked at once.
            if (id(value), type_name) in self._seen:
                return value
            self._seen.add((id(value), type_name))
        fields = _fields(self.api, type_name, self.strict)
        found: Json = {}
        for given, inner in value.items():
            field = fields.get(given)
            if field is None:
                # Drive overlooks what it does not know.
                if self.strict or self.api != "drive":
                    self._unknown(given, "Cannot find field.")
            elif type(inner) is field.plain:
                found[field.name] = inner
            elif inner is not None:
                found[field.name] = self._field(field, inner, given)
            elif self.strict:
                self._invalid(f"null in {field.name}", inner)
        if type_name in _ONE_OF and len(found) > 1:
            self._twice(_ONE_OF[type_name], list(found)[1])
        return found

    def _field(self, field: _Field, value: Any, given: str) -> Any:
        described = field.described
        kind = described.get("type")
        if isinstance(value, list) and kind not in ("array", "any"):
            self._unknown(given, "Proto field is not repeating, cannot start list.")
            return None
        self._steps.append(field.step)
        found = (
            self._list(described["items"], value)
            if kind == "array"
            else self._value(described, value)
        )
        self._steps.pop()
        return found

    def _list(self, items: Json, value: Any) -> list[Any]:
        """A repeated field; one value alone is one too, and lists within a list are one list."""
        if items.get("type") == "array":
            return self._rows(items, value)
        if not isinstance(value, list) and not self.strict:
            return [self._value(items, value)]
        if not isinstance(value, list):
            self._invalid(self._type_name(items), value)
            return []
        found: list[Any] = []
        for index, inner in enumerate(value):
            self._steps.append(f"[{index}]")
            if inner is None:
                self._invalid(self._type_name(items), inner)
            elif isinstance(inner, list) and not self.strict:
                found += self._list(items, inner)
            else:
                found.append(self._value(items, inner))
            self._steps.pop()
        return found

    def _rows(self, items: Json, value: Any) -> list[Any]:
        if not isinstance(value, list):
            self._invalid(self._type_name(items), value)
            return []
        for index, inner in enumerate(value):
            if not isinstance(inner, list):
                self._steps.append(f"[{index}]")
                self._invalid(self._type_name(items), inner)
                self._steps.pop()
        return [list(inner) for inner in value if isinstance(inner, list)]

    def _value(self, described: Json, value: Any) -> Any:
        if "$ref" in described:
            return self.message(described["$ref"], value)
        kind = described.get("type")
        if kind == "any":
            return value
        if kind == "object":
            return self._map(described, value)
        return self.scalar(described, value)

    def _map(self, described: Json, value: Any) -> Json:
        if not isinstance(value, dict):
            self._invalid("type.googleapis.com/google.protobuf.Struct", value)
            return {}
        inner = described.get("additionalProperties")
        return value if inner is None else {k: self._value(inner, v) for k, v in value.items()}

    def scalar(self, described: Json, value: Any) -> Any:
        """A number, text, truth value or one of an enumeration's names."""
        kind, form = described.get("type"), described.get("format")
        if "enum" in described:
            return self._enumerated(described, value)
        found: Any
        if kind == "boolean":
            found = _boolean(value, strict=self.strict)
        elif kind == "integer" or form in _INTEGERS:
            found = _integer(value, form or "int32", strict=self.strict)
            if found is not None and kind == "string":
                found = str(found)
        elif kind == "number":
            found = _number(value, strict=self.strict)
        else:
            found = value if isinstance(value, str) else None
        if found is None:
            self._invalid(_PROTO.get(form or "", _PROTO.get(str(kind), "")), value)
        return found

    def _enumerated(self, described: Json, value: Any) -> Any:
        names = described["enum"]
        if value in names:
            return value
        if not self.strict and isinstance(value, int) and 0 <= value < len(names):
            return names[value]
        last = next((step[1:] for step in reversed(self._steps) if step[0] == "."), "")
        name = "".join(part.capitalize() for part in last.split("_"))
        self._invalid(_PACKAGE[self.api] + name, value)
        return None

    def _type_name(self, described: Json) -> str:
        if "$ref" in described:
            return _PACKAGE[self.api] + str(described["$ref"])
        if described.get("type") == "array":
            return "type.googleapis.com/google.protobuf.ListValue"
        return _PROTO.get(described.get("format", ""), _PROTO.get(described["type"], ""))

    @property
    def _place(self) -> str:
        return "".join(self._steps).removeprefix(".")

    def _invalid(self, type_name: str, value: Any) -> None:
        # Google shows scalars and says nothing more of objects.
        shown = "" if isinstance(value, dict | list) else json.dumps(value, ensure_ascii=False)
        told = f"Invalid value at '{self._place}' ({type_name}), {shown}".rstrip(", ")
        self.faults.append(violation(self._place, told))

    def _unknown(self, name: str, why: str) -> None:
        at = f" at '{self._place}'" if self._steps else ""
        told = f'{_PAYLOAD}Unknown name "{name}"{at}: {why}'
        self.faults.append(violation(self._place, told))

    def parameter(self, name: str, described: Json, value: str) -> Any:
        """One value of a query parameter."""
        self._steps = ["." + snake(name)]
        found = self.scalar(described, value)
        self._steps = []
        return found

    def unknown_parameter(self, name: str) -> None:
        """A query parameter that the method does not have."""
        told = (
            f'{_PAYLOAD}Unknown name "{name}": Cannot bind query parameter. '
            f"Field '{name}' could not be found in request message."
        )
        self.faults.append(violation("", told))

    def _twice(self, union: str, name: str) -> None:
        told = (
            f"Invalid value at '{self._place}' (oneof), oneof field '{union}' is already set. "
            f"Cannot set '{name}'"
        )
        self.faults.append(violation(self._place, told))


_PROTO = {
    "int32": "TYPE_INT32",
    "int64": "TYPE_INT64",
    "uint32": "TYPE_UINT32",
    "double": "TYPE_DOUBLE",
    "float": "TYPE_FLOAT",
    "boolean": "TYPE_BOOL",
    "integer": "TYPE_INT32",
    "number": "TYPE_DOUBLE",
    "string": "TYPE_STRING",
}


def _boolean(value: Any, *, strict: bool) -> bool | None:
    if isinstance(value, bool):
        return value
    if not strict and isinstance(value, str):
        return {"true": True, "false": False, "1": True, "0": False}.get(value.lower())
    return None


def _integer(value: Any, form: str, *, strict: bool) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and (not strict or form == "int64"):
        value = int(value) if re.fullmatch(r"-?\d+", value) else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    bits = _INTEGERS.get(form, 31)
    low = 0 if form == "uint32" else -(2**bits)
    return value if isinstance(value, int) and low <= value < 2**bits else None


def _number(value: Any, *, strict: bool) -> float | int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    if not strict and isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return None
    return None
