"""The workspace of a command, with the agency's own KPIs and metrics known while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpicells.sheets_sync.workspace import Workspace


@contextmanager
def in_use(workspace: Workspace | None) -> Iterator[None]:
    """Make a workspace's own KPIs and metrics known; nothing where there is no workspace."""
    with workspace.own().in_use() if workspace else nullcontext():
        yield


@contextmanager
def own_kpis(folder: Path) -> Iterator[None]:
    """Make a workspace's own KPIs known, for commands that need no workspace otherwise.

    Where there are none, nothing is imported and no time is lost.
    """
    names = ("kpis.toml", "kpis.py", "own_metrics.toml")
    has_own = any((folder / name).is_file() for name in names)
    if not (has_own and (folder / "workspace.toml").is_file()):
        yield
        return
    from kpicells.sheets_sync.workspace import Workspace

    with in_use(Workspace.find(folder)):
        yield


@contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    """The workspace in a folder.

    Raises:
        StoreError: There is none.
    """
    from kpicells.sheets_sync.workspace import Workspace

    workspace = Workspace.demand(folder)
    with in_use(workspace):
        yield workspace
