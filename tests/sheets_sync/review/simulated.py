"""Clients whose truth is known: counts, a rate and order values as real ones have them.

Each day has its weekday, a yearly season, noise that carries over from day to day (a log-normal
autoregression), and on top the chance of the counting itself: Poisson or negative binomial counts,
binomial clicks, log-normal orders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from kpicells.sheets_sync.review.series import Floats, Kind, Series, Step

WEEKDAYS = np.array([1.1, 1.2, 1.15, 1.1, 1.0, 0.7, 0.75])
KPIS = ("leads", "sessions", "ctr", "aov")


@dataclass(frozen=True)
class Truth:
    """What is true of a made-up client.

    Attributes:
        weeks: How long its history is.
        window: The last weeks, in which changes happen.
        changes: KPI to its change in the window, as a share.
        season: The height of the yearly season, as a logarithm.
        carried: How much noise carries over from one day to the next.
        noise: The noise of a day, beside that of counting.
        viral: The chance that a day is four to fifteen times its usual self.
        budget: What the traffic is multiplied by in the window; a rate must not care.
    """

    weeks: int
    window: int = 4
    changes: Mapping[str, float] = field(default_factory=dict)
    season: float = 0.0
    carried: float = 0.5
    noise: float = 0.15
    viral: float = 0.0
    budget: float = 1.0


def client(seed: int, truth: Truth) -> dict[str, Series]:
    """The history of four KPIs, by weeks."""
    random = np.random.default_rng(seed)
    days = np.arange(7 * truth.weeks)
    in_window = days >= 7 * (truth.weeks - truth.window)
    turn = random.uniform(0, 2 * np.pi)
    usual = WEEKDAYS[days % 7] * np.exp(truth.season * np.sin(2 * np.pi * days / 364 + turn))

    def level(kpi: str, mean: float) -> Floats:
        changed = np.where(in_window, 1 + truth.changes.get(kpi, 0.0), 1.0)
        spread = 1.0
        if truth.viral:
            went = random.random(len(days)) < truth.viral
            spread = np.where(went, random.uniform(4, 15, len(days)), 1.0)
        return mean * changed * spread * _noise(random, truth, len(days))

    leads = random.poisson(usual * level("leads", 8))
    expected = usual * level("sessions", 150)
    sessions = random.negative_binomial(10, 10 / (10 + expected))
    traffic = np.where(in_window, truth.budget, 1.0)
    impressions = random.poisson(usual * traffic * level("impressions", 4000))
    clicks = random.binomial(impressions, level("ctr", 0.012).clip(0, 1))
    orders = random.poisson(usual * level("orders", 5))
    paid = [random.lognormal(3.5, 1.0, count).sum() for count in orders]
    revenue = np.array(paid) * np.where(in_window, 1 + truth.changes.get("aov", 0.0), 1.0)
    return {
        "leads": weekly(Kind.COUNT, leads=leads),
        "sessions": weekly(Kind.COUNT, sessions=sessions),
        "ctr": weekly(Kind.RATE, clicks=clicks, impressions=impressions),
        "aov": weekly(Kind.MONEY, revenue=revenue, orders=orders),
    }


def weekly(kind: Kind, **days: Floats) -> Series:
    """Daily numbers as a series of weeks: one total, or the first over the second."""
    sums = {name: of.reshape(-1, 7).sum(axis=1).astype(float) for name, of in days.items()}
    count = len(next(iter(sums.values())))
    starts = tuple(date(2024, 1, 1) + timedelta(weeks=n) for n in range(count))
    return Series(Step.WEEK, starts, sums, _value, kind)


def _value(numbers: Mapping[str, float]) -> float:
    above, *below = numbers.values()
    if not below:
        return above
    return above / below[0] if below[0] > 0 else float("nan")


def _noise(random: np.random.Generator, truth: Truth, count: int) -> Floats:
    fresh = random.standard_normal(count)
    made = np.empty(count)
    made[0] = fresh[0]
    for day in range(1, count):
        made[day] = truth.carried * made[day - 1] + np.sqrt(1 - truth.carried**2) * fresh[day]
    return np.exp(truth.noise * made - truth.noise**2 / 2)
