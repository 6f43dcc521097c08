"""Names of campaigns and sources are taken to the letter, whatever a spreadsheet reads in them."""

import pytest

from kpicells.sheets_sync.hosts.compute import compute
from kpicells.sheets_sync.hosts.xlsx_new import write
from kpicells.templates.build import build
from kpicells.templates.layout import cell_text
from kpicells.templates.rows import DataRow
from tests.engines import libreoffice
from tests.templates import contents

NAMES = ("=1+1", ">5", "<>", "sale*", "sales", "a?c", "abc", "x~y", "-30 %", "@all", '"quoted"')


@pytest.fixture(scope="module")
def book():
    half = contents.half_filled("en")
    day = half.chosen.replace(day=3)
    rows = tuple(
        DataRow(day, name, {"spend": 2.0**i, "leads": 1.0, "link_clicks": 3.0}, "", name)
        for i, name in enumerate(NAMES)
    )
    kpis = (*half.kpis[:1], contents.replace(half.kpis[1], sources=("sale*",)))
    return build(contents.replace(half, data=rows, month_rows=(), as_of={}, kpis=kpis))


def spend_of(book, values):
    """Spend as shown beside each name in the two tables below the funnel."""
    funnel = book.sheet("funnel")
    found = {}
    for what in ("campaign", "source"):
        place = book.names[f"by_{what}"].rpartition("!")[2].replace("$", "")
        first, last = (int(end[1:]) - 1 for end in place.split(":"))
        for row in range(first, last + 1):
            label = funnel.cells[row, 1].value
            found[what, label] = values.get(("Funnel", row, 3), "")
            assert funnel.cells[row, 3].formula, cell_text(row, 3)
    return found


@pytest.mark.parametrize("engine", ["ironcalc", "libreoffice"])
def test_each_name_has_its_own_numbers(book, engine, tmp_path):
    if engine == "ironcalc":
        values = compute(book)
    else:
        write(book, tmp_path / "book.xlsx")
        values = libreoffice.recalculated(tmp_path / "book.xlsx", tmp_path / "out")
    found = spend_of(book, values)
    for i, name in enumerate(NAMES):
        if engine == "ironcalc" and "~" in name:
            continue  # IronCalc does not take ~~ for a tilde; Excel and LibreOffice do
        assert found["campaign", name] == 2.0**i, name
        assert found["source", name] == 2.0**i, name
    assert found["campaign", None] in ("", None)
