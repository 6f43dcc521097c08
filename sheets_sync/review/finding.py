"""What follows from a KPI's standing and from its history: the finding of a review."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from kpicells.formulas import Better
from kpicells.sheets_sync.plan.targets import rounded
from kpicells.sheets_sync.review.movement import SMALLEST, Direction, Movement
from kpicells.sheets_sync.review.standing import ONE_IN_TEN, Standing

_ONE_IN_TWENTY, _ONE_IN_FORTY = 1.6448536269514722, 1.959963984540054


class Verdict(StrEnum):
    """What a review finds."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    """Behind so far, by no more than chance makes of a month that is on track."""
    BEHIND = "behind"
    REACHED_EARLY = "reached_early"
    NOT_MOVING = "not_moving"
    NOT_MEASURABLE = "not_measurable"
    """No numbers for two months."""
    EXPLAINED_BY_SEASON = "explained_by_season"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A higher target (for a price: a lower one) for the month to come.

    Attributes:
        target: The proposed target.
        instead_of: The one that stands in the plan for that month, or else for this one.
        kept: What is reached or kept in nine of ten cases, on which the proposal rests.
    """

    target: float
    instead_of: float
    kept: float


def verdicts(
    standing: Standing | None, movement: Movement | None, *, gone: bool = False
) -> tuple[Verdict, ...]:
    """What a review finds of a KPI; the first one matters most.

    Args:
        standing: The KPI against its target; None where nothing is known.
        movement: What it did since the last review; None where it has no history.
        gone: Whether there were no numbers for two months.
    """
    if gone:
        return (Verdict.NOT_MEASURABLE,)
    direction = movement.direction if movement else None
    season = (Verdict.EXPLAINED_BY_SEASON,) if direction is Direction.SEASON else ()
    still = (Verdict.NOT_MOVING,) if direction is Direction.STEADY else ()
    if standing is None or standing.actual is None:
        return (Verdict.NO_DATA,)
    if standing.target is None:
        return (*season, *still, Verdict.NO_TARGET)
    if standing.judged is None:
        return (Verdict.NO_DATA,)
    if is_early(standing, movement):
        return (Verdict.REACHED_EARLY, *season)
    if standing.is_on_track:
        return (Verdict.ON_TRACK, *season)
    late = Verdict.AT_RISK if is_by_chance(standing, movement) else Verdict.BEHIND
    if season and movement is not None and _is_worse(movement, standing.better):
        return (*season, late)
    return (late, *season, *still)


def is_by_chance(standing: Standing, movement: Movement | None) -> bool:
    """Whether chance alone may have put a month that is on track so far behind, at 5 %.

    Of twenty months that are on target, at most one is called behind before it is over. A gap is no
    chance where the KPI got worse by more than that since the last review, and is taken for none
    while no noise is known. What is behind when the month is over is a fact.
    """
    if movement is None or not movement.before or not standing.days_left or not standing.days:
        return False
    if movement.direction in (Direction.ROSE, Direction.FELL) and _is_worse(
        movement, standing.better
    ):
        return False
    error = standing.error(movement.noise, movement.carried)
    return _reaches(standing, _ONE_IN_TWENTY * error)


def is_open(standing: Standing, movement: Movement) -> bool:
    """Whether a month that is behind so far may still close on track, as far as noise goes."""
    spread = standing.spread(movement.noise, movement.carried)
    return spread is not None and _reaches(standing, _ONE_IN_FORTY * spread)


def _reaches(standing: Standing, margin: float) -> bool:
    judged = standing.judged
    return judged is not None and judged * (1 + margin) >= standing.on_track


def is_early(standing: Standing, movement: Movement | None) -> bool:
    """Whether the target was reached before its time.

    What builds up has reached it before the month was over. A rate or a price has no end to
    arrive at: it is early where the whole time since the last review was better than the target
    by more than chance, at 5 %.
    """
    if not standing.is_met or not standing.target:
        return False
    if standing.builds_up:
        return standing.better is not Better.LOWER and standing.days_left > 0
    if movement is None or not movement.before or standing.better is Better.NEITHER:
        return False
    margin = math.log(movement.now_value / standing.target)
    margin = -margin if standing.better is Better.LOWER else margin
    return margin > max(SMALLEST, _ONE_IN_TWENTY * movement.error)


def proposal(standing: Standing, movement: Movement | None) -> Proposal | None:
    """A higher target where one was reached early: what the KPI keeps in nine of ten cases.

    The target of the next month is raised in the same proportion as this one was passed, so that
    it keeps its season.
    """
    if not standing.target or standing.actual is None or not is_early(standing, movement):
        return None
    kept: float | None = standing.actual
    if movement is not None and movement.before:
        if standing.builds_up:
            kept = standing.low_end(movement.noise, movement.carried)
        else:
            sign = 1 if standing.better is Better.LOWER else -1
            kept = movement.now_value * math.exp(sign * ONE_IN_TEN * movement.error)
    if kept is None:
        return None
    instead_of = standing.following or standing.target
    target = rounded(instead_of * kept / standing.target)
    better = target < instead_of if standing.better is Better.LOWER else target > instead_of
    return Proposal(target, instead_of, kept) if better else None


def _is_worse(movement: Movement, better: Better) -> bool:
    if better is Better.NEITHER:
        return False
    return (movement.now_value < movement.before_value) == (better is Better.HIGHER)
