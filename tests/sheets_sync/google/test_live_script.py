"""The script by which a person tries Google itself, tried at Google's stand-in."""

from __future__ import annotations

import pytest

from kpicells.sheets_sync.google.identity import KEY_VARIABLE
from tests.live_google import LiveTest
from tests.sheets_sync.google.clients import Client


def test_the_live_test_passes_where_people_do_as_they_are_asked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, str(client.emulator.key_file))

    def person(asked: str) -> str:
        if "type 77" in asked:
            _, sheet = client.area("kpi_goals")
            rows = {"sheetId": sheet, "dimension": "ROWS", "startIndex": 3, "endIndex": 5}
            client.by_person({"insertDimension": {"range": rows}})
            client.type("target_cpl", 77.0)
        return ""

    live = LiveTest(client.sheet, person)
    live.connection = client.connection
    assert live.run() == 0
