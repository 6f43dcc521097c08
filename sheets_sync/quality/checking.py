"""A client's numbers checked as a whole."""

from __future__ import annotations

from datetime import timedelta

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.grains import last_days
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.joining.lines import sides_of
from kpicells.sheets_sync.quality.contradictions import disagreeing, more_than_possible
from kpicells.sheets_sync.quality.findings import Finding, Sure
from kpicells.sheets_sync.quality.gaps import gaps, stale
from kpicells.sheets_sync.quality.series import daily
from kpicells.sheets_sync.quality.unusual import unusual

DAYS = 90
"""So many days, up to the newest, are told about; older ones serve for comparison."""

_ORDER = list(Sure)


def check(store: Store, client: str, days: int = DAYS) -> list[Finding]:
    """What looks wrong in a client's numbers, the surest and newest first.

    The day of the check plays no part, so that the same facts give the same findings.

    Args:
        store: An open store.
        client: The client.
        days: How many days are told about, up to the newest.

    Raises:
        InputError: The client has no facts.
    """
    if not last_days(store, client):
        raise InputError(f"there are no facts of client {client!r}; `kpicells import` brings some")
    return look(store, client, days)


def look(store: Store, client: str, days: int = DAYS) -> list[Finding]:
    """The same as :func:`check`; nothing for a client without facts."""
    through = last_days(store, client)
    if not through:
        return []
    newest = max(through.values())
    since = newest - timedelta(days - 1)
    sides = sides_of(store, client)
    series = daily(store, client, sides, newest)
    found = [
        *more_than_possible(store, client, since),
        *stale(through, series),
        *gaps(series, since),
        *unusual(series, since),
        *disagreeing(store, client, sides, through, since),
    ]
    return sorted(found, key=lambda f: (_ORDER.index(f.sure), -f.last.toordinal(), f.source))
