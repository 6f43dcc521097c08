"""The layout: pure, every cell of the tool in one block, nothing that old programs do not know."""

import re

import pytest

from kpicells.formulas import catalog
from kpicells.templates.build import build
from kpicells.templates.layout import Owner
from tests.templates import contents

EVERY = [(state, lang) for state in contents.ALL for lang in ("en", "ru")]
KNOWN = set(
    "ABS AND CHAR CHOOSE COUNT COUNTIFS DAY EDATE EOMONTH IF IFERROR INDEX INT ISNUMBER LARGE LEFT "
    "MATCH MAX MID MIN MOD MONTH N NOT OR RIGHT ROUND ROW SUBSTITUTE SUM SUMIFS SUMPRODUCT".split()
)
"""Functions that Excel 2010, LibreOffice 7.4, Google Sheets and IronCalc all have."""


@pytest.fixture(params=EVERY, ids="-".join)
def book(request):
    state, lang = request.param
    return build(contents.ALL[state](lang))


def formulas(book):
    return [cell.formula for sheet in book.sheets for cell in sheet.cells.values() if cell.formula]


def test_same_content_same_layout(book):
    for state, lang in EVERY:
        if book.title and state == "half":
            assert build(contents.ALL[state](lang)) == build(contents.ALL[state](lang))


def test_every_cell_of_the_tool_lies_in_exactly_one_block(book):
    for sheet in book.sheets:
        areas = [block.area for block in book.blocks if block.area.sheet == sheet.key]
        for (row, column), cell in sheet.cells.items():
            inside = [
                area
                for area in areas
                if area.first_row <= row <= area.last_row
                and area.first_column <= column <= area.last_column
            ]
            assert len(inside) == 1, (sheet.key, row, column, cell)


def test_blocks_that_grow_have_nothing_of_ours_below(book):
    for block in (block for block in book.blocks if block.grows):
        area = block.area
        below = [
            place
            for place in book.sheet(area.sheet).cells
            if place[0] > area.last_row and area.first_column <= place[1] <= area.last_column
        ]
        assert not below, (block.name, below)


def test_formulas_use_only_functions_that_every_program_has(book):
    used = {name for text in formulas(book) for name in re.findall(r"([A-Z][A-Z0-9.]+)\(", text)}
    assert used <= KNOWN, used - KNOWN


def test_formulas_are_of_a_length_that_files_allow(book):
    for text in formulas(book):
        assert len(text) < 8000
        assert all(len(part) <= 255 for part in re.findall(r'"((?:[^"]|"")*)"', text)), text


def test_defined_names_are_names(book):
    functions = {f"KPI_{kpi_id}" for kpi_id in catalog}
    for name in book.all_names():
        assert re.fullmatch(r"[a-z_][a-z0-9_]*", name)
        assert not re.fullmatch(r"[a-z]{1,3}[0-9]+", name), f"{name} is the address of a cell"
        assert name.upper() not in functions, f"{name} hides a function"


def test_names_that_people_build_on(book):
    names = book.all_names()
    for name in (
        "period months next_review on_track at_risk elapsed overall_score source_through "
        "data_date data_month data_source review_target review_actual review_status "
        "kpi_dashboard kpi_goals kpi_funnel kpi_data kpi_review kpi_log "
        "kpi_state kpi_meta"
    ).split():
        assert name in names
    if "target_cpl" in names:
        assert {"data_leads", "data_spend", "actual_cpl"} <= names.keys()


def test_only_the_review_belongs_to_people(book):
    for sheet in book.sheets:
        theirs = [cell for cell in sheet.cells.values() if cell.owner is Owner.PERSON]
        assert bool(theirs) == (sheet.key == "review")


def test_the_data_sheet_keeps_daily_and_monthly_metrics_apart():
    content = contents.half_filled("en")
    wrong = contents.DataRow(content.data[0].day, "Meta Ads", {"reach": 10.0})
    with pytest.raises(ValueError, match="reach in a daily row"):
        build(contents.replace(content, data=(*content.data, wrong)))


def test_texts_are_never_formulas():
    content = contents.half_filled("en")
    row = contents.replace(content.data[0], campaign='=HYPERLINK("http://x","y")')
    book = build(contents.replace(content, data=(row,)))
    assert all("HYPERLINK" not in text for text in formulas(book))
