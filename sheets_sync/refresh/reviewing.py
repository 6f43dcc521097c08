"""What a review looks at: each KPI with its status, its numbers, and what to decide.

The numbers are those of the workbook, computed from its own formulas, so a terminal and a
spreadsheet cannot differ.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from kpicells.sheets_sync.hosts.compute import compute
from kpicells.sheets_sync.hosts.xlsx_open import parse_area
from kpicells.sheets_sync.plan import read_plan
from kpicells.sheets_sync.refresh.assembling import assemble
from kpicells.sheets_sync.refresh.comparing import Target
from kpicells.sheets_sync.refresh.evidence import evidence, found_in_history, sentences
from kpicells.sheets_sync.refresh.places import Connect, no_connection, open_place
from kpicells.sheets_sync.refresh.remaking import carry_over
from kpicells.sheets_sync.refresh.run import PLAN, place_of, rolled_up
from kpicells.sheets_sync.refresh.xlsx import type_in
from kpicells.sheets_sync.workspace import Workspace, client_name
from kpicells.templates.build import build
from kpicells.templates.evidence import Evidence
from kpicells.templates.layout import Workbook

_DASH = "—"
_NUMBERS = ("actual", "target", "attainment", "pace", "forecast", "change")


@dataclass(frozen=True, slots=True)
class ReviewedKpi:
    """One KPI at a review.

    Attributes:
        key: What tells it from the others.
        name: How the client calls it.
        unit: What its numbers measure.
        status: A symbol and a word, as on the dashboard.
        numbers: Actual, target, attainment, pace, forecast and change; None where not known.
        finding: What to decide, in a sentence.
        history: What the weeks before say: whether it moves, by more than chance and season.
        evidence: The same in numbers; None where the history is told by the month only.
    """

    key: str
    name: str
    unit: str
    status: str
    numbers: dict[str, float | None]
    finding: str
    history: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A client's review.

    Attributes:
        client: The client.
        month: The month that is looked at.
        score: The overall score; None where nothing can be judged.
        next_review: The day of the next one.
        kpis: Every KPI of the plan.
        notices: What a person should know about the numbers.
    """

    client: str
    month: date
    score: float | None
    next_review: date | None
    kpis: tuple[ReviewedKpi, ...]
    notices: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The object of ``review --json``."""
        return {
            "client": self.client,
            "month": f"{self.month:%Y-%m}",
            "score": self.score,
            "next_review": self.next_review.isoformat() if self.next_review else None,
            "kpis": [
                {
                    "key": kpi.key,
                    "name": kpi.name,
                    "unit": kpi.unit,
                    "status": kpi.status,
                    **kpi.numbers,
                    "finding": kpi.finding,
                    "history": kpi.history,
                    "evidence": asdict(kpi.evidence) if kpi.evidence else None,
                }
                for kpi in self.kpis
            ],
            "notices": list(self.notices),
        }


def review(
    workspace: Workspace,
    client: str,
    month: date | None = None,
    connect: Connect | None = None,
) -> Review:
    """Look at a client's KPIs.

    Args:
        workspace: The agency's workspace.
        client: The client.
        month: The month; that of the latest data if left out.
        connect: The way to Google, for a client's sheet; without it the plan's targets count.

    Raises:
        PlanError: The plan is missing or wrong.
        InputError: Plan and facts do not fit together.
        StoreError: The facts cannot be read.
        TargetError: The client's workbook cannot be read.
    """
    plan = read_plan(workspace.client_folder(client) / PLAN)
    rollup = rolled_up(workspace, plan, client_name(client))
    content = assemble(plan, rollup, datetime.now().date(), period=month)
    found = found_in_history(workspace, plan, content)
    said = sentences(found, content)
    layout = build(content)
    # A target that a person changed in the workbook is the one that counts.
    target = Target(where=plan.sheet)
    if connect or not plan.sheet:
        target = open_place(place_of(workspace, client, plan), connect or no_connection)
    type_in(layout, carry_over(target, layout).typed)
    values = compute(layout)

    def of(name: str, index: int) -> Any:
        place = list(_places(layout, name))[index]
        return values.get(place)

    return Review(
        client=plan.client,
        month=content.chosen,
        score=_number(of("overall_score", 0)),
        next_review=content.next_review,
        kpis=tuple(
            ReviewedKpi(
                key=kpi.key,
                name=kpi.name,
                unit=kpi.unit.value,
                status=str(of("kpi_status", index)),
                numbers={name: _number(of(f"kpi_{name}", index)) for name in _NUMBERS},
                finding=str(of("kpi_finding", index)),
                history=said.get(kpi.key, ""),
                evidence=evidence(found[kpi.key]) if kpi.key in found else None,
            )
            for index, kpi in enumerate(content.kpis)
        ),
        notices=content.notices,
    )


def _places(layout: Workbook, name: str) -> list[tuple[str, int, int]]:
    area = parse_area(layout.all_names()[name])
    assert area is not None
    return [(area.sheet, row, column) for row, column in area.places()]


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
