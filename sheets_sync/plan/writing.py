"""Writes targets into a plan.toml, and leaves everything else in it as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import tomlkit
from tomlkit.items import AoT, Comment, InlineTable, Null, Table

from kpicells.sheets_sync.errors import PlanError
from kpicells.sheets_sync.hosts.xlsx_package import replacing
from kpicells.sheets_sync.plan.model import Plan

_EXAMPLE = "# targets = {"


def with_targets(
    text: str, plan: Plan, targets: Mapping[str, Mapping[date, float]], *, replace: bool = False
) -> str:
    """The text of a plan with targets put in; comments and order stay.

    Args:
        text: The plan as it stands in the file.
        plan: The same, read.
        targets: KPI key to target by month.
        replace: Also overwrite targets that are there already.
    """
    document = tomlkit.parse(text)
    rows = document["kpis"]
    assert isinstance(rows, AoT | list)
    for row, planned in zip(rows, plan.kpis, strict=True):
        wanted = targets.get(planned.key, {})
        if not wanted:
            continue
        if "targets" not in row:
            _put_in(row, tomlkit.inline_table())
        table = row["targets"]
        assert isinstance(table, Table | InlineTable)
        for month, value in sorted(wanted.items()):
            key = f"{month:%Y-%m}"
            if replace or key not in table:
                table[key] = int(value) if float(value).is_integer() else value
    return tomlkit.dumps(document)


def _put_in(row: Table, targets: InlineTable) -> None:
    """Give a row targets, in the place of the line that shows how to write some."""
    body = row.value.body
    for place, (key, item) in enumerate(body):
        if key is None and isinstance(item, Comment) and item.as_string().startswith(_EXAMPLE):
            body[place] = (None, Null())
            break
    row["targets"] = targets


def write_plan(path: Path, text: str) -> None:
    """Put a plan in the place of the present one, in one step.

    Raises:
        PlanError: It cannot be written.
    """
    try:
        with replacing(path) as fresh:
            fresh.write_text(text, encoding="utf-8")
    except OSError as error:
        raise PlanError(f"{path}: cannot be written: {error.strerror}") from None
