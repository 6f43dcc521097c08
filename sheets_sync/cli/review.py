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
from kpicells.sheets_sync.cli.words import words

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
    target to propose where one was reached early; then what `kpicells check` finds wrong in the
    numbers. All of it is in the language of the plan.
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
    texts = words(made.lang)
    about = [f"{made.month:%Y-%m}"]
    if made.score is not None:
        about.append(texts("review-score-is", score=round(100 * made.score)))
    if made.next_review:
        about.append(texts("review-next-is", day=f"{made.next_review}"))
    if made.due_since:
        about.append(f"[bold]{texts('review-due', day=f'{made.due_since}')}[/]")
    say(f"[bold]{escape(made.client)}[/]  {', '.join(about)}")
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column(texts("review-name"))
    table.add_column(texts("review-status"), no_wrap=True)
    for name in _SHOWN:
        table.add_column(texts(f"review-{name}"), justify="right")
    table.add_column(texts("review-finding"))
    for kpi in made.kpis:
        figures = (_text(kpi.numbers[name], kpi.unit, made.lang) for name in _SHOWN)
        table.add_row(escape(kpi.name), kpi.status, *figures, escape(kpi.finding))
    out.print(table)
    if any(kpi.history for kpi in made.kpis):
        say(f"[bold]{texts('review-history')}[/]")
    for kpi in made.kpis:
        if kpi.history:
            say(f"  {escape(kpi.name)}: {escape(kpi.history)}")
    for notice in made.notices:
        note(texts("review-notice", notice=notice))


def _text(value: float | None, unit: str, lang: str) -> str:
    if value is None:
        return "—"
    if unit == "share":
        text = f"{value:.2%}"
    else:
        text = f"{value:,.0f}" if unit == "count" or abs(value) >= 1000 else f"{value:,.2f}"
    if lang == "ru":
        text = text.replace(",", "\u00a0").replace(".", ",").replace("%", "\u00a0%")
    return text
