"""What the review promises, counted over many clients whose truth is known."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

from kpicells.formulas import Better
from kpicells.sheets_sync.review.finding import Verdict, verdicts
from kpicells.sheets_sync.review.movement import Direction, movements
from kpicells.sheets_sync.review.standing import Standing
from tests.sheets_sync.review.simulated import KPIS, WEEKDAYS, Truth, client

MOVED = (Direction.ROSE, Direction.FELL)
MONTHS = {4: 1, 9: 2, 13: 3}
"""Weeks of the review window to months between reviews."""


@dataclass(frozen=True)
class Tally:
    """How often something happened."""

    happened: int
    cases: int

    @property
    def share(self) -> float:
        return self.happened / self.cases

    def at_most(self, confidence: float = 0.95) -> float:
        """The upper end of the true share (Clopper, Pearson 1934), one-sided."""
        from scipy.stats import binomtest

        test = binomtest(self.happened, self.cases, alternative="less")
        return float(test.proportion_ci(confidence, method="exact").high)

    def at_least(self, confidence: float = 0.95) -> float:
        """The lower end of it."""
        from scipy.stats import binomtest

        test = binomtest(self.happened, self.cases, alternative="greater")
        return float(test.proportion_ci(confidence, method="exact").low)


def false_alarms(truth: Truth, seeds: Iterable[int], workers: int = 1) -> Tally:
    """Clients of whom any KPI at all is said to have moved, though none has."""
    alarms = list(_over(_alarmed, [(seed, truth) for seed in seeds], workers))
    return Tally(sum(alarms), len(alarms))


def found(truth: Truth, seeds: Iterable[int], workers: int = 1) -> Tally:
    """Changes of the size that the review itself states beforehand, and finds afterwards."""
    cases = [(seed, truth, KPIS[seed % len(KPIS)]) for seed in seeds]
    hits = list(_over(_is_found, cases, workers))
    return Tally(sum(hits), len(hits))


def called_behind(truth: Truth, seeds: Iterable[int]) -> Tally:
    """Months of leads and sessions that are called behind half way, though they are on target."""
    said = [
        _is_behind(kpi, usual, truth, seed)
        for seed in seeds
        for kpi, usual in (("leads", 8.0), ("sessions", 150.0))
    ]
    return Tally(sum(said), len(said))


def _is_behind(kpi: str, usual: float, truth: Truth, seed: int) -> bool:
    series = client(seed, truth)[kpi]
    month = Standing(
        actual=float(series.arguments[kpi][-2:].sum()),
        target=4 * usual * float(WEEKDAYS.sum()),
        following=None,
        days=14,
        of_days=28,
        better=Better.HIGHER,
        builds_up=True,
    )
    return Verdict.BEHIND in verdicts(month, movements({kpi: series}, 1).get(kpi))


def _alarmed(case: tuple[int, Truth]) -> bool:
    seed, truth = case
    moved = movements(client(seed, truth), MONTHS[truth.window])
    return any(one.direction in MOVED for one in moved.values())


def _is_found(case: tuple[int, Truth, str]) -> bool:
    seed, truth, kpi = case
    before = replace(truth, weeks=truth.weeks - truth.window)
    stated = movements(client(seed + 10**6, before), MONTHS[truth.window])[kpi]
    up = seed % 8 < 4
    size = stated.found_up if up else stated.found_down
    after = client(seed, replace(truth, changes={kpi: size}))
    moved = movements(after, MONTHS[truth.window])[kpi].direction
    return moved is (Direction.ROSE if up else Direction.FELL)


def _over(task, cases, workers):  # type: ignore[no-untyped-def]
    if workers == 1:
        return map(task, cases)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each process has a core of its own
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(task, cases, chunksize=20))
