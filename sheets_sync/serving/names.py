"""Finds what a cell means by a name: a metric, a source, a client or a KPI of a plan."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from kpicells.formulas import metrics
from kpicells.formulas.metrics import POST_REACH
from kpicells.sheets_sync.plan import Plan, PlannedKpi
from kpicells.sheets_sync.sources import SOURCE_NAMES


def folded(name: str) -> str:
    """A name without what people write now so, now so: case, spaces, forms of letters.

    >>> folded(" Link  Clicks"), folded("link_clicks"), folded("Охват")
    ('link clicks', 'link clicks', 'охват')
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е").replace("_", " ")
    return " ".join(plain.split())


def metric_named(name: str) -> str | None:
    """The metric of this id or name, in English or Russian."""
    wanted = folded(name)
    if wanted == folded(POST_REACH):
        return POST_REACH
    for metric in metrics.values():
        if wanted == folded(metric.id):
            return metric.id
    for metric in metrics.values():
        if wanted in (folded(metric.en), folded(metric.ru)):
            return metric.id
    return None


def planned_named(plan: Plan, name: str) -> PlannedKpi | None:
    """The KPI of a plan that is called so: by its key, its id, its metric or its name."""
    bare = name.strip().upper().removeprefix("KPI.").removeprefix("KPI_")
    wanted = {folded(name), folded(bare)}
    for row in plan.kpis:
        if folded(row.key) in wanted:
            return row
    for row in plan.kpis:
        kinds = (row.kpi, row.metric, row.name, row.label("en"), row.label("ru"))
        if any(kind and folded(kind) in wanted for kind in kinds):
            return row
    return None


def source_named(name: str) -> str:
    """A source as the roll-up calls it: ``Meta Ads`` is ``meta_ads``."""
    wanted = folded(name)
    for source, called in SOURCE_NAMES.items():
        if wanted in (folded(source), folded(called)):
            return source
    return name.strip()


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint at the nearest names, or nothing."""
    by_folded = {folded(one): one for one in known}
    near = get_close_matches(folded(name), by_folded, n=2, cutoff=0.5)
    return f". Did you mean {' or '.join(by_folded[one] for one in near)}?" if near else ""
