"""A client's Google Sheet over its life, against the emulator, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from kpicells.sheets_sync.google.connection import ENDPOINT_VARIABLE, Connection
from kpicells.sheets_sync.google.identity import from_file
from kpicells.sheets_sync.google.pacing import PER_ACCOUNT, Pacer
from kpicells.sheets_sync.refresh import google
from kpicells.sheets_sync.refresh.comparing import Plan, compare
from kpicells.templates.build import build
from kpicells.templates.content import Content
from tests.engines.google_api import Emulator, running
from tests.sheets_sync.refresh.test_xlsx import FIRST, NEXT


@dataclass
class Client:
    """A client whose spreadsheet is refreshed."""

    emulator: Emulator
    connection: Connection
    sheet: str

    def refresh(self, content: Content = NEXT, *, take_back: bool = False) -> Plan:
        target = google.GoogleTarget.open(self.connection, self.sheet)
        plan = compare(target, build(replace(content, frame=target.frame)), take_back=take_back)
        if plan.changes:
            plan.target.apply(plan, content.log[-1])
        return plan


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with running() as found:
        yield found


@pytest.fixture
def client(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv(ENDPOINT_VARIABLE, emulator.url)
    wait = emulator.clock.advance
    pacer = Pacer(PER_ACCOUNT, now=emulator.clock.now, sleep=wait)
    connection = Connection(from_file(emulator.key_file), [pacer], sleep=wait)
    return Client(emulator, connection, emulator.spreadsheet("Nordlys"))


def test_a_sheet_is_made_and_refreshed_in_two_calls(client: Client) -> None:
    client.refresh(FIRST)
    client.emulator.forget_calls()
    plan = client.refresh()
    assert [call.kind for call in client.emulator.calls("sheets")] == ["read", "write"]
    assert len(plan.changes) > 100
    client.emulator.forget_calls()
    assert client.refresh().changes == []
    assert [call.kind for call in client.emulator.calls("sheets")] == ["read"]
