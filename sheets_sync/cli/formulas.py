"""``kpicells formulas``: the catalogue as a list, as a search, and one KPI as a card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from kpicells.formulas import catalog
from kpicells.formulas.entry import entry
from kpicells.formulas.kpi import Goal, Kpi, Stage
from kpicells.sheets_sync.cli.app import AsJson, WithOwnKpis, app, complain, err, out, print_json
from kpicells.sheets_sync.cli.language import spoken
from kpicells.sheets_sync.cli.named_kpi import named_kpi, refuse

_SHOWN = 10
"""How many matches of a search fit a screen with what else stands there."""


class Language(StrEnum):
    """A language of the texts."""

    EN = "en"
    RU = "ru"


@app.command()
def formulas(
    kpi_id: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Show this KPI in full.", show_default=False),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(
            "--search",
            metavar="WORDS",
            help="Best match first: abbreviations, names or a description, in English or Russian.",
            show_default=False,
        ),
    ] = None,
    goal: Annotated[
        Goal | None, typer.Option(help="Only KPIs that serve this goal.", show_default=False)
    ] = None,
    stage: Annotated[
        Stage | None, typer.Option(help="Only this stage of the funnel.", show_default=False)
    ] = None,
    lang: Annotated[
        Language | None,
        typer.Option(
            help="By default that of what is searched for, or the system's.", show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """List the KPIs, search them, or show one in full.

    `kpicells formulas CTR` : how it is computed, typed and read

    `kpicells formulas --search "cost of a lead"`

    `kpicells formulas --search "цена лида"` : Russian words, answer in Russian

    `kpicells formulas --goal leads --stage interest --lang ru`
    """
    russian = re.search("[а-яё]", search or "", re.I) or (not search and spoken([]) == "ru")
    lang = lang or (Language.RU if russian else Language.EN)
    if kpi_id is not None:
        if search is not None or goal or stage:
            refuse("Name one KPI, or search and filter: not both")
        kpi = named_kpi(kpi_id)
        if as_json:
            print_json({"formulas": [entry(kpi)]})
        else:
            from kpicells.sheets_sync.cli.kpi_card import print_card

            print_card(kpi, lang.value)
        return
    kept = [
        kpi
        for kpi in catalog.values()
        if (goal is None or goal in kpi.goals) and (stage is None or kpi.stage is stage)
    ]
    if search is None:
        _list(kept, lang.value, as_json)
    else:
        _search(search, kept, lang.value, as_json)


def _list(kpis: Sequence[Kpi], lang: str, as_json: bool) -> None:
    if as_json:
        print_json({"formulas": [entry(kpi) for kpi in kpis]})
        return
    from kpicells.sheets_sync.cli.words import words

    say = words(lang)
    if not kpis:
        complain(say("filter-nothing"))
        raise typer.Exit(1)
    _print_table(kpis, lang)
    _tell(say("table-hint", id=kpis[0].id))


def _search(query: str, kept: Sequence[Kpi], lang: str, as_json: bool) -> None:
    from kpicells.formulas.search import Finder

    found = Finder(catalog.values())(query)
    kpis = [kpi for kpi in found.kpis if kpi in kept]
    if as_json:
        how = {
            "query": query,
            "read_as": dict(found.read_as),
            "unknown": list(found.unknown),
            "complete": found.complete,
        }
        print_json({"formulas": [entry(kpi) for kpi in kpis], "search": how})
        return
    from kpicells.sheets_sync.cli.words import words

    say = words(lang)
    for typed, meant in found.read_as.items():
        _tell(say("search-read-as", typed=typed, meant=meant))
    if found.unknown:
        _tell(say("search-unknown", words=", ".join(found.unknown)))
    if not kpis:
        if found.kpis:
            ids = ", ".join(kpi.id for kpi in found.kpis[:3])
            complain(say("search-nothing-here", query=query, ids=ids))
        else:
            complain(say("search-nothing", query=query))
        raise typer.Exit(1)
    if not found.complete:
        _tell(say("search-partly"))
    _print_table(kpis[:_SHOWN], lang)
    if len(kpis) > _SHOWN:
        _tell(say("search-more", count=len(kpis) - _SHOWN))


def _tell(message: str) -> None:
    err.print(message, markup=False, highlight=False)


def _print_table(kpis: Sequence[Kpi], lang: str) -> None:
    """A table that fits the screen; in a file or a pipe one whole line per KPI."""
    from kpicells.sheets_sync.cli.words import words

    say = words(lang)
    head = (say("column-id"), say("column-name"), say("column-formula"))
    rows = [(kpi.id, kpi.name(lang), kpi.equation) for kpi in kpis]
    ids, names = (max(len(row[column]) for row in (head, *rows)) for column in (0, 1))
    if not out.is_terminal:
        for row in (head, *rows):
            typer.echo(f"{row[0]:{ids}}  {row[1]:{names}}  {row[2]}")
        return
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    rest = max(out.width - ids - 6, 40)
    names = min(names, rest // 2)
    table.add_column(head[0], width=ids, no_wrap=True, style="bold")
    table.add_column(head[1], width=names)
    table.add_column(head[2], width=rest - names, no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*map(Text, row))
    out.print(table)
