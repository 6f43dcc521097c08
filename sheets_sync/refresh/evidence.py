"""What a review finds of each KPI, from the facts to a sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from kpicells.formulas import Better
from kpicells.sheets_sync.months import month_after
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.refresh.assembling import with_names
from kpicells.sheets_sync.refresh.past import all_known, past_months
from kpicells.sheets_sync.refresh.silence import Silence, silence_of
from kpicells.sheets_sync.refresh.standings import standings
from kpicells.sheets_sync.refresh.weeks import monthly_history, weekly_histories
from kpicells.sheets_sync.review.finding import Proposal, Verdict, is_open, proposal, verdicts
from kpicells.sheets_sync.review.movement import SMALLEST, Direction, Movement, movements
from kpicells.sheets_sync.review.standing import Standing
from kpicells.sheets_sync.workspace import Workspace
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.evidence import Evidence, Proposed, Telling
from kpicells.templates.words import Words

_SHORT = {Direction.TOO_SHORT: "short"}


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of one KPI at a review.

    Attributes:
        standing: The KPI against its target.
        movement: What it did since the last review; None without any history.
        silence: What there was in place of numbers for two months; None where there were some.
        by_target: Whether the change worth knowing about is the one that the target asks for.
    """

    standing: Standing
    movement: Movement | None
    silence: Silence | None
    by_target: bool

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the review finds; the first one matters most."""
        return verdicts(self.standing, self.movement, gone=self.silence is not None)

    @property
    def proposal(self) -> Proposal | None:
        """A higher target, where one was reached early."""
        return None if self.silence else proposal(self.standing, self.movement)

    @property
    def evidence(self) -> Evidence | None:
        """The movement as plain numbers."""
        return None if self.movement is None else _evidence(self.movement)


def judge(workspace: Workspace, plan: Plan, content: Content) -> dict[str, Found]:
    """What is known of each KPI up to the end of the chosen month, by its key.

    Args:
        workspace: The agency's workspace.
        plan: The client's plan.
        content: What the workbook shows, with the targets that count.

    Raises:
        StoreError: The facts cannot be read.
    """
    standing = standings(content)
    wanted = {key: change for key, one in standing.items() if (change := _wanted(one))}
    moved = _movements(workspace, plan, content, wanted)
    return {
        kpi.key: Found(standing[kpi.key], moved.get(kpi.key), silence_of(kpi, content),
                       kpi.key in wanted)
        for kpi in content.kpis
    }  # fmt: skip


def _wanted(standing: Standing) -> float | None:
    """The change that a missed target asks for, where it is one worth knowing about."""
    change = standing.wanted
    if change is None or standing.is_on_track or standing.better is Better.NEITHER:
        return None
    return change if abs(change) >= SMALLEST and change > -1 else None


def _movements(
    workspace: Workspace, plan: Plan, content: Content, wanted: Mapping[str, float]
) -> dict[str, Movement]:
    known = all_known(workspace, plan)
    histories = weekly_histories(content, with_names(known))
    if any(kpi.key not in histories for kpi in content.kpis):
        past = past_months(plan, known)
        for kpi in content.kpis:
            figures = [one for one in past.get(kpi.key, ()) if one.month <= content.chosen]
            if kpi.key not in histories and figures:
                histories[kpi.key] = monthly_history(kpi, figures)
    return movements(histories, plan.cadence_months, wanted)


def sentences(found: Mapping[str, Found], content: Content) -> dict[str, str]:
    """What the history says of each KPI in the language of the workbook, by its key."""
    words = Words(content.lang)
    said = {kpi.key: " ".join(_said(found[kpi.key], kpi, content, words)) for kpi in content.kpis}
    return {key: text for key, text in said.items() if text}


def _said(found: Found, kpi: KpiRow, content: Content, words: Words) -> list[str]:
    if found.silence is not None:
        return [words(f"history-{found.silence}")]
    telling = Telling(words, kpi.unit, builds_up=kpi.builds_up, currency=content.currency)
    told = []
    standing, evidence = found.standing, found.evidence
    if evidence is not None:
        on_track = standing.is_on_track
        told.append(telling.history(evidence, on_track=on_track, by_target=found.by_target))
    if (better := found.proposal) is not None:
        left = standing.days_left if standing.builds_up else None
        month = month_after(content.chosen)
        one = Proposed(month, better.target, better.instead_of, better.kept, left)
        told.append(telling.proposed(one))
    if Verdict.AT_RISK in found.verdicts and found.movement is not None:
        told.append(telling.by_chance(is_open=is_open(standing, found.movement)))
    is_late = {Verdict.BEHIND, Verdict.AT_RISK}.intersection(found.verdicts)
    to_come = standing.days_left and not standing.builds_up
    if is_late and to_come and standing.better is not Better.NEITHER:
        told.append(telling.rest(standing.needed))
    return told


def _evidence(movement: Movement) -> Evidence:
    return Evidence(
        what=_SHORT.get(movement.direction, movement.direction.value),
        step=movement.step.value,
        window=movement.window,
        before=movement.before,
        now_value=_known(movement.now_value),
        before_value=_known(movement.before_value),
        change=_known(movement.change),
        p=movement.p if movement.before else None,
        season=movement.season,
        found_up=_known(movement.found_up),
        found_down=_known(movement.found_down),
        wanted=movement.wanted,
        needed=movement.needed,
        missing=movement.missing,
    )


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
