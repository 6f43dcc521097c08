"""Columns of a known export that have a name never seen before: proposed, never taken."""

from __future__ import annotations

from kpicells.sheets_sync.sources.formats import Columns, ExportFormat, Found, plain
from kpicells.sheets_sync.tables import Table

_NEAR = 78
_MOST = 5


def proposals(table: Table, found: Found) -> list[str]:
    """What unread columns may be, by likeness to names of metrics that the table lacks."""
    # Brings a library with it, and is needed only where columns are left.
    from kpicells.sheets_sync.sources.likeness import likeness, say_the_same
    from kpicells.sheets_sync.sources.suggestions import numeric_columns

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
        if say_the_same(column, name)
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


def misspelt(table: Table, kind: ExportFormat, columns: Columns) -> list[str]:
    """Which unread columns those may be that an export needs and a table lacks, in words.

    Args:
        table: The table.
        kind: The export.
        columns: Where the table has its columns.
    """
    from kpicells.sheets_sync.sources.likeness import likeness

    found, wording = {**columns.roles, **columns.metrics}, columns.wording
    read = {plain(name) for name in found.values()}
    left = [name for name in table.header if name and plain(name) not in read]
    said = []
    for key in (key for key in kind.needs if key not in found):
        names, part = wording.columns.get(key), "columns"
        if names is None:
            names, part = wording.metrics[key], "metrics"
        pairs = [(likeness(plain(c), plain(name)), c, name) for c in left for name in names]
        if pairs and (best := max(pairs))[0] >= _NEAR:
            said.append(
                f"{best[1]!r} is much like {best[2]!r}. If it is that, say so in the workspace: "
                f'sources/{kind.source}.toml, [[export]] id = "{kind.id}", '
                f'{part}.{key}.{wording.language} = "{best[1]}"'
            )
    return said
