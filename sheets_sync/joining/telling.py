"""A join told: sentences for people, one object for programs."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from kpicells.sheets_sync.joining.checking import utm_words
from kpicells.sheets_sync.joining.joined import Joined, Reason, Unjoined
from kpicells.sheets_sync.joining.personal import hidden
from kpicells.templates.words import Words

ATTRIBUTION = "last_non_direct_click"
"""The model of attribution, which every answer names."""

_HAS_PROPOSED_IN_TEXT = (Reason.SOURCE_DIFFERS,)


def why(one: Unjoined, words: Words) -> tuple[str, str]:
    """Why something was not joined, and what to do."""
    values = {"told": ", ".join(one.told_by), "proposed": one.proposed}
    do = words(f"join-{one.reason}-do", **values)
    if one.proposed and one.reason not in _HAS_PROPOSED_IN_TEXT:
        do = words("join-near", proposed=one.proposed)
    return words(f"join-{one.reason}", **values), do


def notes(joined: Joined, words: Words) -> list[str]:
    """What a reader of the table must know."""
    said = [words("join-attribution")]
    alike: dict[tuple[str, ...], list[str]] = {}
    for metric, sources in joined.counting.items():
        alike.setdefault(sources, []).append(metric)
    for sources, metrics in alike.items():
        key = "join-doubled" if set(metrics) & set(joined.doubled) else "join-counting"
        names = ", ".join(map(words.metric, metrics)).capitalize()
        said.append(words(key, metric=names, sources=", ".join(sources)))
    return said


def to_json(
    joined: Joined, client: str, month: date | None, currency: str | None, lang: str
) -> dict[str, Any]:
    """The object of ``utm join --json``."""
    words = utm_words(lang)
    unjoined = []
    for one in joined.unjoined:
        message, advice = why(one, words)
        unjoined.append(
            {
                "reason": str(one.reason),
                "message": message,
                "advice": advice,
                "told_by": list(one.told_by),
                "name": hidden(one.name) or None,
                "proposed": one.proposed or None,
                **one.figures.to_json(),
            }
        )
    return {
        "client": client,
        "month": f"{month:%Y-%m}" if month else None,
        "by": str(joined.by),
        "currency": currency,
        "attribution": ATTRIBUTION,
        "notes": notes(joined, words),
        "counting": {metric: list(sources) for metric, sources in joined.counting.items()},
        "rows": [
            {"name": hidden(row.name), "sources": list(row.sources), **row.figures.to_json()}
            for row in joined.rows
        ],
        "unjoined": unjoined,
        "unjoined_counts": dict(Counter(str(one.reason) for one in joined.unjoined)),
        "total": joined.total.to_json(),
    }
