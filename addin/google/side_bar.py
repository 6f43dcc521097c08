"""The side bar: the pages of the Excel pane over Google's cells, as files of the project."""

from __future__ import annotations

import json
from typing import Any

import kpicells
from kpicells.addin.excel.pane_data import cards as excel_cards
from kpicells.addin.excel.pane_data import texts as excel_texts
from kpicells.addin.google.bundle import bundle, style, without_comments
from kpicells.addin.google.functions import FROM_WORKSPACE, PREFIX, TEXTS, formulas_script
from kpicells.addin.google.search_data import search_data
from kpicells.addin.plain_texts import plain_texts
from kpicells.formulas import Kpi, catalog
from kpicells.formulas.hosts import emit

LANGUAGES = ("en", "ru")
_FORMULAS_SCRIPTS = ("Cells", "Spreading", "Calling", "Words")
"""What computes in cells computes in the side bar's previews too."""


def style_page() -> str:
    """The style sheet as a page that others take in."""
    return f"<style>\n{style()}</style>\n"


def script_page(scripts: dict[str, str]) -> str:
    """The side bar's scripts as a page that others take in.

    Args:
        scripts: The project's own scripts, by name.
    """
    pages = bundle("pane/main.js", {"data/functions.js": functions_module()})
    computing = [formulas_script("ru"), *(scripts[name] for name in _FORMULAS_SCRIPTS)]
    return "\n".join(
        (
            f'<script type="application/json" id="data">{_in_page(_data())}</script>',
            *(f"<script>\n{without_comments(script)}</script>" for script in computing),
            f"<script>\n{pages}\n</script>",
            "",
        )
    )


def cards(lang: str) -> dict[str, Any]:
    """Every KPI as the side bar shows it.

    >>> [card["function"] for card in cards("en")["kpis"] if card["id"] == "ER"]
    ['KPI_ER']
    """
    found = excel_cards(lang)
    for card in found["kpis"]:
        kpi = catalog[card["id"]]
        card["function"] = PREFIX + kpi.id
        card["total"] = card["total"].replace("KPI.TOTAL", f"{PREFIX}TOTAL")
        card["own"] = False  # an agency's own KPIs compute in the sheet as well
    return found


def _data() -> dict[str, Any]:
    """What stands in the files of the Excel pane, by their names."""
    data: dict[str, Any] = {"search.json": search_data(), "native.json": _native_formulas()}
    for lang in LANGUAGES:
        data[f"cards.{lang}.json"] = cards(lang)
        data[f"texts.{lang}.json"] = excel_texts(lang) | plain_texts(TEXTS, lang)
    return data


def _native_formulas() -> dict[str, dict[str, Any]]:
    """Each KPI as an ordinary formula, with ⟦0⟧ where its first argument comes."""
    return {kpi.id: _native(kpi) for kpi in catalog.values()}


def _native(kpi: Kpi) -> dict[str, Any]:
    places = [f"⟦{place}⟧" for place, _ in enumerate(kpi.parameters)]
    return {
        "formula": emit(kpi, "google", places),
        "single": [place for place, one in enumerate(kpi.parameters) if not one.is_range],
    }


def functions_module() -> str:
    """The names of the functions, as the pages import them."""
    told = {
        "names": [kpi.id for kpi in catalog.values()],
        "fromServer": [*FROM_WORKSPACE, "OWN"],
        "version": kpicells.__version__,
        "own": f'{PREFIX}OWN("{{id}}")',
    }
    return f"export const FUNCTIONS = {json.dumps(told)};\n"


def _in_page(data: dict[str, Any]) -> str:
    """Data inside a page, in which no text can end the element."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
