"""How far long work has come, on stderr and only for people."""

from __future__ import annotations

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from kpicells.sheets_sync.cli.app import err


def progress(count: int) -> Progress:
    """What is being done, with a bar where there are several things to do."""
    bar = (BarColumn(), TextColumn("{task.completed}/{task.total}")) if count > 1 else ()
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        *bar,
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
