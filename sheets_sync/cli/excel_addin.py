"""``kpicells excel addin``: the add-in's files, to be served over HTTPS."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpicells.sheets_sync.cli.app import AsJson, WithOwnKpis, print_json, say
from kpicells.sheets_sync.cli.excel import excel


@excel.command()
def addin(
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="DIR", help="The folder to write.", file_okay=False),
    ],
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url",
            metavar="https://...",
            help="The address at which that folder will be served.",
        ),
    ] = "https://localhost:8765/addin",
    pyodide: Annotated[
        Path | None,
        typer.Option(
            "--pyodide",
            metavar="DIR",
            help="An unpacked npm package pyodide; npm fetches it if left out.",
            exists=True,
            file_okay=False,
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Write the Office.js add-in for Excel on Windows, macOS and the web.

    `kpicells excel addin --out addin`

    `kpicells excel addin --out addin --base-url https://kpi.example.com/addin`

    Then serve the folder (`kpicells serve` does) and give its manifest.xml to Excel.
    """
    from kpicells.addin.excel.building import build
    from kpicells.addin.excel.functions import function_names

    path = build(out, base_url, pyodide)
    if as_json:
        count = len(function_names())
        print_json({"manifest": str(path), "base_url": base_url, "functions": count})
        return
    say(f"[bold]{path}[/]")
    say(f"Serve {out} at {base_url}, then add the manifest to Excel: see docs/excel-addin.md")
