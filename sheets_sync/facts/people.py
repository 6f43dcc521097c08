"""People who are known by a keyed hash: how many asked, bought, came for the first time or again.

A person counts once in a month, however many deals there are. Who bought first in a month is a new
customer of it, as far back as the store knows; who had bought before, or bought twice in it, is a
repeat customer of it. Each source is counted by itself: two CRMs may know the same person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kpicells.sheets_sync.errors import StoreError
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.hashing import SECRET, Hashing, for_trial, of_workspace
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import Chosen, Reading
from kpicells.sheets_sync.sources.rewriting import with_columns

COUNTED = ("unique_leads", "customers", "new_customers", "repeat_customers")
"""The metrics that are counted from people, where no source measures them itself."""

_COLUMN = "person (hashed)"


def hashed(
    chosen: Chosen, work: Path, folder: Path, *, dry_run: bool
) -> tuple[Chosen, Hashing | None]:
    """The tables of a file with a column of hashes, where their recipes say who is a person.

    Args:
        chosen: The tables and their recipes.
        work: Where tables may be written anew.
        folder: The workspace, whose secret is used; it is made if there is none.
        dry_run: Use a secret that is thrown away, and make none.

    Returns:
        The tables, and what made the hashes; None where there are none.

    Raises:
        StoreError: The secret cannot be read or made.
    """
    if not any(reading.recipe.persons for reading in chosen.readings):
        return chosen, None
    hashing = for_trial() if dry_run else of_workspace(folder)
    readings = [_hashed(reading, work, hashing) for reading in chosen.readings]
    return replace(chosen, readings=readings), hashing


def _hashed(reading: Reading, work: Path, hashing: Hashing) -> Reading:
    table, recipe = reading.table, reading.recipe
    if not recipe.persons:
        return reading
    places = [table.header.index(column) for column in recipe.persons]
    column = _COLUMN
    while column in table.header:
        column += "'"

    def person(row: list[str]) -> str:
        return hashing.person([row[place] for place in places])

    wider = with_columns(table, work, {column: person})  # type: ignore[dict-item]
    # An account of the rows was given by the table that is told first.
    stated = None if reading.again else wider.rows_read
    wider = replace(wider, rows_read=stated)
    return replace(reading, table=wider, recipe=replace(recipe, person=column))


def same_secret(store: Store, hashing: Hashing) -> None:
    """Make sure that all people of a store are hashed under one secret; within a transaction.

    Raises:
        StoreError: They were hashed under another one.
    """
    store.con.execute("CREATE TABLE IF NOT EXISTS people (secret VARCHAR)")
    known = store.rows("SELECT secret FROM people")
    if not known:
        store.con.execute("INSERT INTO people VALUES (?)", [hashing.fingerprint])
    elif known != [(hashing.fingerprint,)]:
        raise StoreError(
            f"{store.path}: its people were hashed under another secret than that of "
            f"{store.path.with_name(SECRET)}, so nobody would be known again. Nothing was "
            "imported. Restore that file from a copy of the workspace"
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people a source knows of in a month.

    Attributes:
        month: The first day of the month.
        source: The source.
        metrics: Those of ``COUNTED`` that it can tell, each with its number.
    """

    month: date
    source: str
    metrics: dict[str, float]


def counted(store: Store, client: str) -> list[Counted]:
    """The people of a client by month and source, in this order."""
    measured = _measured(store, client)
    found: dict[tuple[date, str], dict[str, float]] = {}
    for key, leads in _by_month(store, client, "leads"):
        found.setdefault(key, {})["unique_leads"] = leads[0]
    for key, (customers, new, repeat) in _by_month(store, client, "purchases"):
        found.setdefault(key, {}).update(
            customers=customers, new_customers=new, repeat_customers=repeat
        )
    return [
        Counted(month, source, kept)
        for (month, source), values in sorted(found.items())
        if (kept := {m: v for m, v in values.items() if (source, m) not in measured})
    ]


def _measured(store: Store, client: str) -> set[tuple[str, str]]:
    """The sources that measure such a metric themselves, each with the metric."""
    return {
        (source, metric)
        for metric in COUNTED
        if metric in store.metrics
        for (source,) in store.rows(
            "SELECT DISTINCT p.source FROM records AS r JOIN parts AS p ON p.id = r.part "
            f"WHERE p.client = ? AND r.{sql.metric(metric)} IS NOT NULL",
            [client],
        )
    }


def _by_month(
    store: Store, client: str, metric: str
) -> list[tuple[tuple[date, str], tuple[float, float, float]]]:
    """By month and source: the people with this metric, the new ones, those who came again."""
    if metric not in store.metrics:
        return []
    value = f"r.{sql.metric(metric)}"
    rows = store.rows(
        "WITH told AS (SELECT p.source, r.person, date_trunc('month', r.date)::DATE AS month, "
        f"sum({value}) AS times FROM records AS r JOIN parts AS p ON p.id = r.part "
        f"WHERE p.client = ? AND r.person IS NOT NULL AND {value} > 0 GROUP BY ALL), "
        "known AS (SELECT *, min(month) OVER (PARTITION BY source, person) AS first FROM told) "
        "SELECT month, source, count(*), count(*) FILTER (month = first), "
        "count(*) FILTER (month > first OR times > 1) FROM known GROUP BY ALL",
        [client],
    )
    return [
        ((month, source), (float(everybody), float(new), float(again)))
        for month, source, everybody, new, again in rows
    ]
