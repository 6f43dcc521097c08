"""Plain HTTP calls of the emulator, for tests of the emulator itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from google.auth.transport.requests import AuthorizedSession

from tests.engines.google_api import Emulator
from tests.engines.google_clients import session

Json = dict[str, Any]


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, body: Json, headers: dict[str, str]) -> None:
        super().__init__(body.get("error", {}).get("message", ""))
        self.status = status
        self.body = body
        self.headers = headers

    @property
    def error(self) -> Json:
        found: Json = self.body["error"]
        return found


@dataclass
class Sheets:
    """One spreadsheet, by raw calls."""

    google: Emulator
    id: str
    http: AuthorizedSession

    @classmethod
    def of(cls, google: Emulator, book: str | None = None) -> Sheets:
        return cls(google, book or google.spreadsheet(), session(google))

    def call(self, verb: str, path: str, body: Any = None, **query: Any) -> Json:
        url = f"{self.google.url}/v4/spreadsheets/{self.id}{path}"
        answer = self.http.request(verb, url, json=body, params=query, timeout=10)
        if answer.status_code != 200:
            is_json = "json" in answer.headers["Content-Type"]
            raise Refused(
                answer.status_code, answer.json() if is_json else {}, dict(answer.headers)
            )
        found: Json = answer.json()
        return found

    def batch(self, *requests: Json, **more: Any) -> list[Json]:
        """The replies of a batchUpdate."""
        found: list[Json] = self.call("POST", ":batchUpdate", {"requests": requests, **more})[
            "replies"
        ]
        return found

    def write(self, where: str, values: Any, option: str = "USER_ENTERED", **body: Any) -> Json:
        path = f"/values/{quote(where, safe='')}"
        return self.call("PUT", path, {"values": values, **body}, valueInputOption=option)

    def read(self, where: str, **query: Any) -> list[list[Any]]:
        found: list[list[Any]] = self.call("GET", f"/values/{quote(where, safe='')}", **query).get(
            "values", []
        )
        return found

    def cell(self, where: str) -> Json:
        """One cell's data."""
        data = self.call("GET", "", ranges=where, includeGridData="true")["sheets"][0]["data"][0]
        found: Json = data.get("rowData", [{}])[0].get("values", [{}])[0]
        return found


def area(rows: str = "", columns: str = "", sheet: int = 0) -> Json:
    """A ``GridRange`` from ``"1:3"`` (from 0, half open) of rows and of columns."""
    found: Json = {"sheetId": sheet}
    for name, text in (("Row", rows), ("Column", columns)):
        start, _, end = text.partition(":")
        if start:
            found[f"start{name}Index"] = int(start)
        if end:
            found[f"end{name}Index"] = int(end)
    return found


def line(dimension: str, start: int, end: int, sheet: int = 0) -> Json:
    """A ``DimensionRange``."""
    return {"sheetId": sheet, "dimension": dimension, "startIndex": start, "endIndex": end}


def number(value: float) -> Json:
    """A cell with a number."""
    return {"userEnteredValue": {"numberValue": value}}


def rows(*lines: list[float]) -> list[Json]:
    """Rows of numbers."""
    return [{"values": [number(value) for value in values]} for values in lines]
