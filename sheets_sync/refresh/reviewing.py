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
from kpicells.sheets_sync.months import month_end
from kpicells.sheets_sync.plan import Plan, read_plan
from kpicells.sheets_sync.plan.decisions import DecisionHistory
from kpicells.sheets_sync.refresh.assembling import assemble
from kpicells.sheets_sync.refresh.comparing import Target
from kpicells.sheets_sync.refresh.evidence import Found, judge, sentences
from kpicells.sheets_sync.refresh.noticing import findings_of, noticed
from kpicells.sheets_sync.refresh.places import Connect, no_connection, open_place
from kpicells.sheets_sync.refresh.remaking import carry_over
from kpicells.sheets_sync.refresh.run import PLAN, place_of, rolled_up
from kpicells.sheets_sync.refresh.standings import counting
from kpicells.sheets_sync.refresh.xlsx import type_in
from kpicells.sheets_sync.workspace import Workspace, client_name
from kpicells.templates.build import build
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
        history: What the weeks before say: whether it moves, by more than chance and season,
            and the target to propose where one was reached early.
        found: The same in numbers.
    """

    key: str
    name: str
    unit: str
    status: str
    numbers: dict[str, float | None]
    finding: str
    history: str
    found: Found

    def to_json(self) -> dict[str, Any]:
        """Its object in ``review --json``."""
        verdicts, better = self.found.verdicts, self.found.proposal
        evidence = self.found.evidence
        return {
            "key": self.key,
            "name": self.name,
            "unit": self.unit,
            "status": self.status,
            "verdict": verdicts[0].value,
            "findings": [verdict.value for verdict in verdicts],
            **self.numbers,
            "needed": self.found.standing.needed,
            "now": self.found.standing.now,
            "proposal": asdict(better) if better else None,
            "finding": self.finding,
            "history": self.history,
            "evidence": asdict(evidence) if evidence else None,
        }


@dataclass(frozen=True, slots=True)
class Review:
    """A client's review.

    Attributes:
        client: The client.
        lang: The language of the plan, in which the sentences are.
        month: The month that is looked at.
        score: The overall score; None where nothing can be judged.
        next_review: The day of the next one.
        due_since: The day of a review that is due and for which nothing was decided yet.
        kpis: Every KPI of the plan.
        notices: What a person should know about the numbers: what `kpicells check` finds wrong in
            those that a KPI takes, silent sources, what may be counted twice.
    """

    client: str
    lang: str
    month: date
    score: float | None
    next_review: date | None
    due_since: date | None
    kpis: tuple[ReviewedKpi, ...]
    notices: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The object of ``review --json``."""
        return {
            "client": self.client,
            "month": f"{self.month:%Y-%m}",
            "score": self.score,
            "next_review": self.next_review.isoformat() if self.next_review else None,
            "due_since": self.due_since.isoformat() if self.due_since else None,
            "kpis": [kpi.to_json() for kpi in self.kpis],
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
    folder = workspace.known_folder(client)
    plan = read_plan(folder / PLAN)
    rollup = rolled_up(workspace, plan, client_name(client))
    today = datetime.now().date()
    content = assemble(plan, rollup, today, period=month)
    # A target that a person changed in the workbook is the one that counts.
    target = Target(where=plan.sheet)
    if connect or not plan.sheet:
        target = open_place(place_of(workspace, client, plan), connect or no_connection)
    layout = build(content)
    typed = carry_over(target, layout).typed
    content = counting(content, layout, typed)
    found = judge(workspace, plan, content)
    said = sentences(found, content)
    type_in(layout, typed)
    values = compute(layout)
    wrong = findings_of(workspace, client_name(client))
    doubtful = noticed(wrong, plan, rollup, until=month_end(content.chosen))

    def of(name: str, index: int) -> Any:
        place = list(_places(layout, name))[index]
        return values.get(place)

    return Review(
        client=plan.client,
        lang=plan.lang,
        month=content.chosen,
        score=_number(of("overall_score", 0)),
        next_review=content.next_review,
        due_since=_due_since(plan, DecisionHistory(folder), today),
        kpis=tuple(
            ReviewedKpi(
                key=kpi.key,
                name=kpi.name,
                unit=kpi.unit.value,
                status=str(of("review_status", index)),
                numbers={name: _number(of(f"review_{name}", index)) for name in _NUMBERS},
                finding=str(of("review_finding", index)),
                history=said.get(kpi.key, ""),
                found=found[kpi.key],
            )
            for index, kpi in enumerate(content.kpis)
        ),
        notices=(*doubtful, *content.notices),
    )


def _due_since(plan: Plan, history: DecisionHistory, today: date) -> date | None:
    """The last day of review up to today, if nothing was decided since."""
    last, following = plan.starts, plan.next_review(plan.starts)
    while following <= today:
        last, following = following, plan.next_review(following)
    if last == plan.starts or any(one.day >= last for one in history.decisions):
        return None
    return last


def _places(layout: Workbook, name: str) -> list[tuple[str, int, int]]:
    area = parse_area(layout.all_names()[name])
    assert area is not None
    return [(area.sheet, row, column) for row, column in area.places()]


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
