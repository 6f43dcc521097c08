"""Functions that ask the agency's server: the real one, over HTTP, and what may go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from kpicells.addin.server.settings import Settings
from tests.addin.server.serving import serving
from tests.addin.server.stand_ins import FOR_ALL, FOR_NORDLYS, NORDLYS, OTHER, Numbers, TwoKeys
from tests.engines.apps_script import AppsScript

ADDRESS = "https://kpi.agency.example"
NAMES = frozenset({"localhost", "127.0.0.1", "kpi.agency.example"})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(Settings(names=NAMES, key_for_formulas=True), Numbers(), TwoKeys()) as client:
        assert client.base_url.port
        yield client.base_url.port


@pytest.fixture
def sheet(script: AppsScript, port: int) -> AppsScript:
    """A spreadsheet in which the server is set, and nothing is remembered."""
    script.world(
        "Object.assign(world, { faults: [], fetched: [], sleeps: [], later: world.later + 1e9,"
        f" servers: {{ '{ADDRESS}': {port} }},"
        f" document: {{ 'kpicells.server': '{ADDRESS}/', 'kpicells.key': '{FOR_ALL}' }} }})"
    )
    return script


def fetched(sheet: AppsScript) -> int:
    """How often the server was asked."""
    count: int = sheet.world("return world.fetched.length")
    return count


def test_one_number(sheet: AppsScript) -> None:
    assert sheet.cell("KPI_DATA", NORDLYS, "reach", "2026-10") == 1010
    assert sheet.cell("KPI_DATA", NORDLYS, "reach") == 1000
    assert sheet.cell("KPI_TARGET", NORDLYS, "CPL", "2026-10") == 27
    assert sheet.cell("KPI_STATUS", NORDLYS, "CPL") == "● On track"
    assert sheet.cell("KPI_STATUS", 1, 0.9, 0.5) == 2, "of numbers, in the sheet"
    said = sheet.world("return world.fetched.map((one) => one.headers.Authorization)")
    assert all(one.startswith("KPI-Proof id=all, time=") for one in said)
    assert FOR_ALL.rpartition("_")[2] not in " ".join(said)
    assert len(set(said)) == len(said), "each request is signed anew"


def test_a_table_is_one_request_and_equal_cells_are_asked_once(sheet: AppsScript) -> None:
    months = [[f"2026-{month:02}" for month in range(1, 13)]]
    clients = [[NORDLYS], [OTHER], [NORDLYS], [""], [""]]
    found = sheet.cell("KPI_DATA", clients, "reach", months)
    assert found == [
        [1000 + month for month in range(1, 13)],
        [5 + month for month in range(1, 13)],
        [1000 + month for month in range(1, 13)],
    ]
    assert fetched(sheet) == 1
    assert sheet.world("return world.fetched[0].body.calls.length") == 24
    # Another cell that asks for some of it asks nobody.
    assert sheet.cell("KPI_DATA", OTHER, "reach", "2026-03") == 8
    assert fetched(sheet) == 1


def test_a_date_means_its_month_in_the_time_zone_of_the_sheet(sheet: AppsScript) -> None:
    # In Moscow it is November already, where the script runs it is October.
    late = datetime.fromisoformat("2026-10-31T21:30:00+00:00")
    assert sheet.cell("KPI_DATA", NORDLYS, "reach", late) == 1011


def test_errors_of_single_cells_do_not_spoil_the_others(sheet: AppsScript) -> None:
    found = sheet.cell("KPI_DATA", NORDLYS, [["reach"], ["riches"]], "2026-10")
    assert found == [[1010], [{"error": "#NUM!"}]]
    said = sheet.cell("KPI_DATA", NORDLYS, "riches")["said"]
    assert said == "#N/A there are no numbers of 'riches'"
    assert sheet.cell("KPI_DATA", "#REF!", "reach")["said"].startswith("#")


def test_an_agencys_own_kpi_is_computed_there(sheet: AppsScript) -> None:
    assert sheet.cell("KPI_OWN", "CPL", [[500], [100]], [[25], [0]]) == [[20], [{"error": "#NUM!"}]]
    assert sheet.cell("KPI_OWN", "kpi_cpl", 500, 25) == 20
    said = sheet.cell("KPI_OWN", "NOT_THERE", 1)["said"]
    assert said.startswith("#NAME? there is no function 'NOT_THERE'")


def test_a_key_opens_its_own_client_alone(sheet: AppsScript) -> None:
    sheet.world(f"world.document['kpicells.key'] = '{FOR_NORDLYS}'")
    assert sheet.cell("KPI_DATA", NORDLYS, "reach") == 1000
    said = sheet.cell("KPI_DATA", OTHER, "reach")["said"]
    assert said == "#N/A this key does not open the data of client 'Other Client'"


def test_what_one_key_was_told_no_other_key_hears(sheet: AppsScript) -> None:
    assert sheet.cell("KPI_DATA", OTHER, "reach") == 5
    sheet.world(f"world.document['kpicells.key'] = '{FOR_NORDLYS}'")
    assert "does not open" in sheet.cell("KPI_DATA", OTHER, "reach")["said"]


def test_a_wrong_key_is_told(sheet: AppsScript) -> None:
    sheet.world("world.document['kpicells.key'] = 'kpi_nobody_secret'")
    said = sheet.cell("KPI_DATA", NORDLYS, "reach")["said"]
    assert said == (
        f"The server at {ADDRESS} does not take this access key. Ask the agency for another one "
        "and enter it in the side bar, Settings."
    )
    assert fetched(sheet) == 1, "another try would not help"


@pytest.mark.parametrize("fault", ["null", "{status: 503}", "{status: 429}", "{status: 502}"])
def test_a_passing_fault_is_not_seen(sheet: AppsScript, fault: str) -> None:
    sheet.world(f"world.faults = [{fault}, {fault}]")
    assert sheet.cell("KPI_DATA", NORDLYS, "reach") == 1000
    assert fetched(sheet) == 3
    first, second = sheet.world("return world.sleeps")
    assert 375 <= first <= 625
    assert 750 <= second <= 1250


def test_it_waits_as_long_as_the_server_asks_but_no_longer_than_sheets(sheet: AppsScript) -> None:
    sheet.world("world.faults = [{status: 429, headers: {'Retry-After': '3'}}]")
    assert sheet.cell("KPI_DATA", NORDLYS, "reach") == 1000
    assert sheet.world("return world.sleeps") == [3000]
    sheet.world("world.faults = [{status: 429, headers: {'Retry-After': '40'}}]")
    said = sheet.cell("KPI_DATA", OTHER, "reach")["said"]
    assert said == (
        f"The agency's kpicells server at {ADDRESS} is busy. Choose “Refresh numbers from the "
        "server” in the menu KPI in a minute."
    )
    assert sheet.world("return world.sleeps") == [3000]


def test_a_server_that_is_down_is_told_and_left_alone_for_a_while(sheet: AppsScript) -> None:
    sheet.world("world.servers = {}")
    said = sheet.cell("KPI_DATA", NORDLYS, "reach")["said"]
    assert said == (
        f"The agency's kpicells server at {ADDRESS} cannot be reached. Try “Refresh numbers from "
        "the server” in the menu KPI later, or tell the agency."
    )
    assert fetched(sheet) == 4
    assert sum(sheet.world("return world.sleeps")) < 15_000
    assert sheet.cell("KPI_DATA", OTHER, "reach")["said"] == said
    assert fetched(sheet) == 4, "the next cell does not wait for it as well"
    sheet.world("world.later += 21_000")
    sheet.cell("KPI_DATA", OTHER, "reach")
    assert fetched(sheet) == 8


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("{status: 302, headers: {Location: 'https://evil.example/'}}", "is no kpicells server"),
        ("{status: 200, text: '<html>hello'}", "is no kpicells server"),
        ("{status: 200, text: '{\"results\": []}'}", "is no kpicells server"),
        ("{status: 404, text: '<html>'}", "is no kpicells server"),
        ('{status: 413, text: \'{"error": {"message": "too much"}}\'}', "refused: too much"),
    ],
)
def test_strange_answers_are_told(sheet: AppsScript, fault: str, said: str) -> None:
    sheet.world(f"world.faults = [{fault}]")
    assert said in sheet.cell("KPI_DATA", NORDLYS, "reach")["said"]
    assert fetched(sheet) == 1


def test_no_key_goes_over_an_open_line(sheet: AppsScript) -> None:
    sheet.world("world.document['kpicells.server'] = 'http://kpi.agency.example'")
    said = sheet.cell("KPI_DATA", NORDLYS, "reach")["said"]
    assert said.startswith("The address of the agency's server must begin with https://")
    assert fetched(sheet) == 0


def test_a_project_built_for_an_agency_knows_its_server(russian: AppsScript, port: int) -> None:
    russian.world(f"world.servers = {{ '{ADDRESS}': {port} }}")
    said = russian.cell("KPI_DATA", NORDLYS, "reach")["said"]
    assert said == (
        f"Сервер по адресу {ADDRESS} не принимает этот ключ доступа. Попросите у агентства другой "
        "и введите его в боковой панели, в настройках."
    )
    russian.world(f"world.document['kpicells.key'] = '{FOR_ALL}'; world.later += 1e9")
    assert russian.cell("KPI_DATA", NORDLYS, "reach") == 1000
    assert russian.world("return world.fetched.at(-1).headers['Accept-Language']") == "ru"


def test_refresh_asks_again_and_loses_no_formula(sheet: AppsScript) -> None:
    sheet.world(
        "world.said = []; world.sheets = [{ name: 'Board', protected: new Set(), cells: new Map(["
        "  ['1,1', { formula: '=KPI_DATA(\"Nordlys Coffee\";\"reach\")' }],"
        "  ['2,1', { formula: '=KPI_CTR(A1;B1)' }],"
        "  ['3,2', { formula: '=IF(TRUE, \"…\", 1+KPI_TARGET(A1,\"CPL\"))' }],"
        "  ['4,1', { value: 'KPI_DATA' }],"
        "]) }]"
    )
    assert sheet.cell("KPI_DATA", NORDLYS, "reach") == 1000
    sheet.run("kpicellsRefreshNow")
    said = sheet.world("return world.said")
    assert said[-1] == {"toast": "Refreshed. Formulas that ask the server: 2"}
    waiting = [one for one in said if isinstance(one, dict) and "…" in one.get("formula", "")]
    assert [one["cell"] for one in waiting] == ["A1", "B3"]
    assert "KPI_DATA" in waiting[0]["formula"], "it is never gone, whatever stops the script"
    formulas = sheet.world("return [...world.sheets[0].cells.values()].map((one) => one.formula)")
    assert formulas == [
        '=KPI_DATA("Nordlys Coffee";"reach")', "=KPI_CTR(A1;B1)", '=1+KPI_TARGET(A1,"CPL")', None,
    ]  # fmt: skip
    before = fetched(sheet)
    assert sheet.cell("KPI_DATA", NORDLYS, "reach") == 1000
    assert fetched(sheet) == before + 1, "what was remembered counts no more"
