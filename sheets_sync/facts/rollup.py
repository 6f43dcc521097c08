"""The roll-up: a client's facts as the rows of a workbook's Data sheet.

Metrics that add up come by day, source, account and campaign, as exact sums. Reach, users and
followers come by month, as they were measured, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kpicells.formulas import metrics
from kpicells.formulas.metrics import POST_REACH, Over
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.grains import (
    PICKED,
    POSTS,
    WITHIN_MONTH,
    exact_sum,
    last_days,
    pick_table,
)
from kpicells.sheets_sync.facts.people import counted
from kpicells.sheets_sync.facts.posts import posts
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.rates.converting import Money, is_money, money_of
from kpicells.templates.rows import DataRow, PostRow

MOST_CAMPAIGNS = 100
"""Campaigns beyond these, by their largest numbers, are put together."""

_POST_COUNT = (
    "nullif(count(DISTINCT coalesce(r.post, CAST(r.rowid AS VARCHAR))) "
    "FILTER (p.grain = 'post'), 0)::DOUBLE"
)
_CAMPAIGN = (
    "CASE WHEN r.campaign LIKE '(%)' OR lower(r.campaign) IN ('not set', 'n/a', '-') THEN NULL "
    "ELSE r.campaign END"
)
"""Analytics writes ``(organic)`` and ``(not set)`` where there is no campaign."""


@dataclass(frozen=True, slots=True)
class Rollup:
    """What a client's facts come to.

    Attributes:
        days: Daily rows of metrics that add up.
        months: Monthly rows: metrics that do not add up, and what is told by month only.
        through: The last day of each source.
        posts: The posts, each with its totals.
        spanning: Source, first and last day of numbers that belong to no month.
        currencies: The currencies of the client's money.
        unstated: Sources with money whose exports do not say the currency.
    """

    days: tuple[DataRow, ...] = ()
    months: tuple[DataRow, ...] = ()
    through: dict[str, date] = field(default_factory=dict)
    posts: tuple[PostRow, ...] = ()
    spanning: tuple[tuple[str, date, date], ...] = ()
    currencies: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()


def roll_up(
    store: Store, client: str, first: date, last: date, currency: str | None = None
) -> Rollup:
    """A client's facts between two days.

    Args:
        store: An open store.
        client: The client.
        first: The first day, as a rule of a month.
        last: The last day.
        currency: The currency in which money is wanted, where the agency gives rates; that of
            the facts if left out.

    Raises:
        InputError: A rate is missing, or an amount belongs to no single day.
    """
    names = pick_table(store, client)
    money = money_of(store, client, names, currency, first, last)
    days: list[DataRow] = []
    months: list[DataRow] = []
    for day, monthly, source, account, campaign, *values in _sums(
        store, client, names, first, last, money
    ):
        found = {
            metric: value
            for metric, value in zip((*names, POST_REACH, POSTS), values, strict=True)
            if value is not None
        }
        if found:
            row = DataRow(day, source, found, account or "", campaign or "")
            (months if monthly else days).append(row)
    months += _people(store, client, first, last)
    shown = posts(store, client, first, last)
    if money.converted:
        # What a post has cost since it was published belongs to no day, so it has no rate.
        shown = tuple(map(_without_money, shown))
    return Rollup(
        tuple(days),
        tuple(months),
        last_days(store, client),
        shown,
        tuple(_spanning(store, client, first, last)),
        (currency,) if money.converted and currency else money.stated,
        _unstated(store, client),
    )


def _without_money(post: PostRow) -> PostRow:
    kept = {metric: value for metric, value in post.metrics.items() if not is_money(metric)}
    return replace(post, metrics=kept)


def _sums(
    store: Store, client: str, names: Sequence[str], first: date, last: date, money: Money
) -> list[tuple[Any, ...]]:
    sums = [
        money.sum(store, m, f"CASE WHEN k.{sql.name(f'is_{m}')} THEN {money.value(m)} END")
        for m in names
    ]
    if "reach" in store.metrics and POST_REACH not in names:
        of_posts = f"CASE WHEN p.grain = 'post' THEN r.{sql.metric('reach')} END"
        sums.append(exact_sum(store, "reach", of_posts))
    else:
        sums.append("NULL")
    sums.append(_POST_COUNT if POSTS not in names else "NULL")
    campaign = _campaign(store, client)
    return store.rows(
        "SELECT CASE WHEN p.grain IN ('day', 'post') THEN r.date ELSE k.month END AS day, "
        "p.grain NOT IN ('day', 'post') AS monthly, p.source, k.label, "
        f"{campaign} AS campaign, {', '.join(sums)} FROM {PICKED} "
        f"WHERE p.client = ? AND {WITHIN_MONTH} AND r.date BETWEEN ? AND ? "
        "GROUP BY ALL ORDER BY ALL",
        [client, first, last],
    )


def _campaign(store: Store, client: str) -> str:
    """SQL for a record's campaign; the many small ones of a large account have none."""
    sizes = ", ".join(f"sum(r.{sql.metric(m)})" for m in ("spend",) if m in store.metrics)
    order = f"{sizes} DESC NULLS LAST, count(*) DESC" if sizes else "count(*) DESC"
    store.con.execute(
        f"CREATE OR REPLACE TEMP TABLE large AS SELECT {_CAMPAIGN} AS campaign "
        "FROM records AS r JOIN parts AS p ON p.id = r.part WHERE p.client = ? "
        f"GROUP BY 1 HAVING campaign IS NOT NULL ORDER BY {order}, campaign LIMIT {MOST_CAMPAIGNS}",
        [client],
    )
    return f"CASE WHEN r.campaign IN (SELECT campaign FROM large) THEN {_CAMPAIGN} END"


def _people(store: Store, client: str, first: date, last: date) -> list[DataRow]:
    """Reach and users as measured for a whole month, followers as last counted in it."""
    found: dict[tuple[date, str, str], dict[str, float]] = {}
    for metric in store.metrics:
        over = metrics[metric].adds_over if metric in metrics else Over.ANYTHING
        if over is Over.NOTHING:
            rows = _measured(store, client, metric, first, last)
        elif over is Over.PARTS:
            rows = _state(store, client, metric, first, last)
        else:
            continue
        for month, source, account, value in rows:
            found.setdefault((month, source, account), {})[metric] = value
    for one in counted(store, client):
        if first <= one.month <= last:
            found.setdefault((one.month, one.source, ""), {}).update(one.metrics)
    return [
        DataRow(month, source, values, account)
        for (month, source, account), values in sorted(found.items())
    ]


_LABEL = (
    "coalesce(p.account, (SELECT CASE WHEN count(DISTINCT q.account) = 1 THEN any_value(q.account) "
    "END FROM parts AS q WHERE q.client = p.client AND q.source = p.source), '')"
)


def _measured(
    store: Store, client: str, metric: str, first: date, last: date
) -> list[tuple[date, str, str, float]]:
    """The value for the month as a whole, up to the last day told; of two, the later import."""
    value = f"r.{sql.metric(metric)}"
    return store.rows(
        f"SELECT date_trunc('month', r.date)::DATE AS month, p.source, {_LABEL} AS account, "
        f"arg_max({value}, (r.date_to, p.import_id)) "
        "FROM records AS r JOIN parts AS p ON p.id = r.part "
        f"WHERE p.client = ? AND {value} IS NOT NULL AND p.grain IN ('month', 'period') "
        "AND r.date = date_trunc('month', r.date) AND r.date_to <= last_day(r.date) "
        "AND r.date BETWEEN ? AND ? "
        "AND r.campaign IS NULL AND r.channel IS NULL AND r.post IS NULL GROUP BY ALL ORDER BY ALL",
        [client, first, last],
    )


def _state(
    store: Store, client: str, metric: str, first: date, last: date
) -> list[tuple[date, str, str, float]]:
    """The last count of a month, if it is of its last days or the newest there is."""
    value = f"r.{sql.metric(metric)}"
    return store.rows(
        "WITH told AS ("
        f"SELECT p.source, {_LABEL} AS account, r.date_to AS day, "
        f"{exact_sum(store, metric, value)} AS value "
        "FROM records AS r JOIN parts AS p ON p.id = r.part "
        f"WHERE p.client = $client AND {value} IS NOT NULL AND p.grain <> 'post' GROUP BY ALL), "
        "latest AS (SELECT date_trunc('month', day)::DATE AS month, source, account, "
        "max(day) AS day, arg_max(value, day) AS value FROM told GROUP BY ALL) "
        "SELECT month, source, account, value FROM latest AS l "
        "WHERE month BETWEEN $first AND $last AND (day >= last_day(day) - 2 OR day = "
        "(SELECT max(day) FROM told AS t WHERE t.source = l.source AND t.account = l.account)) "
        "ORDER BY ALL",
        {"client": client, "first": first.replace(day=1), "last": last},
    )


def _unstated(store: Store, client: str) -> tuple[str, ...]:
    """The sources with money that do not state its currency."""
    money = [m for m in store.metrics if is_money(m)]
    if not money:
        return ()
    any_money = f"coalesce({', '.join(f'r.{sql.metric(m)}' for m in money)}) > 0"
    unstated = store.rows(
        "SELECT DISTINCT p.source FROM records AS r JOIN parts AS p ON p.id = r.part "
        f"WHERE p.client = ? AND p.currency IS NULL AND {any_money} ORDER BY 1",
        [client],
    )
    return tuple(source for (source,) in unstated)


def _spanning(store: Store, client: str, first: date, last: date) -> list[tuple[str, date, date]]:
    """The long periods whose numbers count in no month, and are told nowhere else."""
    return store.rows(
        "SELECT DISTINCT p.source, r.date, r.date_to FROM records AS r "
        "JOIN parts AS p ON p.id = r.part WHERE p.client = $client "
        "AND p.grain = 'period' AND r.date_to > last_day(r.date) AND r.campaign IS NOT NULL "
        "AND r.date <= $last AND r.date_to >= $first "
        "AND NOT EXISTS (SELECT 1 FROM picks AS k WHERE k.source = p.source "
        "AND k.month BETWEEN date_trunc('month', r.date) AND r.date_to) "
        "ORDER BY ALL",
        {"client": client, "first": first, "last": last},
    )
