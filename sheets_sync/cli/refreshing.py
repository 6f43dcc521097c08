"""``kpicells refresh`` and ``kpicells undo``: numbers into clients' workbooks, and back again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from kpicells.formulas.errors import KpicellsError
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
    from kpicells.sheets_sync.refresh.contents import Content
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
        typer.Option(help="The workbook (.xlsx, .xlsm); the client's own if left out."),
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
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Fill a client's workbook from the facts.

    `kpicells refresh "Nordlys Coffee" --dry-run`

    `kpicells refresh --all`

    Only cells that kpicells wrote change. A cell that a person changed is kept and reported. The
    file is replaced in one step, after a backup; `kpicells undo` brings the last state back.
    """
    from kpicells.sheets_sync.refresh import run

    if (client is None) != all_:
        raise typer.BadParameter("name one client, or give --all", param_hint="CLIENT")
    if all_ and to:
        raise typer.BadParameter("goes with one client, not with --all", param_hint="--to")
    wish = run.Wish(_file(to), dry_run, take_back, remake)
    answers: list[dict[str, Any]] = []
    failed = False
    with opened(workspace) as found:
        clients = found.clients if client is None else [client]
        with progress(len(clients)) as shown:
            task = shown.add_task("", total=len(clients))
            for name in clients:

                def tell(what: str, name: str = name) -> None:
                    shown.update(task, description=f"{name}: {what}")

                try:
                    outcome = run.refresh(found, name, wish, tell=tell)
                except KpicellsError as error:
                    failed = True
                    answers.append({"client": name, "error": str(error)})
                    complain(str(error))
                else:
                    answers.append(dict(outcome.to_json()))
                    if not as_json:
                        _show(outcome, in_detail=not all_)
                shown.advance(task)
    if as_json:
        print_json({"clients": answers} if all_ else answers[0])
    if failed:
        raise typer.Exit(1)


@app.command()
def undo(
    client: ClientName,
    to: Annotated[
        Path | None, typer.Option(help="The workbook; the client's own if left out.")
    ] = None,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Bring back the state of a client's workbook before the last refresh.

    The present state becomes a backup in turn, so a second undo brings that back.
    """
    from kpicells.sheets_sync.refresh.history import History
    from kpicells.sheets_sync.refresh.run import workbook_of

    with opened(workspace) as found:
        path = to or workbook_of(found, client)
        history = History(found.client_folder(client))
        now = datetime.now()
        restored = history.undo(path, now)
        history.write_down(when=now.isoformat(timespec="seconds"), target=path, undone=restored)
    if as_json:
        print_json({"client": client, "target": str(path), "restored": str(restored)})
    else:
        say(f"{escape(str(path))}: restored from {escape(restored.name)}")


def _file(to: str | None) -> Path | None:
    if to is None:
        return None
    if to == "excel" or to.startswith(("http://", "https://")):
        raise typer.BadParameter(
            "this version refreshes files (.xlsx, .xlsm); a Google Sheet and an open Excel are "
            "not supported yet",
            param_hint="--to",
        )
    return Path(to)


def _show(outcome: Outcome, *, in_detail: bool) -> None:
    head = f"[bold]{escape(outcome.client)}[/]  {escape(outcome.target)}"
    would = "would be " if outcome.dry_run else ""
    if outcome.created:
        say(f"{head}: {would}made")
    elif not outcome.changed:
        say(f"{head}: nothing to change")
    else:
        say(f"{head}: {len(outcome.changed):,} cells {would}changed")
        if in_detail and outcome.dry_run:
            _show_changes(outcome)
    for kept in outcome.kept if in_detail else ():
        sheet, row, column = kept.place
        from kpicells.templates.layout import cell_text

        note(
            f"  kept as people changed it: {sheet}!{cell_text(row, column)} is "
            f"{_text(kept.found)!r}, kpicells has {_text(kept.ours)!r}"
        )
    for warning in outcome.warnings:
        note(f"  note: {warning}")


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
