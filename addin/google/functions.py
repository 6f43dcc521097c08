"""The custom functions of Google Sheets: what a person types, with help in one language.

A function hands what it was given to the hand-written scripts in ``script/``; the formulas are
JavaScript printed from the definitions, and computed in the sheet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kpicells.addin.function_help import (
    any_total_arguments,
    any_total_help,
    argument_help,
    function_help,
)
from kpicells.addin.reasons import as_data
from kpicells.formulas import Kpi, NotAdditive, catalog
from kpicells.formulas.hosts import javascript
from kpicells.formulas.hosts.equation import equation
from kpicells.formulas.hosts.named import addin_name
from kpicells.templates.words import Words

TEXTS = "kpicells.addin.google"
PREFIX = "KPI_"
FROM_WORKSPACE = {
    "DATA": ("client", "metric", "month", "source"),
    "TARGET": ("client", "kpi", "month"),
    "STATUS": ("client", "kpi", "month"),
}
"""What a server alone answers, and its arguments; those after the second may be left out.

``STATUS`` is a KPI as well: a text in the first place asks the workspace.
"""
NAMED = ("TOTAL", "WHY", "OWN")
"""Functions whose first argument is a KPI's name."""


def functions_script(lang: str) -> str:
    """The functions with their help, as a script.

    Args:
        lang: ``en`` or ``ru``: the language of the help.
    """
    return "\n".join(("// Generated from the catalogue of KPIs.", *_functions(lang)))


def formulas_script(lang: str) -> str:
    """The formulas behind the functions, and why some KPIs have no total.

    Args:
        lang: ``en`` or ``ru``; in Russian, reasons of errors name the arguments as people do.
    """
    totals, refusals = _totals()
    kpis = ",\n".join(_formula(kpi, lang) for kpi in (*catalog.values(), *totals))
    aliases = {addin_name(k): k.id for k in catalog.values() if addin_name(k) != k.id}
    return "\n".join(
        (
            "// Generated from the catalogue of KPIs.",
            javascript.runtime(),
            "/** @type {Record<string, Formula>} */",
            f"const FORMULAS_ = {{\n{kpis},\n}};",
            _constant("ALIASES_", "Record<string, string>", aliases),
            _constant("NO_TOTAL_", "Record<string, string>", refusals),
            _constant("REASONS_", "Reasons | null", as_data() if lang == "ru" else None),
            "",
        )
    )


def function_names() -> list[str]:
    """Every function as it is typed in a cell."""
    computed = [kpi.id for kpi in catalog.values() if kpi.id not in FROM_WORKSPACE]
    return [f"{PREFIX}{name}" for name in (*computed, *NAMED, *FROM_WORKSPACE)]


def _functions(lang: str) -> Iterator[str]:
    say = Words(lang, TEXTS)
    for kpi in catalog.values():
        if kpi.id not in (*FROM_WORKSPACE, *NAMED):
            yield _computed(kpi, lang, say)
    kpi_id, each_range = any_total_arguments(lang)
    named = [("string", "kpi", kpi_id), ("...*", "ranges", each_range)]
    yield _function("TOTAL", [any_total_help(lang)], named, say("returns-total"), "total_")
    given = [("string", "kpi", kpi_id), ("...*", "cells", say("ask-cells"))]
    yield _function("WHY", [say("function-why")], given, say("returns-why"), "why_")
    own = [("string", "kpi", say("ask-own")), ("...*", "cells", say("ask-cells"))]
    yield _function("OWN", [say("function-own")], own, say("returns-own"), "own_")
    for name in FROM_WORKSPACE:
        yield _asked(name, lang, say)


def _computed(kpi: Kpi, lang: str, say: Words) -> str:
    taken = [("number", p.name, argument_help(p, lang)) for p in kpi.parameters]
    return _function(kpi.id, _about(kpi, lang, say), taken, say(f"returns-{kpi.unit}"), "formula_")


def _about(kpi: Kpi, lang: str, say: Words) -> list[str]:
    given = "; ".join(_written(kpi.example.arguments[name], lang) for name in kpi.arguments)
    call, result = f"={PREFIX}{kpi.id}({given})", _written(kpi.example.gives, lang)
    return [
        function_help(kpi, lang),
        f"= {equation(kpi.body)}",
        say("help-example", call=call, result=result),
    ]


def _written(value: Any, lang: str) -> str:
    """A number or a column of them, as people of that language type it."""
    if isinstance(value, tuple | list):
        return "{" + "; ".join(_written(one, lang) for one in value) + "}"
    text = f"{value:.10g}" if isinstance(value, int | float) else str(value)
    return text.replace(".", ",") if lang == "ru" else text


def _asked(name: str, lang: str, say: Words) -> str:
    """A function of the workspace; the one that is a KPI too says so for each argument."""
    taken = [("*", argument, say(f"ask-{argument}")) for argument in FROM_WORKSPACE[name]]
    about = [say(f"function-{name.lower()}")]
    if name in catalog:
        about.append(say("function-or", second=function_help(catalog[name], lang)))
        taken = [
            ("*", own, say("ask-or", first=text, second=argument_help(parameter, lang)))
            for (_, own, text), parameter in zip(taken, catalog[name].parameters, strict=True)
        ]
    optional = [(kind, f"[{own}]", text) for kind, own, text in taken[2:]]
    asks = "status_" if name in catalog else "asked_"
    return _function(name, about, [*taken[:2], *optional], say("returns-asked"), asks)


def _function(
    name: str,
    about: Iterable[str],
    takes: Sequence[tuple[str, str, str]],
    returns: str,
    answers: str,
) -> str:
    lines = [*about, ""]
    lines += [f"@param {{{kind}}} {own} {text}" for kind, own, text in takes]
    lines += [f"@return {{*}} {returns}", "@customfunction"]
    comment = "\n".join(f" * {_one_line(line)}".rstrip() for line in lines)
    names = ", ".join(
        f"...{own}" if kind.startswith("...") else own.strip("[]") for kind, own, _ in takes
    )
    return (
        f"/**\n{comment}\n */\n"
        f"function {PREFIX}{name}({names}) {{\n"
        f"  return {answers}({json.dumps(name)}, arguments);\n}}\n"
    )


def _one_line(text: str) -> str:
    """A text that ends no comment and begins no tag of its own."""
    return " ".join(text.split()).replace("*/", "* /")


def _formula(kpi: Kpi, lang: str) -> str:
    takes = [
        {"name": p.name, "beside": list(p.beside)} | ({"label": p.ru} if lang == "ru" else {})
        for p in kpi.parameters
    ]
    described = json.dumps(takes, ensure_ascii=False)
    return f"  {kpi.id}: {{ takes: {described}, compute: {javascript.function(kpi)} }}"


def _totals() -> tuple[list[Kpi], dict[str, str]]:
    totals, refusals = [], {}
    for kpi in catalog.values():
        try:
            totals.append(kpi.total)
        except NotAdditive as error:
            refusals[kpi.id] = str(error)
    return totals, refusals


def _constant(name: str, kind: str, value: Any) -> str:
    told = json.dumps(value, ensure_ascii=False)
    return f"/** @type {{{kind}}} */\nconst {name} = {told};"
