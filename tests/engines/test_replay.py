"""The replayer of recorded conversations: what agrees, what does not, and what cannot be told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.engines.replay import replay

ID = "1" + "RecordedSpreadsheetOfAnotherAccount_0123456"
SHEETS = f"https://sheets.googleapis.com/v4/spreadsheets/{ID}"


def call(method: str, uri: str, asked: Any, answer: Any, status: int = 200) -> dict[str, Any]:
    return {
        "request": {
            "method": method, "uri": uri, "body": json.dumps(asked) if asked else None,
            "headers": {"Content-Type": ["application/json"]},
        },
        "response": {"status": {"code": status}, "body": {"string": json.dumps(answer)}},
    }  # fmt: skip


def recording(folder: Path, *calls: dict[str, Any], made: bool = True) -> Path:
    create = call(
        "POST", "https://www.googleapis.com/drive/v3/files",
        {"name": "Plan", "mimeType": "application/vnd.google-apps.spreadsheet"},
        {"kind": "drive#file", "id": ID, "name": "Plan",
         "mimeType": "application/vnd.google-apps.spreadsheet"},
    )  # fmt: skip
    path = folder / "recording.json"
    path.write_text(json.dumps({"interactions": [*([create] if made else []), *calls]}))
    return path


WRITE = call(
    "PUT", f"{SHEETS}/values/Sheet1!A1?valueInputOption=USER_ENTERED", {"values": [["a", "=2*3"]]},
    {"spreadsheetId": ID, "updatedRange": "Sheet1!A1:B1", "updatedRows": 1, "updatedColumns": 2,
     "updatedCells": 2},
)  # fmt: skip
READ = ("GET", f"{SHEETS}/values/Sheet1!A1:B1", None)
VALUES = {"range": "Sheet1!A1:B1", "majorDimension": "ROWS", "values": [["a", "6"]]}


def test_a_conversation_that_agrees(tmp_path: Path) -> None:
    busy = call(*READ, {"error": {"code": 429}}, status=429)
    path = recording(tmp_path, WRITE, busy, call(*READ, VALUES))
    assert replay([path]) == (3, {})


def test_what_differs_is_told_with_its_place(tmp_path: Path) -> None:
    path = recording(tmp_path, WRITE, call(*READ, VALUES | {"values": [["a", "7"]]}))
    count, found = replay([path])
    assert count == 3
    (told,) = found[path]
    assert told.startswith("GET /v4/spreadsheets/")
    assert told.endswith('.values[0][1] is "7", here "6"')
    path = recording(tmp_path, WRITE, call(*READ, {"error": {"code": 404}}, status=404))
    assert any("status 404, here 200" in one for one in replay([path])[1][path])


def test_a_conversation_about_a_spreadsheet_of_before_is_left_out(tmp_path: Path) -> None:
    assert replay([recording(tmp_path, call(*READ, VALUES), made=False)]) == (0, {})
