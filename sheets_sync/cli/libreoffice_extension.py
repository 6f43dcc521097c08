"""``kpicells libreoffice``: the functions in LibreOffice Calc."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from kpicells.sheets_sync.cli.app import AsJson, WithOwnKpis, app, print_json, say
from kpicells.sheets_sync.cli.starting import Lang, check_lang
from kpicells.sheets_sync.cli.words import words

libreoffice = typer.Typer(
    help="Bring the KPI functions into LibreOffice Calc.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(libreoffice, name="libreoffice")


@libreoffice.command("extension")
def extension_(
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE.oxt", help="The file to make.", dir_okay=False),
    ] = Path("kpicells.oxt"),
    lang: Lang = "en",
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Make the extension, to give to colleagues; a double click installs it.

    `kpicells libreoffice extension`

    `kpicells libreoffice extension --out our-kpis.oxt --workspace agency`

    A workspace's own KPIs are in it, and work without the workspace.
    """
    from kpicells.addin.libreoffice.extension import extension
    from kpicells.formulas import catalog
    from kpicells.sheets_sync.hosts.xlsx_package import replacing

    check_lang(lang)
    made = extension()
    with replacing(out) as fresh:
        fresh.write_bytes(made)
    if as_json:
        print_json({"file": str(out), "functions": len(catalog), "bytes": len(made)})
        return
    text = words(lang)
    say(text("extension-made", file=str(out), count=len(catalog)))
    say(text("extension-next"), style="dim")


@libreoffice.command()
def install(lang: Lang = "en", as_json: AsJson = False, workspace: WithOwnKpis = Path(".")) -> None:
    """Install the extension into the LibreOffice of this computer; close LibreOffice first.

    `kpicells libreoffice install`

    A second run brings it up to date.
    """
    from kpicells.addin.libreoffice.extension import IDENTIFIER, extension
    from kpicells.formulas import catalog
    from kpicells.sheets_sync.hosts.libreoffice_extension import install as install_extension

    check_lang(lang)
    with tempfile.TemporaryDirectory(prefix="kpicells-") as folder:
        file = Path(folder) / "kpicells.oxt"
        file.write_bytes(extension())
        install_extension(file)
    if as_json:
        print_json({"installed": IDENTIFIER, "functions": len(catalog)})
        return
    say(words(lang)("extension-installed", count=len(catalog)))
