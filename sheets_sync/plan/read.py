"""Reads plan.toml; an error names the file, the key, what was found and what is allowed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kpicells.sheets_sync.errors import PlanError
from kpicells.sheets_sync.plan.model import Plan

Model = TypeVar("Model", bound=BaseModel)


def read_plan(path: Path) -> Plan:
    """Read and check a plan.

    Raises:
        PlanError: There is no such file, it is no TOML, or a key is wrong.
    """
    return read_toml(path, Plan)


def read_toml(path: Path, model: type[Model]) -> Model:
    """Read a TOML file into a pydantic model.

    Raises:
        PlanError: There is no such file, it is no TOML, or a key is wrong.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))  # Notepad puts a mark in front
    except FileNotFoundError:
        raise PlanError(
            f"{path}: there is no such file; `kpicells init` makes one to start from"
        ) from None
    except UnicodeDecodeError:
        raise PlanError(
            f"{path}: is not saved as UTF-8; save it once more and choose the encoding UTF-8"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise PlanError(f"{path}: this is no valid TOML: {error}") from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors()
        places = [detail["loc"] for detail in details]
        # A list with a wrong row is also reported as too short: the row says more.
        worth_telling = [
            detail
            for detail in details
            if not any(
                p != detail["loc"] and p[: len(detail["loc"])] == detail["loc"] for p in places
            )
        ]
        raise PlanError(
            "\n".join(f"{path}: {explain(detail, model)}" for detail in worth_telling)
        ) from None


def explain(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """One sentence on a wrong key: which, what was found, what is allowed."""
    key = _dotted(detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        allowed = ", ".join(_keys_at(detail["loc"][:-1], model))
        return f"{key}: there is no such key; allowed here: {allowed}"
    if kind == "missing":
        return f"{key}: this key is missing"
    if kind == "value_error":
        message = str(context["error"])
        return f"{key}: {message}" if key else message
    message = detail["msg"][0].lower() + detail["msg"][1:]
    return f"{key}: found {detail['input']!r}; {message}"


def _dotted(location: Iterable[int | str]) -> str:
    """('kpis', 0, 'use', 'clicks') as ``kpis[1].use.clicks``; people count from 1."""
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        elif part != "[key]":
            text += f".{part}" if text else part
    return text


def _keys_at(location: Iterable[int | str], model: type[BaseModel]) -> list[str]:
    for part in location:
        if isinstance(part, int):
            continue
        annotation = model.model_fields[part].annotation
        inner = [a for a in (annotation, *getattr(annotation, "__args__", ())) if a is not None]
        model = next(a for a in inner if isinstance(a, type) and issubclass(a, BaseModel))
    return list(model.model_fields)
