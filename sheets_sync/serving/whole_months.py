"""A whole month of a client at once, so that a sheet full of single cells is a few questions.

Names are those by which a cell may ask, folded; each finds what the same name finds when it is
asked alone, and what has no answer here is asked alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kpicells.formulas import metrics
from kpicells.formulas.metrics import POST_REACH
from kpicells.sheets_sync.facts.figures import NoFigure, figure
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.refresh.reviewing import Review
from kpicells.sheets_sync.serving.names import folded
from kpicells.sheets_sync.sources import SOURCE_NAMES
from kpicells.templates.rows import DataRow

Json = dict[str, Any]


def whole_figures(rows: Sequence[DataRow]) -> Json:
    """Every metric of a month, also by source.

    Args:
        rows: The rows of the month.
    """
    names = _metric_names()
    known = sorted({row.source for row in rows} & SOURCE_NAMES.keys())
    return {
        "names": names,
        "DATA": {metric: _answer(rows, metric) for metric in dict.fromkeys(names.values())},
        "sources": {
            folded(name): one for one in known for name in (one, SOURCE_NAMES[one])
        },
        "from": {one: _measured(rows, one) for one in known},
    }  # fmt: skip


def whole_plan(plan: Plan, found: Review) -> Json:
    """Every KPI of a plan in a month: its number, target and status."""
    names = {folded(row.key): row.key for row in reversed(plan.kpis)}
    for row in plan.kpis:
        for name in (row.kpi, row.metric, row.name, row.label("en"), row.label("ru")):
            if name:
                names.setdefault(folded(name), row.key)
    return {
        "names": names,
        "DATA": _numbers(found, "actual"),
        "TARGET": _numbers(found, "target"),
        "STATUS": {row.key: {"value": row.status} for row in found.kpis},
    }


def _metric_names() -> dict[str, str]:
    names = {folded(POST_REACH): POST_REACH}
    for metric in metrics.values():
        names.setdefault(folded(metric.id), metric.id)
    for metric in metrics.values():
        for name in (metric.en, metric.ru):
            names.setdefault(folded(name), metric.id)
    return names


def _answer(rows: Iterable[DataRow], metric: str, source: str | None = None) -> Json:
    try:
        return {"value": figure(tuple(rows), metric, source)}
    except NoFigure as error:
        return {"error": error.code, "reason": str(error)}


def _measured(rows: Sequence[DataRow], source: str) -> Json:
    answers = {metric: _answer(rows, metric, source) for metric in (*metrics, POST_REACH)}
    return {metric: answer for metric, answer in answers.items() if "value" in answer}


def _numbers(found: Review, which: str) -> Json:
    told = ((row.key, row.numbers[which]) for row in found.kpis)
    return {key: {"value": number} for key, number in told if number is not None}
