"""``kpicells excel``: the ways in which Excel gets the functions; each command has a module."""

from __future__ import annotations

import typer

from kpicells.sheets_sync.cli.app import app

excel = typer.Typer(
    help="Bring the KPI functions into Excel: add-in, LAMBDA names, xlwings.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(excel, name="excel")
