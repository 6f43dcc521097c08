"""A client whose Google Sheet lives in the emulator."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from google.auth.transport.requests import AuthorizedSession
from google.oauth2.credentials import Credentials

from kpicells.sheets_sync.google.book import FIELDS, TAG, GoogleBook
from kpicells.sheets_sync.google.connection import Connection
from kpicells.sheets_sync.google.identity import from_file
from kpicells.sheets_sync.google.pacing import PER_ACCOUNT, Pacer
from kpicells.sheets_sync.refresh import google
from kpicells.sheets_sync.refresh.comparing import Plan, compare
from kpicells.templates.build import build
from kpicells.templates.content import Content
from kpicells.templates.layout import Area
from tests.engines.google_api import OWNER, Emulator
from tests.sheets_sync.refresh.test_xlsx import NEXT


@dataclass
class Client:
    """A client whose spreadsheet is refreshed, and whose people work in it."""

    emulator: Emulator
    connection: Connection
    sheet: str

    def refresh(self, content: Content = NEXT, *, take_back: bool = False) -> Plan:
        target = google.GoogleTarget.open(self.connection, self.sheet)
        plan = compare(target, build(replace(content, frame=target.frame)), take_back=take_back)
        if plan.changes:
            plan.target.apply(plan, content.log[-1])
        return plan

    @property
    def book(self) -> GoogleBook:
        """What stands there, read in another way than the refresh counts."""
        calls = self.connection.calls
        book = GoogleBook(self.connection.get_tagged(self.sheet, TAG, FIELDS))
        self.connection.calls = calls
        return book

    def cells(self) -> dict[tuple[str, int, int], object]:
        """Every cell of our blocks but the log and the record, by block and place inside."""
        book = self.book
        return {
            (name, row - area.first_row, column - area.first_column): book.read(
                area.sheet, row, column
            )
            for name, area in book.names.items()
            if name.startswith("kpi_") and name not in ("kpi_log", "kpi_state", "kpi_meta")
            for row, column in area.places()
        }

    def area(self, name: str) -> tuple[Area, int]:
        """Where a named range stands, and the id of its sheet."""
        book = self.book
        area = book.names[name]
        return area, book.grids[area.sheet].id

    def by_person(self, *requests: dict[str, Any]) -> None:
        """What the owner of the spreadsheet does in the browser."""
        info = json.loads(self.emulator.person(OWNER).read_text("utf-8"))
        del info["type"]
        session = AuthorizedSession(Credentials(None, **info))
        answer = session.post(
            f"{self.emulator.url}/v4/spreadsheets/{self.sheet}:batchUpdate",
            json={"requests": list(requests)},
        )
        assert answer.ok, answer.text

    def type(self, name: str, value: float | str, row: int = 0, column: int = 0) -> None:
        """Type into a cell of a named range."""
        area, sheet = self.area(name)
        kind = "stringValue" if isinstance(value, str) else "numberValue"
        self.by_person(
            {
                "updateCells": {
                    "start": {
                        "sheetId": sheet,
                        "rowIndex": area.first_row + row,
                        "columnIndex": area.first_column + column,
                    },
                    "rows": [{"values": [{"userEnteredValue": {kind: value}}]}],
                    "fields": "userEnteredValue",
                }
            }
        )


def client_of(emulator: Emulator, pacer: Pacer | None = None, sheet: str | None = None) -> Client:
    """A client with a spreadsheet; if none is named, one that nobody filled yet."""
    wait = emulator.clock.advance
    pacer = pacer or Pacer(PER_ACCOUNT, now=emulator.clock.now, sleep=wait)
    connection = Connection(from_file(emulator.key_file), [pacer], sleep=wait)
    return Client(emulator, connection, sheet or emulator.spreadsheet("Nordlys"))
