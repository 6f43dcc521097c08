"""``kpicells serve``: the server of the add-ins."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kpicells.sheets_sync.cli.app import app, note
from kpicells.sheets_sync.cli.named_kpi import refuse
from kpicells.sheets_sync.cli.utm import Lang, language
from kpicells.sheets_sync.cli.words import words
from kpicells.sheets_sync.errors import InputError

if TYPE_CHECKING:
    from kpicells.addin.server.running import Place
    from kpicells.addin.server.settings import Settings
    from kpicells.sheets_sync.serving.keys import KeyFile
    from kpicells.sheets_sync.workspace import Workspace
    from kpicells.templates.words import Words

_SECURITY = "Who may ask"
_PLACE = "Where it listens"


@app.command()
def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="0 for any that is free.", rich_help_panel=_PLACE)
    ] = 8765,
    host: Annotated[
        str,
        typer.Option(help="The address to listen at; 0.0.0.0 for all.", rich_help_panel=_PLACE),
    ] = "127.0.0.1",
    workspace: Annotated[
        Path,
        typer.Option(
            "--workspace",
            "-w",
            envvar="KPICELLS_WORKSPACE",
            help="The folder with workspace.toml, for own KPIs and for KPI.DATA and its like.",
            file_okay=False,
        ),
    ] = Path("."),
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A name by which it is called from elsewhere, as behind a proxy. Several may be "
            "given. Every call then needs a key.",
            rich_help_panel=_SECURITY,
            show_default=False,
        ),
    ] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN",
            help="The origin of pages elsewhere that may call it: https://addin.example.com.",
            rich_help_panel=_SECURITY,
            show_default=False,
        ),
    ] = None,
    everything_open: Annotated[
        bool,
        typer.Option(
            "--open",
            help="Give clients' data without a key, to this machine alone.",
            rich_help_panel=_SECURITY,
        ),
    ] = False,
    https: Annotated[
        bool,
        typer.Option(
            "--https",
            help="HTTPS for this machine, with what `kpicells certificate` made.",
            rich_help_panel=_PLACE,
        ),
    ] = False,
    certificate: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="For HTTPS: the chain, PEM.", rich_help_panel=_PLACE
        ),
    ] = None,
    private_key: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="For HTTPS: its key, PEM.", rich_help_panel=_PLACE
        ),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="A reverse proxy, whose word on who asks is taken.",
            rich_help_panel=_PLACE,
            show_default=False,
        ),
    ] = None,
    pages: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            help="The add-in's pages, as `kpicells excel addin` writes them; served at /addin/.",
        ),
    ] = None,
    rate: Annotated[
        float,
        typer.Option(min=1, help="Requests a minute by one key or address."),
    ] = 1200,
    lang: Lang = None,
) -> None:
    """Answer the functions in cells, for add-ins that compute on a server.

    `kpicells serve` : on this machine alone, at http://localhost:8765

    `kpicells serve --https --pages addin` : the same with the add-in for Excel, after
    `kpicells certificate` and `kpicells excel addin --out addin`

    `kpicells serve --name kpi.agency.com` : behind a reverse proxy; every call needs a key

    Formulas are open to this machine. KPI.DATA, KPI.TARGET and KPI.STATUS need a key, which
    `kpicells keys new` makes. docs/serving.md says more.
    """
    from kpicells.addin.server.running import Place
    from kpicells.addin.server.settings import LOOPBACK, Settings
    from kpicells.sheets_sync.workspace import Workspace

    told = words(language(lang, workspace))
    if (certificate is None) != (private_key is None):
        refuse(told("serve-pair"))
    if https and certificate is None:
        certificate, private_key = _of_this_machine()
    called = {*LOOPBACK, *(one.lower() for one in name or ())}
    if host not in (*LOOPBACK, "0.0.0.0", "::"):
        called.add(host.lower())
    alone = host in LOOPBACK and not name
    if everything_open and not alone:
        refuse(told("serve-open-alone"))
    found = Workspace.find(workspace)
    settings = Settings(
        names=frozenset(called),
        origins=tuple(_origin(one, told) for one in allow_origin or ()),
        pages=pages,
        key_for_formulas=not alone,
        key_for_data=not everything_open,
        requests_a_minute=rate,
    )
    place = Place(host, port, certificate, private_key, tuple(proxy or ()))
    _serve(settings, place, found, told)


def _serve(settings: Settings, place: Place, workspace: Workspace | None, told: Words) -> None:
    from kpicells.addin.server.app import make_app
    from kpicells.addin.server.logs import log_to
    from kpicells.addin.server.running import server
    from kpicells.sheets_sync.serving.keys import KEYS, KeyFile
    from kpicells.sheets_sync.serving.workspace import ServedWorkspace

    keys = None
    served = None
    if workspace is not None:
        keys = KeyFile(workspace.folder / KEYS)
        served = ServedWorkspace(workspace)
    _check_keys(settings, keys, told)
    running = server(make_app(settings, served, keys), place)
    _tell(settings, place, running.port, workspace, told)
    log_to(sys.stderr)
    running.serve_until_told()


def _check_keys(settings: Settings, keys: KeyFile | None, told: Words) -> None:
    usable = [key for key in keys.all() if key.revoked is None] if keys else []
    if settings.key_for_formulas and not usable:
        raise InputError(told("serve-needs-keys"))


def _tell(
    settings: Settings, place: Place, port: int, workspace: Workspace | None, told: Words
) -> None:
    scheme = "https" if place.certificate else "http"
    shown = "localhost" if place.host in settings.names else place.host
    note(told("serve-answers", address=f"{scheme}://{shown}:{port}"))
    if workspace is None:
        note(told("serve-no-workspace"))
    elif not settings.key_for_data:
        note(told("serve-open"))


def _of_this_machine() -> tuple[Path, Path]:
    from kpicells.sheets_sync.serving.certificate import certificate_files

    return certificate_files()


def _origin(text: str, told: Words) -> str:
    scheme, _, rest = text.rstrip("/").partition("://")
    if scheme not in ("http", "https") or not rest or "/" in rest or rest == "*":
        refuse(told("serve-origin", origin=text))
    return text.rstrip("/")
