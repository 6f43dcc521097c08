"""What a Meta Ads report says in its rows: how long a row lasts, and what its results are."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from kpicells.sheets_sync.sources.formats import Columns, Found, Reading
from kpicells.sheets_sync.sources.recipe import DateColumn, Grain
from kpicells.sheets_sync.sources.rewriting import NewCell, with_columns, with_warnings
from kpicells.sheets_sync.tables import Table, data_rows

_LOOKED_AT = 20_000
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)\s*(?:-|–|to|по)\s*(\d{4}-\d\d-\d\d)")

RESULTS = {
    "purchases": re.compile(r"purchase|покупк"),
    "leads": re.compile(r"\blead|leadgen|_lead|лид"),
    "landing_page_views": re.compile(r"landing_page_view|landing page view|целевой страниц"),
    "link_clicks": re.compile(r"link_click|link click|клики по ссылке"),
    "messages": re.compile(r"messaging_conversation_started|messaging conversation|переписк"),
    "engagements": re.compile(r"post_engagement|post engagement"),
    "profile_visits": re.compile(r"profile_visit|profile visit"),
}
"""Metric to what a result indicator says, such as ``actions:offsite_conversion.fb_pixel_lead``."""


def level_and_results(reading: Reading, found: Found) -> Reading:
    """Find the level and the grain of a report, and what its results are."""
    columns, workdir = found.columns, found.workdir
    reading = _with_results(reading, columns, workdir)
    reading = _with_months(reading, columns, workdir)
    recipe, table = reading.recipe, reading.table
    roles = columns.roles
    level = next((role for role in ("ad", "ad_set", "campaign") if role in roles), "account")
    recipe = replace(
        recipe,
        report=f"{level}s",
        post=roles.get("ad"),
        # A report with no names at all can only be told from its total by the day.
        totals=recipe.totals or tuple(roles[role] for role in ("day",) if role in roles),
    )
    date_column = recipe.date
    if date_column is None:
        return Reading(table, recipe)
    grain = _grain(table, date_column, recipe.totals)
    if "day" in roles and grain is not Grain.DAY:
        # The reporting dates are those of the whole report; the day stands in its own column.
        date_column, grain = DateColumn(roles["day"]), Grain.DAY
    return Reading(table, replace(recipe, date=date_column, grain=grain))


def _with_results(reading: Reading, columns: Columns, workdir: Path) -> Reading:
    table, recipe, roles = reading.table, reading.recipe, columns.roles
    if "results" not in roles:
        return reading
    if "indicator" not in roles:
        note = f"{roles['results']} was left out: no column says what the results are"
        return Reading(with_warnings(table, note), recipe)
    value = table.header.index(roles["results"])
    kind = table.header.index(roles["indicator"])
    seen: Counter[str] = Counter(
        row[kind] for _, row in data_rows(table) if row[kind].strip() not in ("", "-")
    )
    meanings = {indicator: _meaning(indicator) for indicator in seen}
    wanted = {m for m in meanings.values() if m is not None and m not in recipe.metrics}
    new: dict[str, NewCell] = {
        f"{roles['results']}: {metric}": _results_of(metric, meanings, value, kind)
        for metric in sorted(wanted)
    }
    unknown = sorted(indicator for indicator, metric in meanings.items() if metric is None)
    if unknown:
        table = with_warnings(table, f"results of other kinds were left out: {', '.join(unknown)}")
    if not new:
        return Reading(table, recipe)
    names = dict(zip(sorted(wanted), new, strict=True))
    wider = with_columns(table, workdir, new)
    return Reading(wider, replace(recipe, metrics={**recipe.metrics, **names}))


def _meaning(indicator: str) -> str | None:
    text = indicator.casefold()
    return next((metric for metric, pattern in RESULTS.items() if pattern.search(text)), None)


def _results_of(metric: str, meanings: Mapping[str, str | None], value: int, kind: int) -> NewCell:
    def cell(row: Sequence[str]) -> str:
        return row[value] if meanings.get(row[kind]) == metric else ""

    return cell


def _with_months(reading: Reading, columns: Columns, workdir: Path) -> Reading:
    """Take ``2024-03-01 - 2024-03-11``, a cell of the month breakdown, apart into two dates."""
    column = columns.roles.get("month")
    if column is None:
        return reading
    place = reading.table.header.index(column)
    spans = [_SPAN.search(row[place]) for _, row in data_rows(reading.table, 50)]
    if not any(spans):
        return reading
    end = columns.roles.get("end")
    start = columns.roles.get("date")
    header = reading.table.header

    def part(group: int, otherwise: str | None) -> NewCell:
        fallback = header.index(otherwise) if otherwise in header else None

        def cell(row: Sequence[str]) -> str:
            if span := _SPAN.search(row[place]):
                return span[group]
            return row[fallback] if fallback is not None and fallback != place else ""

        return cell

    first, last = f"{column}: first day", f"{column}: last day"
    table = with_columns(reading.table, workdir, {first: part(1, start), last: part(2, end)})
    recipe = replace(reading.recipe, date=DateColumn(first, "%Y-%m-%d", last))
    return Reading(table, recipe)


def _grain(table: Table, dates: DateColumn, totals: Sequence[str]) -> Grain:
    """How long the rows last that are no totals, judged by the first of them."""
    if dates.end_column is None:
        return Grain.DAY
    first, last = table.header.index(dates.column), table.header.index(dates.end_column)
    names = [table.header.index(column) for column in totals]
    spans = {
        (row[first], row[last])
        for _, row in data_rows(table, _LOOKED_AT)
        if not names or any(row[name].strip() for name in names)
    }
    if all(start == end for start, end in spans):
        return Grain.DAY
    return Grain.MONTH if all(_is_month(start, end) for start, end in spans) else Grain.PERIOD


def _is_month(start: str, end: str) -> bool:
    """Whether a span is a month, or what has passed of the month."""
    try:
        first, last = date.fromisoformat(start[:10]), date.fromisoformat(end[:10])
    except ValueError:
        return False
    days = calendar.monthrange(first.year, first.month)[1]
    return first.day == 1 and first.replace(day=days) >= last > first
