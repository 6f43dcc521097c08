"""A formula typed in Excel shows the number that Python's definition gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from kpicells.addin.server.app import make_app
from kpicells.addin.server.settings import Settings
from tests.addin.excel.cell_formulas import agrees, shown, typed_formulas
from tests.engines.chromium import excel, served

SERVER = "kpicells.settings"


def compute(page: Page, *formulas: str) -> Any:
    """What the cells show, the formulas typed at the same moment."""
    return page.evaluate("all => Promise.all(all.map((f) => standIn.compute(f)))", formulas)


def set_up(page: Page, **changes: str) -> None:
    """Change settings, as the pane does."""
    page.evaluate(
        "async (changes) => { const { settings } = await import('./settings.js');"
        "await settings.change(changes); }",
        changes,
    )


@pytest.fixture(scope="module")
def warm(browser: Browser, address: str) -> Iterator[Page]:
    """A pane in which Python is awake already."""
    with excel(browser, address) as page:
        compute(page, "=KPI.CTR(5,100)")
        yield page
        set_up(page, mode="inside", chosenLanguage="auto")


@pytest.mark.parametrize("mode", ["inside", "server"])
def test_hundreds_of_formulas_show_what_python_answers(warm: Page, mode: str) -> None:
    set_up(warm, mode=mode)
    formulas = typed_formulas()
    assert len(formulas) > 800
    wrong = [
        (formula.formula, formula.cells, formula.expected, found)
        for formula, found in shown(warm, formulas)
        if not agrees(formula.expected, found)
    ]
    assert not wrong[:5]
    kinds = {f.expected for f in formulas if isinstance(f.expected, str)}
    assert {"#DIV/0!", "#VALUE!"} <= kinds, "errors are among them"


@pytest.mark.parametrize("mode", ["inside", "server"])
def test_ranges_spill_with_errors_in_their_places(warm: Page, mode: str) -> None:
    set_up(warm, mode=mode)
    warm.evaluate('standIn.fill("B2", [[5, 100], [7, 0], ["", 100], [3, 60]])')
    ((column, total, alone),) = [
        compute(
            warm, "=KPI.CTR(B2:B5,C2:C5)", '=KPI.TOTAL("CTR",B2:B5,C2:C5)', "=KPI.CTR(B2:B5,100)"
        )
    ]
    assert column[0] == [0.05]
    assert column[1] == [{"error": "#DIV/0!", "reason": None}]
    assert column[2][0]["error"] == "#VALUE!"
    assert column[3] == [0.05]
    # The row with a blank is no complete row: (5 + 7 + 3) / (100 + 0 + 60).
    assert total == [[15 / 160]]
    assert [row[0] if not isinstance(row[0], dict) else row[0]["error"] for row in alone] == [
        0.05, 0.07, "#VALUE!", 0.03,
    ]  # fmt: skip


def test_whole_columns_end_at_their_last_filled_cell(warm: Page) -> None:
    set_up(warm, mode="inside")
    warm.evaluate('standIn.fill("BA1", [[5, 100], [7, 100], [0, 300]])')
    total, column = compute(warm, '=KPI.TOTAL("CTR",BA:BA,BB:BB)', "=KPI.CTR(BA:BA,BB:BB)")
    assert total == [[12 / 500]]
    assert column == [[0.05], [0.07], [0.0]]


def test_calls_inside_calls(warm: Page) -> None:
    assert compute(warm, "=KPI.ATTAINMENT(KPI.CTR(5,100),0.1)") == [[[0.5]]]


@pytest.mark.parametrize("mode", ["inside", "server"])
def test_errors_say_why_where_excel_shows_it(warm: Page, mode: str) -> None:
    set_up(warm, mode=mode)
    text, blank, unknown, untrue = compute(
        warm,
        '=KPI.CTR("many",100)',
        "=KPI.CTR(ZZ9,100)",
        '=KPI.TOTAL("CTRR",B2:B5)',
        '=KPI.TOTAL("ERR",B2:B5,C2:C5)',
    )
    assert text[0][0] == {
        "error": "#VALUE!",
        "reason": "clicks is the text 'many', but a number is needed",
    }
    assert blank[0][0]["reason"] == "clicks is blank, but a number is needed"
    # Excel takes #NAME? from no function; the reason says it.
    assert unknown[0][0]["error"] == "#N/A"
    assert unknown[0][0]["reason"].startswith("there is no KPI 'CTRR'")
    assert "the same people are counted again" in untrue[0][0]["reason"]


def test_reasons_in_the_language_of_office(browser: Browser, address: str) -> None:
    with excel(browser, address, office="ru-RU") as page:
        for mode in ("inside", "server"):
            set_up(page, mode=mode)
            (answer,) = compute(page, "=KPI.CTR(ZZ9,100)")
            assert answer[0][0]["reason"] == "«Клики»: пустая ячейка, а нужно число"


def test_calls_made_while_python_loads_wait_and_are_answered(page: Page) -> None:
    answers = page.evaluate(
        """async () => {
          const { python } = await import("./python/python.js");
          const calls = [...Array(300).keys()].map((n) => standIn.compute(`=KPI.CTR(${n},100)`));
          while (python.state === "asleep") await new Promise((r) => setTimeout(r, 5));
          const state = python.state;
          const later = standIn.compute("=KPI.CPM(50,10000)");
          const answers = await Promise.all(calls);
          return { state, answers, later: await later, end: python.state };
        }"""
    )
    assert answers["state"] == "loading"
    assert answers["answers"] == [[[n / 100]] for n in range(300)]
    assert answers["later"] == [[5.0]]
    assert answers["end"] == "ready"


def test_python_that_does_not_start_says_so_and_may_try_again(page: Page) -> None:
    def broken(route: Route) -> None:
        route.fulfill(status=404)

    page.route("**/kpicells.zip", broken)
    (answer,) = compute(page, "=KPI.CTR(5,100)")
    assert answer[0][0]["error"] == "#N/A"
    assert answer[0][0]["reason"].startswith("Python did not start in the add-in")
    page.unroute("**/kpicells.zip", broken)
    assert compute(page, "=KPI.CTR(5,100)") == [[[0.05]]]


def test_nothing_leaves_the_machine_when_python_is_inside(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    compute(page, "=KPI.CTR(5,100)")
    assert asked, "Python itself is loaded"
    assert all(line.startswith(f"GET {address}/") for line in asked)


def test_calls_of_one_tick_are_one_request(warm: Page) -> None:
    set_up(warm, mode="server")
    asked: list[Request] = []
    warm.on("request", lambda request: asked.append(request))
    formulas = [f"=KPI.CTR({number},100)" for number in range(500)]
    assert compute(warm, *formulas)[499] == [[4.99]]
    assert len(asked) == 1
    assert len(asked[0].post_data_json["calls"]) == 500


def test_cancelled_calls_are_dropped(asleep: Page) -> None:
    set_up(asleep, mode="server")
    asleep.route("**/v1/call", lambda route: None)
    with asleep.expect_request("**/v1/call"):
        asleep.evaluate("globalThis.shown = standIn.compute('=KPI.CTR(5,100)'); null")
    with asleep.expect_event("requestfailed") as failed:
        asleep.evaluate("for (const { cancel } of standIn.functions.running) cancel()")
    assert asleep.evaluate("globalThis.shown")[0][0]["error"] == "#N/A"
    assert "/v1/call" in failed.value.url


def test_a_call_cancelled_before_it_goes_out_is_not_sent(asleep: Page) -> None:
    set_up(asleep, mode="server")
    sent: list[int] = []
    asleep.on("request", lambda request: note(request))

    def note(request: Request) -> None:
        if request.url.endswith("/v1/call"):
            sent.append(len(request.post_data_json["calls"]))

    asleep.evaluate(
        """async () => {
          const { Batches } = await import("./functions/batches.js");
          const { callServer } = await import("./server/server.js");
          const batches = new Batches(callServer);
          let cancel;
          const dropped = batches.ask({ id: "CTR", args: [1, 2] }, (drop) => { cancel = drop; });
          const kept = batches.ask({ id: "CTR", args: [5, 100] });
          cancel();
          return Promise.all([dropped, kept]);
        }"""
    )
    assert sent == [1]


def test_a_server_that_is_down_says_so_at_once(browser: Browser, pages: Path) -> None:
    with served(make_app(Settings(pages=pages))) as url:
        context = excel(browser, f"{url}/addin", python=False)
        page = context.__enter__()
        set_up(page, mode="server")
        assert compute(page, "=KPI.CTR(5,100)") == [[[0.05]]]
    (answer,) = compute(page, "=KPI.CTR(5,100)")
    context.__exit__(None, None, None)
    assert answer[0][0]["error"] == "#N/A"
    assert answer[0][0]["reason"].startswith(f"The kpicells server at {url} is not there")


def test_a_server_that_the_page_may_not_call_is_told_apart(browser: Browser, address: str) -> None:
    with excel(browser, address, python=False) as page:
        set_up(page, mode="server", server="http://127.0.0.1:9")
        (answer,) = compute(page, "=KPI.CTR(5,100)")
        page.faults.clear()  # type: ignore[attr-defined]  # the browser complains of it too
    assert "may call that server alone, not http://127.0.0.1:9" in answer[0][0]["reason"]


def test_a_server_that_hangs_is_given_up(asleep: Page) -> None:
    # Forty seconds pass in one.
    asleep.evaluate(
        "() => { const wait = setTimeout;"
        "globalThis.setTimeout = (act, ms, ...rest) => wait(act, ms / 40, ...rest); }"
    )
    set_up(asleep, mode="server")
    asleep.route("**/v1/call", lambda route: None)
    (answer,) = compute(asleep, "=KPI.CTR(5,100)")
    assert "did not answer within 40 seconds" in answer[0][0]["reason"]


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, '{"error": {"code": "unauthorized", "message": "no"}}', "does not take this access"),
        (
            413,
            '{"error": {"code": "too_many_calls", "message": "send less"}}',
            "refused: send less",
        ),
        (404, "<html>Not found</html>", "is no kpicells server"),
        (200, "<html>Welcome</html>", "is no kpicells server"),
        (200, '{"results": []}', "is no kpicells server"),
    ],
)
def test_a_server_that_refuses_is_quoted(warm: Page, status: int, body: str, said: str) -> None:
    set_up(warm, mode="server")
    warm.route("**/v1/call", lambda route: route.fulfill(status=status, body=body))
    (answer,) = compute(warm, "=KPI.CTR(5,100)")
    warm.unroute_all()
    assert answer[0][0]["error"] == "#N/A"
    assert said in answer[0][0]["reason"]


def test_a_busy_server_is_asked_again(warm: Page) -> None:
    set_up(warm, mode="server")
    times: list[int] = []

    def busy_once(route: Route) -> None:
        times.append(1)
        if len(times) > 1:
            route.continue_()
        else:
            route.fulfill(status=429, headers={"Retry-After": "0"}, body="{}")

    warm.route("**/v1/call", busy_once)
    assert compute(warm, "=KPI.CTR(5,100)") == [[[0.05]]]
    warm.unroute_all()
    assert len(times) == 2


def test_what_only_a_server_answers_asks_it_in_both_modes(warm: Page) -> None:
    set_up(warm, mode="inside")
    data, status, computed = compute(
        warm, '=KPI.DATA("Nordlys","reach")', '=KPI.STATUS("Nordlys","CPL")', "=KPI.STATUS(1,1,0.9)"
    )
    assert "this server has no workspace" in data[0][0]["reason"]
    assert status[0][0]["error"] in ("#N/A", "#VALUE!")
    assert computed == [[2.0]]
