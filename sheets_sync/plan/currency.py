"""The currency in which a client's money is counted."""

from __future__ import annotations

from kpicells.sheets_sync.plan.read import read_plan
from kpicells.sheets_sync.workspace import Workspace


def currency_of(workspace: Workspace, client: str) -> str | None:
    """The currency of a client's plan; None where there is no plan yet.

    Raises:
        PlanError: The plan is wrong.
    """
    path = workspace.client_folder(client) / "plan.toml"
    return read_plan(path).currency if path.is_file() else None
