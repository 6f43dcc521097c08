"""What the lists of the site hold: families of KPIs, and metrics with what may be summed."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from docs.reference.words import SiteWords
from kpicells.formulas import Kpi, Metric, Over, catalog, metrics
from kpicells.formulas.search_words import WELL_KNOWN
from kpicells.formulas.signature import Parameter
from kpicells.formulas.totals import Obstacle, obstacle

_CATALOG = "kpicells.formulas.catalog"


@dataclass(frozen=True)
class Family:
    """The KPIs of one module of the catalogue, in their order there."""

    name: str
    kpis: tuple[Kpi, ...]


@dataclass(frozen=True)
class MetricLine:
    """A metric, and over what it may be summed.

    Attributes:
        metric: The metric.
        name: Its name in the page's language.
        days: Whether over days and other parts of time.
        parts: Whether over posts, campaigns and accounts at one time.
        why: Why not; empty where it may be summed over anything.
    """

    metric: Metric
    name: str
    days: bool
    parts: bool
    why: str


def families() -> Sequence[Family]:
    """The families in the order of the catalogue."""
    home = {}
    for module in pkgutil.iter_modules(import_module(_CATALOG).__path__):
        for value in vars(import_module(f"{_CATALOG}.{module.name}")).values():
            if isinstance(value, Kpi):
                home[value.id] = module.name
    found: dict[str, list[Kpi]] = {}
    for kpi in catalog.shipped.values():
        found.setdefault(home[kpi.id], []).append(kpi)
    return [Family(name, tuple(kpis)) for name, kpis in found.items()]


def well_known() -> Sequence[str]:
    """The KPIs that most people ask for."""
    return WELL_KNOWN


def metric_lines(words: SiteWords) -> Sequence[MetricLine]:
    """Every metric, in the order of its table."""
    return [
        MetricLine(
            metric,
            metric.name(words.lang),
            Over.DAYS in metric.adds_over,
            Over.PARTS in metric.adds_over,
            words(f"metric-{why.value}") if (why := _why_not(metric)) else "",
        )
        for metric in metrics.shipped.values()
    ]


def _why_not(metric: Metric) -> Obstacle | None:
    """What stands in the way of a sum, as the totals of KPIs judge it."""
    of_metric = Parameter(metric.id, metric.unit, metric.en, metric.ru)
    found = obstacle(replace(catalog["CTR"], parameters=(of_metric,)))
    return found[1] if found else None
