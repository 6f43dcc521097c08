"""What the history of each KPI says at a review, from the facts to a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kpicells.sheets_sync.facts.rollup import roll_up
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.refresh.past import past_months
from kpicells.sheets_sync.refresh.weeks import monthly_history, weekly_histories
from kpicells.sheets_sync.review.movement import Direction, Movement, movements
from kpicells.sheets_sync.workspace import Workspace, client_name
from kpicells.templates.content import Content
from kpicells.templates.evidence import Evidence, sentence
from kpicells.templates.words import Words

_FIRST, _LAST = date(1990, 1, 1), date(2099, 12, 31)
_SHORT = {Direction.TOO_SHORT: "short"}


def found_in_history(workspace: Workspace, plan: Plan, content: Content) -> dict[str, Movement]:
    """What each KPI did over the time since the last review, by its key.

    Raises:
        StoreError: The facts cannot be read.
    """
    if not workspace.facts.exists():
        return {}
    from kpicells.sheets_sync.refresh.assembling import with_names

    with Store(workspace.facts, read_only=True) as store:
        known = roll_up(store, client_name(plan.client), _FIRST, _LAST, plan.currency)
    histories = weekly_histories(content, with_names(known))
    if any(kpi.key not in histories for kpi in content.kpis):
        months = past_months(workspace, plan)
        for kpi in content.kpis:
            if kpi.key not in histories and months.get(kpi.key):
                histories[kpi.key] = monthly_history(kpi, months[kpi.key])
    return movements(histories, plan.cadence_months)


def sentences(found: Mapping[str, Movement], content: Content) -> dict[str, str]:
    """The evidence of each KPI in the language of the workbook, by its key."""
    words = Words(content.lang)
    said = {key: sentence(evidence(one), words) for key, one in found.items()}
    return said | {key: words("history-gone") for key in _gone(content)}


def evidence(movement: Movement) -> Evidence:
    """A movement as plain numbers."""
    return Evidence(
        what=_SHORT.get(movement.direction, movement.direction.value),
        step=movement.step.value,
        window=movement.window,
        before=movement.before,
        change=movement.change,
        p=movement.p,
        season=movement.season,
        found_up=movement.found_up,
        found_down=movement.found_down,
        wanted=movement.wanted,
        needed=movement.needed,
        missing=movement.missing,
    )


def _gone(content: Content) -> list[str]:
    """KPIs of which none of the numbers was told for two months, while others were."""
    days = content.as_of.values()
    if not days:
        return []
    last = max(days)
    earliest = date(last.year - (last.month <= 2), (last.month - 3) % 12 + 1, 1)
    told: set[str] = set()
    for row in (*content.data, *content.month_rows):
        if row.day >= earliest:
            told |= row.metrics.keys()
    first = min(row.day for row in (*content.data, *content.month_rows)) if content.data else last
    if first > earliest:
        return []
    return [
        kpi.key
        for kpi in content.kpis
        if not told & {*kpi.arguments.values()} and "engagements" not in kpi.arguments.values()
    ]
