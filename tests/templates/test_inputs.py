"""What people may type and what is kept from slips, read from the file by another library."""

from __future__ import annotations

import openpyxl
import pytest

from kpicells.sheets_sync.hosts.xlsx_new import write_as_is
from kpicells.templates.build import build
from kpicells.templates.words import Words
from tests.templates import contents

OPEN = ("data", "content", "log", "guide")
"""Sheets that people sort, filter and add to."""


@pytest.fixture(scope="module", params=["en", "ru"])
def made(request, tmp_path_factory):
    layout = build(contents.full(request.param))
    path = tmp_path_factory.mktemp("inputs") / "book.xlsx"
    write_as_is(layout, path)
    return layout, openpyxl.load_workbook(path)


def cells(book, layout, name):
    places = layout.all_names()[name]
    title, _, area = places.rpartition("!")
    found = book[title.strip("'")][area.replace("$", "")]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell for row in rows for cell in (row if isinstance(row, tuple) else (row,))]


def test_every_formula_is_locked_and_there_is_no_password(made):
    layout, book = made
    for sheet in layout.sheets:
        if sheet.hidden or sheet.key in OPEN:
            continue
        protection = book[sheet.title].protection
        assert protection.sheet, sheet.key
        assert not protection.password
        for row in book[sheet.title].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    assert cell.protection.locked, cell.coordinate


def test_every_input_is_open_and_yellow(made):
    layout, book = made
    inputs = ["period", "on_track", "at_risk", "next_review", "plan_weight", "plan_baseline"]
    inputs += ["review_decision", "review_note", "review_who"]
    inputs += [name for name in layout.names if name.startswith("target_")]
    for name in inputs:
        for cell in cells(book, layout, name):
            assert not cell.protection.locked, name
            assert cell.fill.fgColor.rgb == "FFFFF8E1", name
    for sheet in layout.sheets:
        if sheet.key in OPEN:
            assert not book[sheet.title].protection.sheet


def test_lists_and_bounds_are_checked_by_the_program(made):
    layout, book = made

    def checks(name):
        first = cells(book, layout, name)[0]
        return next(
            rule
            for rule in first.parent.data_validations.dataValidation
            if first.coordinate in rule.sqref
        )

    words = Words(layout.lang)
    assert (checks("period").type, checks("period").formula1) == ("list", "months")
    for name, texts in (
        ("review_decision", ("decide-keep", "decide-raise", "decide-mend")),
        ("data_grain", ("grain-day", "grain-month")),
    ):
        listed = checks(name).formula1.strip('"').split(",")
        assert {words(text) for text in texts} <= set(listed)
    for name in ("plan_weight", "on_track", "at_risk"):
        assert checks(name).type == "decimal"
        assert checks(name).operator in ("between", None)
    for name in ("next_review", "data_month", "target_cpl"):
        assert checks(name).operator == "greaterThanOrEqual"
    for sheet in book.worksheets:  # and each says in a sentence what it wants
        for rule in sheet.data_validations.dataValidation:
            assert rule.promptTitle, (sheet.title, rule.sqref)
            assert rule.prompt


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_statuses_differ_without_their_colours(lang):
    keys = ("reached", "good", "fair", "poor", "no-data", "no-target")
    said = {key: Words(lang)(f"status-{key}") for key in keys}
    signs = {key: text[0] for key, text in said.items()}
    assert signs == {
        "reached": "★", "good": "●", "fair": "▲", "poor": "▼", "no-data": "○", "no-target": "○"
    }  # fmt: skip
    assert len({text[1:] for text in said.values()}) == len(said)


def test_no_number_is_wider_than_its_cell(made):
    """Numbers shrink before a program writes ####."""
    layout, _ = made
    for sheet in layout.sheets:
        for place, cell in sheet.cells.items():
            kind = cell.style.partition(":")[2]
            if kind and kind not in ("day", "days", "month", "moment"):
                assert layout.styles[cell.style].shrink, (sheet.key, place, cell.style)


def test_no_macros_and_no_links_to_other_files(made):
    _, book = made
    assert book.vba_archive is None
    assert not book._external_links
