"""A refresh writes owned cells only: whatever else people put into a workbook stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import excelize
import pytest

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.libreoffice import convert
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook
from kpicells.sheets_sync.refresh import xlsx
from kpicells.sheets_sync.refresh.comparing import LOG, STATE, Plan, compare
from kpicells.templates.build import build
from kpicells.templates.layout import cell_text
from tests.sheets_sync.refresh.preservation import by_excelize, by_newer_parts, by_parts
from tests.sheets_sync.refresh.preservation.packages import (
    cells,
    changed_elements,
    changed_parts,
    parts,
    sheet_parts,
)
from tests.sheets_sync.refresh.test_xlsx import FIRST, NEXT

Kind = Callable[[Path], None]


def _edit(change: Callable[..., None]) -> Kind:
    def by_person(path: Path) -> None:
        with by_excelize.opened(path) as book:
            change(book)

    return by_person


def _signed(path: Path) -> None:
    _edit(by_excelize.macros)(path)
    by_newer_parts.signed_macros(path)


KINDS: dict[str, Kind] = {
    "charts on our sheets": _edit(by_excelize.chart_on_our_sheet),
    "pictures": _edit(by_excelize.picture_on_our_sheet),
    "tables, pivot tables and slicers": _edit(by_excelize.pivot_table_with_slicer),
    "pivot tables over our numbers": _edit(by_excelize.pivot_table_of_our_numbers),
    "timelines": by_parts.timeline,
    "notes": _edit(by_excelize.comments),
    "threaded comments": by_parts.threaded_comments,
    "conditional formats, old and new": _edit(by_excelize.conditional_formats),
    "sparklines": _edit(by_excelize.sparklines),
    "validated lists": _edit(by_excelize.validated_lists),
    "macros": _edit(by_excelize.macros),
    "buttons and other form controls": _edit(by_excelize.form_controls),
    "shapes with text": _edit(by_excelize.shapes),
    "links and rich text": _edit(by_excelize.links_and_rich_text),
    "backgrounds, headers and footers": _edit(by_excelize.backgrounds_and_headers),
    "names and properties": _edit(by_excelize.names_and_properties),
    "hidden and grouped rows, columns and sheets": _edit(by_excelize.hidden_and_grouped),
    "merged cells, frozen panes and filters": _edit(by_excelize.merged_and_frozen),
    "formulas that spill, and filled-down formulas": _edit(by_excelize.formulas_that_spill),
    "colours and widths of our cells": _edit(by_excelize.styles_on_our_cells),
    "very hidden sheets": _edit(by_excelize.very_hidden_sheet),
    "protected sheets and workbooks": _edit(by_excelize.protected),
    "tables whose columns formulas name": _edit(by_excelize.table_with_names_of_columns),
    "signed macros": _signed,
    "links to other workbooks": by_parts.external_link,
    "custom XML": by_parts.custom_xml,
    "buttons in the ribbon": by_parts.ribbon,
    "embedded objects": by_parts.embedded_object,
    "printer settings": by_parts.printer_settings,
    "data connections": by_parts.data_connection,
    "chart sheets": _edit(by_excelize.chart_sheet),
    "pictures in cells": by_newer_parts.pictures_in_cells,
    "pictures in cells, by WPS": by_newer_parts.pictures_in_cells_of_wps,
    "data models": by_newer_parts.data_model,
    "queries": by_newer_parts.query,
    "sheets of Excel 4 macros": by_newer_parts.macro_sheet,
    "custom views": by_newer_parts.custom_views,
    "panes of other add-ins": by_newer_parts.panes_of_other_add_ins,
    "sensitivity labels": by_newer_parts.sensitivity_label,
}
_MACROS = ("macros", "signed macros", "sheets of Excel 4 macros")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A client's workbook with a sheet of the client's own."""
    path = tmp_path_factory.mktemp("made") / "client.xlsx"
    xlsx.create(path, build(FIRST))
    with by_excelize.opened(path) as book:
        by_excelize.own_sheet(book)
    return path


def refreshed(path: Path) -> Plan:
    """The workbook refreshed with newer numbers."""
    target = xlsx.FileTarget.open(path)
    plan = compare(target, build(replace(NEXT, frame=target.frame)))
    plan.target.apply(plan, NEXT.log[-1])
    return plan


def _differences(before: Path, after: Path, plan: Plan) -> list[str]:
    """What a refresh changed besides the cells that it says it changed."""
    owned = cells(change.place for change in plan.changes)
    book = OpenWorkbook(after)
    for name in (LOG, STATE):
        area = book.names[name]
        places = cells((area.sheet, row, column) for row, column in area.places())
        owned = {**owned, **places}
    titles = sheet_parts(before)
    wrong = []
    for part in sorted(changed_parts(before, after)):
        if part in titles:
            wrong += changed_elements(before, after, part, owned.get(titles[part], set()))
        elif part != "xl/workbook.xml":
            wrong.append(part)
    return wrong


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_added_stays(kind: str, made: Path, tmp_path: Path) -> None:
    book = tmp_path / ("client.xlsm" if kind in _MACROS else "client.xlsx")
    book.write_bytes(made.read_bytes())
    KINDS[kind](book)
    assert changed_parts(made, book), "the person added something"
    before = tmp_path / f"before{book.suffix}"
    before.write_bytes(book.read_bytes())
    plan = refreshed(book)
    assert len(plan.changes) > 100, "there was much to refresh"
    assert plan.kept == []
    assert _differences(before, book, plan) == []
    by_excelize.opened(book).__enter__().close()  # another reader takes it


def test_everything_at_once(made: Path, tmp_path: Path) -> None:
    book, before = tmp_path / "client.xlsm", tmp_path / "before.xlsm"
    book.write_bytes(made.read_bytes())
    for add in KINDS.values():
        add(book)
    before.write_bytes(book.read_bytes())
    plan = refreshed(book)
    assert plan.kept == []
    assert _differences(before, book, plan) == []
    assert parts(book)["xl/vbaProject.bin"] == by_excelize.VBA
    assert _again(book).changes == []


def _again(path: Path) -> Plan:
    target = xlsx.FileTarget.open(path)
    return compare(target, build(replace(NEXT, frame=target.frame)))


def _renamed(path: Path) -> None:
    with by_excelize.opened(path) as book:
        book.set_sheet_name("Data", "Client's numbers")
        book.set_sheet_name("Goals", "Цели 2026")
        book.set_sheet_name("Dashboard", "1")


def _inserted(path: Path) -> None:
    with by_excelize.opened(path) as book:
        for sheet in ("Data", "Goals", "Dashboard", "Review"):
            book.insert_rows(sheet, 4, 2)
            book.insert_cols(sheet, "C", 1)


def _saved_by_libreoffice(path: Path) -> None:
    convert(path, "xlsx", path.parent / "saved").replace(path)


@pytest.mark.parametrize("edit", [_renamed, _inserted, _saved_by_libreoffice])
def test_our_cells_are_found_wherever_they_went(edit: Kind, made: Path, tmp_path: Path) -> None:
    book, plain = tmp_path / "client.xlsx", tmp_path / "plain.xlsx"
    book.write_bytes(made.read_bytes())
    plain.write_bytes(made.read_bytes())
    edit(book)
    plan = refreshed(book)
    assert plan.kept == []
    expected = refreshed(plain).changes
    assert [(c.old, c.new) for c in plan.changes] == [(c.old, c.new) for c in expected]
    assert _again(book).changes == []


def test_a_formula_that_a_person_filled_down_is_taken_back_without_harm_to_others(
    made: Path, tmp_path: Path
) -> None:
    """Data!F5 holds the formula for F5:F7 as Excel saves it; F7 is a row below the data."""
    book = tmp_path / "client.xlsx"
    book.write_bytes(made.read_bytes())
    target = xlsx.FileTarget.open(book)
    assert target.book is not None
    area = target.book.names["kpi_data"]
    first, number = area.first_row + 1, area.first_column + 4
    cell, last = cell_text(first, number), cell_text(area.last_row + 3, number)
    with by_excelize.opened(book) as edited:
        shared = excelize.FormulaOpts(type="shared", ref=f"{cell}:{last}")
        edited.set_cell_formula("Data", cell, f"{cell_text(first, number + 1)}*2", shared)
    target = xlsx.FileTarget.open(book)
    layout = build(replace(NEXT, frame=target.frame))
    kept = {cell_text(k.place[1], k.place[2]) for k in compare(target, layout).kept}
    assert cell in kept
    plan = compare(target, layout, take_back=True)
    plan.target.apply(plan, NEXT.log[-1])
    below = OpenWorkbook(book).read("Data", area.last_row + 3, number)
    assert below.formula == f"={cell_text(area.last_row + 3, number + 1)}*2"


def test_what_only_excel_can_compute_stops_no_refresh(made: Path, tmp_path: Path) -> None:
    book = tmp_path / "client.xlsx"
    book.write_bytes(made.read_bytes())
    with by_excelize.opened(book) as edited:
        edited.set_cell_formula(by_excelize.MINE, "E1", '=CUBEVALUE("CRM","[Deals]")')
        edited.set_cell_formula(by_excelize.MINE, "E2", "=)(")
    plan = refreshed(book)
    assert plan.changes
    assert _again(book).changes == []


def test_a_new_workbook_has_no_macros_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"ends with \.xlsx"):
        xlsx.create(tmp_path / "client.xlsm", build(FIRST))


def test_the_page_lists_every_kind() -> None:
    page = (Path(__file__).parents[4] / "docs" / "preservation.md").read_text("utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")]
    assert {row[0].removeprefix("| ") for row in rows[1:]} == set(KINDS)
