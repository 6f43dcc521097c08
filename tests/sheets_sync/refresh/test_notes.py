"""What people typed beside and below our cells, when the layout of the workbook changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook
from kpicells.sheets_sync.refresh import xlsx
from kpicells.sheets_sync.refresh.comparing import compare
from kpicells.sheets_sync.refresh.notes import notes_of
from kpicells.sheets_sync.refresh.remaking import carry_over
from kpicells.templates.build import build
from kpicells.templates.layout import Area, Block, Workbook
from tests.templates.contents import empty, half_filled

NOTE = "Ask Maria about the fair in May"


def _older() -> Workbook:
    """An empty workbook as an older version made it: with six rows less in the Funnel."""
    layout = build(empty())
    sheet, block = layout.sheet("funnel"), layout.block("kpi_funnel")
    area = block.area
    last = area.last_row - 6
    sheet.cells = {place: cell for place, cell in sheet.cells.items() if place[0] <= last}
    shorter = Area(area.sheet, area.first_row, area.first_column, last, area.last_column)
    layout.blocks[layout.blocks.index(block)] = Block(block.name, shorter)
    for name in ("by_source", "source_result", "top_source", "top_source_result"):
        layout.names.pop(name, None)
    return layout


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An older workbook in which a person wrote below the Funnel, beside it, and a baseline."""
    path = tmp_path / "client.xlsx"
    older = _older()
    xlsx.create(path, older)
    book = OpenWorkbook(path)
    area = book.names["kpi_funnel"]
    book.write("Funnel", area.last_row + 2, 1, NOTE)
    book.write("Funnel", area.last_row + 3, 3, 12.5)
    book.write("Funnel", 1, area.last_column + 2, "beside")
    baseline = book.names["plan_baseline"]
    book.write("Goals", baseline.first_row, baseline.first_column, 77.0)
    book.save(path)
    return path


def test_a_refresh_leaves_an_older_workbook_as_it_is_and_says_what_to_do(path: Path) -> None:
    before = path.read_bytes()
    target = xlsx.FileTarget.open(path)
    content = replace(half_filled(), frame=target.frame)
    with pytest.raises(TargetError, match="--remake"):
        compare(target, build(content))
    assert path.read_bytes() == before


def test_a_workbook_made_anew_has_the_notes_below_and_beside_its_larger_funnel(path: Path) -> None:
    target = xlsx.FileTarget.open(path)
    layout = build(half_filled())
    notes = notes_of(target.book, target.record, layout)
    assert notes.left == ()
    target.create(layout, (*carry_over(target, layout).typed, *notes.moved))
    book = OpenWorkbook(path)
    area = book.names["kpi_funnel"]
    assert book.read("Funnel", area.last_row + 2, 1).value == NOTE
    assert book.read("Funnel", area.last_row + 3, 3).value == 12.5
    beside = {book.read("Funnel", 1, column).value for column in range(area.last_column + 9)}
    assert "beside" in beside
    baseline = book.names["plan_baseline"]
    assert book.read("Goals", baseline.first_row, baseline.first_column).value == 77.0
    # What came over is people's from now on: the next refresh leaves it alone too.
    again = xlsx.FileTarget.open(path)
    plan = compare(again, build(replace(half_filled(), frame=again.frame)))
    assert plan.changes == []


def test_an_empty_workbook_that_gets_numbers_keeps_its_rows_and_what_stands_below(
    tmp_path: Path,
) -> None:
    path = tmp_path / "client.xlsx"
    xlsx.create(path, build(empty()))
    book = OpenWorkbook(path)
    area = book.names["kpi_funnel"]
    book.write("Funnel", area.last_row + 2, 1, NOTE)
    book.save(path)
    target = xlsx.FileTarget.open(path)
    content = half_filled()
    rows = tuple(row for row in content.data if row.day >= date(2026, 11, 1))
    plan = compare(target, build(replace(content, data=rows, posts=(), frame=target.frame)))
    assert {change.place[0] for change in plan.changes} >= {"Data"}
    target.apply(plan, content.log[0])
    after = OpenWorkbook(path)
    assert after.names["kpi_funnel"] == area
    assert after.read("Funnel", area.last_row + 2, 1).value == NOTE


def test_a_note_whose_place_is_needed_and_a_formula_are_told(path: Path) -> None:
    book = OpenWorkbook(path)
    guide = book.names["kpi_guide"]
    book.write("Guide", guide.first_row + 1, guide.first_column, "between")
    book.save(path)
    target = xlsx.FileTarget.open(path)
    layout = build(half_filled())
    free = notes_of(target.book, target.record, layout)
    place = next(kept.place for kept in free.moved if kept.found == "between")
    cells = layout.sheet("guide").cells
    cells[place[1:]] = replace(cells[guide.first_row, guide.first_column])
    assert notes_of(target.book, target.record, layout).left == ("Guide!B2",)
