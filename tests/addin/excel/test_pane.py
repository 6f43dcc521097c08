"""The pane, used as a person uses it: search, read, take cells, look at the result, insert."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kpicells.formulas import catalog
from kpicells.formulas.hosts import emit
from kpicells.formulas.search import Finder
from tests.engines.chromium import excel
from tests.formulas.queries import ENGLISH

POSTS = [["Post", "Clicks", "Impressions"], ["one", 5, 100], ["two", 7, 0], ["three", 12, 400]]


@pytest.fixture(scope="module")
def warm(browser: Browser, address: str) -> Iterator[Page]:
    """A pane in which Python is awake; each test begins at the list, over the same three posts."""
    with excel(browser, address) as page:
        page.evaluate("async () => (await import('./python/python.js')).python.find('ctr')")
        yield page


@pytest.fixture
def pane(warm: Page) -> Page:
    warm.evaluate("standIn.workbook.sheets[0].cells.clear()")
    warm.evaluate("rows => standIn.fill('A1', rows)", POSTS)
    select(warm, "A1")
    warm.click("#tab-find")
    if warm.locator(".back").is_visible():
        warm.click(".back")
    warm.fill("#search", "")
    return warm


def select(page: Page, *cells: str) -> None:
    """Select cells in the sheet."""
    page.evaluate("cells => Excel.standInSelect(...cells)", cells)


def cell(page: Page, place: str) -> dict[str, object]:
    """What stands in a cell, once nothing is being computed."""
    found: dict[str, object] = page.evaluate(
        """async (place) => {
          const { workbook } = standIn;
          await workbook.settled();
          const { sheet, row, column } = workbook.area(place);
          return workbook.sheet(sheet).cell(row, column);
        }""",
        place,
    )
    return found


def open_card(page: Page, query: str) -> None:
    """Enter opens what the query finds, however fast it is typed."""
    page.fill("#search", query)
    page.press("#search", "Enter")
    expect(page.locator(".card h1")).to_be_focused()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def shows(page: Page, result: str) -> None:
    """The first result waits for Python, which takes its time on a busy machine."""
    expect(page.locator(".result")).to_contain_text(result)


def test_the_list_is_there_before_python(asleep: Page) -> None:
    expect(asleep.locator("#found button").first).to_be_visible()
    state = asleep.evaluate("async () => (await import('./python/python.js')).python.state")
    assert state != "ready"
    assert asleep.locator("#found button").first.inner_text().startswith("CTR")


def test_names_are_found_while_python_starts(asleep: Page) -> None:
    asleep.fill("#search", "cost lead")
    expect(asleep.locator("#found > ul button").first).to_contain_text("CPL")
    expect(asleep.locator(".find .remark")).to_contain_text("Python is starting")


def test_the_search_is_the_catalogues_own(warm: Page) -> None:
    find = Finder(catalog.values())
    queries = [asked.strip() for line in ENGLISH.values() for asked in line.split("|")]
    queries += ["цена лида", "сек", "подписчики", "ДРР", "weather in Paris", "цена погоды"]
    found = warm.evaluate(
        """async (queries) => {
          const { python } = await import("./python/python.js");
          return Promise.all(queries.map((query) => python.find(query)));
        }""",
        queries,
    )
    assert len(queries) > 100
    for query, answer in zip(queries, found, strict=True):
        expected = find(query)
        assert answer["ids"] == [kpi.id for kpi in expected.kpis], query
        assert answer["readAs"] == dict(expected.read_as), query


def test_a_search_shows_the_best_first_and_how_it_was_read(pane: Page) -> None:
    pane.fill("#search", "сек")
    expect(pane.locator("#found > ul button").first).to_contain_text("CTR")
    expect(pane.locator(".find .remark")).to_contain_text("“сек” was read as “CTR”.")
    pane.fill("#search", "weather in Paris")
    expect(pane.locator(".find .remark")).to_contain_text("Nothing found for “weather in Paris”")
    pane.click("[aria-label='Clear the search']")
    expect(pane.locator("#found h2").first).to_have_text("Often used")


def test_a_goal_narrows_the_list(pane: Page) -> None:
    everything = pane.locator("#found button").count()
    pane.select_option("select[aria-label='Business goal']", "awareness")
    fewer = pane.locator("#found button").count()
    assert 10 < fewer < everything
    expect(pane.locator("#found")).not_to_contain_text("Cost per lead")
    pane.select_option("select[aria-label='Business goal']", "")


def test_selected_columns_become_the_arguments_and_the_result_spills(pane: Page) -> None:
    select(pane, "B2:C4")
    open_card(pane, "click-through rate")
    shows(pane, "Cells: 3. 5%")
    shows(pane, "Errors among them: 1. #DIV/0!: impressions is zero")
    assert pane.input_value("#field--1") == "D2", "the cell beside the arguments"
    press(pane, "Insert")
    expect(pane.locator(".card .said")).to_contain_text("Inserted into D2:")
    assert cell(pane, "D2") | {"reason": None} == {
        "value": 0.05, "formula": "=KPI.CTR(B2:B4,C2:C4)", "format": "0.00%", "reason": None,
    }  # fmt: skip
    assert cell(pane, "D3")["value"] == "#DIV/0!"
    assert cell(pane, "D4")["value"] == 0.03
    # The cell that is shown afterwards has not become an argument.
    assert pane.input_value("#field-0") == "B2:B4"


def test_cells_selected_one_after_the_other_go_where_the_focus_is(pane: Page) -> None:
    open_card(pane, "click-through rate")
    pane.focus("#field-0")
    select(pane, "B4")
    expect(pane.locator("#field-0")).to_have_value("B4")
    pane.focus("#field-1")
    select(pane, "C2")
    select(pane, "C4")
    expect(pane.locator("#field-1")).to_have_value("C4")
    shows(pane, "3%")
    pane.focus("#field--1")
    select(pane, "F9")
    expect(pane.locator("#field--1")).to_have_value("F9")
    press(pane, "Insert")
    expect(pane.locator(".card .said code")).to_have_text("=KPI.CTR(B4,C4)")
    assert cell(pane, "F9")["value"] == 0.03


def test_numbers_may_be_typed(pane: Page) -> None:
    open_card(pane, "cost per lead")
    pane.fill("#field-0", "500")
    pane.fill("#field-1", "25")
    shows(pane, "20")
    pane.fill("#field-1", "many")
    expect(pane.locator(".result")).to_contain_text("#VALUE!")
    expect(pane.locator(".result")).to_contain_text("leads is the text 'many'")


def test_what_stands_in_the_way_is_asked_about(pane: Page) -> None:
    select(pane, "B2:C4")
    open_card(pane, "click-through rate")
    expect(pane.locator(".result output")).to_be_visible()
    pane.evaluate("standIn.fill('D4', [['mine']])")
    press(pane, "Insert")
    expect(pane.locator(".card .said")).to_contain_text("D2 has something in it. Press again")
    assert cell(pane, "D4")["value"] == "mine"
    press(pane, "Insert")
    expect(pane.locator(".card .said")).to_contain_text("Inserted into D2:")


def test_nothing_is_inserted_while_arguments_are_missing(pane: Page) -> None:
    open_card(pane, "click-through rate")
    pane.fill("#field-0", "5")
    press(pane, "Insert")
    expect(pane.locator(".card .said")).to_contain_text("Fill in: Impressions")


def test_an_ordinary_formula_needs_no_add_in(pane: Page) -> None:
    select(pane, "B2:C2")
    open_card(pane, "click-through rate")
    expect(pane.locator(".result output")).to_be_visible()
    pane.click("text=Insert as an ordinary formula")
    expect(pane.locator(".card .said")).to_contain_text("Inserted into D2:")
    assert cell(pane, "D2")["formula"] == emit(catalog["CTR"], "excel", ["B2", "C2"])


def test_keyboard_alone_is_enough(pane: Page) -> None:
    pane.focus("#search")
    pane.keyboard.type("cost per lead")
    expect(pane.locator("#found > ul button").first).to_contain_text("CPL")
    pane.keyboard.press("ArrowDown")
    pane.keyboard.press("ArrowDown")
    pane.keyboard.press("ArrowUp")
    pane.keyboard.press("Enter")
    expect(pane.locator(".card h1")).to_have_text("Cost per lead")
    for key in ("Tab", "500", "Tab", "Tab", "25", "Tab", "Tab", "E5", "Tab", "Tab"):
        if key == "Tab":
            pane.keyboard.press(key)
        else:
            pane.keyboard.type(key)
    expect(pane.locator(".result output")).to_have_text("20")
    pane.keyboard.press("Enter")
    expect(pane.locator(".card .said code")).to_have_text("=KPI.CPL(500,25)")
    assert cell(pane, "E5")["value"] == 20
    pane.focus("#tab-find")
    pane.keyboard.press("ArrowRight")
    expect(pane.locator("#tab-goals")).to_be_focused()
    expect(pane.locator("#panel-goals")).to_be_visible()


def test_a_card_says_what_a_marketer_asks(pane: Page) -> None:
    open_card(pane, "click-through rate")
    pane.click("text=About this KPI")
    expect(pane.locator(".card details dl")).to_be_visible()
    about = pane.locator(".card details").inner_text()
    for said in (
        "Clicks 5 · Impressions 100 gives 5%",
        "higher is better",
        "Leads, Sales",
        "CR, the share of clicks that led to an action",
        '=KPI.TOTAL("CTR",B2:B13,C2:C13)',
        "support.google.com",
    ):
        assert said in about
    assert pane.locator("math mfrac").count() == 1


def test_a_kpi_without_a_true_total_says_so(pane: Page) -> None:
    open_card(pane, "ERR")
    pane.click("text=About this KPI")
    expect(pane.locator(".card details")).to_contain_text("It has no true total over rows")


def test_every_card_opens_and_its_example_gives_what_it_says(warm: Page) -> None:
    """The preview of each worked example, typed as a person types it."""
    answers = warm.evaluate(
        """async () => {
          const { readCards } = await import("./pane/cards.js");
          const { calls } = await import("./functions/calls.js");
          const { kpis } = await readCards();
          const rows = (value) => (Array.isArray(value) ? value.map((one) => [one]) : value);
          return Promise.all(kpis.map(async (card) => {
            const id = card.function.slice(4);
            const answer = await calls.ask({ id, args: card.example.arguments.map(rows) });
            return { id: card.id, answer, gives: card.example.gives };
          }));
        }"""
    )
    assert len(answers) == len(catalog)
    for answer in answers:
        assert answer["answer"]["value"] == pytest.approx(answer["gives"], rel=1e-2), answer["id"]


def test_russian_office_gets_a_russian_pane(browser: Browser, address: str) -> None:
    with excel(browser, address, office="ru-RU", dark=True, size=(320, 700)) as page:
        expect(page.locator("html")).to_have_attribute("lang", "ru")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.evaluate("rows => standIn.fill('A1', rows)", POSTS)
        select(page, "B4:C4")
        open_card(page, "кликабельность")
        expect(page.locator(".card")).to_contain_text("Какая доля показов закончилась кликом.")
        shows(page, "3 %")
        press(page, "Вставить")
        expect(page.locator(".card .said code")).to_have_text("=KPI.CTR(B4;C4)")
        assert cell(page, "D4")["formula"] == "=KPI.CTR(B4,C4)", "as files store it"
        page.fill("#field-0", "0,5")
        page.fill("#field-1", "10")
        shows(page, "5 %")


def test_settings_are_kept_and_used(browser: Browser, address: str) -> None:
    with excel(browser, address, python=False) as page:
        page.click("#tab-settings")
        page.select_option("#language", "ru")
        expect(page.locator("#tab-settings")).to_have_text("Настройки")
        page.check("#mode-server")
        page.click("text=Проверить связь")
        expect(page.locator("#panel-settings")).to_contain_text(
            f"Сервер отвечает. Показателей: {len(catalog)}"
        )
        page.fill("#key", "kpi_no_such_key")
        page.click("text=Проверить связь")
        expect(page.locator("#panel-settings")).to_contain_text("не принимает этот ключ доступа")
        kept = json.loads(page.evaluate("OfficeRuntime.storage.getItem('kpicells.settings')"))
        assert kept["mode"] == "server"
        assert kept["chosenLanguage"] == "ru"
        assert kept["key"] == "kpi_no_such_key"


def test_as_a_page_of_its_own_it_copies(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.route("https://appsforoffice.microsoft.com/**", lambda route: route.abort())
    page.goto(f"{address}/pane.html?kpi=CPL")
    expect(page.locator(".card h1")).to_have_text("Cost per lead")
    page.fill("#field-0", "500")
    page.fill("#field-1", "25")
    shows(page, "20")
    page.click("text=Copy the formula")
    expect(page.locator(".card .said")).to_contain_text("Copied. Paste it into a cell:")
    assert page.evaluate("navigator.clipboard.readText()") == "=KPI.CPL(500,25)"
    context.close()
