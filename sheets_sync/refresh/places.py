"""Where a client's workbook is: a file, a Google Sheet, or the open Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.google.address import is_address, spreadsheet_id
from kpicells.sheets_sync.hosts.excel_live import is_excel
from kpicells.sheets_sync.refresh.comparing import Target
from kpicells.sheets_sync.refresh.live import LiveTarget
from kpicells.sheets_sync.refresh.xlsx import FileTarget

if TYPE_CHECKING:
    from kpicells.sheets_sync.google.connection import Connection

_SUFFIXES = (".xlsx", ".xlsm")
Connect: TypeAlias = "Callable[[], Connection]"


def no_connection() -> Connection:
    """Refuses: for work on files only.

    Raises:
        InputError: Always.
    """
    raise InputError("a Google Sheet needs an account; see `kpicells google login`")


def open_place(to: str | Path, connect: Connect) -> Target:
    """The workbook of a place, read.

    Args:
        to: A file's path, the address of a Google Sheet, or an open Excel (``excel``,
            ``excel:NAME.xlsx``).
        connect: The way to Google, for an address.

    Raises:
        InputError: It is none of them.
        TargetError: It cannot be read, or is not ours.
    """
    if is_address(str(to)):
        from kpicells.sheets_sync.refresh.google import GoogleTarget  # half a second to load

        return GoogleTarget.open(connect(), spreadsheet_id(str(to)))
    if isinstance(to, str) and is_excel(to):
        return LiveTarget.open(to)
    path = Path(to)
    if path.suffix.lower() not in _SUFFIXES:
        raise InputError(f"{path}: is no workbook file; its name must end with .xlsx or .xlsm")
    return FileTarget.open(path)
