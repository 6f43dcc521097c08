"""What Python does inside the add-in: texts of JSON in, texts of JSON out.

A worker of the add-in's page loads this with Pyodide, so that nothing leaves the machine and the
page never waits. Only the standard library and the formulas are there.
"""

from __future__ import annotations

import json
from typing import Any

from kpicells.addin.calls import Calls
from kpicells.addin.excel.portable import portable
from kpicells.addin.reasons import translated
from kpicells.formulas import catalog
from kpicells.formulas.hosts import emit
from kpicells.formulas.search import Finder

_calls = Calls.of(catalog.values())
_finder: Finder | None = None


def answer(batch: str, lang: str) -> str:
    """Answer a batch of calls, as the server's ``/v1/call`` does.

    >>> answer('{"calls": [{"id": "CTR", "args": [5, 100]}]}', "en")
    '{"results": [{"value": 0.05}]}'
    """
    return json.dumps(
        {"results": [_answered(call["id"], call["args"], lang) for call in _read(batch)["calls"]]},
        ensure_ascii=False,
    )


def find(query: str) -> str:
    """The KPIs that match a query, best first, and what its words were taken for.

    >>> found = json.loads(find("цена лида"))
    >>> found["ids"][0], found["complete"]
    ('CPL', True)
    """
    global _finder
    if _finder is None:
        _finder = Finder(catalog.values())
    found = _finder(query)
    return json.dumps(
        {
            "ids": [kpi.id for kpi in found.kpis],
            "readAs": dict(found.read_as),
            "unknown": list(found.unknown),
            "complete": found.complete,
        },
        ensure_ascii=False,
    )


def native(kpi_id: str, cells: str, lang: str) -> str:
    """A KPI as an ordinary formula over cells, in English and as it is typed in a country.

    >>> json.loads(native("CTR", '["B2", "C2"]', "ru"))["typed"][:28]
    '=ЕСЛИ(ЕЧИСЛО(B2)*ЕЧИСЛО(C2);'

    Args:
        kpi_id: The KPI.
        cells: A JSON list: what stands for each argument.
        lang: ``en`` or ``ru``.
    """
    kpi, places = catalog[kpi_id], _read(cells)
    return json.dumps(
        {"formula": emit(kpi, "excel", places), "typed": emit(kpi, "excel", places, lang)},
        ensure_ascii=False,
    )


def make_portable(formulas: str, own_names: str) -> str:
    """Formulas with their KPI calls replaced by ordinary ones.

    >>> json.loads(make_portable('["=KPI.CTR(B2,C2)"]', "[]"))[0]["replaced"]
    ['CTR']

    Args:
        formulas: A JSON list of formulas, in English.
        own_names: A JSON list of the names in the workbook, in small letters.
    """
    names = frozenset(_read(own_names))
    found = (portable(text, catalog.__getitem__, own_names=names) for text in _read(formulas))
    return json.dumps(
        [
            {"text": one.text, "replaced": one.replaced, "left": one.left, "many": one.many}
            for one in found
        ],
        ensure_ascii=False,
    )


def _answered(name: str, args: list[Any], lang: str) -> dict[str, Any]:
    try:
        found = _calls.answer(name, args)
    except Exception as error:  # noqa: BLE001  (its neighbours are to be answered)
        return {"error": "#N/A", "reason": f"an error in kpicells itself: {error!r}"}
    if lang != "ru":
        return found
    return translated(found, catalog.get(Calls.id_of(name)))


def _read(text: str) -> Any:
    return json.loads(text)
