"""``kpicells refresh`` and ``kpicells undo``: numbers into clients' workbooks, and back again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from kpicells.sheets_sync.cli.app import (
    AsJson,
    ClientName,
    Workspace,
    app,
    complain,
    note,
    out,
    print_json,
    say,
)
from kpicells.sheets_sync.cli.opened import opened
from kpicells.sheets_sync.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kpicells.sheets_sync.refresh.contents import Content
    from kpicells.sheets_sync.refresh.fleet import Answer
    from kpicells.sheets_sync.refresh.outcome import Outcome

_SHOWN = 200


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
                    _show(answer.outcome)
                if answer.error:
                    complain(answer.error)
                shown.advance(task)
    if as_json:
        told = [_told(answer) for answer in answers]
        print_json({"clients": told} if all_ else told[0])
    elif all_:
        _show_fleet(answers)
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
    from kpicells.sheets_sync.google.accounts import Accounts
    from kpicells.sheets_sync.refresh.undoing import undo as bring_back

    with opened(workspace) as found:
        accounts = Accounts(found.google_keys)
        where, restored, count = bring_back(found, client, _place(to), accounts.connect)
    if as_json:
        print_json({"client": client, "target": where, "restored": str(restored), "cells": count})
    elif count is None:
        say(f"{escape(where)}: restored from {escape(restored.name)}")
    else:
        say(f"{escape(where)}: {count:,} cells hold again what they held before")


def _place(to: str | None) -> str | Path | None:
    from kpicells.sheets_sync.google.address import is_address
    from kpicells.sheets_sync.hosts.excel_live import is_excel

    return to if to is None or is_address(to) or is_excel(to) else Path(to)


def _show(outcome: Outcome) -> None:
    head = f"[bold]{escape(outcome.client)}[/]  {escape(outcome.target)}"
    would = "would be " if outcome.dry_run else ""
    calls = f" ({outcome.api_calls} calls)" if outcome.api_calls else ""
    if outcome.created:
        say(f"{head}: {would}made{calls}")
    elif not outcome.changed:
        say(f"{head}: nothing to change{calls}")
    else:
        say(f"{head}: {len(outcome.changed):,} cells {would}changed{calls}")
        if outcome.dry_run:
            _show_changes(outcome)
    for kept in outcome.kept:
        sheet, row, column = kept.place
        from kpicells.templates.layout import cell_text

        note(
            f"  kept as people changed it: {sheet}!{cell_text(row, column)} is "
            f"{_text(kept.found)!r}, kpicells has {_text(kept.ours)!r}"
        )
    for warning in outcome.warnings:
        note(f"  note: {warning}")


def _show_fleet(answers: Sequence[Answer]) -> None:
    """A table of what changed, what failed and why."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("client", "changed", "kept", "notes", "result"):
        table.add_column(name, justify="right" if name in ("changed", "kept", "notes") else "left")
    for answer in sorted(answers, key=lambda one: (not one.error, one.client)):
        outcome = answer.outcome
        if outcome is None:
            said = "done by the run before" if answer.by_run_before else f"failed: {answer.error}"
            table.add_row(escape(answer.client), "", "", "", escape(said))
            continue
        result = "made" if outcome.created else "refreshed" if outcome.changed else "no news"
        counts = (len(outcome.changed), len(outcome.kept), len(outcome.warnings))
        table.add_row(
            escape(answer.client),
            *(f"{count:,}" if count else "" for count in counts),
            f"would be {result}" if outcome.dry_run else result,
        )
    out.print(table)
    failed = sum(bool(answer.error) for answer in answers)
    say(f"{len(answers):,} clients, {failed:,} failed")


def _show_changes(outcome: Outcome) -> None:
    from kpicells.templates.layout import cell_text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("sheet", "cell", "old", "new"):
        table.add_column(name, overflow="ellipsis", no_wrap=name in ("sheet", "cell"))
    for change in outcome.changed[:_SHOWN]:
        sheet, row, column = change.place
        texts = (sheet, cell_text(row, column), _text(change.old), _text(change.new))
        table.add_row(*map(escape, texts))
    out.print(table)
    if len(outcome.changed) > _SHOWN:
        say(f"... and {len(outcome.changed) - _SHOWN:,} more (all with --json)")


def _text(content: Content) -> str:
    if isinstance(content, float):
        return f"{content:.6f}".rstrip("0").rstrip(".")
    return "" if content is None else str(content)
