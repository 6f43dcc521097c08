"""The KPI that a command line names, and how a wrong command line is refused."""

from __future__ import annotations

from typing import Annotated, NoReturn

import typer

from kpicells.formulas import catalog
from kpicells.formulas.errors import UnknownKpi
from kpicells.formulas.kpi import Kpi
from kpicells.sheets_sync.cli.app import complain

KpiId = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The KPI, in any case and with or without KPI_; CTR_TOTAL is the total of CTR.",
        show_default=False,
    ),
]


def named_kpi(kpi_id: str) -> Kpi:
    """The KPI with this id, or with this name where it is of one KPI alone: ``ДРР``.

    Raises:
        UnknownKpi: There is none; the message names the nearest, found as a search finds them.
        NotAdditive: There is no true total of it.
    """
    try:
        return catalog[kpi_id]
    except UnknownKpi:
        from kpicells.formulas.search import Finder
        from kpicells.formulas.search_reading import plain

        called = [
            kpi
            for kpi in catalog.values()
            if plain(kpi_id) in map(plain, (kpi.en, kpi.ru, *kpi.aliases))
        ]
        if len(called) == 1:
            return called[0]
        near = Finder(catalog.values())(kpi_id).kpis[:3]
        if not near:
            raise
    names = " or ".join(f"{kpi.id} ({kpi.en})" for kpi in near)
    raise UnknownKpi(
        f"There is no KPI {kpi_id!r}. Did you mean {names}? `kpicells formulas` lists them all."
    )


def refuse(message: str) -> NoReturn:
    """Tell what is wrong with the command line, and end with 2."""
    complain(message)
    raise typer.Exit(2)
