"""The workbook that is open in Excel: refreshed as its file would be, in few calls, and unsaved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kpicells.sheets_sync.hosts import compute
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook
from tests.engines.excel_fake_cells import Book
from tests.sheets_sync.refresh.live.conftest import Desk

both = pytest.mark.parametrize("desk", ["windows", "mac"], indirect=True)
UNTOUCHED = {
    "screen_updating": True,
    "enable_events": True,
    "display_alerts": True,
    "calculation": "automatic",
}


def contents(path: Path) -> Iterator[tuple[str, int, int, object]]:
    """Every cell of every named block: its formula, or else its value."""
    book = OpenWorkbook(path)
    for name, area in sorted(book.names.items()):
        if name.startswith("kpi_"):
            for row, column in area.places():
                found = book.read(area.sheet, row, column)
                value = found.formula or found.value
                value = float(f"{value:.12g}") if isinstance(value, float) else value
                yield name, row, column, value


@both
def test_a_refresh_leaves_what_a_refresh_of_the_file_leaves(desk: Desk, by_file: Path) -> None:
    before = desk.path.read_bytes()
    assert len(desk.refresh().changes) > 100
    saved = desk.saved()
    assert OpenWorkbook(saved).names == OpenWorkbook(by_file).names
    assert list(contents(saved)) == list(contents(by_file))
    assert desk.path.read_bytes() == before
    assert desk.said == ["client.xlsx is changed in Excel and not saved; save it there"]
    places = [
        (area.sheet, row, column)
        for name, area in OpenWorkbook(by_file).names.items()
        if name == "kpi_dashboard"
        for row, column in area.places()
    ]
    alike = Book(by_file).save_copy(by_file.with_name("alike.xlsx"))  # by the same library
    assert compute.values_in(saved, places) == compute.values_in(alike, places)


@both
def test_each_region_is_written_once_and_each_sheet_read_at_once(desk: Desk) -> None:
    plan = desk.refresh()
    written = {call.sheet for call in desk.excel.writes()}
    assert written == {"Data", "Log", "_kpicells"}
    assert len(desk.excel.writes()) == 3
    assert sum(call.rows * call.columns for call in desk.excel.writes("Data")) >= len(plan.changes)
    for sheet in ("Dashboard", "Data", "_kpicells"):
        reads = [c for c in desk.excel.calls if c.sheet == sheet and c.kind == "values"]
        assert len(reads) <= 3  # for the comparison, right before writing, and after it
    assert len(desk.excel.calls) < 60


@both
def test_a_second_refresh_changes_nothing(desk: Desk) -> None:
    desk.excel.computes = True
    desk.refresh()
    desk.excel.calls.clear()
    plan = desk.refresh()
    assert (plan.changes, plan.kept) == ([], [])
    assert {call.kind for call in desk.excel.calls} == {"values", "formulas"}
