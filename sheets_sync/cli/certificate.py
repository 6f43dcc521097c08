"""``kpicells certificate``: HTTPS on this machine, as Excel demands it of add-ins."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpicells.sheets_sync.cli.app import app, note
from kpicells.sheets_sync.cli.utm import Lang, language
from kpicells.sheets_sync.cli.words import words


@app.command()
def certificate(
    to: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            help="Another folder than the one from which `kpicells serve --https` takes it.",
            show_default=False,
        ),
    ] = None,
    lang: Lang = None,
) -> None:
    """Make a certificate for this machine, for `kpicells serve --https`.

    It holds for localhost alone and for a year. What signed it is thrown away, so trusting it
    cannot be misused for any other site. The command that your system needs to trust it is
    printed, and not run.
    """
    from kpicells.sheets_sync.serving.certificate import (
        certificate_folder,
        how_to_trust,
        make_certificate,
    )

    authority = make_certificate(to or certificate_folder())
    note(words(language(lang, Path(".")))("certificate-made"))
    typer.echo(how_to_trust(authority))
