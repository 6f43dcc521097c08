"""``kpicells import``: files of platforms, analytics and CRMs into the store of facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpicells.sheets_sync.cli.app import (
    AsJson,
    Client,
    Workspace,
    app,
    complain,
    note,
    print_json,
    say,
)
from kpicells.sheets_sync.cli.opened import in_use
from kpicells.sheets_sync.cli.progress import progress

if TYPE_CHECKING:
    from rich.progress import Progress

    from kpicells.sheets_sync.facts.importing import Imported
    from kpicells.sheets_sync.facts.store import Store
    from kpicells.sheets_sync.sources import ExportFormat
    from kpicells.sheets_sync.sources.mapping import Mapping

_SHOWN_REJECTED = 20


@app.command("import")
def import_(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="CSV, TSV, XLSX, XLS, JSON or a ZIP of those."),
    ],
    client: Client,
    source: Annotated[
        str, typer.Option(help="The kind of export; `kpicells sources` lists them.")
    ] = "auto",
    mapping: Annotated[
        Path | None,
        typer.Option(
            help="A mapping file that says which column is what.", exists=True, dir_okay=False
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be imported, and store nothing.")
    ] = False,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Import exports; every row is accounted for.

    `kpicells import exports/*.csv --client "Nordlys Coffee"`

    `kpicells import agency.xlsx --client Nordlys --mapping agency.toml`

    A file is imported whole or not at all. Importing it twice changes nothing; a newer export of
    the same days replaces those days. Without a mapping, a file that is not recognised is not
    imported, and a mapping for it is proposed.
    """
    from kpicells.sheets_sync import workspace as places
    from kpicells.sheets_sync.facts.store import Store
    from kpicells.sheets_sync.faults import in_a_sentence
    from kpicells.sheets_sync.own_metrics import remember
    from kpicells.sheets_sync.sources import known_in
    from kpicells.sheets_sync.sources.mapping import load_mapping

    name = places.client_name(client)
    paths = _expanded(files)
    found = places.Workspace.find(workspace)
    with in_use(found):
        described = load_mapping(mapping) if mapping else None
        known = known_in(workspace)
        workspace.mkdir(parents=True, exist_ok=True)
        if found is not None and name not in found.clients and (meant := found.meant_by(name)):
            note(f"note: {name!r} is a new client here; did you mean {meant!r}?")
        answers: list[dict[str, Any]] = []
        failed = False
        with Store(workspace / places.FACTS) as store, progress(len(paths)) as shown:
            task = shown.add_task("", total=len(paths))
            for path in paths:
                try:
                    done = _one(store, name, path, source, described, known, dry_run, shown, task)
                except Exception as error:  # noqa: BLE001  (it stops no other file)
                    failed = True
                    said = in_a_sentence(error)
                    answers.append({"file": path.name, "client": name, "error": said})
                    complain(said)
                else:
                    answers.append(done.to_json())
                    failed |= bool(done.lost)
                    if not as_json:
                        _show(done, store)
                    for lost in done.lost:
                        kept = "would be" if dry_run else "was"
                        complain(f"{lost}; everything else in the file {kept} imported")
                shown.advance(task)
        if not dry_run and not all("error" in answer for answer in answers):
            places.Workspace.make(workspace)
            remember(workspace, described.own_metrics if described else {})
    if as_json:
        print_json(answers[0] if len(paths) == 1 else {"files": answers})
    if failed:
        raise typer.Exit(1)


def _one(
    store: Store,
    client: str,
    path: Path,
    source: str,
    mapping: Mapping | None,
    known: Sequence[ExportFormat],
    dry_run: bool,
    shown: Progress,
    task: Any,
) -> Imported:
    from kpicells.sheets_sync.facts.importing import import_file
    from kpicells.sheets_sync.sources import Chosen, choose
    from kpicells.sheets_sync.tables import read_tables

    def read(careful: bool, work: Path) -> Chosen:
        if mapping is None:
            return choose(read_tables(path, work, careful=careful), work, source, known)
        tables = read_tables(
            path,
            work,
            encoding=mapping.encoding,
            delimiter=mapping.delimiter,
            sheet=mapping.sheet,
            careful=careful,
        )
        return mapping.chosen(tables)

    def tell(what: str) -> None:
        shown.update(task, description=f"{path.name}: {what}")

    return import_file(store, client, path, read, dry_run=dry_run, tell=tell)


def _expanded(files: Sequence[str]) -> list[Path]:
    """The files, with patterns expanded where the shell has not done it (Windows)."""
    from kpicells.sheets_sync.errors import InputError

    paths: list[Path] = []
    for text in files:
        path = Path(text)
        if any(sign in text for sign in "*?[") and not path.exists():
            matching = sorted(path.parent.glob(path.name))
            if not matching:
                raise InputError(f"{text}: there is no such file; put the exports there first")
            paths += matching
        elif path.is_dir():
            raise InputError(f"{text}: is a folder; name the files in it: {path / '*'}")
        else:
            paths.append(path)
    return paths


def _show(done: Imported, store: Store) -> None:
    """What became of a file, in a few lines."""
    from kpicells.formulas import metrics

    days = f", {done.period[0]} to {done.period[1]}" if done.period else ""
    say(f"[bold]{_safe(done.file)}[/]  {_safe(done.recognised or done.source)}")
    if done.skipped["already imported"]:
        say("  imported before: nothing changed")
    else:
        verb = "would be imported" if done.dry_run else "imported"
        say(f"  {done.rows_read:,} rows read, {done.rows_imported:,} {verb}{days}")
        names = [metrics[m].en.lower() if m in metrics else m for m in done.metrics]
        say(f"  metrics: {_safe(', '.join(names))}", "dim")
    for reason, count in done.skipped.items():
        if reason != "already imported":
            say(f"  skipped {count:,}: {_safe(reason)}", "dim")
    if done.replaced:
        say(f"  {done.replaced:,} older rows of the same days were replaced", "dim")
    for row in done.rejected[:_SHOWN_REJECTED]:
        column = f", column {row.column!r}" if row.column else ""
        sheet = f"sheet {row.sheet}, " if row.sheet else ""
        note(f"  rejected: {sheet}row {row.row}{column}: {row.found!r} {row.reason}")
    if len(done.rejected) > _SHOWN_REJECTED:
        note(f"  ... and {len(done.rejected) - _SHOWN_REJECTED:,} more (all with --json)")
    for warning in done.warnings:
        note(f"  note: {warning}")


def _safe(text: str) -> str:
    """Text from outside is no markup."""
    from rich.markup import escape

    return escape(text)
