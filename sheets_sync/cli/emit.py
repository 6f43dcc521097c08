"""``kpicells emit``: a KPI as one line of text for a place where it is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kpicells.formulas import catalog
from kpicells.formulas.errors import Unprintable
from kpicells.formulas.hosts import TEXTS, emit
from kpicells.formulas.hosts.excel import needs_array
from kpicells.formulas.hosts.locales import LOCALES
from kpicells.formulas.kpi import Kpi
from kpicells.sheets_sync.cli.app import WithOwnKpis, app, err, note
from kpicells.sheets_sync.cli.named_kpi import named_kpi, refuse
from kpicells.sheets_sync.cli.words import words

_NEEDS_NO_BRACKETS = re.compile(r"""('[^']*'!|"[^"]*"\.)?[\w.!:$#@]+(\[[^\[\]]*\])?""")
"""A reference, a name, a number, a table's column."""
_WITHOUT_CELLS = ("javascript", "google-function")


@app.command("emit")
def emit_(
    kpi_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="The KPI.", show_default=False)
    ] = None,
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help=f"One of {', '.join(TEXTS)}.")
    ] = "excel",
    cells: Annotated[
        str | None,
        typer.Option(
            "--cells",
            metavar="B2,C2",
            help="What stands for each argument: cells, ranges, or columns in SQL.",
            show_default=False,
        ),
    ] = None,
    locale: Annotated[
        str, typer.Option("--locale", metavar="en|ru", help="How formulas are typed there.")
    ] = "en",
    every: Annotated[
        bool, typer.Option("--all", help="Every KPI that the host carries: ID, a tab, the text.")
    ] = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Print a KPI as a formula or as code, on one line, to paste where it is needed.

    `kpicells emit CPL --host excel --cells B2,C2` : a formula for a cell

    `kpicells emit CPL --host excel --cells "B2;C2" --locale ru` : in Russian

    `kpicells emit CTR --host lambda` : for the name KPI_CTR in Excel 365

    `kpicells emit ROAS --host sql` : an expression for DuckDB

    `kpicells emit --all --host javascript` : every KPI, one a line
    """
    if host not in TEXTS:
        refuse(f"There is no host {host!r}: it is one of {', '.join(TEXTS)}")
    if locale not in LOCALES:
        refuse(f"There is no locale {locale!r}: it is one of {', '.join(LOCALES)}")
    if every == (kpi_id is not None):
        refuse("Name one KPI, or give --all")
    if cells is not None and (every or host in _WITHOUT_CELLS):
        refuse("--cells does not go with " + ("--all" if every else f"--host {host}"))
    if kpi_id is None:
        _print_all(host, locale)
        return
    kpi = named_kpi(kpi_id)
    try:
        typer.echo(emit(kpi, host, None if cells is None else _places(kpi, cells), locale))
    except Unprintable as error:
        carriers = ", ".join(name for name in kpi.hosts if name in TEXTS)
        raise Unprintable(f"{kpi.id}: {error}. These hosts carry it: {carriers}") from None
    if host == "excel" and needs_array(kpi.body):
        say = words(locale)
        note(f"{say('card-array')}: {say('card-array-keys')}")


def _print_all(host: str, locale: str) -> None:
    left_out = []
    for kpi in catalog.values():
        try:
            typer.echo(f"{kpi.id}\t{emit(kpi, host, locale=locale)}")
        except Unprintable:
            left_out.append(kpi.id)
    if left_out:
        err.print(f"{host} does not carry {', '.join(left_out)}", markup=False, highlight=False)


def _places(kpi: Kpi, text: str) -> Sequence[str]:
    """The cells of ``--cells``, each in brackets where it is more than a reference."""
    separator = ";" if ";" in text else ","
    found = [place.strip() for place in _split(text, separator)]
    needed = f"{kpi.id} takes {', '.join(kpi.arguments)}"
    if len(found) != len(kpi.arguments):
        refuse(f"{needed}: --cells needs {len(kpi.arguments)} of them, and {len(found)} are given")
    if not all(found):
        refuse(f"{needed}: one of --cells is empty in {text!r}")
    if not text.isprintable():
        refuse("--cells is one line of text")
    return [p if _NEEDS_NO_BRACKETS.fullmatch(p) else f"({p})" for p in found]


def _split(text: str, separator: str) -> Iterator[str]:
    """The parts of a text between separators that stand in no quotes and no brackets."""
    part, quote, depth = "", "", 0
    for letter in text:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif letter == separator and depth <= 0:
            yield part
            part = ""
            continue
        part += letter
    yield part
