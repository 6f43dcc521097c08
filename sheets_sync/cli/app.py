"""The command itself: options shared by all commands, output and messages."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

import kpicells

app = typer.Typer(
    name="kpicells",
    help="KPI formulas in spreadsheet cells, and goal tracking that fills itself.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

out = Console()
"""What was asked for. Colours switch off by themselves when piped, and with NO_COLOR."""

err = Console(stderr=True)
"""Progress and messages."""

AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object on stdout and nothing else.")
]
Workspace = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        envvar="KPICELLS_WORKSPACE",
        help="The folder with workspace.toml; made when an import needs it.",
        file_okay=False,
    ),
]


Client = Annotated[str, typer.Option("--client", "-c", help="The client's name.")]
ClientName = Annotated[str, typer.Argument(metavar="CLIENT", help="The client's name.")]


def _use_own_kpis(context: typer.Context, folder: Path) -> Path:
    from kpicells.sheets_sync.cli.opened import own_kpis

    context.with_resource(own_kpis(folder))
    return folder


WithOwnKpis = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        envvar="KPICELLS_WORKSPACE",
        help="A folder with workspace.toml; its own KPIs are known as well.",
        file_okay=False,
        is_eager=True,
        callback=_use_own_kpis,
    ),
]
"""The workspace of a command that asks it for nothing but its KPIs."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kpicells {kpicells.__version__}")
        raise typer.Exit


@app.callback()
def _kpicells(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def print_json(answer: Mapping[str, Any]) -> None:
    """Print the one JSON object of a ``--json`` call, complete in any encoding."""
    encoding = getattr(sys.stdout, "encoding", None) or ""
    typer.echo(json.dumps(answer, ensure_ascii=encoding.lower() != "utf-8"))


def say(markup: str, style: str = "") -> None:
    """Print a line of an answer on stdout; a long one is not cut, since paths stand in it."""
    out.print(markup, style=style or None, highlight=False, soft_wrap=True)


def note(message: str) -> None:
    """Tell on stderr what a person should know; the message is no markup."""
    err.print(message, markup=False, highlight=False, style="yellow", soft_wrap=True)


def complain(message: str) -> None:
    """Tell on stderr what is at fault."""
    err.print("[bold red]error:[/] ", end="")
    err.print(message, markup=False, highlight=False, soft_wrap=True)


from kpicells.sheets_sync.cli import commands  # noqa: E402, F401  (registers every command)
