"""Makes own KPIs for the tests, with all that does not matter filled in."""

from __future__ import annotations

from typing import Any

from kpicells.formulas import Better, Kpi, Stage, Unit
from kpicells.formulas.own import OwnArgument, own_kpi

POINTS = "(likes + 2*comments + 3*shares) / reach"


def own(formula: str = POINTS, kpi_id: str = "OWN_TRIAL", **said: Any) -> Kpi:
    names = {"en": "Trial", "ru": "Проба", "unit": Unit.RATIO}
    place = {"better": Better.HIGHER, "stage": Stage.INTEREST}
    return own_kpi(kpi_id, formula=formula, **{**names, **place, **said})


def plain(unit: Unit = Unit.COUNT, *, is_range: bool | None = None) -> OwnArgument:
    return OwnArgument("Something", "Нечто", unit, is_range)
