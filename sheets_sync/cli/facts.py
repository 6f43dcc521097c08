"""``kpicells facts``: one metric of a client, its parts, and the rows of files it comes from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from kpicells.sheets_sync.cli.app import AsJson, ClientName, Workspace, app, out, print_json, say
from kpicells.sheets_sync.cli.months import Month, month_of
from kpicells.sheets_sync.cli.opened import opened

if TYPE_CHECKING:
    from kpicells.sheets_sync.facts.asking import Answer
    from kpicells.templates.words import Words

_COLUMNS = frozenset("source grain from to value campaign post month day file sheet row".split())


class By(StrEnum):
    """What a metric is shown by."""

    DAY = "day"
    MONTH = "month"
    CAMPAIGN = "campaign"
    SOURCE = "source"


@app.command()
def facts(
    client: ClientName,
    metric: Annotated[str, typer.Option("--metric", "-m", help="Which, such as leads or spend.")],
    by: Annotated[By, typer.Option(help="What it is shown by.")] = By.MONTH,
    month: Month = "",
    source: Annotated[str, typer.Option(help="Only this source.", show_default=False)] = "",
    trace: Annotated[
        bool, typer.Option("--trace", help="Show the rows of files that the total comes from.")
    ] = False,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Ask where a number comes from.

    `kpicells facts "Nordlys Coffee" --metric leads --by campaign --month 2026-10`

    `kpicells facts "Nordlys Coffee" --metric leads --month 2026-10 --trace`

    Nothing is summed that must not be: reach, users and followers are shown as they were measured.
    """
    from kpicells.sheets_sync.cli.words import words
    from kpicells.sheets_sync.facts import asking
    from kpicells.sheets_sync.facts.store import Store
    from kpicells.sheets_sync.plan.currency import currency_of
    from kpicells.sheets_sync.workspace import client_name

    first = month_of(month)
    with opened(workspace) as found, Store(found.facts, read_only=True) as store:
        text = words(found.settings.lang)
        currency = currency_of(found, client)
        question = asking.Question(
            client_name(client), metric, asking.By(by.value), first, source or None, currency
        )
        answer = asking.ask(store, question)
        rows = asking.trace(store, question) if trace else []
    if as_json:
        print_json(
            {
                "metric": answer.metric,
                "unit": answer.unit,
                "total": answer.total,
                "reason": answer.reason,
                "rows": answer.rows,
                **({"trace": rows} if trace else {}),
            }
        )
        return
    _print(answer, rows if trace else answer.rows, text)


def _print(answer: Answer, rows: list[dict[str, Any]], text: Words) -> None:
    columns = [name for name in (rows[0] if rows else {}) if any(row[name] for row in rows)]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        right = name in ("value", "row")
        head = text(f"facts-{name}") if name in _COLUMNS else name
        table.add_column(head, justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_text(row[name]) for name in columns))
    if rows:
        out.print(table)
    if answer.total is not None:
        say(text("facts-total", value=_text(answer.total)), "bold")
    if answer.reason:
        key = "facts-no-total" if answer.total is None else "facts-note"
        say(escape(text(key, reason=answer.reason)))


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return "" if value is None else escape(str(value))
