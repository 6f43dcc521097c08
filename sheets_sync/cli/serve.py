"""``kpicells serve``: the server of the add-ins."""

from __future__ import annotations

from typing import Annotated

import typer

from kpicells.sheets_sync.cli.app import app, note


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 for any that is free.")] = 8765,
) -> None:
    """Answer the functions in cells, for add-ins that compute on a server.

    `kpicells serve` : on this machine alone, at http://localhost:8765
    """
    from kpicells.addin.server.app import make_app
    from kpicells.addin.server.running import Place, run, server
    from kpicells.addin.server.settings import Settings

    note(f"serving at http://localhost:{port}; Ctrl+C ends it")
    run(server(make_app(Settings()), Place(port=port)))
