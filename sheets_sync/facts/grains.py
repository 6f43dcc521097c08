"""Which of several reports counts: the same spend told by day and by month is counted once.

A source may tell a metric by day, by post, by month and for periods, in files that overlap. For
each source, month and metric one grain counts: the one that covers most of the month, and of two
that cover it alike the finer. Numbers for a stretch of time that spans months cannot be put into
any of them, and count in none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kpicells.formulas import metrics
from kpicells.formulas.metrics import Over
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.months import month_end

ORDER = ("day", "month", "post", "period")
"""The grains, the preferred one first where two cover a month alike."""

POSTS = "posts"
"""How many posts there are, which their rows tell by being there."""

WITHIN_MONTH = "(p.grain IN ('day', 'post') OR r.date_to <= last_day(r.date))"
"""SQL for whether a record belongs to one month."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The grain in which one source, and one account of it, tells some metrics of a month.

    Attributes:
        source: The source.
        account: The account as it stands in the store; None where the file named none.
        label: What it is called: a file without accounts is of the only account, if there is one.
        grain: The grain that counts.
        month: The first day of the month.
        metrics: The metrics for which it counts.
    """

    source: str
    account: str | None
    label: str
    grain: str
    month: date
    metrics: frozenset[str]


@dataclass(slots=True)
class _Told:
    """What was told in one grain: the days it spans, and how many values by month."""

    first: date
    last: date
    months: set[date] = field(default_factory=set)

    def covers(self, month: date) -> int:
        """How many days of a month lie within."""
        return max(0, (min(month_end(month), self.last) - max(month, self.first)).days + 1)


def additive(names: Iterable[str]) -> list[str]:
    """Those of the metrics that may be summed over days and parts; an agency's own do."""
    return [m for m in names if m not in metrics or metrics[m].adds_over is Over.ANYTHING]


def picks(store: Store, client: str, wanted: Sequence[str] | None = None) -> list[Pick]:
    """What counts of a client's facts.

    Args:
        store: An open store.
        client: The client.
        wanted: The metrics that are asked for; all that add up if left out.
    """
    names = [m for m in store.metrics if wanted is None or m in wanted]
    names = additive(names) if wanted is None else names
    if not names:
        return []
    counts = ", ".join(f"count(r.{sql.metric(m)})" for m in names)
    rows = store.rows(
        f"SELECT p.source, p.account, p.grain, date_trunc('month', r.date)::DATE, min(r.date), "
        f"max(r.date_to), {counts} FROM records AS r JOIN parts AS p ON p.id = r.part "
        f"WHERE p.client = ? AND {WITHIN_MONTH} GROUP BY ALL",
        [client],
    )
    labels = _labels(rows)
    told: dict[tuple[str, str, str], dict[str, _Told]] = defaultdict(dict)
    keys: set[tuple[str, str | None, str, date]] = set()
    for source, account, grain, month, first, last, *values in rows:
        keys.add((source, account, grain, month))
        for metric, count in zip(names, values, strict=True):
            if count:
                group = told[source, labels[source, account], metric]
                one = group.setdefault(grain, _Told(first, last))
                one.first, one.last = min(one.first, first), max(one.last, last)
                one.months.add(month)
    chosen = {
        (source, label, grain, month, metric)
        for (source, label, metric), grains in told.items()
        for month, grain in _by_month(grains)
    }
    found = []
    for source, account, grain, month in sorted(keys, key=str):
        label = labels[source, account]
        mine = frozenset(m for m in names if (source, label, grain, month, m) in chosen)
        if mine:
            found.append(Pick(source, account, label, grain, month, mine))
    return found


def _by_month(grains: Mapping[str, _Told]) -> Iterable[tuple[date, str]]:
    for month in {month for one in grains.values() for month in one.months}:
        telling = [grain for grain, one in grains.items() if month in one.months]
        yield month, max(telling, key=lambda g: (grains[g].covers(month), -ORDER.index(g)))


def _labels(rows: Sequence[tuple[str, str | None, object]]) -> dict[tuple[str, str | None], str]:
    """What each account of each source is called.

    A report without a column of accounts says nothing against it being of the accounts that
    another report names; to keep it apart would count the same numbers twice.
    """
    accounts: dict[str, set[str | None]] = defaultdict(set)
    for source, account, *_ in rows:
        accounts[source].add(account)
    labels = {}
    for source, names in accounts.items():
        known = sorted(name for name in names if name is not None)
        for account in names:
            one = known[0] if len(known) == 1 else ""
            labels[source, account] = one if None in names else (account or "")
    return labels


def pick_table(store: Store, client: str, wanted: Sequence[str] | None = None) -> list[str]:
    """Put what counts into the temporary table ``picks``, one flag for each metric.

    Returns:
        The metrics that have numbers.
    """
    found = picks(store, client, wanted)
    names = [m for m in store.metrics if any(m in pick.metrics for pick in found)]
    flags = "".join(f", {sql.name(f'is_{m}')} BOOLEAN" for m in names)
    store.con.execute(
        "CREATE OR REPLACE TEMP TABLE picks (source VARCHAR, account VARCHAR, label VARCHAR, "
        f"grain VARCHAR, month DATE{flags})"
    )
    if found:
        store.con.executemany(
            f"INSERT INTO picks VALUES ({', '.join('?' * (5 + len(names)))})",
            [
                [p.source, p.account, p.label, p.grain, p.month, *(m in p.metrics for m in names)]
                for p in found
            ],
        )
    return names


PICKED = (
    "records AS r JOIN parts AS p ON p.id = r.part JOIN picks AS k ON k.source = p.source "
    "AND k.account IS NOT DISTINCT FROM p.account AND k.grain = p.grain "
    "AND k.month = date_trunc('month', r.date)"
)
"""SQL for the records that count; ``p.client`` and :data:`WITHIN_MONTH` are still to be asked for,
and a metric counts only where its flag in ``k`` says so."""


def exact_sum(store: Store, metric: str, values: str) -> str:
    """SQL for a sum without rounding: in as many decimals as the values have.

    Args:
        store: The store, which knows how many decimals a metric needs.
        metric: The metric.
        values: SQL for what is summed.
    """
    known = store.rows("SELECT decimals FROM measures WHERE metric = ?", [metric])
    decimals = known[0][0] if known else -1
    if decimals < 0:
        return f"fsum({values})"
    return f"CAST(sum(CAST({values} AS DECIMAL(38, {decimals}))) AS DOUBLE)"


def last_days(store: Store, client: str) -> dict[str, date]:
    """The last day of which each source has told.

    Posts carry their totals up to the day of the export, which the file does not state: it is
    taken to be as new as the client's other sources, but not newer than its import.
    """
    rows = store.rows(
        "SELECT p.source, p.grain = 'post', max(r.date_to), max(i.imported_at)::DATE "
        "FROM records AS r JOIN parts AS p ON p.id = r.part "
        "JOIN imports AS i ON i.id = p.import_id WHERE p.client = ? GROUP BY ALL",
        [client],
    )
    found: dict[str, date] = {}
    for source, posts, last, _ in rows:
        if not posts:
            found[source] = last
    newest = max(found.values(), default=date.min + timedelta(1))
    for source, posts, last, imported in rows:
        if posts:
            through = max(last, min(imported, newest))
            found[source] = max(through, found.get(source, through))
    return dict(sorted(found.items()))
