"""``kpicells excel install``, ``vba`` and ``lite``: the functions by xlwings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kpicells.sheets_sync.cli.app import AsJson, WithOwnKpis, print_json, say
from kpicells.sheets_sync.cli.excel import excel
from kpicells.sheets_sync.cli.starting import Lang, check_lang
from kpicells.sheets_sync.cli.words import words

_Out = typer.Option("--out", "-o", help="The file to make.", dir_okay=False)


@excel.command()
def install(lang: Lang = "en", as_json: AsJson = False, workspace: WithOwnKpis = Path(".")) -> None:
    """Set up classic xlwings in the Excel of this Windows computer.

    `kpicells excel install`

    It installs xlwings' add-in, tells it of the functions, and says what is left to do in Excel.
    Where there is no such Excel it says which other way fits.
    """
    from kpicells.sheets_sync.hosts.xlwings_setup import (
        configure,
        install_addin,
        refuse_without_excel,
    )

    check_lang(lang)
    refuse_without_excel()
    install_addin()
    module = configure(Path.home() / ".xlwings", Path(sys.executable), lang)
    if as_json:
        print_json({"installed": "xlwings", "vba": str(module)})
        return
    text = words(lang)
    say(text("xlwings-installed"))
    say(text("xlwings-next", file=str(module)))


@excel.command()
def vba(
    out: Annotated[Path, _Out] = Path("kpicells.bas"),
    lang: Lang = "en",
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Write the VBA module that calls the functions through xlwings.

    `kpicells excel vba --out kpicells.bas`

    Import it in Excel's VBA editor. With it errors are Excel's own, and every function has help.
    """
    from kpicells.sheets_sync.hosts.xlsx_package import replacing
    from kpicells.sheets_sync.hosts.xlwings_setup import write_vba

    check_lang(lang)
    with replacing(out) as fresh:
        write_vba(fresh, lang)
    if as_json:
        print_json({"file": str(out)})
        return
    say(words(lang)("vba-written", file=str(out)))


@excel.command()
def lite(
    out: Annotated[Path, _Out] = Path("main.py"),
    lang: Lang = "en",
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Write the text for main.py of xlwings Lite: Windows, macOS and Excel on the web.

    `kpicells excel lite --out main.py`

    The functions and the Python for them are in it; nothing is installed and nothing leaves the
    computer.
    """
    from kpicells.addin.excel.udf_lite import lite_main
    from kpicells.sheets_sync.hosts.xlsx_package import replacing

    check_lang(lang)
    made = lite_main(lang)
    with replacing(out) as fresh:
        fresh.write_text(made, "utf-8")
    if as_json:
        print_json({"file": str(out), "characters": len(made)})
        return
    say(words(lang)("lite-written", file=str(out)))
