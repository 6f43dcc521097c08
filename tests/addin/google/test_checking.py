"""The menu that checks the functions in the spreadsheet itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kpicells.addin.google.checking import checks
from kpicells.formulas import catalog
from tests.engines.apps_script import AppsScript


@pytest.fixture
def sheet(script: AppsScript) -> Iterator[AppsScript]:
    script.world("world.sheets = []; world.said = []; world.computes = true; world.locale = 'en'")
    yield script
    script.world("world.computes = false")


def test_all_is_well(sheet: AppsScript) -> None:
    sheet.run("kpicellsCheck")
    assert sheet.world("return world.said.at(-1)") == {
        "toast": f"All {len(checks())} functions answer as they should in this spreadsheet."
    }
    assert len(checks()) > len(catalog)
    assert sheet.world("return world.sheets.length") == 0, "it leaves nothing behind"


def test_what_shows_something_else_is_listed(sheet: AppsScript) -> None:
    # As if Google showed what is no number as an empty cell.
    sheet.world(
        "const real = world.computed; world.computed = (formula) =>"
        " formula.startsWith('=KPI_CPL') ? '' : real(formula);"
    )
    sheet.run("kpicellsCheck")
    toast = sheet.world("return world.said.at(-1)")["toast"]
    assert toast.startswith(f"1 of {len(checks())} functions answer otherwise")
    assert "KPI check" in toast
    cells = sheet.world("return [...world.sheets[0].cells.values()].map((one) => one.value)")
    assert cells == ["Formula", "Should show", "Shows", "'=KPI_CPL(750;250)", "3", ""]
    assert sum(sheet.world("return world.sleeps")) < 60_000
