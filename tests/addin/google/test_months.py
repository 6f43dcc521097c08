"""Two hundred cells are a handful of requests: each brings a whole month of a client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kpicells.addin.server.settings import Settings
from kpicells.formulas import metrics
from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.serving.names import folded
from kpicells.sheets_sync.serving.workspace import ServedWorkspace
from kpicells.sheets_sync.workspace import Workspace
from tests.addin.google.test_server import ADDRESS, NAMES
from tests.addin.server.serving import serving
from tests.addin.server.stand_ins import FOR_ALL, TwoKeys
from tests.engines.apps_script import AppsScript

MONTHS = ["2026-09", "2026-10", "2026-11"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> ServedWorkspace:
    folder = tmp_path_factory.mktemp("agency")
    run_demo(folder, draw=False)
    return ServedWorkspace(Workspace.find(folder))


@pytest.fixture(scope="module")
def port(served: ServedWorkspace) -> Iterator[int]:
    with serving(Settings(names=NAMES, key_for_formulas=True), served, TwoKeys()) as client:
        assert client.base_url.port
        yield client.base_url.port


@pytest.fixture
def sheet(script: AppsScript, port: int) -> Iterator[AppsScript]:
    script.world(
        "Object.assign(world, { faults: [], fetched: [], sleeps: [], later: world.later + 1e9,"
        f" servers: {{ '{ADDRESS}': {port} }},"
        f" document: {{ 'kpicells.server': '{ADDRESS}', 'kpicells.key': '{FOR_ALL}' }} }})"
    )
    yield script
    script.world("Object.assign(world, { locked: false, before: undefined })")


def paths(sheet: AppsScript) -> list[str]:
    found: list[str] = sheet.world(f"return world.fetched.map((f) => f.url.slice({len(ADDRESS)}))")
    return found


def directly(sheet: AppsScript, calls: list[tuple[str, list[Any]]]) -> list[Any]:
    """What the server answers to each cell's call."""
    asked = [{"id": name.removeprefix("KPI_"), "args": args} for name, args in calls]
    found: list[Any] = sheet.run(
        "(calls) => fromServer_(serverSettings_(), 'v1/call', { calls }).results"
        ".map((one) => one.error ? `${one.error} ${one.reason}` : one.value)",
        asked,
    )
    return found


def shown(cell: Any) -> Any:
    return cell["said"] if isinstance(cell, dict) else cell


def test_two_hundred_cells_are_a_handful_of_requests(
    sheet: AppsScript, served: ServedWorkspace
) -> None:
    plan = served.month(CLIENT, date(2026, 10, 1), "plan")["STATUS"]
    calls = [("KPI_DATA", [CLIENT, name, month]) for month in MONTHS for name in metrics]
    calls += [
        (name, [CLIENT, key, "2026-10"])
        for name in ("KPI_DATA", "KPI_TARGET", "KPI_STATUS")
        for key in plan
    ]
    assert len(calls) > 200
    cells = [sheet.cell(name, *args) for name, args in calls]
    asked = paths(sheet)
    whole = [path for path in asked if path.startswith("/v1/month")]
    assert len(whole) == len(MONTHS) + 1
    # A KPI without a target, or a month before all data, is asked about to be told why.
    alone = len(asked) - len(whole)
    assert alone == sum(
        isinstance(cell, dict) and "no numbers" not in shown(cell) for cell in cells
    )
    assert [*map(shown, cells)] == directly(sheet, calls)


def test_names_mean_what_they_mean_alone(sheet: AppsScript) -> None:
    names = [metric.ru for metric in metrics.values()] + [metric.en for metric in metrics.values()]
    names += ["post_reach", "  REACH ", "Лиды", "лиды", "LINK clicks", "CPL", "kpi_cpl", "KPI.CPL"]
    names += ["No such thing", "Stoimost", "ОХВАТ"]
    calls = [("KPI_DATA", [CLIENT, name, "2026-10"]) for name in names]
    calls += [("KPI_DATA", [f" {CLIENT.upper()}", "leads", "10.2026"])]
    calls += [("KPI_DATA", [CLIENT, name, "2026-10", source]) for name in ("spend", "Клики")
              for source in ("meta_ads", "Meta Ads", "instagram", "nowhere")]  # fmt: skip
    calls += [("KPI_TARGET", [CLIENT, name, "2026-10"]) for name in ("cpl", "Cost per lead", "X")]
    calls += [("KPI_DATA", [CLIENT, "reach", "2026-13"]), ("KPI_DATA", ["Nobody", "reach"])]
    cells = [shown(sheet.cell(name, *args)) for name, args in calls]
    assert cells == directly(sheet, calls)
    assert sum(isinstance(cell, int | float) for cell in cells) > 20


def test_names_are_folded_alike_here_and_there(sheet: AppsScript) -> None:
    names = [" Link  Clicks", "ЁЛКА_и_ёж", "Ｗｉｄｅ", "ﬁn", "ТЕКСТ\u00a0раз", "\tтаб", *metrics]
    names += [name for metric in metrics.values() for name in (metric.en, metric.ru)]
    assert sheet.run("(names) => names.map(folded_)", names) == [folded(name) for name in names]


def test_cells_that_wait_find_what_the_first_one_brought(sheet: AppsScript) -> None:
    sheet.world(f"world.before = () => world.inCell('KPI_DATA', ['{CLIENT}', 'spend', '2026-10'])")
    assert isinstance(sheet.cell("KPI_DATA", CLIENT, "leads", "2026-10"), int | float)
    assert len(paths(sheet)) == 1


def test_who_waited_long_enough_asks_by_himself(sheet: AppsScript) -> None:
    sheet.world("world.locked = true")
    assert isinstance(sheet.cell("KPI_DATA", CLIENT, "leads", "2026-10"), int | float)


def test_whoever_waits_for_a_server_that_is_down_is_told_at_once(sheet: AppsScript) -> None:
    sheet.world(
        "world.servers = {};"
        f"world.before = () => world.inCell('KPI_DATA', ['{CLIENT}', 'spend', '2026-10'])"
    )
    assert "cannot be reached" in sheet.cell("KPI_DATA", CLIENT, "leads", "2026-10")["said"]
    assert len(paths(sheet)) == 4, "the tries of the first cell alone"


def test_an_older_server_is_asked_cell_by_cell(sheet: AppsScript) -> None:
    fault = '{ status: 404, text: \'{"error": {"code": "not_found", "message": "none"}}\' }'
    sheet.world(f"world.faults = [{fault}, {fault}]")
    assert isinstance(sheet.cell("KPI_DATA", CLIENT, "leads", "2026-10"), int | float)
    assert isinstance(sheet.cell("KPI_DATA", CLIENT, "spend", "2026-10"), int | float)
    assert [path[:9] for path in paths(sheet)] == ["/v1/month", "/v1/month", "/v1/call", "/v1/call"]


def test_reasons_are_no_older_than_a_minute(sheet: AppsScript, served: ServedWorkspace) -> None:
    """Somebody may have imported what was missing."""
    answers = served.month(CLIENT, date(2026, 10, 1), "data")["DATA"]
    missing = next(name for name, answer in answers.items() if "error" in answer)
    said = shown(sheet.cell("KPI_DATA", CLIENT, missing, "2026-10"))
    assert said.startswith("#N/A there are no numbers of")
    assert len(paths(sheet)) == 1
    later = "() => { const now = Date.now; Date.now = () => now() + 61000; }"
    sheet.run(f"({later})")
    try:
        assert shown(sheet.cell("KPI_DATA", CLIENT, missing, "2026-10")) == said
    finally:
        sheet.run("(() => { Date.now = () => new Date().getTime(); })")
    assert paths(sheet)[-1] == "/v1/call"


def test_a_month_fits_into_googles_cache(served: ServedWorkspace) -> None:
    for of in ("data", "plan"):
        text = json.dumps(served.month(CLIENT, date(2026, 10, 1), of))
        assert 100 < len(text) < 60_000
