"""``kpicells utm join``: campaigns, sources or posts followed from reach to revenue."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kpicells.sheets_sync.cli.app import AsJson, ClientName, Workspace, note, out, print_json, say
from kpicells.sheets_sync.cli.months import Month, month_of
from kpicells.sheets_sync.cli.opened import opened
from kpicells.sheets_sync.cli.utm import Lang, utm

if TYPE_CHECKING:
    from kpicells.sheets_sync.joining.figures import Figures
    from kpicells.sheets_sync.joining.joined import Joined
    from kpicells.templates.words import Words

_SHOWN = 40
_METRICS = ("impressions", "views", "clicks", "sessions", "leads", "purchases", "revenue", "spend")
_KPIS = ("CTR", "CR", "CPL", "ROAS")


class By(StrEnum):
    """What is followed."""

    CAMPAIGN = "campaign"
    SOURCE = "source"
    POST = "post"


@utm.command()
def join(
    client: ClientName,
    month: Month = "",
    by: Annotated[By, typer.Option(help="What is followed from reach to revenue.")] = By.CAMPAIGN,
    lang: Lang = None,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Follow campaigns, sources or posts from reach to revenue, across all imported sources.

    `kpicells utm join "Nordlys Coffee" --month 2026-10`

    `kpicells utm join "Nordlys Coffee" --by post --json`

    Posts and ads, analytics and the CRM meet by utm_source, utm_campaign and utm_content, written
    one way by the workspace's utm.toml. What meets nothing is counted and listed with its reason.
    Attribution is the last non-direct click.
    """
    from kpicells.sheets_sync.facts.store import Store
    from kpicells.sheets_sync.joining import joined as joining
    from kpicells.sheets_sync.joining.checking import utm_words
    from kpicells.sheets_sync.joining.lines import told
    from kpicells.sheets_sync.joining.table import read_utm_table
    from kpicells.sheets_sync.joining.telling import to_json
    from kpicells.sheets_sync.plan.currency import currency_of
    from kpicells.sheets_sync.workspace import client_name

    first = month_of(month)
    name = client_name(client)
    with opened(workspace) as found, Store(found.facts, read_only=True) as store:
        table = read_utm_table(found.folder)
        currency = currency_of(found, name)
        lines = told(store, name, table, month=first, of_posts=by is By.POST, currency=currency)
        answer = joining.join(lines, table, joining.By(by.value))
        spoken = lang.value if lang else found.settings.lang
    if as_json:
        print_json(to_json(answer, name, first, lines.currency, spoken))
        return
    words = utm_words(spoken)
    shown = f"{first:%m.%Y}" if first else words("join-all-months")
    say(escape(words("join-title", client=name, month=shown, by=words(f"join-by-{by}"))), "bold")
    _show_rows(answer, words)
    _show_unjoined(answer, words)


def _show_rows(answer: Joined, words: Words) -> None:
    from kpicells.sheets_sync.joining.personal import hidden
    from kpicells.sheets_sync.joining.telling import notes

    if answer.rows:
        everything = answer.total
        used = [m for m in _METRICS if m in everything.metrics]
        table = Table(box=None, header_style="bold", pad_edge=False)
        table.add_column(words(f"join-column-name-{answer.by}"), overflow="fold")
        if any(row.figures.reach is not None for row in answer.rows):
            used.insert(0, "reach")
        for metric in used:
            table.add_column(words.metric(metric).lower(), justify="right")
        for kpi_id in _KPIS:
            table.add_column(kpi_id, justify="right")
        for row in answer.rows[:_SHOWN]:
            table.add_row(escape(hidden(row.name)), *_cells(row.figures, used))
        table.add_row(words("join-all"), *_cells(everything, used), style="dim")
        if table.__rich_measure__(out, out.options.update(width=1000)).maximum <= out.width:
            out.print(table)
        else:
            for row in answer.rows[:_SHOWN]:
                say(f"[bold]{escape(hidden(row.name))}[/]: {_way(row.figures, used, words)}")
            say(f"{words('join-all')}: {_way(everything, used, words)}", "dim")
        if len(answer.rows) > _SHOWN:
            say(words("utm-more", count=len(answer.rows) - _SHOWN))
    else:
        say(words("join-nothing"))
    for text in notes(answer, words):
        say(escape(text), "dim")


def _show_unjoined(answer: Joined, words: Words) -> None:
    from kpicells.sheets_sync.joining.personal import hidden
    from kpicells.sheets_sync.joining.telling import why

    if not answer.unjoined:
        return
    say("")
    say(words("join-unjoined", count=len(answer.unjoined)), "bold")
    table = Table(box=None, header_style="bold", pad_edge=False)
    for key in (f"name-{answer.by}", "told", "numbers", "reason"):
        table.add_column(words(f"join-column-{key}"), overflow="fold")
    for one in answer.unjoined[:_SHOWN]:
        reason, do = why(one, words)
        numbers = ", ".join(
            f"{words.metric(metric).lower()} {_number(one.figures.metrics[metric])}"
            for metric in _METRICS
            if one.figures.metrics.get(metric)
        )
        told = ", ".join(one.told_by)
        table.add_row(*map(escape, (hidden(one.name) or "—", told, numbers, f"{reason}. {do}")))
    out.print(table)
    if len(answer.unjoined) > _SHOWN:
        note(words("utm-more", count=len(answer.unjoined) - _SHOWN))


def _way(figures: Figures, used: list[str], words: Words) -> str:
    """The numbers of a row in a line, for a narrow terminal."""
    values = {"reach": figures.reach, **figures.metrics}
    told = [m for m in used if m != "spend" and values.get(m) is not None]
    way = " → ".join(f"{words.metric(m).lower()} {_number(values[m])}" for m in told)
    rest = [f"{words.metric('spend').lower()} {_number(values['spend'])}"] * ("spend" in values)
    rest += [f"{name} {_kpi(figures, name)}" for name in _KPIS if figures.kpi(name) is not None]
    return "; ".join(filter(None, [way, ", ".join(rest)]))


def _cells(figures: Figures, used: list[str]) -> list[str]:
    values = {"reach": figures.reach, **figures.metrics}
    cells = [_number(values.get(metric)) for metric in used]
    return cells + [_kpi(figures, kpi_id) for kpi_id in _KPIS]


def _kpi(figures: Figures, kpi_id: str) -> str:
    from kpicells.formulas import Unit, catalog

    value = figures.kpi(kpi_id)
    if value is None:
        return "—"
    return f"{value:.2%}" if catalog[kpi_id].unit is Unit.SHARE else f"{value:,.2f}"


def _number(value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
