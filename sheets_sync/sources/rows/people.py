"""Numbers of people in tables that hold the same people several times."""

from __future__ import annotations

from dataclasses import replace

from kpicells.formulas.metrics import Over, metrics
from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.rewriting import with_warnings
from kpicells.sheets_sync.tables import Table, data_rows

_LOOKED_AT = 200
_NOTHING = frozenset({"", "-", "--", "—", "n/a", "н/д"})


def by_known_names(reading: Reading, found: Found) -> Reading:
    """Leave people out where rows are split by something that facts do not keep.

    A table by day and campaign tells of a campaign's people on a day. By day and keyword, the same
    people stand in several rows of a campaign, and no sum of them is true.
    """
    recipe, table = reading.recipe, reading.table
    kept_names = (recipe.campaign, recipe.post, recipe.account, recipe.channel)
    dates = [recipe.date.column, recipe.date.end_column] if recipe.date else []
    known = {*kept_names, *dates, *recipe.metrics.values(), *found.columns.roles.values()}
    lost = [found.columns.roles[role] for role in _SPLITTING if role in found.columns.roles]
    others = [name for name in text_columns(table) if name not in known] + lost
    people = [m for m in recipe.metrics if metrics[m].adds_over is Over.NOTHING]
    if not others or not people:
        return reading
    names = ", ".join(recipe.metrics[metric] for metric in people)
    table = with_warnings(
        table, f"{names} by {', '.join(others[:5])} was left out: people stand in several rows"
    )
    kept = {m: column for m, column in recipe.metrics.items() if m not in people}
    return replace(reading, table=table, recipe=replace(recipe, metrics=kept))


_SPLITTING = ("dimension", "group", "ad_group", "medium", "utm_content")


def text_columns(table: Table) -> list[str]:
    """The columns that hold something other than numbers: names rather than measures."""
    rows = [row for _, row in data_rows(table, _LOOKED_AT)]
    return [
        name
        for place, name in enumerate(table.header)
        if any(not _is_number(row[place]) for row in rows)
    ]


def _is_number(cell: str) -> bool:
    text = "".join(cell.split()).lower()
    if text in _NOTHING or text.startswith("<"):
        return True
    digits = text.strip("%₽$€£").replace(",", ".").replace(":", "").replace(".", "", 5)
    return digits.lstrip("-+").isdigit()
