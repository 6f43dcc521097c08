"""The days of each source: which it has told, and what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.grains import additive
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.joining.lines import Side

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Daily:
    """One account of one source, day by day.

    Attributes:
        source: Whose days they are.
        account: Of which of its accounts.
        first: The first day.
        told: For each day since, whether there is any number.
        metrics: Metric to its value on each day; NaN on days that are not told.
        unfinished: Whether the last day was still running when it was imported.
    """

    source: str
    account: str
    first: date
    told: NDArray[np.bool_]
    metrics: Mapping[str, Floats] = field(default_factory=dict)
    unfinished: bool = False

    def day(self, place: int) -> date:
        """The day at a place."""
        return self.first + timedelta(place)

    @property
    def last(self) -> date:
        """The last day."""
        return self.day(len(self.told) - 1)

    @property
    def weekdays(self) -> Places:
        """The weekday of each day; Monday is 0."""
        return (np.arange(len(self.told)) + self.first.weekday()) % 7


def daily(store: Store, client: str, sides: Mapping[str, Side], until: date) -> list[Daily]:
    """Every account of every source that tells anything by day.

    A CRM has no row on a day without leads, so its days are all told.

    Args:
        store: An open store.
        client: The client.
        sides: Source to what it tells of.
        until: Days after this one are left out.
    """
    names = additive(store.metrics)
    if not names:
        return []
    sums = ", ".join(f"sum(r.{sql.metric(m)})" for m in names)
    rows = store.rows(
        "SELECT p.source, coalesce(p.account, '') AS account, r.date, "
        f"max(i.imported_at)::DATE, {sums} FROM records AS r JOIN parts AS p ON p.id = r.part "
        "JOIN imports AS i ON i.id = p.import_id WHERE p.client = ? AND p.grain = 'day' "
        "AND r.date <= ? GROUP BY ALL ORDER BY ALL",
        [client, until],
    )
    accounts: dict[tuple[str, str], list[tuple[date, date, Sequence[float | None]]]] = {}
    for source, account, day, imported, *values in rows:
        accounts.setdefault((source, account), []).append((day, imported, values))
    return [
        _daily(source, account, days, names, eventful=sides.get(source) is Side.DEALS)
        for (source, account), days in accounts.items()
    ]


def _daily(
    source: str,
    account: str,
    days: Sequence[tuple[date, date, Sequence[float | None]]],
    names: Sequence[str],
    *,
    eventful: bool,
) -> Daily:
    first, last = days[0][0], days[-1][0]
    length = (last - first).days + 1
    told = np.full(length, eventful)
    places = np.array([(day - first).days for day, _, _ in days])
    told[places] = True
    table = np.array(
        [[np.nan if v is None else v for v in values] for *_, values in days], dtype=np.float64
    )
    metrics = {}
    for column, metric in enumerate(names):
        values = table[:, column]
        # What is blank now and then is zero there; what is blank as a rule says nothing.
        if np.count_nonzero(~np.isnan(values)) * 2 < len(values) and not eventful:
            continue
        if np.isnan(values).all():
            continue
        whole = np.where(told, 0.0, np.nan)
        whole[places] = np.nan_to_num(values)
        metrics[metric] = whole
    return Daily(source, account, first, told, metrics, unfinished=days[-1][1] <= last)
