"""The side bar, used as a person uses it: find, take cells, insert, refresh, look at reviews."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kpicells.addin.server.settings import Settings
from kpicells.formulas import catalog
from kpicells.formulas.hosts import emit
from kpicells.formulas.search import Finder
from tests.addin.server.serving import serving
from tests.addin.server.stand_ins import FOR_ALL, NORDLYS, Numbers, TwoKeys
from tests.engines.apps_script import AppsScript
from tests.engines.google_side_bar import side_bar
from tests.formulas import queries

ADDRESS = "https://kpi.agency.example"
POSTS = [["Post", "Clicks", "Impressions"], ["one", 5, 100], ["two", 7, 0], ["three", 12, 400]]


@pytest.fixture
def sheet(script: AppsScript) -> AppsScript:
    """A spreadsheet with three posts in its cells."""
    cells = [
        [f"{row},{column}", {"value": value}]
        for row, line in enumerate(POSTS, 1)
        for column, value in enumerate(line, 1)
    ]
    script.world(
        "Object.assign(world, { document: {}, user: {}, said: [], faults: [], fetched: [],"
        " later: world.later + 1e9, servers: {},"
        f" sheets: [{{ name: 'Posts', protected: new Set(), cells: new Map({json.dumps(cells)}) }}]"
        " })"
    )
    select(script, "B2:C4")
    return script


@pytest.fixture
def page(browser: Browser, sheet: AppsScript) -> Iterator[Page]:
    with side_bar(browser, sheet) as found:
        yield found


def select(sheet: AppsScript, *places: str) -> None:
    """Select cells in the sheet."""
    selected = []
    for place in places:
        first, _, last = place.partition(":")
        (left, top), (right, bottom) = _at(first), _at(last or first)
        rows, columns = bottom - top + 1, right - left + 1
        selected.append({"sheet": 0, "row": top, "column": left, "rows": rows, "columns": columns})
    sheet.world(f"world.selected = {json.dumps(selected)}")


def _at(cell: str) -> tuple[int, int]:
    return ord(cell[0]) - 64, int(cell[1:])


def cell(sheet: AppsScript, place: str) -> dict[str, Any]:
    column, row = _at(place)
    found: dict[str, Any] = sheet.world(
        f"return world.sheets[0].cells.get('{row},{column}') ?? {{}}"
    )
    return found


def open_card(page: Page, query: str) -> None:
    page.fill("#search", query)
    page.press("#search", "Enter")
    expect(page.locator(".card h1")).to_be_focused()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_the_search_is_the_catalogues_own(page: Page) -> None:
    find = Finder(catalog.values())
    asked = [
        query.strip()
        for name, table in vars(queries).items()
        if name.isupper() and isinstance(table, Mapping)
        for line in table.values()
        for query in line.split("|")
    ]
    asked += ["weather in Paris", "цена погоды", "", "сек", "ЦПЛ", "c.t.r", "5 %", "leads 100"]
    assert len(asked) > 600
    found = page.evaluate(
        """async (queries) => Promise.all(
             queries.map((query) => m_python_python.python.find(query)))""",
        asked,
    )
    for query, answer in zip(asked, found, strict=True):
        expected = find(query)
        assert answer == {
            "ids": [kpi.id for kpi in expected.kpis],
            "readAs": dict(expected.read_as),
            "unknown": list(expected.unknown),
            "complete": expected.complete,
        }, query


def test_selected_columns_become_a_formula(page: Page, sheet: AppsScript) -> None:
    open_card(page, "click-through rate")
    expect(page.locator(".head code")).to_have_text("=KPI_CTR")
    expect(page.locator(".result")).to_contain_text("Cells: 3. 5%")
    expect(page.locator(".result")).to_contain_text("#DIV/0!: impressions is zero")
    press(page, "Insert")
    expect(page.locator(".said code")).to_have_text("=KPI_CTR(B2:B4;C2:C4)")
    assert cell(sheet, "D2") | {"value": None} == {
        "formula": "=KPI_CTR(B2:B4;C2:C4)", "format": "0.00%", "value": None,
    }  # fmt: skip


def test_a_button_takes_the_selected_cells(page: Page, sheet: AppsScript) -> None:
    select(sheet, "A9")
    open_card(page, "click-through rate")
    select(sheet, "B4")
    press(page, "Take the selected cells for “Clicks”")
    expect(page.locator("#field-0")).to_have_value("B4")
    page.fill("#field-1", "0.5")
    select(sheet, "F9")
    press(page, "Insert into the selected cell")
    expect(page.locator("#field--1")).to_have_value("F9")
    press(page, "Insert")
    # Half as a fraction, which every country's spreadsheet reads.
    expect(page.locator(".said code")).to_have_text("=KPI_CTR(B4;(5/10))")
    assert cell(sheet, "F9")["formula"] == "=KPI_CTR(B4;(5/10))"


def test_what_stands_in_the_way_is_asked_about(page: Page, sheet: AppsScript) -> None:
    sheet.world("world.sheets[0].cells.set('4,4', { value: 'mine' })")
    open_card(page, "click-through rate")
    expect(page.locator(".result output")).to_be_visible()
    press(page, "Insert")
    expect(page.locator(".card .said")).to_contain_text("D2 has something in it. Press again")
    assert cell(sheet, "D2") == {}
    press(page, "Insert")
    expect(page.locator(".said code")).to_have_text("=KPI_CTR(B2:B4;C2:C4)")


def test_an_ordinary_formula_needs_no_script(page: Page, sheet: AppsScript) -> None:
    open_card(page, "click-through rate")
    expect(page.locator(".result output")).to_be_visible()
    press(page, "Insert as an ordinary formula")
    expect(page.locator(".said code")).to_contain_text("=ARRAYFORMULA(IF(ISNUMBER(B2:B4)")
    assert cell(sheet, "D2")["formula"] == emit(catalog["CTR"], "google", ["B2:B4", "C2:C4"], "ru")


def test_ordinary_formulas_are_those_of_the_catalogue(page: Page) -> None:
    """Over single cells, with semicolons, and no decimal that a country reads otherwise."""
    places = {kpi.id: [f"B{at + 2}" for at, _ in enumerate(kpi.parameters)] for kpi in KPIS}
    found = page.evaluate(
        """async (places) => Object.fromEntries(await Promise.all(Object.entries(places).map(
             async ([id, cells]) => {
               const { formula } = await m_python_python.python.native(id, cells);
               return [id, m_pane_sheet_formula.sheetFormula(formula)];
             })))""",
        places,
    )
    for kpi in KPIS:
        expected = emit(kpi, "google", places[kpi.id], "ru")
        as_typed = re.sub(r"\((\d+)/(10+)\)", _decimal, found[kpi.id])
        assert as_typed == expected, kpi.id


KPIS = [kpi for kpi in catalog.values() if not any(p.is_range for p in kpi.parameters)]


def _decimal(found: re.Match[str]) -> str:
    places = len(found[2]) - 1
    whole = found[1].rjust(places + 1, "0")
    return f"{whole[:-places]},{whole[-places:]}"


def test_a_card_says_what_a_marketer_asks(page: Page) -> None:
    open_card(page, "click-through rate")
    page.click("text=About this KPI")
    about = page.locator(".card details").inner_text()
    assert "Clicks 5 · Impressions 100 gives 5%" in about
    assert '=KPI_TOTAL("CTR"' in about
    assert "KPI." not in page.locator("#pane").inner_text()


def test_goals_become_a_table_in_the_sheet(page: Page, sheet: AppsScript) -> None:
    select(sheet, "A10")
    page.click("#tab-goals")
    page.fill("[aria-label='Target of Cost per lead']", "500.5")
    press(page, "Insert the table")
    expect(page.locator(".goals .said")).to_contain_text("A10:E14")
    table = [cell(sheet, f"{column}12") for column in "ABCDE"]
    assert table[0]["value"] == "Cost per lead"
    assert table[2]["value"] == 500.5
    assert table[3]["formula"] == '=IF(OR(B12="";C12="");"";KPI_ATTAINMENT_LOWER(B12;C12))'
    assert "KPI_STATUS(D12;(95/100);(8/10))+1" in table[4]["formula"]


class Own(Numbers):
    """A workspace with a KPI of its own, and a review."""

    def __init__(self) -> None:
        super().__init__()
        own = replace(catalog["CTR"], id="CLUB_CTR", en="Club click rate", aliases=())
        self.kpis = {**catalog.shipped, own.id: own}

    def review(self, client: str, month: date | None) -> Mapping[str, Any]:
        line = {
            "key": "cpl", "name": "Cost per lead", "unit": "money", "status": "▼ Behind",
            "actual": 40.0, "target": 27.0, "finding": "It costs more than planned.",
        }  # fmt: skip
        return {
            "client": client, "month": "2026-10", "score": 0.5, "next_review": None,
            "kpis": [line], "notices": [],
        }  # fmt: skip


@pytest.fixture
def port() -> Iterator[int]:
    names = frozenset({"localhost", "127.0.0.1", "kpi.agency.example"})
    with serving(Settings(names=names, key_for_formulas=True), Own(), TwoKeys()) as client:
        assert client.base_url.port
        yield client.base_url.port


def test_the_server_is_set_and_tried(page: Page, sheet: AppsScript, port: int) -> None:
    sheet.world(f"world.servers = {{ '{ADDRESS}': {port} }}")
    page.click("#tab-settings")
    page.fill("#address", "http://kpi.agency.example")
    press(page, "Try the connection")
    expect(page.locator(".settings .fault")).to_contain_text("must begin with https://")
    page.fill("#address", f"{ADDRESS}/")
    page.fill("#key", "my key")
    press(page, "Try the connection")
    expect(page.locator(".settings .fault")).to_contain_text("This is no access key")
    page.fill("#key", FOR_ALL)
    press(page, "Try the connection")
    expect(page.locator(".settings .outcome")).to_have_text(
        f"The server answers. KPIs: {len(catalog) + 1}"
    )
    assert sheet.world("return world.document") == {
        "kpicells.server": ADDRESS, "kpicells.key": FOR_ALL,
    }  # fmt: skip
    assert page.input_value("#key") == ""
    assert FOR_ALL not in page.content(), "the key stays with the scripts"
    # The agency's own KPI is found now, and computed there.
    page.click("#tab-find")
    open_card(page, "Club click rate")
    page.fill("#field-0", "5")
    page.fill("#field-1", "100")
    expect(page.locator(".result output")).to_have_text("5%")
    select(sheet, "F2")
    press(page, "Insert into the selected cell")
    press(page, "Insert")
    expect(page.locator(".said code")).to_have_text('=KPI_OWN("CLUB_CTR";5;100)')
    assert sheet.cell("KPI_OWN", "CLUB_CTR", 5, 100) == 0.05
    # Another server gets another key.
    page.click("#tab-settings")
    page.fill("#address", "https://other.example")
    page.press("#address", "Tab")
    expect(page.locator(".settings .remark").last).to_contain_text("kpicells")
    assert sheet.run("paneState_")["hasKey"] is False


def test_reviews_and_refresh(browser: Browser, sheet: AppsScript, port: int) -> None:
    sheet.world(
        f"world.servers = {{ '{ADDRESS}': {port} }}; world.document ="
        f" {{ 'kpicells.server': '{ADDRESS}', 'kpicells.key': '{FOR_ALL}' }};"
        "world.sheets[0].cells.set('9,1', { formula: '=KPI_DATA(\"a\";\"reach\")' })"
    )
    with side_bar(browser, sheet) as page:
        assert FOR_ALL not in page.content()
        page.click("#tab-workbook")
        expect(page.locator("#panel-workbook")).not_to_contain_text("portable")
        press(page, "Look")
        expect(page.locator(".standing")).to_contain_text("Cost per lead")
        expect(page.locator(".standing")).to_contain_text("40 of 27")
        expect(page.locator(".outcome").first).to_contain_text(f"{NORDLYS}, 2026-10")
        press(page, "Refresh")
        expect(page.locator("#panel-workbook .outcome").last).to_have_text(
            "Refreshed. Formulas that ask the server: 1"
        )
    said = sheet.world("return world.said.filter((one) => one.cell === 'A9')")
    assert [one["formula"] for one in said] == [
        '=IF(TRUE;"…";KPI_DATA("a";"reach"))', '=KPI_DATA("a";"reach")',
    ]  # fmt: skip


def test_without_a_server_it_says_what_to_do(page: Page) -> None:
    page.click("#tab-workbook")
    press(page, "Look")
    expect(page.locator(".outcome .fault")).to_have_text(
        "This function asks the agency's server: open the menu KPI, “Find a formula”, Settings, "
        "and enter its address."
    )


def test_a_russian_google_gets_a_russian_side_bar(browser: Browser, sheet: AppsScript) -> None:
    with side_bar(browser, sheet, lang="ru") as page:
        expect(page.locator("html")).to_have_attribute("lang", "ru")
        select(sheet, "B3:C3")
        open_card(page, "кликабельность")
        expect(page.locator(".card")).to_contain_text("Какая доля показов закончилась кликом.")
        expect(page.locator(".result")).to_contain_text("«Показы»: ноль, а на него нужно делить")
        page.click("#tab-settings")
        page.select_option("#language", "en")
        expect(page.locator("#tab-settings")).to_have_text("Settings")
    assert sheet.world("return world.user") == {"kpicells.language": "en"}
    sheet.run("onOpen", {"authMode": "LIMITED"})
    assert sheet.world("return world.menu.items[0]") == ["Find a formula", "kpicellsPane"]


def test_nothing_is_cut_off_at_the_width_of_googles_side_bar(
    browser: Browser, sheet: AppsScript
) -> None:
    for lang in ("en", "ru"):
        with side_bar(browser, sheet, lang=lang) as page:
            for tab in ("find", "goals", "workbook", "settings"):
                page.click(f"#tab-{tab}")
                assert page.evaluate("document.documentElement.scrollWidth") == 300, (lang, tab)
                box = page.locator(f"#tab-{tab}").bounding_box()
                assert box
                assert box["height"] < 45, f"{lang}: the tabs wrap"


def test_the_page_has_nothing_that_apps_script_would_read_as_its_own(folder: Path) -> None:
    script = (folder / "SideBarScript.html").read_text("utf-8")
    assert "<?" not in script
    assert script.count("</script>") == len(re.findall("<script[ >]", script))
    assert not re.search(r"`[^`\n]*//[^`\n]*`", script), "a comment inside of a template"
    assert "import " not in re.sub(r'"[^"\n]*"', "", script.split('id="data">')[0])
