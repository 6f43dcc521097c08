"""``kpicells refresh`` and ``kpicells undo``: numbers into clients' workbooks, and back again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from kpicells.sheets_sync.cli.app import (
    AsJson,
    ClientName,
    Workspace,
    app,
    complain,
    print_json,
    say,
)
from kpicells.sheets_sync.cli.opened import opened
from kpicells.sheets_sync.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpicells.sheets_sync.refresh.fleet import Answer
    from kpicells.sheets_sync.refresh.outcome import Outcome


@app.command()
def refresh(
    client: Annotated[
        str | None, typer.Argument(metavar="CLIENT", help="The client's name.", show_default=False)
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every client of the workspace.")] = False,
    to: Annotated[
        str | None,
        typer.Option(
            help="A workbook (.xlsx, .xlsm), a Google Sheet's address, excel for the workbook in "
            "front in Excel, or excel:NAME.xlsx; the client's own if left out."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
    ] = False,
    take_back: Annotated[
        bool, typer.Option("--take-back", help="Also overwrite cells that people changed.")
    ] = False,
    remake: Annotated[
        bool,
        typer.Option(
            "--remake",
            help="Make the workbook anew for a changed plan; what people typed comes over.",
        ),
    ] = False,
    afresh: Annotated[
        bool,
        typer.Option("--afresh", help="With --all: also what a run that was stopped has done."),
    ] = False,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Fill a client's workbook from the facts.

    `kpicells refresh "Nordlys Coffee" --dry-run`

    `kpicells refresh "Nordlys Coffee" --to https://docs.google.com/spreadsheets/d/.../edit`

    `kpicells refresh "Nordlys Coffee" --to excel`

    `kpicells refresh --all`

    Only cells that kpicells wrote change. A cell that a person changed is kept and reported. The
    file is replaced in one step, after a backup; `kpicells undo` brings the last state back.
    """
    from kpicells.sheets_sync.cli import outcomes
    from kpicells.sheets_sync.cli.words import words
    from kpicells.sheets_sync.google.accounts import Accounts
    from kpicells.sheets_sync.refresh import run
    from kpicells.sheets_sync.refresh.fleet import Fleet

    if (client is None) != all_:
        raise typer.BadParameter("name one client, or give --all", param_hint="CLIENT")
    if all_ and to:
        raise typer.BadParameter("goes with one client, not with --all", param_hint="--to")
    wish = run.Wish(_place(to), dry_run, take_back, remake)
    answers: list[Answer] = []
    with opened(workspace) as found:
        text = words(found.settings.lang)
        clients = found.clients if client is None else [client]
        accounts = Accounts(found.google_keys)
        with progress(len(clients)) as shown:
            task = shown.add_task("", total=len(clients))

            def one(name: str) -> Outcome:
                def tell(what: str) -> None:
                    shown.update(task, description=f"{name}: {what}")

                return run.refresh(found, name, wish, tell=tell, connect=accounts.connect)

            at_once = run.at_once(found, clients, accounts) if all_ else 1
            fleet = Fleet(found.folder, one, at_once)
            ready = fleet.run(clients, datetime.now(), resume=all_ and not (dry_run or afresh))
            for answer in ready if all_ else _alone(one, clients[0]):
                answers.append(answer)
                if not all_ and answer.outcome and not as_json:
                    outcomes.show(answer.outcome, text)
                if answer.error:
                    complain(answer.error)
                shown.advance(task)
    if as_json:
        told = [_told(answer) for answer in answers]
        print_json({"clients": told} if all_ else told[0])
    elif all_:
        outcomes.show_fleet(answers, text)
    if any(answer.error for answer in answers):
        raise typer.Exit(1)


def _alone(one: Callable[[str], Outcome], client: str) -> Iterator[Answer]:
    from kpicells.sheets_sync.faults import in_a_sentence
    from kpicells.sheets_sync.refresh.fleet import Answer

    try:
        yield Answer(client, one(client))
    except Exception as error:  # noqa: BLE001  (told in the answer)
        yield Answer(client, error=in_a_sentence(error))


def _told(answer: Answer) -> dict[str, Any]:
    if answer.outcome is not None:
        return dict(answer.outcome.to_json())
    if answer.by_run_before:
        return {"client": answer.client, "done": "by the run before"}
    return {"client": answer.client, "error": answer.error}


@app.command()
def undo(
    client: ClientName,
    to: Annotated[
        str | None,
        typer.Option(
            help="A workbook, a Google Sheet's address, excel or excel:NAME.xlsx; the client's "
            "own if left out."
        ),
    ] = None,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Bring back the state of a client's workbook before the last refresh.

    The present state becomes a backup in turn, so a second undo brings that back.
    """
    from kpicells.sheets_sync.cli.words import words
    from kpicells.sheets_sync.google.accounts import Accounts
    from kpicells.sheets_sync.refresh.undoing import undo as bring_back

    with opened(workspace) as found:
        text = words(found.settings.lang)
        accounts = Accounts(found.google_keys)
        where, restored, count = bring_back(found, client, _place(to), accounts.connect)
    if as_json:
        print_json({"client": client, "target": where, "restored": str(restored), "cells": count})
    elif count is None:
        say(escape(text("undo-file", where=where, backup=restored.name)))
    else:
        say(escape(text("undo-cells", where=where, count=f"{count:,}")))


def _place(to: str | None) -> str | Path | None:
    from kpicells.sheets_sync.google.address import is_address
    from kpicells.sheets_sync.hosts.excel_live import is_excel

    return to if to is None or is_address(to) or is_excel(to) else Path(to)
