"""What the side bar's search knows, as plain data: the words of the catalogue, and of people.

The side bar has no Python, so ``web/python/finder.js`` reads queries as
:class:`~kpicells.formulas.search.Finder` does; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kpicells.formulas import Kpi, catalog
from kpicells.formulas import search_words as words


def search_data() -> dict[str, Any]:
    """The words of the search.

    >>> [kpi for kpi in search_data()["kpis"] if kpi["id"] == "CPL"][0]["names"][:2]
    ['CPL', 'Cost per lead']
    """
    return {
        "kpis": [_texts(kpi) for kpi in catalog.values()],
        "same": dict(words.SAME),
        "also": dict(words.ALSO),
        "weak": sorted(words.WEAK),
        "silent": sorted(words.SILENT),
        "endings": list(words.ENDINGS),
        "lookalikes": _letters(words.LOOKALIKES),
        "lookalikesBack": _letters(words.LOOKALIKES_BACK),
        "otherLayout": _letters(words.OTHER_LAYOUT),
        "spoken": dict(words.SPOKEN),
        "wellKnown": list(words.WELL_KNOWN),
    }


def _texts(kpi: Kpi) -> dict[str, Any]:
    return {
        "id": kpi.id,
        "names": [kpi.id, kpi.en, kpi.ru, *kpi.aliases],
        "said": list(words.SAID.get(kpi.id, ())),
        "arguments": [[p.en, p.ru, p.name] for p in kpi.parameters],
        "meanings": [kpi.meaning, kpi.ru_meaning],
    }


def _letters(table: Mapping[int, int | str | None]) -> dict[str, str]:
    return {
        chr(typed): chr(meant) if isinstance(meant, int) else meant or ""
        for typed, meant in table.items()
    }
