"""What can fail at Google: tried again where it helps, never done twice, else told clearly."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any, Literal

import pytest
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.google.address import spreadsheet_id
from kpicells.sheets_sync.google.connection import Connection
from kpicells.sheets_sync.google.failures import GoogleError
from kpicells.sheets_sync.google.identity import KEY_VARIABLE, from_file, identities
from kpicells.sheets_sync.google.pacing import CallKind, Pacer
from tests.engines.google_api import Emulator, Fault
from tests.sheets_sync.google.clients import Client, client_of
from tests.sheets_sync.refresh.test_xlsx import FIRST, NEXT


def applied(client: Client) -> int:
    """How many batches changed the spreadsheet."""
    return sum(
        call.kind == "write" and "batchUpdate" in call.url
        for call in client.emulator.calls("sheets")
    )


@pytest.mark.parametrize("kind", ["rate_limited", "internal", "unavailable", "bad_gateway", "drop"])
def test_a_failure_before_the_write_is_tried_again(client: Client, kind: str) -> None:
    client.refresh(FIRST)
    fault = Fault(kind, method="batchUpdate$", times=2)  # type: ignore[arg-type]
    client.emulator.fail(fault)
    assert client.refresh().changes
    assert client.refresh().changes == []


@pytest.mark.parametrize("kind", ["internal", "drop"])
@pytest.mark.parametrize("step", ["made", "refreshed"])
def test_a_write_whose_answer_was_lost_is_not_done_twice(
    client: Client, kind: str, step: str
) -> None:
    if step == "refreshed":
        client.refresh(FIRST)
    client.emulator.forget_calls()
    fault = Fault(kind, when="after", method="batchUpdate$")  # type: ignore[arg-type]
    client.emulator.fail(fault)
    content = FIRST if step == "made" else NEXT
    client.refresh(content)
    assert applied(client) == 1
    assert client.refresh(content).changes == []
    titles = [s.properties["title"] for s in client.emulator.book(client.sheet).sheets]
    assert len(titles) == len(set(titles))
    assert logged(client) == (["made"] if step == "made" else ["made", "refreshed"])


class Impatient(HTTPAdapter):
    """Waits half a second of real time for the answer to the first call of a method."""

    def __init__(self, method: str) -> None:
        super().__init__()
        self.method = method

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        if self.method and self.method in str(request.url):
            self.method = ""
            options["timeout"] = (10.0, 0.5)
        return super().send(request, *args, **options)


def impatient(client: Client, method: str) -> Client:
    """The same client, whose first call of a method is given up early."""
    found = client_of(client.emulator, sheet=client.sheet)
    found.connection._client.session.mount(client.emulator.url, Impatient(method))
    return found


@pytest.mark.parametrize(
    ("step", "when"), [("made", "after"), ("refreshed", "before"), ("refreshed", "after")]
)
def test_an_answer_that_does_not_come_is_not_waited_for(
    client: Client, step: str, when: Literal["before", "after"]
) -> None:
    if step == "refreshed":
        client.refresh(FIRST)
    hasty = impatient(client, ":batchUpdate")
    client.emulator.forget_calls()
    client.emulator.fail(Fault("hang", when=when, method="batchUpdate$", seconds=120))
    content = FIRST if step == "made" else NEXT
    hasty.refresh(content)
    client.emulator.faults.clear()
    # Sent again while Google works on it still, it is refused as done before.
    found = [call.status for call in client.emulator.calls() if "batchUpdate" in call.url]
    assert found.count(200) == (1 if when == "before" else 0)
    assert client.refresh(content).changes == []
    assert logged(client) == (["made"] if step == "made" else ["made", "refreshed"])


@pytest.mark.parametrize("kind", ["hang", "drop"])
def test_a_read_that_fails_is_tried_again(client: Client, kind: str) -> None:
    client.refresh(FIRST)
    hasty = impatient(client, ":getByDataFilter")
    client.emulator.fail(Fault(kind, method="getByDataFilter$", seconds=120))  # type: ignore[arg-type]
    assert hasty.refresh().changes
    client.emulator.faults.clear()
    assert client.refresh().changes == []


@pytest.mark.parametrize("step", ["made", "refreshed"])
def test_a_call_that_was_given_up_and_arrives_late_changes_nothing(
    client: Client, step: str
) -> None:
    """Google works on it still, when it was sent again, done, and a person went on working."""
    if step == "refreshed":
        client.refresh(FIRST)
    hasty = impatient(client, ":batchUpdate")
    client.emulator.forget_calls()
    client.emulator.fail(Fault("slow", method="batchUpdate$", seconds=120))
    content = FIRST if step == "made" else NEXT
    hasty.refresh(content)
    client.type("target_cpl", 77.0, column=3)
    rows = {title: grid.rows for title, grid in client.book.grids.items()}
    before = client.cells()
    client.emulator.faults.clear()  # now it arrives
    until = time.monotonic() + 20
    while 0 in (found := [c.status for c in client.emulator.calls() if "batchUpdate" in c.url]):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert sorted(found)[-1] == 400, found
    assert client.cells() == before
    assert {title: grid.rows for title, grid in client.book.grids.items()} == rows
    assert [kept.found for kept in client.refresh(content).kept] == [77.0]
    assert logged(client) == (["made"] if step == "made" else ["made", "refreshed"])


def test_guards_do_not_pile_up(client: Client) -> None:
    client.refresh(FIRST)
    client.refresh(NEXT)
    client.refresh(FIRST, take_back=True)
    keys = [item["metadataKey"] for item in client.emulator.book(client.sheet).metadata]
    assert keys.count("kpicells.write") == 1


def logged(client: Client) -> list[str]:
    """What the log says was done, below its header."""
    book = client.book
    area = book.names["kpi_log"]
    rows = range(area.first_row + 1, area.last_row + 1)
    return [str(book.read(area.sheet, row, area.first_column + 1).value) for row in rows]


def test_an_expired_token_is_made_anew(client: Client) -> None:
    client.refresh(FIRST)
    client.emulator.expire_tokens()
    assert client.refresh().changes


def test_access_that_was_taken_away_says_whom_to_share_with(client: Client) -> None:
    client.refresh(FIRST)
    client.emulator.unshare(client.sheet, client.emulator.email)
    with pytest.raises(GoogleError, match=f"click Share, and make {client.emulator.email} an edit"):
        client.refresh()


def test_a_spreadsheet_that_was_deleted_is_said(client: Client) -> None:
    client.refresh(FIRST)
    client.emulator.delete(client.sheet)
    with pytest.raises(GoogleError, match="there is no such spreadsheet"):
        client.refresh()


def test_a_protected_range_stops_the_whole_write_and_says_how_to_open_it(client: Client) -> None:
    client.refresh(FIRST)
    _, sheet = client.area("kpi_data")
    client.by_person(
        {
            "addProtectedRange": {
                "protectedRange": {
                    "range": {"sheetId": sheet}, "editors": {"users": ["manager@agency.example"]}
                }
            }
        }
    )  # fmt: skip
    before = client.cells()
    with pytest.raises(GoogleError, match="Protect sheets and ranges"):
        client.refresh()
    assert client.cells() == before


def test_a_spreadsheet_that_is_full_says_so(client: Client) -> None:
    client.refresh(FIRST)
    _, sheet = client.area("kpi_data")
    grid = {"sheetId": 9, "title": "Big", "gridProperties": {"rowCount": 1, "columnCount": 1}}
    client.by_person({"addSheet": {"properties": grid}})
    used = sum(g.rows * g.columns for g in client.book.grids.values()) + 1
    room = 10_000_000 - used - 5
    client.by_person(
        {"appendDimension": {"sheetId": 9, "dimension": "ROWS", "length": room}},
    )
    rows = client.book.grids["Data"].rows
    client.by_person(
        {
            "deleteDimension": {
                "range": {
                    "sheetId": sheet, "dimension": "ROWS",
                    "startIndex": rows - 20, "endIndex": rows,
                }
            }
        },
        {"appendDimension": {"sheetId": 9, "dimension": "ROWS", "length": 20 * 20}},
    )  # fmt: skip
    with pytest.raises(GoogleError, match="limit of 10 million cells"):
        client.refresh()


def test_no_network_is_said_after_some_tries(client: Client) -> None:
    client.emulator.fail(Fault("drop", times=None))
    with pytest.raises(GoogleError, match="cannot be reached from here"):
        client.refresh(FIRST)
    client.emulator.faults.clear()


def test_quotas_are_kept_so_that_none_refuses(client: Client) -> None:
    client.refresh(FIRST)
    for _ in range(70):
        client.connection.get(client.sheet, "spreadsheetId")
    assert 429 not in {call.status for call in client.emulator.calls("sheets")}


def test_a_pacer_never_lets_more_through_in_a_minute() -> None:
    moments: list[float] = []
    time = 0.0

    def sleep(seconds: float) -> None:
        nonlocal time
        time += seconds

    pacer = Pacer({CallKind.READ: 3, CallKind.WRITE: 3}, now=lambda: time, sleep=sleep)
    for _ in range(20):
        pacer.wait(CallKind.READ)
        moments.append(time)
    assert all(b - a >= 60 for a, b in zip(moments, moments[3:], strict=False))


def test_a_key_is_read_from_a_safe_file_and_never_told(emulator: Emulator, tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    key.write_bytes(emulator.key_file.read_bytes())
    key.chmod(0o644)
    with pytest.raises(InputError, match="chmod 600"):
        from_file(key)
    key.chmod(0o600)
    found = from_file(key)
    assert (found.kind, found.email) == ("service account", emulator.email)
    secret = re.findall(r"[A-Za-z0-9+/]{60}", key.read_text("utf-8"))[0]
    assert secret not in repr(found)
    key.write_text(key.read_text("utf-8").replace("-----BEGIN", "-----BEGUN"), "utf-8")
    with pytest.raises(InputError) as told:
        from_file(key)
    assert secret not in str(told.value)


def test_a_key_may_come_from_the_environment(
    emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, str(emulator.key_file))
    assert [one.email for one in identities()] == [emulator.email]
    monkeypatch.setenv(KEY_VARIABLE, emulator.key_file.read_text("utf-8"))
    assert [one.email for one in identities()] == [emulator.email]


def test_addresses_as_people_copy_them() -> None:
    id_ = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ_-123"
    for ending in ("", "/", "/edit", "/edit#gid=0", "/edit?usp=sharing"):
        assert spreadsheet_id(f"https://docs.google.com/spreadsheets/d/{id_}{ending}") == id_
    assert spreadsheet_id(f"https://docs.google.com/spreadsheets/u/1/d/{id_}/edit") == id_
    with pytest.raises(InputError, match="copy the whole address"):
        spreadsheet_id("https://example.com/sheet")


def test_a_revoked_key_is_said(client: Client, emulator: Emulator) -> None:
    key = emulator.service_account("leaver")
    leaver = Connection(from_file(key), [], emulator.clock.advance)
    emulator.world.tokens.accounts[-1].disabled = True
    with pytest.raises(GoogleError, match="the key was revoked"):
        leaver.get(client.sheet, "spreadsheetId")
