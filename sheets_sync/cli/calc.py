"""``kpicells calc``: one KPI from numbers on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kpicells.formulas.errors import CellError
from kpicells.sheets_sync.cli.app import AsJson, WithOwnKpis, app, complain, note, print_json
from kpicells.sheets_sync.cli.named_kpi import KpiId, named_kpi, refuse


# Unknown options are let through, so that -5 is a value.
@app.command(context_settings={"ignore_unknown_options": True})
def calc(
    kpi_id: KpiId,
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME=VALUE...",
            help="The arguments by name, or their values in order.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    workspace: WithOwnKpis = Path("."),
) -> None:
    """Compute a KPI.

    `kpicells calc CTR clicks=5 impressions=100` : by name: 0.05

    `kpicells calc CTR 5 100` : in order

    `kpicells calc CTR_TOTAL clicks=5,15 impressions=100,100` : a total over rows

    `kpicells calc MANN_KENDALL_Z series=12,15,,19` : a range with a blank cell

    Numbers have a decimal point and no spaces; shares are fractions, 0.05 for 5 %.

    In a range commas stand between cells. Nothing after `=` is a blank cell.
    """
    from kpicells.sheets_sync.cli.values import WrongValues, as_text, in_per_cent, read_values

    words = values or []
    for word in words:
        if (word.startswith("-") and word[1:2].isalpha()) or word.startswith("--"):
            refuse(f"No such option: {word}. `kpicells calc --help` lists them.")
    kpi = named_kpi(kpi_id)
    try:
        arguments = read_values(kpi, words)
    except WrongValues as error:
        refuse(str(error))
    for warning in in_per_cent(kpi, arguments):
        note(warning)
    try:
        value = kpi(**arguments)
    except CellError as error:
        if as_json:
            print_json({"id": kpi.id, "error": error.code, "reason": str(error)})
        else:
            complain(f"{kpi.id} is {error.code}: {error}")
        raise typer.Exit(1) from None
    if as_json:
        print_json({"id": kpi.id, "value": value, "unit": kpi.unit.value})
    else:
        typer.echo(as_text(value))
