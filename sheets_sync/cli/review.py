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

    The numbers are those of the Dashboard, for the month of the latest data or for --month. Below
    stands what the weeks say: whether a KPI has moved by more than chance and season, and the
    target to propose where one was reached early.
    """
    from kpicells.sheets_sync.google.accounts import Accounts
    from kpicells.sheets_sync.refresh import reviewing

    first = month_of(month)
    with opened(workspace) as found:
        accounts = Accounts(found.google_keys)
        made = reviewing.review(found, client, first, accounts.connect)
    if as_json:
        print_json(made.to_json())
        return
    score = "" if made.score is None else f", score {made.score:.0%}"
    due = f", next review {made.next_review}" if made.next_review else ""
    if made.due_since:
        due += f", [bold]review due since {made.due_since}[/]: no decision yet"
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
    if any(kpi.history for kpi in made.kpis):
        say("[bold]What the history says[/]")
    for kpi in made.kpis:
        if kpi.history:
            say(f"  {escape(kpi.name)}: {escape(kpi.history)}")
    for notice in made.notices:
        note(f"note: {notice}")


def _text(value: float | None, unit: str) -> str:
    if value is None:
        return "—"
    if unit == "share":
        return f"{value:.2%}"
    return f"{value:,.0f}" if unit == "count" or abs(value) >= 1000 else f"{value:,.2f}"
