"""Where each KPI stands against its target, from the same rows as the workbook's formulas.

A refresh needs it before there is a workbook to compute; that both say the same is tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from kpicells.formulas.errors import KpicellsError
from kpicells.sheets_sync.facts.figures import NoFigure, figure
from kpicells.sheets_sync.hosts.xlsx_open import parse_area
from kpicells.sheets_sync.months import days_in_month, month_after, month_before
from kpicells.sheets_sync.refresh.comparing import Target
from kpicells.sheets_sync.refresh.diff import Kept, Place
from kpicells.sheets_sync.refresh.remaking import carry_over
from kpicells.sheets_sync.review.standing import Standing
from kpicells.templates.build import build
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.figures import Figures
from kpicells.templates.layout import Workbook
from kpicells.templates.names import kpi_names

_DAY_ZERO = date(1899, 12, 30)


def with_typed(content: Content, target: Target) -> Content:
    """The content with the targets, the threshold and the next review that people typed."""
    if target.book is None:
        return content
    layout = build(content)
    return counting(content, layout, carry_over(target, layout).typed)


def counting(content: Content, layout: Workbook, typed: Iterable[Kept]) -> Content:
    """The same, where its layout and what was typed into it are known."""
    at = {kept.place: kept for kept in typed}
    names = kpi_names(content)
    kpis = []
    for kpi in content.kpis:
        targets = dict(kpi.targets)
        for month, kept in zip(
            content.months, _found(layout, f"target_{names[kpi.key]}", at), strict=True
        ):
            if kept is not None:
                targets.pop(month, None)
                if isinstance(kept.found, float) and kept.found > 0:
                    targets[month] = kept.found
        kpis.append(replace(kpi, targets=targets))
    (threshold,), (day,) = (_found(layout, name, at) for name in ("on_track", "next_review"))
    if threshold is not None and isinstance(threshold.found, float) and threshold.found > 0:
        content = replace(content, on_track=threshold.found)
    if day is not None and isinstance(day.found, float) and 1 < day.found < 2e6:
        content = replace(content, next_review=_DAY_ZERO + timedelta(int(day.found)))
    return replace(content, kpis=tuple(kpis))


def _found(layout: Workbook, name: str, typed: Mapping[Place, Kept]) -> list[Kept | None]:
    area = parse_area(layout.all_names()[name])
    assert area is not None
    return [typed.get((area.sheet, row, column)) for row, column in area.places()]


def standings(content: Content) -> dict[str, Standing]:
    """Each KPI against its target in the chosen month, by its key."""
    month = content.chosen
    return {
        kpi.key: Standing(
            actual=_value(kpi, content),
            target=kpi.targets.get(month),
            following=kpi.targets.get(month_after(month)),
            days=_days_told(kpi, content),
            of_days=days_in_month(month),
            better=kpi.better,
            builds_up=kpi.builds_up,
            on_track=content.on_track,
        )
        for kpi in content.kpis
    }


def _days_told(kpi: KpiRow, content: Content) -> int:
    """The days of the month that all sources of a KPI have told."""
    month = content.chosen
    measured = Figures(content).measured
    feeding = kpi.sources or [name for m in kpi.arguments.values() for name in measured(m)]
    known = [day for name in feeding or content.as_of if (day := content.through(name))]
    if not known:
        return 0
    return min(days_in_month(month), max(0, (min(known) - month).days + 1))


def _value(kpi: KpiRow, content: Content) -> float | None:
    rows = [
        row
        for row in (*content.data, *content.month_rows)
        if not kpi.sources or row.source in kpi.sources
    ]
    known = {}
    for argument, metric in kpi.arguments.items():
        month = content.chosen
        if argument.endswith("_start"):
            month = month_before(month)
        with suppress(NoFigure):
            known[argument] = figure([r for r in rows if r.day.replace(day=1) == month], metric)
    if kpi.definition is None:
        return known.get(str(kpi.metric))
    optional = {p.name for p in kpi.definition.parameters if p.blank_is_zero}
    if not known or any(name not in known and name not in optional for name in kpi.arguments):
        return None
    try:
        return float(kpi.definition(**dict.fromkeys(optional, 0.0) | known))
    except KpicellsError:
        return None
