"""A KPI over a million rows in pandas, against expressions that a careful person writes by hand.

By hand means: the same rules, a zero denominator and an infinity give a missing value. Beside it
stands the bare expression, which lets infinities through; it is for information.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from bench.measuring import Result, compared, paired
from kpicells.formulas import catalog

ROWS = 1_000_000
BOUND = 1.1


def run() -> Iterator[Result]:
    """Each KPI in turn."""
    table = _table()
    for kpi_id, by_hand, bare in _CASES:
        kpi = catalog[kpi_id]
        columns = [table[name] for name in kpi.arguments]
        for other, what, bound in ((by_hand, "by hand", BOUND), (bare, "bare, unchecked", None)):
            if other is None:
                continue
            pairs = paired(lambda k=kpi, c=columns: k(*c), lambda f=other, c=columns: f(*c), 15)
            yield compared(f"{kpi_id}, {ROWS:,} rows, pandas; {what}", "s", pairs, bound)


def _table() -> pd.DataFrame:
    random = np.random.default_rng(1)
    counts = {
        name: random.integers(0, top, ROWS).astype(float)
        for name, top in (
            ("clicks", 50), ("impressions", 5000), ("leads", 5), ("likes", 300),
            ("reactions", 300), ("comments", 40), ("shares", 20), ("saves", 30),
            ("followers", 9000), ("actual", 900), ("target", 1000),
        )
    }  # fmt: skip
    counts["spend"] = random.integers(0, 10_000, ROWS) / 100
    table = pd.DataFrame(counts)
    for name in ("saves", "reactions"):
        table.loc[random.random(ROWS) < 0.3, name] = np.nan
    return table


def _finite(values: pd.Series[float]) -> pd.Series[float]:
    return values.where(np.isfinite(values))


def _ctr(clicks: Any, impressions: Any) -> Any:
    return _finite(clicks / impressions)


def _cpm(spend: Any, impressions: Any) -> Any:
    return _finite(1000 * (spend / impressions))


def _engagements(*parts: Any) -> Any:
    total = parts[0].fillna(0)
    for part in parts[1:]:
        total = total + part.fillna(0)
    return _finite(total)


_Case = tuple[str, Callable[..., Any], Callable[..., Any] | None]
_CASES: tuple[_Case, ...] = (
    ("CTR", _ctr, lambda clicks, impressions: clicks / impressions),
    ("CPM", _cpm, lambda spend, impressions: 1000 * spend / impressions),
    ("CPL", _ctr, lambda spend, leads: spend / leads),
    ("ENGAGEMENTS", _engagements, None),
)
