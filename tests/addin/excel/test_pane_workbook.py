"""What the pane does with the whole workbook, and with a client's data on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kpicells.addin.server.app import make_app
from kpicells.addin.server.settings import Settings
from kpicells.formulas import catalog
from kpicells.formulas.hosts import emit
from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.refresh.reviewing import review
from kpicells.sheets_sync.refresh.run import workbook_of
from kpicells.sheets_sync.serving.keys import KEYS, KeyFile
from kpicells.sheets_sync.serving.workspace import ServedWorkspace
from kpicells.sheets_sync.workspace import Workspace
from tests.addin.excel.test_functions_in_cells import compute, set_up
from tests.addin.excel.test_pane import cell, press
from tests.engines.chromium import excel, served


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("agency")
    run_demo(folder, now=datetime(2026, 11, 8, 9), draw=False)
    workspace = Workspace.demand(folder)
    (folder / f"{CLIENT}.xlsx").rename(workbook_of(workspace, CLIENT))
    return workspace


@pytest.fixture(scope="module")
def key(agency: Workspace) -> str:
    return KeyFile(agency.folder / KEYS).make("a marketer")


@pytest.fixture(scope="module")
def pane(browser: Browser, pages: Path, agency: Workspace, key: str) -> Iterator[Page]:
    keys = KeyFile(agency.folder / KEYS)
    app = make_app(Settings(pages=pages), ServedWorkspace(agency), keys)
    with served(app) as url, excel(browser, f"{url}/addin") as page:
        set_up(page, key=key)
        page.click("#tab-workbook")
        yield page


def test_what_is_not_on_track_comes_from_the_server(pane: Page, agency: Workspace) -> None:
    expected = review(agency, CLIENT)
    behind = [kpi for kpi in expected.kpis if kpi.status[0] not in "●★○"]
    assert behind, "the demo has something to tell"
    press(pane, "Look")
    title = pane.locator("article .strong").first
    expect(title).to_have_text(
        f"{CLIENT}, 2026-11. Not on track: {len(behind)} of {len(expected.kpis)}"
    )
    for item, kpi in zip(pane.locator(".standing li").all(), behind, strict=True):
        expect(item).to_contain_text(kpi.name)
        expect(item).to_contain_text(kpi.status)
        expect(item).to_contain_text(kpi.finding)


def test_cells_ask_the_workspace(pane: Page, agency: Workspace) -> None:
    data, target, status = compute(
        pane,
        f'=KPI.DATA("{CLIENT}","leads","2026-10")',
        f'=KPI.TARGET("{CLIENT}","CPL","2026-10")',
        f'=KPI.STATUS("{CLIENT}","CPL","2026-10")',
    )
    served = ServedWorkspace(agency)
    october = datetime(2026, 10, 1).date()
    assert data == [[served.data(CLIENT, "leads", october, None)]]
    assert target == [[served.target(CLIENT, "CPL", october)]]
    assert status == [[served.status(CLIENT, "CPL", october)]]


def test_refreshing_asks_again_for_what_the_server_knows(pane: Page) -> None:
    pane.evaluate("standIn.workbook.sheets[0].cells.clear()")
    press(pane, "Refresh")
    expect(pane.locator("article").nth(1)).to_contain_text("No formula in this workbook asks")
    formula = f'=KPI.DATA("{CLIENT}","leads","2026-10")'
    pane.evaluate("f => standIn.fill('A1', [[f, '=KPI.CTR(5,100)']])", formula)
    before = cell(pane, "A1")["value"]
    with pane.expect_request("**/v1/call") as asked:
        press(pane, "Refresh")
    assert [call["id"] for call in asked.value.post_data_json["calls"]] == ["DATA"]
    expect(pane.locator("article").nth(1)).to_contain_text("Formulas that ask the server: 1")
    assert cell(pane, "A1")["value"] == before


def test_a_workbook_is_made_portable(pane: Page) -> None:
    pane.evaluate("standIn.workbook.sheets[0].cells.clear()")
    rows = [
        ["=KPI.CTR(B2,C2)", "=KPI.CPL(500,25)*2", "=SUM(A1:A2)"],
        [f'=KPI.DATA("{CLIENT}","reach")', "a text about KPI.CTR(1,2)", 5],
    ]
    pane.evaluate("rows => standIn.fill('A1', rows)", rows)
    press(pane, "Look for KPI functions")
    part = pane.locator("article").nth(2)
    expect(part).to_contain_text("Can be replaced: 2")
    expect(part).to_contain_text("Stay as they are: 1")
    expect(part).to_contain_text("KPI.DATA reads your workspace, which no formula can")
    press(pane, "Replace")
    expect(part).to_contain_text("Replaced: 2.")
    assert cell(pane, "A1")["formula"] == emit(catalog["CTR"], "excel", ["B2", "C2"])
    assert str(cell(pane, "B1")["formula"]).startswith("=IF(ISNUMBER(500)*ISNUMBER(25)")
    assert cell(pane, "C1")["formula"] == "=SUM(A1:A2)"
    assert cell(pane, "A2")["formula"] == rows[1][0]
    assert cell(pane, "B2")["value"] == rows[1][1]
    press(pane, "Take it back")
    expect(part).to_contain_text("KPI functions again: 2")
    assert [cell(pane, place)["formula"] for place in ("A1", "B1")] == rows[0][:2]


def test_a_key_that_is_missing_is_told(browser: Browser, pages: Path, agency: Workspace) -> None:
    app = make_app(Settings(pages=pages), ServedWorkspace(agency), KeyFile(agency.folder / KEYS))
    with served(app) as url, excel(browser, f"{url}/addin", python=False) as page:
        page.click("#tab-workbook")
        press(page, "Look")
        expect(page.locator("article .fault")).to_contain_text("does not take this access key")
