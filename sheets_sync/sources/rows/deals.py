"""What the deals or leads of a CRM count for: a lead on one day, perhaps a sale on another.

Every row is a lead of the day on which it was created. Where its stage is one of those that stand
for quality, or is won, it is a qualified lead. Where it is won, it is also a purchase, with its
amount as revenue, of the day on which it was closed. Both tell of the same row of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kpicells.sheets_sync.sources.day_order import date_format_of
from kpicells.sheets_sync.sources.formats import Found, Reading, plain
from kpicells.sheets_sync.sources.recipe import DateColumn, Grain
from kpicells.sheets_sync.sources.rewriting import (
    NewCell,
    with_columns,
    with_warnings,
    without_rows,
)
from kpicells.sheets_sync.tables import Table, data_rows

_YES = frozenset({"1", "true", "yes", "да", "y", "д", "истина"})
_PIPELINE = re.compile(r"^c\d+:| \([^()]*(?:pipeline|воронк)[^()]*\)$")
_BLANK_SOURCE = frozenset({"", "-", "—", "(none)", "(not set)"})


def leads_and_sales(reading: Reading, found: Found) -> list[Reading]:
    """The leads of a table, and its sales if it has any."""
    roles = found.columns.roles
    table = _with_stages_told(reading.table, found)
    leads = with_columns(
        table,
        found.workdir,
        {
            "lead": lambda row: "1",
            "qualified lead": lambda row: "1" if _is_qualified(row, table, found) else "",
            "source / medium": _channel(table, found),
        },
    )
    closed, created = roles.get("closed"), roles["date"]
    form = found.columns.wording.date_format or date_format_of(
        table, [created, *([closed] if closed else [])]
    )
    recipe = replace(
        reading.recipe,
        date=DateColumn(created, form),
        grain=Grain.DAY,
        metrics={"leads": "lead", "qualified_leads": "qualified lead"},
        channel="source / medium",
        post=None,
        title=None,
        currency=None,
        currency_column=None,
    )
    first = Reading(leads, recipe)
    if not found.kind.stages.won and "won" not in roles:
        return [first]
    sales = without_rows(leads, found.workdir, lambda row: not _is_won(row, table, found), "")
    sales = with_columns(sales, found.workdir, {"sale": lambda row: "1"})
    sales = replace(
        sales, rows_read=None, skipped=Counter(), damaged=(), warnings=_about_dates(found)
    )
    if not any(True for _ in data_rows(sales, 1)):
        return [first]
    second = replace(
        recipe,
        report=f"{recipe.report}: sales",
        metrics={"purchases": "sale"} | ({"revenue": roles["amount"]} if "amount" in roles else {}),
        date=DateColumn(closed, form) if closed else recipe.date,
        currency=reading.recipe.currency,
        currency_column=reading.recipe.currency_column,
    )
    return [first, Reading(sales, second, again=True)]


def _about_dates(found: Found) -> tuple[str, ...]:
    if "closed" in found.columns.roles:
        return ()
    return (
        "no column says when deals were closed: sales stand on the day on which the deal was "
        "created; add the closing date to the export",
    )


def _with_stages_told(table: Table, found: Found) -> Table:
    """Tell of stages that nobody has described: they count as leads only."""
    place = table.header.index(found.columns.roles["stage"])
    seen = Counter(row[place].strip() for _, row in data_rows(table))
    unknown = {
        stage: rows
        for stage, rows in seen.items()
        if stage and _stage(stage) not in found.kind.stages.all
    }
    if not unknown:
        return table
    shown = ", ".join(f"{stage!r} ({rows})" for stage, rows in sorted(unknown.items())[:10])
    return with_warnings(
        table,
        f"stages that kpicells does not know count as leads, neither qualified nor won: {shown}",
    )


def _stage(cell: str) -> str:
    """A stage as it is compared, without the pipeline that Bitrix24 and HubSpot write beside it.

    ``C4:WON`` and ``Closed won (Sales Pipeline)`` are the stages WON and Closed won.
    """
    return _PIPELINE.sub("", plain(cell))


def _is_won(row: Sequence[str], table: Table, found: Found) -> bool:
    roles = found.columns.roles
    if "won" in roles and plain(row[table.header.index(roles["won"])]) in _YES:
        return True
    return _stage(row[table.header.index(roles["stage"])]) in found.kind.stages.won


def _is_qualified(row: Sequence[str], table: Table, found: Found) -> bool:
    stage = _stage(row[table.header.index(found.columns.roles["stage"])])
    return stage in found.kind.stages.qualified or _is_won(row, table, found)


def _channel(table: Table, found: Found) -> NewCell:
    """Source and medium as analytics write them: ``vk / cpc``."""
    roles, header = found.columns.roles, table.header
    places = [header.index(roles[r]) for r in ("utm_source", "utm_medium") if r in roles]
    otherwise = header.index(roles["channel"]) if "channel" in roles else None

    def cell(row: Sequence[str]) -> str:
        parts = [row[place].strip() for place in places]
        told = [part for part in parts if part.casefold() not in _BLANK_SOURCE]
        if told:
            return " / ".join(told)
        return row[otherwise].strip() if otherwise is not None else ""

    return cell
