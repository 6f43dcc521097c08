"""Refreshes a Google Sheet: one read of all that is needed, and one write of all that changed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.google.address import link_of
from kpicells.sheets_sync.google.book import FIELDS, TAG, GoogleBook
from kpicells.sheets_sync.google.connection import Connection
from kpicells.sheets_sync.google.edits import edit_requests
from kpicells.sheets_sync.google.layouts import layout_requests
from kpicells.sheets_sync.refresh.comparing import Plan, Target, edits, record_in, with_record
from kpicells.sheets_sync.refresh.diff import Change, Kept
from kpicells.sheets_sync.refresh.record import STATE
from kpicells.sheets_sync.refresh.xlsx import type_in
from kpicells.templates.content import LogLine
from kpicells.templates.layout import Workbook

Json = dict[str, Any]
_HIGHEST_ID = (1 << 31) - 1


@dataclass(frozen=True, kw_only=True)
class GoogleTarget(Target):
    """A Google Sheet as it stands before a refresh.

    Attributes:
        spreadsheet: Its id.
        connection: The way to it.
        book: What was read; None where no sheet in it is ours.
    """

    spreadsheet: str
    connection: Connection
    book: GoogleBook | None = None

    @classmethod
    def open(cls, connection: Connection, spreadsheet: str) -> Self:
        """Read a spreadsheet: one call.

        Raises:
            GoogleError: Google refuses, or cannot be reached.
            TargetError: Its hidden record is damaged.
        """
        where = link_of(spreadsheet)
        book = GoogleBook(connection.get_tagged(spreadsheet, TAG, FIELDS))
        if STATE not in book.names:
            if book.sheets:
                raise TargetError(
                    f"{where}: the hidden sheet with the record of what was written is gone. "
                    "Restore it in File, Version history, or delete the sheets of kpicells "
                    f"({', '.join(book.sheets)}) and run again: they are made anew"
                )
            return cls(where=where, spreadsheet=spreadsheet, connection=connection)
        return cls(
            where=where,
            spreadsheet=spreadsheet,
            connection=connection,
            book=book,
            record=record_in(book),
        )


def apply(plan: Plan, said: LogLine) -> list[str]:
    """Write what was planned, whole or not at all: one call.

    Args:
        plan: What is to be done to a :class:`GoogleTarget`.
        said: The line that is added to the log.

    Returns:
        Warnings, if any.

    Raises:
        GoogleError: Google refuses, or cannot be reached; nothing was written then, or all of it.
    """
    target = plan.target
    assert isinstance(target, GoogleTarget)
    if target.book is None:
        create(target, plan.layout)
        return []
    todo = edits(plan, said)
    area = target.book.names[STATE]
    marker = Change((area.sheet, area.first_row, area.last_column + 1), None, secrets.token_hex(8))
    requests = edit_requests(target.book, type(todo)([*todo.cells, marker], todo.stretched))
    target.connection.batch_update(
        target.spreadsheet, requests, lambda: _has_marker(target, marker)
    )
    return []


def create(target: GoogleTarget, layout: Workbook, typed: Sequence[Kept] = ()) -> None:
    """Put our sheets into a spreadsheet; an empty first sheet that nobody used goes.

    Raises:
        GoogleError: Google refuses, or cannot be reached.
        TargetError: The spreadsheet has a sheet of the same name.
    """
    there = target.connection.get(
        target.spreadsheet,
        "sheets(properties(sheetId,title),charts(chartId),"
        "data(rowData(values(userEnteredValue,note))))",
    )
    sheets = there.get("sheets", [])
    titles = {sheet.title for sheet in layout.sheets}
    if taken := sorted(titles & {str(sheet["properties"]["title"]) for sheet in sheets}):
        raise TargetError(
            f"{target.where}: has sheets named {', '.join(taken)} already, which kpicells did not "
            "make; rename them, or give another spreadsheet"
        )
    with_record(layout)
    type_in(layout, typed)
    used = {int(sheet["properties"]["sheetId"]) for sheet in sheets}
    ids = _new_ids([sheet.key for sheet in layout.sheets], used)
    requests = layout_requests(layout, ids)
    if len(sheets) == 1 and _is_empty(sheets[0]):
        requests.append({"deleteSheet": {"sheetId": sheets[0]["properties"]["sheetId"]}})
    target.connection.batch_update(
        target.spreadsheet,
        requests,
        lambda: bool(
            GoogleBook(target.connection.get_tagged(target.spreadsheet, TAG, FIELDS)).sheets
        ),
    )


def _has_marker(target: GoogleTarget, marker: Change) -> bool:
    """Whether a batch was carried out: it leaves a mark of its own in the hidden sheet."""
    answer = target.connection.get_tagged(target.spreadsheet, TAG, FIELDS)
    book = GoogleBook(answer)
    if STATE not in book.names:
        return False
    area = book.names[STATE]
    return book.read(area.sheet, area.first_row, area.last_column + 1).value == marker.new


def _new_ids(keys: Sequence[str], used: set[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key in keys:
        while (id_ := secrets.randbelow(_HIGHEST_ID)) in used or id_ in found.values():
            pass
        found[key] = id_
    return found


def _is_empty(sheet: Json) -> bool:
    cells = [
        cell
        for part in sheet.get("data", ())
        for row in part.get("rowData", ())
        for cell in row.get("values", ())
    ]
    return not sheet.get("charts") and not any(cells)
