"""A month on the command line."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

Month = Annotated[str, typer.Option(help="A month, such as 2026-10.", show_default=False)]


def month_of(text: str, option: str = "--month") -> date | None:
    """The first day of a month; None for an empty text."""
    from kpicells.sheets_sync.plan.model import read_month

    try:
        return read_month(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None
