"""A KPI as plain data, as ``formulas --json`` and the add-ins' server give it."""

from __future__ import annotations

from typing import Any

from kpicells.formulas.kpi import Kpi
from kpicells.formulas.totals import obstacle


def entry(kpi: Kpi) -> dict[str, Any]:
    """What a KPI is, how it is called, and where it can be computed.

    >>> from kpicells.formulas import catalog
    >>> entry(catalog["CTR"])["arguments"][0]["name"]
    'clicks'
    """
    return {
        "id": kpi.id,
        "names": {"en": kpi.en, "ru": kpi.ru},
        "aliases": list(kpi.aliases),
        "meanings": {"en": kpi.meaning, "ru": kpi.ru_meaning},
        "arguments": [
            {
                "name": parameter.name,
                "unit": parameter.unit.value,
                "names": {"en": parameter.en, "ru": parameter.ru},
                "range": parameter.is_range,
                "blank_is_zero": parameter.blank_is_zero,
            }
            for parameter in kpi.parameters
        ],
        "unit": kpi.unit.value,
        "better": kpi.better.value,
        "stage": kpi.stage.value,
        "goals": [goal.value for goal in kpi.goals],
        "equation": kpi.equation,
        "source": kpi.source,
        "example": {
            "arguments": dict(kpi.example.arguments),
            "result": kpi.example.gives,
            "by": kpi.example.by,
        },
        "confused_with": {"en": kpi.not_to_be_confused, "ru": kpi.ru_not_to_be_confused},
        "totals": obstacle(kpi) is None,
        "hosts": list(kpi.hosts),
    }
