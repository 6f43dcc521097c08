"""Two lists in one table, side by side: what stands beside a row belongs to another row.

LinkedIn's *Top posts* has the posts with most engagements at the left, and those with most
impressions at the right.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.recipe import DateColumn
from kpicells.sheets_sync.sources.rewriting import without_rows

_SHORTER = "beside the end of the list"


def both_lists(reading: Reading, found: Found) -> list[Reading]:
    """Both lists: the longer one, and the other, which tells of the same rows of the file again."""
    if "right_post" not in found.columns.roles:
        return [reading]
    left = _half(reading, found, "post", "date")
    right = _half(reading, found, "right_post", "right_date")
    halves = [half for half in (left, right) if half.recipe.metrics]
    halves.sort(key=lambda half: half.table.skipped[_SHORTER])
    first, *others = halves
    return [first, *(_told_again(half) for half in others)]


def _told_again(half: Reading) -> Reading:
    table = replace(half.table, rows_read=None, skipped=Counter(), damaged=(), warnings=())
    report = f"{half.recipe.report}: other list"
    return Reading(table, replace(half.recipe, report=report), again=True)


def _half(reading: Reading, found: Found, post: str, date: str) -> Reading:
    """One list: its rows, and the metrics at its side.

    A post without a date and without a number says nothing.
    """
    roles, header, recipe = found.columns.roles, reading.table.header, reading.recipe
    place, border = header.index(roles[post]), header.index(roles["right_post"])
    metrics = {
        metric: column
        for metric, column in recipe.metrics.items()
        if (header.index(column) > border) is (place == border)
    }
    said = [header.index(name) for name in (roles[date], *metrics.values())]
    table = without_rows(
        reading.table, found.workdir, lambda row: not any(row[i].strip() for i in said), _SHORTER
    )
    form = recipe.date.format if recipe.date else None
    half = replace(
        recipe,
        metrics=metrics,
        post=roles[post],
        link=roles[post],
        date=DateColumn(roles[date], form),
    )
    return Reading(table, half)
