"""What a KPI is: the catalogue, and every host that is printed from it.

>>> from kpicells.formulas import catalog
>>> catalog["CPM"](spend=50, impressions=10_000)
5.0
"""

from kpicells.formulas.errors import (
    CellError,
    DefinitionError,
    KpicellsError,
    NotAdditive,
    NotANumber,
    OutOfRange,
    UnknownKpi,
    Unprintable,
    ZeroDenominator,
)
from kpicells.formulas.kpi import Better, Example, Goal, Kpi, Stage, kpi
from kpicells.formulas.metrics import Metric, Over, metrics
from kpicells.formulas.registry import Catalog
from kpicells.formulas.units import Unit

catalog = Catalog()
"""Every KPI by id."""

__all__ = [
    "Better",
    "Catalog",
    "CellError",
    "DefinitionError",
    "Example",
    "Goal",
    "Kpi",
    "KpicellsError",
    "Metric",
    "NotANumber",
    "NotAdditive",
    "OutOfRange",
    "Over",
    "Stage",
    "Unit",
    "UnknownKpi",
    "Unprintable",
    "ZeroDenominator",
    "catalog",
    "kpi",
    "metrics",
]
