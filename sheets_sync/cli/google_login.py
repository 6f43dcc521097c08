"""``kpicells google login``: a person's own account for refreshing Google Sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kpicells.sheets_sync.cli.app import err, say
from kpicells.sheets_sync.cli.google import google


@google.command()
def login(
    client_secret: Annotated[
        Path,
        typer.Option(
            metavar="FILE", dir_okay=False, help="The OAuth client (Desktop app) of your project."
        ),
    ],
    no_browser: Annotated[
        bool,
        typer.Option("--no-browser", help="The browser is on another computer or a phone."),
    ] = False,
) -> None:
    """Give consent in a browser, once; later refreshes of Google Sheets use it.

    `kpicells google login --client-secret client_secret.json`

    It asks for access to spreadsheets and for nothing else. A service account needs no login: name
    its key in `workspace.toml` (`google_keys = ["robot.json"]`) or in KPICELLS_GOOGLE_KEY.
    """
    from kpicells.sheets_sync.google.login import log_in

    kept = log_in(client_secret, ask_elsewhere, browser_here=not no_browser)
    say(f"consent kept in {escape(str(kept))}")


def ask_elsewhere(address: str) -> str:
    """Get consent by a browser on another computer; the address at which it ended, or the code."""
    err.print("Open this address in a browser on any computer or phone, and give consent:")
    err.print(address, markup=False, highlight=False, soft_wrap=True)
    err.print("The browser ends at http://localhost:1/... and shows nothing: that is all right.")
    return str(typer.prompt("Paste the address at which it ended", err=True))
