"""A client's posts, each with the newest totals that any file tells of it."""

from __future__ import annotations

from datetime import date

from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.store import Store
from kpicells.templates.rows import PostRow

MOST = 5_000
"""More posts than anybody looks through: the newest ones are kept."""


def posts(store: Store, client: str, first: date, last: date) -> tuple[PostRow, ...]:
    """The posts that were published between two days, oldest first.

    Args:
        store: An open store.
        client: The client.
        first: The first day.
        last: The last day.
    """
    names = store.metrics
    if not names:
        return ()
    newest = ", ".join(
        f"arg_max(r.{sql.metric(m)}, p.import_id) FILTER (r.{sql.metric(m)} IS NOT NULL)"
        for m in names
    )
    rows = store.rows(
        "SELECT max(r.date) AS day, p.source, r.post, max(coalesce(p.account, '')), "
        "arg_max(r.title, p.import_id) FILTER (r.title IS NOT NULL), "
        "arg_max(r.link, p.import_id) FILTER (r.link IS NOT NULL), "
        f"{newest} FROM records AS r JOIN parts AS p ON p.id = r.part "
        "WHERE p.client = ? AND p.grain = 'post' AND r.post IS NOT NULL "
        "GROUP BY p.source, r.post HAVING day BETWEEN ? AND ? "
        f"ORDER BY day DESC, p.source, r.post LIMIT {MOST}",
        [client, first, last],
    )
    found = [
        PostRow(
            day,
            source,
            post,
            {m: value for m, value in zip(names, values, strict=True) if value is not None},
            account,
            title or "",
            link or "",
        )
        for day, source, post, account, title, link, *values in rows
    ]
    return tuple(reversed(found))
