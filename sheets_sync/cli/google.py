"""``kpicells google``: the ways in which Google Sheets gets the functions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpicells.sheets_sync.cli.app import AsJson, WithOwnKpis, app, note, print_json, say
from kpicells.sheets_sync.cli.named_kpi import refuse
from kpicells.sheets_sync.cli.starting import Lang, check_lang
from kpicells.sheets_sync.cli.words import words

google = typer.Typer(
    help="Bring the KPI functions into Google Sheets: an Apps Script project.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(google, name="google")
_TITLE = "kpicells"

Server = Annotated[
    str | None,
    typer.Option(
        metavar="https://...",
        help="The agency's server, for clients' data; people may enter it themselves if left out.",
        show_default=False,
    ),
]
AsAddon = Annotated[
    bool,
    typer.Option("--addon", help="To be published as an add-on, not to live in one spreadsheet."),
]


@google.command()
def build(
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="DIR", help="The folder to write.", file_okay=False),
    ],
    server: Server = None,
    as_addon: AsAddon = False,
    lang: Lang = "en",
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Write the project's files, to push with clasp or to paste into the script editor.

    `kpicells google build --out google-addin`

    `kpicells google build --out google-addin --lang ru --server https://kpi.agency.com`

    --lang is the language of the functions' help; the menu and the side bar follow their reader.
    An agency's own KPIs in the workspace come along. docs/google-addin.md says more.
    """
    from kpicells.addin.google.folder import write
    from kpicells.addin.google.functions import function_names
    from kpicells.addin.google.project import project

    check_lang(lang)
    written = write(project(lang, server, as_addon=as_addon), out)
    count = len(function_names())
    if as_json:
        files = [str(path.relative_to(out)) for path in written]
        print_json({"folder": str(out), "files": files, "functions": count, "lang": lang})
        return
    text = words(lang)
    say(text("google-built", folder=str(out), count=count))
    say(text("google-built-next"), style="dim")


@google.command()
def push(
    sheet: Annotated[
        str | None,
        typer.Argument(
            metavar="SHEET_URL", help="The spreadsheet that gets the functions.", show_default=False
        ),
    ] = None,
    script: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="The script to bring up to date, from its Project Settings. The one that was "
            "pushed into the sheet from this computer, or a new one, if left out.",
            show_default=False,
        ),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--new", help="Make a new script, even if one was pushed before.")
    ] = False,
    client_secret: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            help="The OAuth client (Desktop app) of your project, to give consent the first time.",
            show_default=False,
        ),
    ] = None,
    no_browser: Annotated[
        bool,
        typer.Option("--no-browser", help="The browser is on another computer or a phone."),
    ] = False,
    server: Server = None,
    as_addon: AsAddon = False,
    lang: Lang = "en",
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Put the functions, the menu and the side bar into a spreadsheet, or bring them up to date.

    `kpicells google push https://docs.google.com/spreadsheets/d/... --client-secret client.json`

    The first time a browser asks for consent to change scripts; later pushes need the link alone.
    Scripts that people wrote there stay. docs/google-addin.md tells how to get client.json.
    """
    from kpicells.addin.google.project import project
    from kpicells.addin.google.pushing import push as push_files
    from kpicells.sheets_sync.cli.google_login import ask_elsewhere
    from kpicells.sheets_sync.google.address import spreadsheet_id
    from kpicells.sheets_sync.google.scripts import remember, script_api, script_of

    check_lang(lang)
    if not (sheet or script or as_addon):
        refuse("name the spreadsheet by its link; or --script, or --addon for one that has none")
    files = project(lang, server, as_addon=as_addon)
    place = spreadsheet_id(sheet) if sheet else None
    api = script_api(client_secret, ask_elsewhere, browser_here=not no_browser)
    known = script or (script_of(place) if place and not anew else None)
    target = known or api.create(_TITLE, place)
    if place:
        remember(place, target)
    done = push_files(api, target, files)
    if as_json:
        told = {"changed": list(done.changed), "removed": list(done.removed)}
        print_json(
            {"script": done.script, "link": done.link, "sheet": place, "created": known is None}
            | told
            | {"kept": list(done.kept)}
        )
        return
    text = words(lang)
    count = len(done.changed) + len(done.removed)
    key = "google-pushed-new" if known is None else "google-pushed" if count else "google-same"
    say(text(key, link=done.link, count=count))
    if done.kept:
        note(text("google-kept", files=", ".join(done.kept)))
    if place and known is None:
        say(text("google-pushed-next"), style="dim")
