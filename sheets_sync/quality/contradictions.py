"""Numbers that contradict each other: in one record, or between two sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
from scipy.special import ndtr

from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.grains import PICKED, WITHIN_MONTH, exact_sum, pick_table
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.joining.lines import Side
from kpicells.sheets_sync.months import month_end
from kpicells.sheets_sync.quality.findings import Finding, Kind
from kpicells.sheets_sync.rates.converting import is_money

PAIRS = (
    ("clicks", "impressions"),
    ("link_clicks", "impressions"),
    ("link_clicks", "clicks"),
    ("reach", "impressions"),
    ("reach", "views"),
    ("engaged_sessions", "sessions"),
    ("new_users", "users"),
    ("qualified_leads", "leads"),
)
"""What cannot be above what, in one record."""

SHARED = ("sessions", "leads", "purchases", "revenue")
"""What several sources tell of the same site or business."""

_LEAST_DIFFERENCE = 0.2
_LEVEL = 0.001


def more_than_possible(store: Store, client: str, since: date) -> Iterator[Finding]:
    """Records in which a part is above its whole."""
    for less, more in PAIRS:
        if not {less, more} <= set(store.metrics):
            continue
        low, high = sql.metric(less), sql.metric(more)
        rows = store.rows(
            f"SELECT p.source, min(r.date), max(r.date_to), count(*), count(DISTINCT r.date), "
            f"sum(r.{low}), sum(r.{high}) FROM records AS r JOIN parts AS p ON p.id = r.part "
            f"WHERE p.client = ? AND r.{low} > r.{high} AND r.date_to >= ? GROUP BY 1 ORDER BY 1",
            [client, since],
        )
        for source, first, last, count, days, found, limit in rows:
            yield Finding(
                Kind.MORE_THAN,
                source,
                (less, more),
                first,
                last,
                days=days,
                rows=count,
                found={less: found},
                expected={more: limit},
            )


def disagreeing(
    store: Store, client: str, sides: Mapping[str, Side], through: Mapping[str, date], since: date
) -> Iterator[Finding]:
    """Months in which two sources tell the same metric differently.

    Two that see the whole business (two counters, analytics and a CRM) should agree; a platform,
    which sees its own part only, should not be above the CRM.
    """
    names = [m for m in pick_table(store, client) if m in SHARED]
    for metric in names:
        told = _by_month(store, client, metric)
        for (month, source), value in told.items():
            for (other_month, other), compared in told.items():
                whole = _compare(sides, source, other)
                if other_month != month or whole is None or month_end(month) < since:
                    continue
                if any(through.get(s, month) < month_end(month) for s in (source, other)):
                    continue
                chance = _chance(metric, value, compared)
                above = value > compared
                if chance is None or chance > _LEVEL or (whole and not above):
                    continue
                yield Finding(
                    Kind.PART_ABOVE_WHOLE if whole else Kind.DISAGREE,
                    source,
                    (metric,),
                    month,
                    month_end(month),
                    other=other,
                    days=(month_end(month) - month).days + 1,
                    found={metric: value},
                    expected={metric: compared},
                    chance=None if is_money(metric) else chance,
                )


def _by_month(store: Store, client: str, metric: str) -> dict[tuple[date, str], float]:
    total = exact_sum(store, metric, f"r.{sql.metric(metric)}")
    rows = store.rows(
        f"SELECT k.month, p.source, {total} FROM {PICKED} WHERE p.client = ? AND {WITHIN_MONTH} "
        f"AND k.{sql.name(f'is_{metric}')} AND r.{sql.metric(metric)} IS NOT NULL "
        "GROUP BY ALL ORDER BY ALL",
        [client],
    )
    return {(month, source): float(value) for month, source, value in rows}


def _compare(sides: Mapping[str, Side], source: str, other: str) -> bool | None:
    """Whether a source should be a part of another (True), the same (False), or neither."""
    one, two = sides.get(source), sides.get(other)
    if one is None or two is None or source == other:
        return None
    if one is Side.REACH and two is Side.DEALS:
        return True
    both_whole = Side.REACH not in (one, two)
    # Each pair once.
    return False if both_whole and source < other else None


def _chance(metric: str, one: float, other: float) -> float | None:
    """How probable so large a difference of two counts of the same is; None if it is small."""
    if abs(one - other) <= _LEAST_DIFFERENCE * max(one, other):
        return None
    if is_money(metric):
        return 0.0
    return float(2 * ndtr(-abs(one - other) / np.sqrt(one + other)))
