"""Numbers as an account has them: weekdays, growth, more noise than chance alone; and faults."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np

from kpicells.sheets_sync.quality.series import Daily, Floats

FIRST = date(2026, 6, 1)
DAYS = 150
WEEK = np.array([1.1, 1.0, 1.05, 1.0, 0.9, 0.55, 0.6])


def counts(seed: int, level: float, noise: float = 0.15, growth: float = 0.3) -> Floats:
    """Counts of a negative binomial kind: ``noise`` is what varies beyond independent events."""
    random = np.random.default_rng(seed)
    days = np.arange(DAYS)
    mean = level * WEEK[(days + FIRST.weekday()) % 7] * (1 + growth * days / DAYS)
    if noise:
        mean *= random.gamma(noise**-2, noise**2, DAYS)
    return random.poisson(mean).astype(np.float64)


def account(
    seed: int = 1, source: str = "meta_ads", levels: dict[str, float] | None = None
) -> Daily:
    """An account that tells several metrics every day."""
    levels = levels or {"impressions": 20_000, "link_clicks": 300, "leads": 6}
    metrics = {m: counts(seed * 100 + i, level) for i, (m, level) in enumerate(levels.items())}
    return Daily(source, "", FIRST, np.ones(DAYS, dtype=bool), metrics)


def day(place: int) -> date:
    return FIRST + timedelta(place)


def write_ads(path: Path, one: Daily) -> Path:
    """The account as an export of Meta Ads."""
    lines = [
        "Campaign name,Day,Impressions,Link clicks,Leads,Amount spent (USD),Reporting starts,"
        "Reporting ends"
    ]
    for place in range(len(one.told)):
        if one.told[place]:
            values = [int(one.metrics[m][place]) for m in ("impressions", "link_clicks", "leads")]
            spend = round(values[0] / 150, 2)
            lines.append(
                f"a,{day(place)},{values[0]},{values[1]},{values[2]},{spend},{day(place)},{day(place)}"
            )
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
