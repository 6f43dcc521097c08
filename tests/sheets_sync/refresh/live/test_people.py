"""What people do in the open workbook, before a refresh and while it runs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook, parse_area
from kpicells.sheets_sync.refresh import xlsx
from kpicells.sheets_sync.refresh.comparing import Edits, compare
from kpicells.sheets_sync.refresh.live import LiveTarget
from kpicells.templates.build import build
from kpicells.templates.content import LogLine
from kpicells.templates.layout import reference
from tests.engines.excel_fake import Call
from tests.engines.excel_fake_cells import Book
from tests.engines.excel_fake_native import com_error
from tests.sheets_sync.refresh.live.conftest import Desk
from tests.sheets_sync.refresh.live.test_live import UNTOUCHED, both, contents
from tests.sheets_sync.refresh.test_xlsx import FIRST, NEXT


def settings(desk: Desk) -> dict[str, object]:
    return {name: desk.excel.settings[name] for name in UNTOUCHED}


def typed(desk: Desk, sheet: str, row: int, column: int, value: object) -> None:
    """Type into a cell of the open workbook; rows and columns count from 0."""
    cell = desk.excel.open[0].sheets[sheet].cell(row + 1, column + 1)
    cell.value = value


def looks(cell: Cell) -> tuple[int, ...]:
    style = cell._style or StyleArray()
    return style.numFmtId, style.fontId, style.fillId, style.borderId, style.alignmentId


def target_of(desk: Desk) -> tuple[str, int, int]:
    """Where a monthly target stands that kpicells wrote."""
    area = OpenWorkbook(desk.path).names["target_cpl"]
    return area.sheet, area.first_row, area.first_column + 2


@both
def test_what_people_wrote_is_kept_until_it_is_taken_back(desk: Desk) -> None:
    place = target_of(desk)
    typed(desk, *place, 77.0)
    plan = desk.refresh()
    assert [(kept.place, kept.found) for kept in plan.kept] == [(place, 77.0)]
    assert OpenWorkbook(desk.saved()).read(*place).value == 77.0
    assert desk.refresh(take_back=True).kept == []
    assert OpenWorkbook(desk.saved()).read(*place).value == plan.kept[0].ours
    assert desk.refresh().kept == []


def test_rows_that_people_inserted_do_not_disturb(desk: Desk) -> None:
    inserted(desk.excel.open[0], "Data", 3, 2)
    target = xlsx.FileTarget.open(desk.saved())
    by_file = compare(target, build(replace(NEXT, frame=target.frame)))
    plan = desk.refresh()
    assert plan.kept == by_file.kept == []
    assert plan.changes == by_file.changes
    assert desk.refresh().changes == []


def inserted(book: Book, title: str, at: int, count: int) -> None:
    """Insert rows as a person does; names move with their cells."""
    book.sheets[title].insert_rows(at + 1, count)
    for held in book.sheets.defined_names.values():
        area = parse_area(held.attr_text)
        if area is not None and area.sheet == title:
            first = area.first_row + count * (area.first_row >= at)
            last = area.last_row + count * (area.last_row >= at)
            moved = replace(area, first_row=first, last_row=last)
            held.attr_text = reference(title, moved)


@pytest.mark.parametrize(
    ("desk", "at"),
    [("mac", "first write"), ("windows", "last write"), ("windows", "formats"), ("mac", "check")],
    indirect=["desk"],
)
def test_an_error_in_the_middle_takes_everything_back(desk: Desk, at: str) -> None:
    before = list(contents(desk.saved()))
    names = OpenWorkbook(desk.saved()).names
    seen: list[str] = []

    def fail(call: Call) -> None:
        seen.append(call.kind)
        count = seen.count("write")
        hit = {
            "first write": call.kind == "write" and count == 1,
            "last write": call.kind == "write" and count == 3,
            "formats": call.kind == "formats",
            "check": call.kind == "values" and count == 3,
        }[at]
        if hit and not seen.count("failed"):
            seen.append("failed")
            raise com_error("Out of memory.")

    desk.excel.before = fail
    with pytest.raises(TargetError, match=r"client\.xlsx: Excel refused: Out of memory$"):
        desk.refresh()
    assert settings(desk) == UNTOUCHED
    assert list(contents(desk.saved())) == before
    assert OpenWorkbook(desk.saved()).names == names
    assert all(
        sheet.protection.sheet == (sheet.title in ("Dashboard", "Goals", "Funnel", "Review"))
        for sheet in desk.excel.open[0].sheets
    )
    desk.excel.before = lambda call: None
    assert desk.refresh().changes


def test_an_excel_that_is_gone_in_the_middle_is_told_as_that(desk: Desk) -> None:
    def die(call: Call) -> None:
        if call.kind == "write":
            raise com_error("The RPC server is unavailable.")

    desk.excel.before = die
    with pytest.raises(TargetError, match=r"client\.xlsx: .* close the workbook without saving"):
        desk.refresh()


def test_what_is_typed_while_a_refresh_runs_is_not_overwritten(desk: Desk) -> None:
    target = LiveTarget.open("excel")
    plan = compare(target, build(replace(NEXT, frame=target.frame)))
    area = target.book.names["kpi_data"]
    place = area.sheet, area.last_row + 1, area.first_column

    def type_now(_: Edits) -> None:
        typed(desk, *place, "somebody's")

    with pytest.raises(TargetError, match=f"Data!A{area.last_row + 2} was changed while"):
        target.apply(plan, NEXT.log[-1], type_now)
    assert desk.excel.writes() == []


@both
def test_texts_go_in_as_texts(desk: Desk) -> None:
    odd = ["=1+1", "'quoted", "007", "2026-11", "50%", "TRUE", "+7 900", "-5", "@home", "=A1"]
    data = tuple(
        replace(row, campaign=odd[i % len(odd)]) if row.campaign else row
        for i, row in enumerate(NEXT.data)
    )
    plan = desk.refresh(replace(NEXT, data=data))
    assert set(odd) <= {change.new for change in plan.changes}
    assert len({change.place for change in plan.changes}) == len(plan.changes)
    again = desk.refresh(replace(NEXT, data=data))
    assert (again.changes, again.kept) == ([], [])
    assert not any(call.kind == "format" for call in desk.excel.calls)


def test_a_cell_that_a_person_formatted_as_text_takes_the_number(desk: Desk) -> None:
    sheet, row, column = target_of(desk)
    cell = desk.excel.open[0].sheets[sheet].cell(row + 1, column + 1)
    cell.value, cell.number_format = 77.0, "@"
    cell.value = "77"
    plan = desk.refresh(take_back=True)
    ours = next(change.new for change in plan.changes if change.place == (sheet, row, column))
    assert cell.value == ours
    assert cell.number_format == "General"


def test_what_excel_does_not_take_is_told_and_nothing_stays(desk: Desk) -> None:
    before = list(contents(desk.saved()))
    area = OpenWorkbook(desk.path).names["kpi_log"]

    def lose(call: Call) -> None:
        if call.kind == "values" and desk.excel.writes():
            typed(desk, "Log", area.last_row + 1, area.first_column + 1, "lost")

    desk.excel.before = lose
    place = f"Log!B{area.last_row + 2}"
    with pytest.raises(TargetError, match=f"made something else of what was written to {place}"):
        desk.refresh()
    assert list(contents(desk.saved())) == before
    assert settings(desk) == UNTOUCHED


def test_new_rows_look_like_the_first_and_the_clipboard_is_left_free(desk: Desk) -> None:
    desk.refresh()
    area = OpenWorkbook(desk.saved()).names["kpi_data"]
    sheet = desk.excel.open[0].sheets[area.sheet]
    for column in range(area.first_column + 1, area.last_column + 2):
        first, last = (sheet.cell(row + 1, column) for row in (area.first_row + 1, area.last_row))
        assert looks(last) == looks(first)
    assert len([call for call in desk.excel.calls if call.kind == "formats"]) == 2
    assert desk.excel.settings["cut_copy_mode"] is False


@both
def test_a_protected_sheet_is_written_and_protected_again_as_it_was(desk: Desk) -> None:
    sheets = desk.excel.open[0].sheets
    allowed = {sheet.title: dict(vars(sheet.protection)) for sheet in sheets}
    typed(desk, *target_of(desk), 77.0)
    plan = desk.refresh(take_back=True)
    assert "Goals" in {change.place[0] for change in plan.changes}
    assert {sheet.title: dict(vars(sheet.protection)) for sheet in sheets} == allowed
    assert settings(desk) == UNTOUCHED


@both
def test_a_sheet_with_a_password_is_told_and_nothing_is_written(desk: Desk) -> None:
    desk.excel.open[0].sheets["Data"].protection.sheet = True
    desk.excel.open[0].password["Data"] = "secret"
    with pytest.raises(TargetError, match="the sheet Data is protected with a password"):
        desk.refresh()
    assert desk.excel.writes() == []
    assert settings(desk) == UNTOUCHED


def test_a_workbook_that_is_computed_by_hand_stays_so_and_is_told(desk: Desk) -> None:
    desk.excel.settings["calculation"] = "manual"
    desk.refresh()
    assert desk.excel.settings["calculation"] == "manual"
    assert any("press F9" in said for said in desk.said)


def test_what_is_written_can_be_undone_but_for_what_people_changed_since(desk: Desk) -> None:
    before = {row[:3]: row[3] for row in contents(desk.saved())}
    typed(desk, *target_of(desk), 77.0)
    desk.refresh(take_back=True)
    area = OpenWorkbook(desk.saved()).names["kpi_data"]
    typed(desk, "Data", area.last_row, area.last_column, "mine")
    target = LiveTarget.open("excel")
    target.write(desk.kept[-1].undone(target.book))
    after = {row[:3]: row[3] for row in contents(desk.saved())}
    goal = target_of(desk)
    found = OpenWorkbook(desk.saved())
    assert found.read(*goal).value == 77.0
    assert found.read("Data", area.last_row, area.last_column).value == "mine"
    changed = {key for key in before if before[key] != after.get(key) and key[1:] != goal[1:]}
    assert changed == set()


def test_old_and_new_log_lines_are_days_for_excel(desk: Desk) -> None:
    line: LogLine = FIRST.log[0]
    desk.refresh()
    sheet = desk.excel.open[0].sheets["Log"]
    assert sheet.cell(2, 1).number_format == sheet.cell(3, 1).number_format
    assert isinstance(sheet.cell(3, 1).value, float)
    assert sheet.cell(2, 2).value == line.what
