"""``kpicells review``: what is on track, what is not, and what to decide."""

from __future__ import annotations

from pathlib import Path

from rich.markup import escape
from rich.table import Table

from kpicells.sheets_sync.cli.app import (
    AsJson,
    ClientName,
    Workspace,
    app,
    note,
    out,
    print_json,
    say,
)
from kpicells.sheets_sync.cli.months import Month, month_of
from kpicells.sheets_sync.cli.opened import opened

_SHOWN = ("actual", "target", "forecast")


@app.command()
def review(
    client: ClientName,
    month: Month = "",
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Show each KPI of a client with its status, its numbers and what to decide.

    `kpicells review "Nordlys Coffee"`

    The numbers are those of the Dashboard, for the month of the latest data or for --month.
    """
    from kpicells.sheets_sync.refresh import reviewing

    first = month_of(month)
    with opened(workspace) as found:
        made = reviewing.review(found, client, first)
    if as_json:
        print_json(made.to_json())
        return
    score = "" if made.score is None else f", score {made.score:.0%}"
    due = f", next review {made.next_review}" if made.next_review else ""
    say(f"[bold]{escape(made.client)}[/]  {made.month:%Y-%m}{score}{due}")
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("KPI")
    table.add_column("status", no_wrap=True)
    for name in _SHOWN:
        table.add_column(name, justify="right")
    table.add_column("finding")
    for kpi in made.kpis:
        figures = (_text(kpi.numbers[name], kpi.unit) for name in _SHOWN)
        table.add_row(escape(kpi.name), kpi.status, *figures, escape(kpi.finding))
    out.print(table)
    for notice in made.notices:
        note(f"note: {notice}")


def _text(value: float | None, unit: str) -> str:
    if value is None:
        return "—"
    if unit == "share":
        return f"{value:.2%}"
    return f"{value:,.0f}" if unit == "count" or abs(value) >= 1000 else f"{value:,.2f}"
