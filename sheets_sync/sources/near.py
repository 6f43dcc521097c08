"""Columns of a known export that have a name never seen before: proposed, never taken."""

from __future__ import annotations

from kpicells.sheets_sync.sources.formats import Found, plain
from kpicells.sheets_sync.tables import Table

_NEAR = 78
_MOST = 5


def proposals(table: Table, found: Found) -> list[str]:
    """What unread columns may be, by likeness to names of metrics that the table lacks."""
    # Brings a library with it, and is needed only where columns are left.
    from kpicells.sheets_sync.sources.suggestions import likeness, numeric_columns

    wording, columns = found.columns.wording, found.columns
    names_of = (*wording.columns.values(), *wording.metrics.values())
    known = {plain(name) for names in names_of for name in names}
    known |= {plain(name) for name in (*columns.roles.values(), *columns.metrics.values())}
    numbers = set(numeric_columns(table))
    left = [c for c in table.header if c in numbers and plain(c) not in known and "%" not in c]
    lacking = {m: names for m, names in wording.metrics.items() if m not in columns.metrics}
    pairs = [
        (likeness(plain(column), plain(name)), column, metric, name)
        for column in left
        for metric, names in lacking.items()
        for name in names
    ]
    said: list[str] = []
    taken: set[str] = set()
    for score, column, metric, name in sorted(pairs, reverse=True):
        if score >= _NEAR and not taken & {column, metric}:
            taken |= {column, metric}
            said.append(
                f"{column!r} was not read: it is much like {name!r} ({metric}). If it is that, say "
                f"so in the workspace: sources/{found.kind.source}.toml, [[export]] "
                f'id = "{found.kind.id}", metrics.{metric}.{wording.language} = "{column}"'
            )
    return said[:_MOST]
