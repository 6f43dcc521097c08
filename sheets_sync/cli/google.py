"""``kpicells google``: the ways in which Google Sheets gets the functions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpicells.sheets_sync.cli.app import AsJson, WithOwnKpis, app, print_json, say
from kpicells.sheets_sync.cli.starting import Lang, check_lang
from kpicells.sheets_sync.cli.words import words

google = typer.Typer(
    help="Bring the KPI functions into Google Sheets: an Apps Script project.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(google, name="google")

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
