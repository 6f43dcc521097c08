"""What the pane shows of each KPI, and its words, as plain data: opening it needs no Python."""

from __future__ import annotations

from typing import Any

import kpicells
from kpicells.addin.excel.functions import FROM_WORKSPACE, NAMESPACE, TEXTS, function_names
from kpicells.addin.function_help import argument_help
from kpicells.addin.plain_texts import plain_texts
from kpicells.formulas import Kpi, catalog
from kpicells.formulas.card import card
from kpicells.formulas.hosts.mathml import typeset
from kpicells.formulas.hosts.named import addin_name
from kpicells.formulas.search_words import WELL_KNOWN

LANGUAGES = ("en", "ru")


def cards(lang: str) -> dict[str, Any]:
    """Every KPI as the pane shows it, and which of them stand first.

    Args:
        lang: ``en`` or ``ru``.
    """
    return {
        "kpis": [_card(kpi, lang) for kpi in catalog.values()],
        "known": [kpi_id for kpi_id in WELL_KNOWN if kpi_id in catalog],
    }


def _card(kpi: Kpi, lang: str) -> dict[str, Any]:
    facts, russian = card(kpi, lang), lang == "ru"
    formula = typeset(kpi, lang)
    return {
        "id": kpi.id,
        "function": f"{NAMESPACE}.{addin_name(kpi)}",
        "name": kpi.name(lang),
        "otherName": kpi.name("en" if russian else "ru"),
        "aliases": list(kpi.aliases),
        "meaning": kpi.ru_meaning if russian else kpi.meaning,
        "confused": kpi.ru_not_to_be_confused if russian else kpi.not_to_be_confused,
        "goals": [goal.value for goal in kpi.goals],
        "stage": kpi.stage.value,
        "unit": kpi.unit.value,
        "better": kpi.better.value,
        "arguments": [
            {
                "name": parameter.name,
                "label": parameter.ru if russian else parameter.en,
                "help": argument_help(parameter, lang),
                "range": parameter.is_range,
                "letter": formula.letters.get(parameter.name, ""),
            }
            for parameter in kpi.parameters
        ],
        "formula": [formula.formula, *formula.parts],
        "example": {
            "arguments": [kpi.example.arguments[name] for name in kpi.arguments],
            "gives": kpi.example.gives,
        },
        "source": kpi.source,
        "own": kpi.id not in catalog.shipped,
        "total": facts.total.replace("KPI_TOTAL", f"{NAMESPACE}.TOTAL"),
    }


def functions() -> dict[str, Any]:
    """The names of the functions, and which of them only a server answers.

    An agency's own KPIs are among the latter: the Python inside the add-in knows the catalogue.
    """
    own = [addin_name(kpi) for kpi in catalog.values() if kpi.id not in catalog.shipped]
    return {
        "names": function_names(),
        "fromServer": [*FROM_WORKSPACE, *own],
        "version": kpicells.__version__,
        "own": f"{NAMESPACE}.{{id}}",
    }


def texts(lang: str) -> dict[str, str]:
    """The pane's words: each text with ``{name}`` where a value comes.

    >>> texts("en")["name-or"]
    '{first}_or_{second}'
    """
    return plain_texts(TEXTS, lang)
