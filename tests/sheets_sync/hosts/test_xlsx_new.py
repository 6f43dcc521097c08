"""New workbooks: three engines agree on every cell, and statuses follow what people change."""

import math
from datetime import date

import openpyxl
import pytest

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.compute import compute, computed, values_in
from kpicells.sheets_sync.hosts.xlsx_new import serial, write
from kpicells.templates.build import build
from kpicells.templates.layout import Cell
from tests.engines import libreoffice
from tests.templates import contents

EVERY = [(state, lang) for state in contents.ALL for lang in ("en", "ru")]


@pytest.fixture(scope="module", params=EVERY, ids="-".join)
def made(request, tmp_path_factory):
    state, lang = request.param
    layout = computed(build(contents.ALL[state](lang)))
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    write(layout, path)
    return layout, path, libreoffice.recalculated(path, path.parent / "out", lang)


def same(one, other):
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    return (one or None) == (other or None)


def number(value):
    if isinstance(value, date):
        return serial(value)
    return float(value) if isinstance(value, int | float) else value


def test_libreoffice_and_ironcalc_agree_with_the_file(made):
    layout, path, office = made
    stored = libreoffice.read(path)
    places = [
        (sheet.title, *place)
        for sheet in layout.sheets
        for place, cell in sheet.cells.items()
        if cell.formula
    ]
    ironcalc = values_in(path, places)
    compared = 0
    for sheet in layout.sheets:
        for place, cell in sheet.cells.items():
            where = (sheet.title, *place)
            expected = number(cell.value)
            assert same(stored.get(where), expected), ("file", where, cell)
            assert same(office.get(where), expected), ("LibreOffice", where, cell)
            if cell.formula:
                assert same(number(ironcalc[where]), expected), ("IronCalc", where, cell)
            compared += 1
    assert compared == sum(len(sheet.cells) for sheet in layout.sheets)


def test_no_cell_shows_an_error(made):
    _, _, office = made
    wrong = {k: v for k, v in office.items() if isinstance(v, str) and v.startswith(("#", "Err:"))}
    assert not wrong


def named(book, name):
    """The first cell of a defined name."""
    title, place = next(iter(book.defined_names[name].destinations))
    return book[title][place.split(":")[0].replace("$", "")]


def cell_of_month(book, name, month):
    """The cell of a row of months."""
    title, place = next(iter(book.defined_names[name].destinations))
    (row,) = book[title][place.replace("$", "")]
    return row[contents.MONTHS.index(month)]


def status_after(path, tmp_path, change):
    """Statuses which LibreOffice shows after a change."""
    book = openpyxl.load_workbook(path)
    change(book)
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    office = libreoffice.recalculated(changed, tmp_path / "out")
    title, place = next(iter(book.defined_names["review_status"].destinations))
    rows = book[title][place.replace("$", "")]
    return [office[title, row[0].row - 1, row[0].column - 1] for row in rows]


@pytest.fixture(scope="module")
def half(tmp_path_factory):
    path = tmp_path_factory.mktemp("half") / "half.xlsx"
    write(build(contents.half_filled("en")), path)
    return path


NOVEMBER = date(2026, 11, 1)
BEFORE = ["▼ Behind", "▼ Behind", "● On track", "● On track", "● On track"]


def test_a_lower_target_turns_leads_to_on_track(half, tmp_path):
    def change(book):
        cell_of_month(book, "target_leads_meta_ads", NOVEMBER).value = 50

    assert status_after(half, tmp_path, change) == ["● On track", *BEFORE[1:]]


def test_a_target_below_the_actual_value_is_reached(half, tmp_path):
    def change(book):
        cell_of_month(book, "target_leads_meta_ads", NOVEMBER).value = 20

    assert status_after(half, tmp_path, change)[0] == "★ Target reached"


def test_no_target_is_no_verdict(half, tmp_path):
    def change(book):
        cell_of_month(book, "target_cpl", NOVEMBER).value = None

    assert status_after(half, tmp_path, change)[1] == "○ No target"


def test_another_month_shows_that_month(half, tmp_path):
    def change(book):
        named(book, "period").value = date(2026, 10, 1)

    assert status_after(half, tmp_path, change)[:2] == ["★ Target reached", "● On track"]


def test_thresholds_are_inputs(half, tmp_path):
    def change(book):
        named(book, "on_track").value = 0.5
        named(book, "at_risk").value = 0.4

    assert status_after(half, tmp_path, change)[:2] == ["● On track", "● On track"]


def test_money_spent_without_a_lead_is_said_and_is_not_called_missing_data():
    content = contents.half_filled("en")
    rows = tuple(
        contents.replace(row, metrics={**row.metrics, "leads": 0.0})
        if "leads" in row.metrics and row.day.month == 11
        else row
        for row in content.data
    )
    layout = computed(build(contents.replace(content, data=rows)))
    shown = [cell.value for cell in layout.sheet("review").cells.values() if cell.formula]
    assert "No value this month: zero Leads." in shown
    assert "○ No data" in shown


def test_a_formula_with_an_error_is_reported_with_its_cell():
    layout = build(contents.empty("en"))
    layout.sheet("goals").cells[40, 3] = Cell(None, "=1/0")
    with pytest.raises(TargetError, match=r"Goals!D41 #DIV/0!"):
        computed(layout)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(TargetError, match="cannot be written"):
        write(build(contents.empty("en")), tmp_path / "no" / "book.xlsx")


def test_the_same_layout_gives_the_same_file(tmp_path):
    layout = computed(build(contents.empty("ru")))
    for name in ("one.xlsx", "two.xlsx"):
        write(layout, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_texts_stay_texts(tmp_path):
    content = contents.half_filled("en")
    row = contents.replace(content.data[0], campaign="=1+1", source='O\'Hara "Ads"')
    write(build(contents.replace(content, data=(row,))), tmp_path / "book.xlsx")
    stored = libreoffice.read(tmp_path / "book.xlsx")
    assert stored["Data", 1, 5] == "=1+1"
    assert stored["Data", 1, 3] == 'O\'Hara "Ads"'


def test_computing_gives_every_formula_a_value():
    layout = build(contents.half_filled("en"))
    values = compute(layout)
    formulas = sum(bool(c.formula) for s in layout.sheets for c in s.cells.values())
    assert len(values) == formulas
    assert all(value is not None for value in values.values())
