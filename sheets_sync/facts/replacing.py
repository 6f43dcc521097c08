"""Newer numbers in the place of older ones for the same days.

A newer file says again what the older one said of a source, an account and a day. Whatever metric
it has for that day is taken from it alone; what only the older file has stays. Posts are told
apart by their id, months and other periods by their dates. The later import wins, whichever file
was exported later: the store cannot know that. A file that names no account may be of any, and
takes the place of every account's numbers, since numbers counted twice would be worse.

Only a report of user acquisition gives way, whenever it comes: the same is told of the same days by
session, with source and campaign.
"""

from __future__ import annotations

from collections.abc import Collection

from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources.recipe import ACQUISITION

_KEY = """
    CASE p.grain WHEN 'post' THEN coalesce(r.post, CAST(r.date AS VARCHAR)) ELSE '' END AS post,
    CASE p.grain WHEN 'post' THEN NULL WHEN 'month' THEN date_trunc('month', r.date)::DATE
        ELSE r.date END AS start,
    CASE p.grain WHEN 'period' THEN r.date_to END AS until
"""
_SAME = (
    "k.source = o.source AND k.grain = o.grain "
    "AND (k.account = o.account OR k.account IS NULL OR o.account IS NULL) "
    "AND k.post = o.post AND k.start IS NOT DISTINCT FROM o.start "
    "AND k.until IS NOT DISTINCT FROM o.until"
)
_MOST_NAMES = 5


def forget_earlier_reading(
    store: Store, client: str, sha256: str, reports: Collection[tuple[str, str]]
) -> int:
    """Take out what the same file gave when it was read otherwise.

    It may have been read in another time zone, or by a mapping that was corrected since. What
    another report or mapping has taken from the file stays.

    Args:
        store: The store, in a transaction; the new records are not in it yet.
        client: The client.
        sha256: The file's hash.
        reports: The source and report of what comes in its place.

    Returns:
        How many records are gone.
    """
    earlier = store.rows(
        "SELECT p.id, i.id, p.source, p.report FROM parts AS p "
        "JOIN imports AS i ON i.id = p.import_id WHERE p.client = ? AND i.sha256 = ?",
        [client, sha256],
    )
    stale = [number for number, _, *of in earlier if tuple(of) in reports]
    if not stale:
        return 0
    # Whoever reads it in the earlier way once more means it, and is not told that it is there.
    imports = [number for _, number, *of in earlier if tuple(of) in reports]
    store.con.execute("UPDATE imports SET recipe = '' WHERE id IN (SELECT unnest(?))", [imports])
    gone = "FROM records WHERE part IN (SELECT unnest(?))"
    rows = int(store.one(f"SELECT count(*) {gone}", [stale])[0])
    store.con.execute(f"DELETE {gone}", [stale])
    return rows


def replace_older(
    store: Store, client: str, import_id: int, wanted: list[str]
) -> tuple[int, list[str]]:
    """Take older values of the same days out of the store.

    Args:
        store: The store, in a transaction; the new records are in it.
        client: The client.
        import_id: The new import.
        wanted: The metrics of the new import.

    Returns:
        How many older records lost values, and warnings about campaigns that are gone.
    """
    if not _may_overlap(store, client, import_id):
        return 0, []
    told = _give_way(store, client, import_id, wanted)
    new = {m: sql.name(f"new_{m}") for m in wanted}
    has = ", ".join(f"count({sql.metric(m)}) > 0 AS {flag}" for m, flag in new.items())
    any_has = ", ".join(f"bool_or(k.{flag}) AS {flag}" for flag in new.values())
    store.con.execute(
        f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT p.source, p.account, p.grain, {_KEY}, {has} "
        "FROM records AS r JOIN parts AS p ON p.id = r.part WHERE p.import_id = ? GROUP BY ALL",
        [import_id],
    )
    lost = " OR ".join(f"(k.{flag} AND o.{sql.metric(m)} IS NOT NULL)" for m, flag in new.items())
    kept = [f"CASE WHEN NOT k.{flag} THEN o.{sql.metric(m)} END" for m, flag in new.items()]
    kept += [f"o.{sql.metric(m)}" for m in store.metrics if m not in new]
    store.con.execute(
        "CREATE OR REPLACE TEMP TABLE stale AS WITH older AS ("
        "SELECT r.rowid AS id, p.source, p.account, p.grain, "
        f"{_KEY} FROM records AS r JOIN parts AS p ON p.id = r.part "
        "WHERE p.client = $client AND p.import_id <> $import_id), "
        # One that names no account may meet several of the new ones.
        f"met AS (SELECT o.id, any_value(o.source) AS source, {any_has} "
        f"FROM older AS o JOIN fresh AS k ON {_SAME} GROUP BY o.id) "
        f"SELECT k.id, k.source, o.campaign, coalesce({', '.join(kept)}) IS NULL AS emptied, "
        f"{', '.join(f'k.{flag}' for flag in new.values())} "
        f"FROM met AS k JOIN records AS o ON o.rowid = k.id WHERE {lost}",
        {"client": client, "import_id": import_id},
    )
    replaced, emptied = store.one("SELECT count(*), count(*) FILTER (emptied) FROM stale")
    if not replaced:
        return 0, told
    warnings = [*told, *_gone(store, import_id)]
    store.con.execute("DELETE FROM records WHERE rowid IN (SELECT id FROM stale WHERE emptied)")
    if replaced > emptied:
        changes = ", ".join(
            f"{sql.metric(m)} = CASE WHEN stale.{flag} THEN NULL ELSE records.{sql.metric(m)} END"
            for m, flag in new.items()
        )
        store.con.execute(
            f"UPDATE records SET {changes} FROM stale "
            "WHERE records.rowid = stale.id AND NOT stale.emptied"
        )
    return int(replaced), warnings


def _give_way(store: Store, client: str, import_id: int, wanted: list[str]) -> list[str]:
    """Take out of new numbers by first visit what is told by session; a warning says how much."""
    acquired = f"starts_with(p.report, {sql.text(ACQUISITION)})"
    of_new = f"p.import_id = {import_id} AND {acquired}"
    if not store.rows(f"SELECT 1 FROM parts AS p WHERE {of_new} LIMIT 1"):
        return []
    has = {m: sql.name(f"has_{m}") for m in wanted}
    counts = ", ".join(f"count({sql.metric(m)}) > 0 AS {flag}" for m, flag in has.items())
    any_has = ", ".join(f"bool_or(k.{flag}) AS {flag}" for flag in has.values())
    records = "FROM records AS r JOIN parts AS p ON p.id = r.part WHERE"
    store.con.execute(
        "CREATE OR REPLACE TEMP TABLE told AS WITH "
        f"k AS (SELECT p.source, p.account, p.grain, {_KEY}, {counts} {records} "
        f"p.client = ? AND NOT {acquired} GROUP BY ALL), "
        f"o AS (SELECT r.rowid AS id, p.source, p.account, p.grain, {_KEY} {records} {of_new}) "
        f"SELECT o.id, {any_has} FROM o JOIN k ON {_SAME} GROUP BY o.id",
        [client],
    )
    kept = ", ".join(
        f"CASE WHEN NOT t.{flag} THEN r.{sql.metric(m)} END" for m, flag in has.items()
    )
    gone = f"SELECT t.id FROM told AS t JOIN records AS r ON r.rowid = t.id WHERE coalesce({kept})"
    lost = " OR ".join(f"(t.{flag} AND r.{sql.metric(m)} IS NOT NULL)" for m, flag in has.items())
    rows = store.one(
        f"SELECT count(*) FROM told AS t JOIN records AS r ON r.rowid = t.id WHERE {lost}"
    )[0]
    store.con.execute(f"DELETE FROM records WHERE rowid IN ({gone} IS NULL)")
    changes = ", ".join(
        f"{sql.metric(m)} = CASE WHEN NOT told.{flag} THEN records.{sql.metric(m)} END"
        for m, flag in has.items()
    )
    store.con.execute(f"UPDATE records SET {changes} FROM told WHERE records.rowid = told.id")
    if not rows:
        return []
    return [
        f"numbers of {rows} rows by first visit gave way to a report by session, which tells the "
        "same of these days with source and campaign"
    ]


def _may_overlap(store: Store, client: str, import_id: int) -> bool:
    """A quick look at whether anything older is about the same days or posts."""
    return bool(
        store.rows(
            "WITH new AS (SELECT p.source, p.grain, min(r.date) AS a, max(r.date_to) AS z "
            "FROM records AS r JOIN parts AS p ON p.id = r.part WHERE p.import_id = $import_id "
            "GROUP BY ALL) "
            "SELECT 1 FROM records AS r JOIN parts AS p ON p.id = r.part "
            "JOIN new ON new.source = p.source AND new.grain = p.grain "
            "WHERE p.client = $client AND p.import_id <> $import_id "
            "AND (p.grain = 'post' OR (r.date <= last_day(new.z) "
            "AND r.date_to >= date_trunc('month', new.a))) LIMIT 1",
            {"client": client, "import_id": import_id},
        )
    )


def _gone(store: Store, import_id: int) -> list[str]:
    """Campaigns that had numbers for the replaced days, and have none in the newer file."""
    gone = store.rows(
        "SELECT DISTINCT source, campaign FROM stale WHERE campaign IS NOT NULL EXCEPT "
        "SELECT p.source, r.campaign FROM records AS r JOIN parts AS p ON p.id = r.part "
        "WHERE p.import_id = ? ORDER BY ALL",
        [import_id],
    )
    if not gone:
        return []
    names = ", ".join(repr(campaign) for _, campaign in gone[:_MOST_NAMES])
    more = f" and {len(gone) - _MOST_NAMES} more" if len(gone) > _MOST_NAMES else ""
    return [
        f"campaigns stored for these days are not in this file, and their numbers were replaced: "
        f"{names}{more}. If the file is only a part of the days, export all campaigns together"
    ]
