"""What the script signs: the real server takes it once, as it is, and from no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from kpicells.addin.server.settings import Settings
from kpicells.sheets_sync.serving.keys import KeyFile
from tests.addin.server.serving import serving
from tests.addin.server.stand_ins import NORDLYS, OTHER, Numbers
from tests.engines.apps_script import AppsScript

ADDRESS = "https://kpi.agency.example"
HOST = {"Host": "kpi.agency.example", "Content-Type": "application/json"}
NAMES = frozenset({"localhost", "127.0.0.1", "kpi.agency.example"})
RUSSIAN = "Северное сияние"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeyFile:
    return KeyFile(tmp_path_factory.mktemp("keys") / "keys.json")


@pytest.fixture(scope="module")
def server(keys: KeyFile) -> Iterator[httpx.Client]:
    with serving(Settings(names=NAMES, key_for_formulas=True), Numbers(), keys) as client:
        yield client


@pytest.fixture
def sheet(script: AppsScript, server: httpx.Client, keys: KeyFile) -> AppsScript:
    script.world(
        "Object.assign(world, { faults: [], fetched: [], sleeps: [], later: world.later + 1e9,"
        f" servers: {{ '{ADDRESS}': {server.base_url.port} }},"
        f" document: {{ 'kpicells.server': '{ADDRESS}',"
        f" 'kpicells.key': '{keys.make('The sheet')}' }} }})"
    )
    return script


def last(sheet: AppsScript) -> dict[str, Any]:
    found: dict[str, Any] = sheet.world("return world.fetched.at(-1)")
    return found


def again(server: httpx.Client, asked: dict[str, Any], **changed: Any) -> tuple[int, str]:
    """Send what the script sent once more, or something else under its signature."""
    said = {"url": asked["url"].removeprefix(ADDRESS), "payload": asked["payload"]} | changed
    method = "POST" if said["payload"] else "GET"
    authorization = {"Authorization": asked["headers"]["Authorization"]}
    reply = server.request(
        method, said["url"], content=said["payload"].encode(), headers=HOST | authorization
    )
    return reply.status_code, reply.json().get("error", {}).get("code", "")


def test_a_batch_is_taken_and_comes_again_in_vain(sheet: AppsScript, server: httpx.Client) -> None:
    asked = sheet.cell("KPI_DATA", [[NORDLYS], [OTHER]], "reach", "2026-10")
    assert asked == [[1010], [15]]
    assert last(sheet)["payload"]
    assert again(server, last(sheet)) == (401, "repeated")
    other = last(sheet)["payload"].replace("2026-10", "2026-11")
    assert again(server, last(sheet), payload=other) == (401, "no_access")
    assert again(server, last(sheet), url="/v1/clients", payload="") == (401, "no_access")


def test_a_question_is_signed_with_all_of_its_address(
    sheet: AppsScript, server: httpx.Client
) -> None:
    assert sheet.cell("KPI_DATA", NORDLYS, "reach", "2026-10") == 1010
    asked = last(sheet)
    assert asked["url"] == f"{ADDRESS}/v1/month?of=data&client=Nordlys%20Coffee&month=2026-10"
    assert again(server, asked) == (401, "repeated")
    moved = asked["url"].removeprefix(ADDRESS).replace("2026-10", "2026-11")
    assert again(server, asked, url=moved) == (401, "no_access")


def test_letters_of_any_language_are_signed_as_they_are_sent(sheet: AppsScript) -> None:
    found = sheet.cell("KPI_OWN", "CPL", [[RUSSIAN], ["🎯"]], [[1], [1]])
    assert found == [[{"error": "#NUM!"}]] * 2, "the server read it, and says it is no number"
    assert last(sheet)["payload"].isascii()
    assert last(sheet)["body"]["calls"][0]["args"][0] == [[RUSSIAN], ["🎯"]]


@pytest.mark.parametrize("seconds", [-310, 310])
def test_a_clock_that_is_wrong_is_told(sheet: AppsScript, seconds: int) -> None:
    shift = f"() => {{ const now = Date.now; Date.now = () => now() + {seconds * 1000}; }}"
    real = "() => { Date.now = () => new Date().getTime(); }"
    sheet.run(f"({shift})")
    try:
        said = sheet.cell("KPI_DATA", NORDLYS, "reach", "2026-10")["said"]
    finally:
        sheet.run(f"({real})")
    assert said == (
        f"The clock of the agency's server at {ADDRESS} is more than five minutes wrong, so it "
        "takes no request. Tell the agency."
    )
    assert len(sheet.world("return world.fetched")) == 1, "another try would not help"


@pytest.mark.parametrize("key", ["kpi_nobody", "hello", "kpi_a_b c", "kpi__b", "kpi_a_" + "b" * 65])
def test_what_is_no_key_is_told_before_anything_is_sent(sheet: AppsScript, key: str) -> None:
    sheet.world(f"world.document['kpicells.key'] = '{key}'")
    said = sheet.cell("KPI_DATA", NORDLYS, "reach")["said"]
    assert said.startswith("This is no access key: one begins with kpi_.")
    assert sheet.world("return world.fetched") == []


def test_a_lost_answer_is_asked_for_under_another_signature(sheet: AppsScript) -> None:
    sheet.world("world.faults = [null, {status: 503}]")
    assert sheet.cell("KPI_DATA", NORDLYS, "reach") == 1000
    said = sheet.world("return world.fetched.map((one) => one.headers.Authorization)")
    assert len(set(said)) == 3


def test_a_refusal_of_what_was_answered_before_is_no_trouble(sheet: AppsScript) -> None:
    """Google may send a request twice by itself."""
    sheet.world('world.faults = [{ status: 401, text: \'{"error": {"code": "repeated"}}\' }]')
    assert sheet.cell("KPI_DATA", NORDLYS, "reach") == 1000
