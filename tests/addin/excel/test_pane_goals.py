"""Goals set up in the pane: the table computes what it says, in a second engine too."""

from __future__ import annotations

from collections.abc import Iterator

import ironcalc
import pytest
from playwright.sync_api import Browser, Page, expect

from kpicells.addin.excel.portable import portable
from kpicells.formulas import catalog
from tests.addin.excel.test_pane import cell, press, select
from tests.engines.chromium import excel


@pytest.fixture(scope="module")
def pane(browser: Browser, address: str) -> Iterator[Page]:
    with excel(browser, address, python=False) as page:
        page.click("#tab-goals")
        yield page


def _choose(page: Page, **targets: str) -> None:
    page.select_option("#goal", "sales")
    chosen = page.locator(".goal input[type=checkbox]:checked")
    while chosen.count():
        chosen.first.uncheck()
    for kpi, target in targets.items():
        page.locator(f".goal:has(#goal-{kpi}) input[type=text]").fill(target)


def test_a_goal_proposes_kpis_of_several_stages(pane: Page) -> None:
    for goal in ("awareness", "leads", "sales"):
        pane.select_option("#goal", goal)
        boxes = pane.locator(".goal input[type=checkbox]:checked")
        chosen = [str(box.get_attribute("id")).removeprefix("goal-") for box in boxes.all()]
        assert 3 <= len(chosen) <= 5
        assert len({catalog[kpi].stage for kpi in chosen}) > 1
        assert all(goal in catalog[kpi].goals for kpi in chosen)


def test_the_table_says_how_each_kpi_stands(pane: Page) -> None:
    _choose(pane, ROAS="4", DRR="25%", CR="3%", AOV="50")
    select(pane, "B3")
    press(pane, "Insert the table")
    expect(pane.locator(".goals .said")).to_have_text("The table stands in B3:F7.")
    assert [cell(pane, f"{c}3")["value"] for c in "BCDEF"] == [
        "KPI", "Actual", "Target", "Attainment", "Status",
    ]  # fmt: skip
    names = {str(cell(pane, f"B{row}")["value"]): row for row in range(4, 8)}
    assert set(names) == {catalog[kpi].en for kpi in ("ROAS", "DRR", "CR", "AOV")}
    assert cell(pane, f"D{names[catalog['DRR'].en]}")["value"] == 0.25
    assert cell(pane, f"D{names[catalog['DRR'].en]}")["format"] == "0.00%"

    # 3.9 of 4 is 97.5 %; less spend is better, so 25 % to 30 % is 83 %; 2 % of 3 % is 67 %.
    facts = {"ROAS": 3.9, "DRR": 0.30, "CR": 0.02}
    model = ironcalc.create("goals", "en", "UTC")
    for name, row in names.items():
        kpi_id = next(k.id for k in catalog.values() if k.en == name)
        model.update_cell_with_number(0, row, 4, cell(pane, f"D{row}")["value"])
        if kpi_id in facts:
            model.update_cell_with_number(0, row, 3, facts[kpi_id])
        for column, letter in ((5, "E"), (6, "F")):
            formula = str(cell(pane, f"{letter}{row}")["formula"])
            model.set_user_input(0, row, column, portable(formula, catalog.__getitem__).text)
    model.evaluate()
    stands = {name: model.get_cell_value(0, row, 6) for name, row in names.items()}
    assert stands == {
        catalog["ROAS"].en: "● On track",
        catalog["DRR"].en: "▲ At risk",
        catalog["CR"].en: "▼ Behind",
        catalog["AOV"].en: "○ No data or target",
    }


def test_what_people_wrote_is_not_overwritten_by_one_press(pane: Page) -> None:
    _choose(pane, ROAS="4")
    pane.evaluate("standIn.fill('K3', [['mine']])")
    select(pane, "H2")
    press(pane, "Insert the table")
    expect(pane.locator(".goals .said")).to_contain_text("H2:L3 has something in it.")
    assert cell(pane, "K3")["value"] == "mine"


def test_a_target_that_is_no_number_is_told(pane: Page) -> None:
    _choose(pane, ROAS="four")
    press(pane, "Insert the table")
    expect(pane.locator(".goals .said")).to_have_text("This target is no number: four")
