"""``kpicells keys``: who may ask the server for clients' data."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from kpicells.sheets_sync.cli.app import AsJson, Workspace, app, note, out, print_json
from kpicells.sheets_sync.cli.opened import opened
from kpicells.sheets_sync.cli.utm import Lang
from kpicells.sheets_sync.cli.words import words
from kpicells.sheets_sync.errors import InputError

if TYPE_CHECKING:
    from kpicells import sheets_sync
    from kpicells.sheets_sync.serving.keys import AccessKey, KeyFile
    from kpicells.templates.words import Words

keys = typer.Typer(
    help="Keys by which add-ins ask the server for clients' data: new, list, revoke.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(keys, name="keys")


@keys.command()
def new(
    owner: Annotated[
        str,
        typer.Option("--for", metavar="WHO", help="Whose it is: a person, a device, a report."),
    ],
    client: Annotated[
        list[str] | None,
        typer.Option(
            "--client",
            "-c",
            metavar="CLIENT",
            help="Opens the data of this client only. Several may be given; all if left out.",
            show_default=False,
        ),
    ] = None,
    lang: Lang = None,
    as_json: AsJson = False,
    workspace: Workspace = Path("."),
) -> None:
    """Make a key and print it. It is shown this once: only its hash is kept.

    `kpicells keys new --for "Anna's laptop" --client "Nordlys Coffee"`
    """
    with opened(workspace) as found:
        told = _words(lang, found)
        clients = None if not client else [_known(found, name, told) for name in client]
        key = _file(found).make(owner, clients)
    key_id = key.split("_")[1]
    if as_json:
        print_json({"key": key, "id": key_id, "for": owner, "clients": clients})
        return
    note(told("keys-made"))
    typer.echo(key)
    note(told("keys-if-lost", command=f"kpicells keys revoke {key_id}"))


@keys.command("list")
def list_keys(lang: Lang = None, as_json: AsJson = False, workspace: Workspace = Path(".")) -> None:
    """List the keys: whose they are, what they open, and which were revoked."""
    with opened(workspace) as found:
        told = _words(lang, found)
        known = _file(found).all()
    if as_json:
        print_json({"keys": [_shown(key) for key in known]})
        return
    if not known:
        note(told("keys-none"))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("id", "for", "clients", "made", "revoked"):
        table.add_column(told(f"keys-column-{column}"))
    for key in known:
        clients = told("keys-all-clients") if key.clients is None else ", ".join(key.clients)
        style = "dim" if key.revoked else None
        days = (key.made[:10], (key.revoked or "")[:10])
        table.add_row(key.id, escape(key.owner), escape(clients), *days, style=style)
    out.print(table)


@keys.command()
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="As `kpicells keys list` shows it.")],
    lang: Lang = None,
    workspace: Workspace = Path("."),
) -> None:
    """Refuse a key from now on. A server that runs takes it no more."""
    with opened(workspace) as found:
        told = _words(lang, found)
        key = _file(found).revoke(key_id)
    note(told("keys-revoked", owner=key.owner))


def _shown(key: AccessKey) -> dict[str, Any]:
    told = asdict(key)
    del told["sha256"]
    told["for"] = told.pop("owner")
    return told


def _words(lang: Lang, workspace: sheets_sync.workspace.Workspace) -> Words:
    return words(lang.value if lang else workspace.settings.lang)


def _file(workspace: sheets_sync.workspace.Workspace) -> KeyFile:
    from kpicells.sheets_sync.serving.keys import KEYS, KeyFile

    return KeyFile(workspace.folder / KEYS)


def _known(workspace: sheets_sync.workspace.Workspace, client: str, told: Words) -> str:
    from kpicells.sheets_sync.serving.names import folded

    for known in workspace.clients:
        if folded(known) == folded(client):
            return known
    there = ", ".join(workspace.clients) or told("keys-no-clients")
    raise InputError(told("keys-unknown-client", client=client, there=there))
