"""What Excel is told of each function: ``functions.json`` of the Office.js add-in, by language.

Every argument is a range to Excel, also where a person gives one cell: so a range comes as one
array and spills, and a blank cell comes as a blank and not as zero. Errors in cells come through
to the function, so that one of them does not spoil a whole range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kpicells.addin.function_help import (
    any_total_arguments,
    any_total_help,
    argument_help,
    function_help,
)
from kpicells.formulas import Kpi, catalog
from kpicells.formulas.hosts.named import addin_name
from kpicells.templates.words import Words

TEXTS = "kpicells.addin.excel"
NAMESPACE = "KPI"
TOTAL = "TOTAL"
"""``KPI.TOTAL("CTR", clicks, impressions)``: the total of any KPI."""

FROM_WORKSPACE: Mapping[str, tuple[str, ...]] = {
    "DATA": ("client", "metric", "month", "source"),
    "TARGET": ("client", "kpi", "month"),
    "STATUS": ("client", "kpi", "month"),
}
"""What only a server can answer, and its arguments; those after the second may be left out.

``STATUS`` is a KPI as well: ``KPI.STATUS(attainment, ...)`` computes, and a client's name in the
first place asks the workspace.
"""


def functions_json(lang: str, base_url: str) -> dict[str, Any]:
    """The metadata of all functions.

    Args:
        lang: ``en`` or ``ru``.
        base_url: Where the add-in's pages lie; a function's help is its card there.
    """
    return {
        "allowErrorForDataTypeAny": True,
        "functions": [_as_matrices(function, base_url) for function in _functions(lang)],
    }


def function_names() -> list[str]:
    """What stands after ``KPI.``, in the order of the catalogue."""
    return [function["id"] for function in _functions("en")]


def _functions(lang: str) -> Iterator[dict[str, Any]]:
    say = Words(lang, TEXTS)
    for kpi in catalog.values():
        if kpi.id not in FROM_WORKSPACE:
            yield _computed(kpi, lang)
    kpi_id, each_range = any_total_arguments(lang)
    yield _described(
        TOTAL,
        any_total_help(lang),
        [(say("name-kpi"), kpi_id), (say("name-range"), each_range)],
        repeating=True,
    )
    for name in FROM_WORKSPACE:
        yield _asked(name, lang, say)


def _computed(kpi: Kpi, lang: str) -> dict[str, Any]:
    names = _names([p.ru if lang == "ru" else p.name for p in kpi.parameters])
    helps = [argument_help(parameter, lang) for parameter in kpi.parameters]
    return _described(
        addin_name(kpi), function_help(kpi, lang), list(zip(names, helps, strict=True))
    )


def _asked(name: str, lang: str, say: Words) -> dict[str, Any]:
    """A function of the workspace; the one that is a KPI too says so for each argument."""
    given = [(say(f"name-{argument}"), say(f"ask-{argument}")) for argument in FROM_WORKSPACE[name]]
    description = say(f"function-{name.lower()}")
    if name in catalog:
        kpi = _computed(catalog[name], lang)
        description = say("function-or", first=description, second=kpi["description"])
        given = [
            (
                say("name-or", first=own, second=other["name"]),
                say("ask-or", first=help_, second=other["description"]),
            )
            for (own, help_), other in zip(given, kpi["parameters"], strict=True)
        ]
    function = _described(name, description, given)
    for parameter in function["parameters"][2:]:
        parameter["optional"] = True
    return function


def _described(
    name: str, description: str, arguments: list[tuple[str, str]], *, repeating: bool = False
) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [{"name": n, "description": text} for n, text in arguments]
    if repeating:
        parameters[-1]["repeating"] = True
    return {"id": name, "name": name, "description": description, "parameters": parameters}


def _as_matrices(function: dict[str, Any], base_url: str) -> dict[str, Any]:
    for parameter in function["parameters"]:
        parameter |= {"type": "any", "dimensionality": "matrix"}
    return function | {
        "helpUrl": f"{base_url}/pane.html?kpi={function['id']}",
        "result": {"type": "any", "dimensionality": "matrix"},
        "options": {"cancelable": True},
    }


def _names(names: list[str]) -> list[str]:
    """Argument names as Excel shows them while a person types: without blanks, each only once."""
    found: list[str] = []
    for name in names:
        word = re.sub(r"\W+", "_", name.lower()).strip("_")
        found.append(word if word not in found else f"{word}_{len(found) + 1}")
    return found
