"""Refreshes a Google Sheet: one read of all that is needed, and one write of all that changed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.google.address import link_of
from kpicells.sheets_sync.google.book import FIELDS, TAG, GoogleBook, new_guard
from kpicells.sheets_sync.google.connection import Connection
from kpicells.sheets_sync.google.edits import edit_requests
from kpicells.sheets_sync.google.layouts import layout_requests
from kpicells.sheets_sync.refresh.comparing import (
    Edits,
    Plan,
    Target,
    edits,
    nothing,
    record_in,
    with_record,
)
from kpicells.sheets_sync.refresh.diff import Kept
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

    @property
    def calls(self) -> int:
        """Calls to Google that were made so far."""
        return self.connection.calls

    def apply(
        self, plan: Plan, said: LogLine, keep: Callable[[Edits], None] = nothing
    ) -> list[str]:
        """Write what was planned: one call."""
        if self.book is None:
            self.create(plan.layout)
            return []
        todo = edits(plan, said)
        keep(todo)
        self.write(todo)
        return []

    def write(self, todo: Edits) -> None:
        """Write cells and names, all of them or none, and never twice."""
        assert self.book is not None
        area = self.book.names[STATE]
        guard = new_guard()
        requests = edit_requests(self.book, todo) + self.book.guard_requests(guard, area.sheet)
        self.connection.batch_update(self.spreadsheet, requests, lambda: _has_guard(self, guard))

    def create(self, layout: Workbook, typed: Sequence[Kept] = ()) -> None:
        """Put our sheets into the spreadsheet; those of before go, and an empty one of nobody's."""
        fields = (
            "sheets(properties(sheetId,title),charts(chartId),"
            "data(rowData(values(userEnteredValue,note))))"
        )
        there = self.connection.get(self.spreadsheet, fields).get("sheets", [])
        ours = {} if self.book is None else {t: grid.id for t, grid in self.book.grids.items()}
        others = {str(sheet["properties"]["title"]) for sheet in there} - ours.keys()
        if taken := sorted(others & {sheet.title for sheet in layout.sheets}):
            raise TargetError(
                f"{self.where}: has sheets named {', '.join(taken)} already, which kpicells did "
                "not make; rename them, or give another spreadsheet"
            )
        with_record(layout)
        type_in(layout, typed)
        used = {int(sheet["properties"]["sheetId"]) for sheet in there}
        ids = _new_ids([sheet.key for sheet in layout.sheets], used)
        leaving = list(ours.values())
        if len(there) == 1 and not ours and _is_empty(there[0]):
            leaving = [int(there[0]["properties"]["sheetId"])]
        requests = [
            *self._make_way(),
            *layout_requests(layout, ids),
            *({"deleteSheet": {"sheetId": id_}} for id_ in leaving),
        ]
        first = ids[layout.sheets[0].key]
        self.connection.batch_update(self.spreadsheet, requests, lambda: _has_sheet(self, first))

    def _make_way(self) -> Iterator[Json]:
        """Free the titles and names of the sheets that are made anew."""
        if self.book is None:
            return
        for title, grid in self.book.grids.items():
            properties = {"sheetId": grid.id, "title": f"{title} ({secrets.token_hex(4)})"}
            yield {"updateSheetProperties": {"properties": properties, "fields": "title"}}
        for name in self.book.names:
            yield {"deleteNamedRange": {"namedRangeId": self.book.name_id(name)}}


def _has_sheet(target: GoogleTarget, id_: int) -> bool:
    """Whether a batch was carried out that makes a sheet of this id."""
    there = target.connection.get(target.spreadsheet, "sheets(properties(sheetId))")
    return any(sheet["properties"]["sheetId"] == id_ for sheet in there.get("sheets", []))


def _has_guard(target: GoogleTarget, guard: int) -> bool:
    """Whether a batch was carried out: it leaves a guard of its own on the hidden sheet."""
    fields = "sheets(developerMetadata(metadataId))"
    there = target.connection.get(target.spreadsheet, fields).get("sheets", [])
    tags = [tag for sheet in there for tag in sheet.get("developerMetadata", ())]
    return any(tag.get("metadataId") == guard for tag in tags)


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
