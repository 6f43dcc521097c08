"""What looks wrong in the numbers, told on the dashboard and in the log of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kpicells.sheets_sync.facts.rollup import Rollup
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.quality.checking import look
from kpicells.sheets_sync.quality.findings import Finding
from kpicells.sheets_sync.quality.telling import Teller, of_dashboard
from kpicells.sheets_sync.workspace import Workspace
from kpicells.templates.content import LogLine


def findings_of(workspace: Workspace, client: str) -> list[Finding]:
    """What looks wrong in a client's facts; nothing where there are none.

    Raises:
        StoreError: The facts cannot be read.
    """
    if not workspace.facts.exists():
        return []
    with Store(workspace.facts, read_only=True) as store:
        return look(store, client)


def noticed(
    found: Sequence[Finding], plan: Plan, rollup: Rollup, until: date = date.max
) -> tuple[str, ...]:
    """The sentences for a dashboard or a review: on what is recent and feeds a KPI of the plan.

    Args:
        found: What looks wrong.
        plan: The client's plan.
        rollup: The client's numbers.
        until: The last day that is looked at.
    """
    if not rollup.through:
        return ()
    used = {
        (source, metric)
        for row in plan.kpis
        for source in row.sources or rollup.through
        for metric in row.arguments.values()
    }
    teller = Teller(plan.lang)
    newest = min(until, max(rollup.through.values()))
    known = [one for one in found if one.last <= newest]
    return tuple(map(teller.notice, of_dashboard(known, newest, used)))


def with_findings(
    said: str, found: Iterable[Finding], lang: str, before: Iterable[LogLine] = ()
) -> str:
    """A line of the log with what it does not tell yet of the findings."""
    new = Teller(lang).logged(found, [line.what for line in before])
    return f"{said} {new}." if new else said
