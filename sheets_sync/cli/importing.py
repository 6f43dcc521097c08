"""``kpicells import``: files of platforms, analytics and CRMs into the store of facts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

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
from kpicells.sheets_sync.cli.import_answers import AskedDayOrder, tell_more, zone_of
from kpicells.sheets_sync.cli.opened import in_use
from kpicells.sheets_sync.cli.progress import progress

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from rich.progress import Progress

    from kpicells.sheets_sync.facts.day_order import DayFirst
    from kpicells.sheets_sync.facts.importing import Imported
    from kpicells.sheets_sync.facts.rejecting import Rejected
    from kpicells.sheets_sync.facts.store import Store
    from kpicells.sheets_sync.sources import ExportFormat
    from kpicells.sheets_sync.sources.mapping import Mapping
    from kpicells.templates.words import Words

_SHOWN_REJECTED = 20
_REASONS = frozenset(
    ("preamble", "footer", "blank", "repeated header", "repeated row", "total row", "no numbers")
)
"""Why rows are skipped; others name what they are about."""


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
    time_zone: Annotated[
        str,
        typer.Option(
            metavar="ZONE",
            help="The account's time zone, such as Europe/Moscow.",
            show_default=False,
        ),
    ] = "",
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first",
            help="What comes first in dates such as 03/04/2026, where no row settles it.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Import exports; every row is accounted for.

    `kpicells import exports/*.csv --client "Nordlys Coffee"`

    `kpicells import agency.xlsx --client Nordlys --mapping agency.toml`

    A file is imported whole or not at all. Importing it twice changes nothing; a newer export of
    the same days replaces those days. Without a mapping, a file that is not recognised is not
    imported, and a mapping for it is proposed. Times that name a time zone are put on the days of
    the account's; whether days or months come first is asked where the whole file leaves it open.
    """
    from kpicells.sheets_sync import workspace as places
    from kpicells.sheets_sync.cli.language import spoken
    from kpicells.sheets_sync.cli.words import words
    from kpicells.sheets_sync.facts.store import Store
    from kpicells.sheets_sync.faults import in_a_sentence
    from kpicells.sheets_sync.own_metrics import remember
    from kpicells.sheets_sync.sources import known_in
    from kpicells.sheets_sync.sources.mapping import load_mapping

    name = places.client_name(client)
    paths = _expanded(files)
    found = places.Workspace.find(workspace)
    text = words(found.settings.lang if found else spoken(sys.argv[1:]))
    with in_use(found):
        described = load_mapping(mapping) if mapping else None
        known = known_in(workspace)
        zone = zone_of(time_zone, described, found, name)
        workspace.mkdir(parents=True, exist_ok=True)
        if found is not None and name not in found.clients and (meant := found.meant_by(name)):
            note(text("import-new-client", name=repr(name), meant=repr(meant)))
        answers: list[dict[str, Any]] = []
        failed = False
        with Store(workspace / places.FACTS) as store, progress(len(paths)) as shown:
            task = shown.add_task("", total=len(paths))
            ask = AskedDayOrder(day_first, text, shown, may_ask=not as_json)
            for path in paths:
                try:
                    done = _one(
                        store, name, path, source, described, known, zone, ask, dry_run, shown, task
                    )
                except Exception as error:  # noqa: BLE001  (it stops no other file)
                    failed = True
                    said = in_a_sentence(error)
                    answers.append({"file": path.name, "client": name, "error": said})
                    complain(said)
                else:
                    answers.append(done.to_json())
                    failed |= bool(done.lost)
                    if not as_json:
                        _show(done, text)
                    tell_more(done, text, as_json=as_json)
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
    zone: ZoneInfo | None,
    ask: DayFirst,
    dry_run: bool,
    shown: Progress,
    task: Any,
) -> Imported:
    from kpicells.sheets_sync.facts.importing import import_file
    from kpicells.sheets_sync.sources import Chosen, choose
    from kpicells.sheets_sync.tables import read_tables

    def read(careful: bool, work: Path) -> Chosen:
        if mapping is None:
            return choose(read_tables(path, work, careful=careful), work, source, known, zone)
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

    return import_file(store, client, path, read, dry_run=dry_run, zone=zone, ask=ask, tell=tell)


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


def _show(done: Imported, text: Words) -> None:
    """What became of a file, in a few lines."""
    say(f"[bold]{escape(done.file)}[/]  {escape(done.recognised or done.source)}")
    if done.skipped["already imported"]:
        say(f"  {text('import-before')}")
    else:
        key = "import-would" if done.dry_run else "import-read"
        rows = text(key, rows=f"{done.rows_read:,}", imported=f"{done.rows_imported:,}")
        first, last = map(str, done.period or ("", ""))
        days = text("import-period", **{"from": first, "to": last}) if first else ""
        say(f"  {rows}{days}")
        names = [text.metric(m).lower() for m in done.metrics]
        say(f"  {escape(text('import-metrics', names=', '.join(names)))}", "dim")
    for reason, count in done.skipped.items():
        if reason != "already imported":
            told = text(f"skipped-{reason.replace(' ', '-')}") if reason in _REASONS else reason
            say(f"  {escape(text('import-skipped', count=f'{count:,}', reason=told))}", "dim")
    if done.replaced:
        say(f"  {text('import-replaced', count=f'{done.replaced:,}')}", "dim")
    for row in done.rejected[:_SHOWN_REJECTED]:
        note(f"  {_rejected(row, text)}")
    if len(done.rejected) > _SHOWN_REJECTED:
        note(f"  {text('import-more', count=f'{len(done.rejected) - _SHOWN_REJECTED:,}')}")
    for warning in done.warnings:
        note(f"  {text('import-note', said=warning)}")


def _rejected(row: Rejected, text: Words) -> str:
    sheet = text("import-sheet", sheet=row.sheet) if row.sheet else ""
    column = text("import-column", column=repr(row.column)) if row.column else ""
    where = sheet + text("import-row", row=str(row.row)) + column
    return text("import-rejected", where=where, found=repr(row.found), reason=row.reason)
