"""``kpicells doctor``: what works on this machine."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.table import Table

import kpicells
from kpicells.sheets_sync.cli.app import AsJson, Workspace, app, out, print_json

_PARTS = ("duckdb", "ironcalc", "xlsxwriter", "pandas", "gspread", "google-auth", "xlwings")


@app.command()
def doctor(as_json: AsJson = False, workspace: Workspace = Path(".")) -> None:
    """Tell what works here: versions, LibreOffice for pictures, the workspace."""
    found = _checks(workspace)
    if as_json:
        print_json({"checks": [dict(zip(("what", "ok", "says"), c, strict=True)) for c in found]})
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    for what, works, says in found:
        table.add_row("✓" if works else "✗", what, says)
    out.print(table)


def _checks(folder: Path) -> list[tuple[str, bool, str]]:
    found = [
        ("kpicells", True, kpicells.__version__),
        ("Python", (3, 11) <= sys.version_info < (3, 15), platform.python_version()),
    ]
    for name in _PARTS:
        try:
            found.append((name, True, version(name)))
        except PackageNotFoundError:
            found.append((name, False, "is not installed: install kpicells again"))
    found.append(("LibreOffice (pictures)", *_libreoffice()))
    found.append(("workspace", *_workspace(folder)))
    return [*found, *_google(folder)]


def _google(folder: Path) -> Iterator[tuple[str, bool, str]]:
    """Which account is used at Google, and which clients' sheets it can reach."""
    from kpicells.formulas.errors import KpicellsError
    from kpicells.sheets_sync.google.accounts import Accounts
    from kpicells.sheets_sync.google.address import spreadsheet_id
    from kpicells.sheets_sync.google.identity import identities
    from kpicells.sheets_sync.plan import read_plan
    from kpicells.sheets_sync.workspace import Workspace as Place

    place = None
    with suppress(KpicellsError):
        place = Place.find(folder)
    keys = place.google_keys if place else ()
    try:
        for one in identities(keys):
            yield "Google account", True, f"{one.name} ({one.kind})"
    except KpicellsError as error:
        # Nobody needs one who works with files alone.
        yield "Google account", not keys, str(error)
        return
    if place is None:
        return
    accounts = Accounts(keys)
    for client in place.clients:
        with suppress(KpicellsError):
            if address := read_plan(place.client_folder(client) / "plan.toml").sheet:
                try:
                    connection = accounts.connect()
                    connection.get(spreadsheet_id(address), "properties(title)")
                except KpicellsError as error:
                    yield f"sheet of {client}", False, str(error)
                else:
                    yield f"sheet of {client}", True, "can be opened"


def _libreoffice() -> tuple[bool, str]:
    from kpicells.sheets_sync.errors import TargetError
    from kpicells.sheets_sync.hosts.libreoffice import find

    try:
        program = find()
        done = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (TargetError, OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    return done.returncode == 0, done.stdout.strip() or done.stderr.strip()


def _workspace(folder: Path) -> tuple[bool, str]:
    from kpicells.formulas.errors import KpicellsError
    from kpicells.sheets_sync.plan import read_plan
    from kpicells.sheets_sync.workspace import Workspace as Place

    try:
        place = Place.find(folder)
        if place is None:
            return True, f"none in {folder.resolve()} (a command makes one when it needs it)"
        with place.own().in_use():
            for client in place.clients:
                read_plan(place.client_folder(client) / "plan.toml")
    except KpicellsError as error:
        return False, str(error)
    free = shutil.disk_usage(folder).free >> 30
    return True, f"{len(place.clients)} clients, plans read, {free} GiB free on the disk"
