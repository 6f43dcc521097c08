"""What the functions must show in Google Sheets itself, for the menu that checks it there."""

from __future__ import annotations

from typing import Any

from kpicells.addin.google.functions import FROM_WORKSPACE, PREFIX
from kpicells.formulas import Kpi, catalog

_OTHERS: tuple[tuple[str, Any], ...] = (
    ('=KPI_TOTAL("CTR";{5;7};{100;300})', 0.03),
    ("=INDEX(KPI_CTR({1;1};{0;4});2)", 0.25),
    # An error within a range is an error, and no text that a sum passes over.
    ("=ISERROR(INDEX(KPI_CTR({1;1};{0;4});1))", True),
    ("=ISERROR(KPI_CTR(1;0))", True),
    ('=ISERROR(KPI_CTR("5";100))', True),
    ("=ISERROR(KPI_CTR(1/0;100))", True),
    ("=ISERROR(KPI_CTR(TRUE;100))", True),
    ('=LEFT(KPI_WHY("CTR";1;0);7)', "#DIV/0!"),
    ("=KPI_STATUS(1;9/10;1/2)", 2),
)


def checks() -> list[tuple[str, Any]]:
    """Formulas, and what Python says they must show.

    >>> [expected for formula, expected in checks() if formula == "=KPI_CTR(5;100)"]
    [0.05]
    """
    computed = [kpi for kpi in catalog.values() if kpi.id not in FROM_WORKSPACE]
    return [*map(_example, computed), *_OTHERS]


def _example(kpi: Kpi) -> tuple[str, float]:
    given = ";".join(_written(kpi.example.arguments[name]) for name in kpi.arguments)
    return f"={PREFIX}{kpi.id}({given})", float(kpi(**kpi.example.arguments))


def _written(value: Any) -> str:
    """A number as every country's spreadsheet reads it: a decimal as a fraction."""
    if isinstance(value, tuple | list):
        return "{" + ";".join(map(_written, value)) + "}"
    whole, _, part = f"{value:.12f}".rstrip("0").partition(".")
    return f"{int(whole + part)}/{10 ** len(part)}" if part else whole
