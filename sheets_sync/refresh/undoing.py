"""Brings a workbook back to its state before the last refresh."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.plan import read_plan
from kpicells.sheets_sync.refresh.history import History
from kpicells.sheets_sync.refresh.live import LiveTarget
from kpicells.sheets_sync.refresh.places import Connect, open_place
from kpicells.sheets_sync.refresh.run import PLAN, place_of
from kpicells.sheets_sync.workspace import Workspace


def undo(
    workspace: Workspace,
    client: str,
    to: str | Path | None,
    connect: Connect,
    now: datetime | None = None,
) -> tuple[str, Path, int | None]:
    """Bring back the state before the last refresh.

    A file is put back whole. In a Google Sheet or an open Excel, cells that still hold what the
    refresh wrote get back what they held before; what people changed since stays.

    Args:
        workspace: The agency's workspace.
        client: The client.
        to: The workbook's file, address or open Excel; the client's own if left out.
        connect: The way to Google.
        now: The present moment.

    Returns:
        Where the workbook is, the backup, and how many cells were written (None for a file).

    Raises:
        TargetError: There is no earlier state, or the workbook cannot be read or written.
    """
    now = now or datetime.now()
    folder = workspace.known_folder(client)
    history = History(folder)
    place = to or place_of(workspace, client, read_plan(folder / PLAN))
    count: int | None = None
    if isinstance(place, Path):
        where, backup = str(place), history.undo(place, now)
    else:
        from kpicells.sheets_sync.refresh.google import GoogleTarget

        target = open_place(place, connect)
        assert isinstance(target, GoogleTarget | LiveTarget)
        where = target.where
        backup, edits = history.last_edits(where)
        if target.book is None:
            raise TargetError(f"{where}: no sheet of kpicells is in it")
        undone = edits.undone(target.book)
        target.write(undone)
        count = len(undone.cells)
        backup.unlink(missing_ok=True)
    moment = now.isoformat(timespec="seconds")
    history.write_down(when=moment, target=where, undone=str(backup))
    return where, backup, count
