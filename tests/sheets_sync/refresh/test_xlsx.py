"""Refreshing a workbook file that people have worked in since."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import ironcalc
import pytest

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook, parse_area
from kpicells.sheets_sync.refresh import xlsx
from kpicells.sheets_sync.refresh.comparing import Plan, compare
from kpicells.templates.build import build
from kpicells.templates.content import Content, LogLine
from kpicells.templates.layout import Area, reference
from tests.templates.contents import half_filled

FULL = half_filled("en")
FIRST = replace(
    FULL,
    data=tuple(row for row in FULL.data if row.day < date(2026, 11, 9)),
    log=(LogLine(datetime(2026, 11, 9, 8), "made", "kpicells"),),
)
NEXT = replace(FULL, log=(LogLine(datetime(2026, 11, 17, 8), "refreshed", "kpicells"),))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "client.xlsx"
    xlsx.create(path, build(FIRST))
    return path


def _refresh(path: Path, content: Content = NEXT, *, take_back: bool = False) -> Plan:
    target = xlsx.FileTarget.open(path)
    content = replace(content, frame=target.frame)
    plan = compare(target, build(content), take_back=take_back)
    if plan.changes:
        plan.target.apply(plan, content.log[-1])
    return plan


def _cells(path: Path) -> Iterator[tuple[str, int, int, object]]:
    book = OpenWorkbook(path)
    for name, area in sorted(book.names.items()):
        if name.startswith("kpi_") and name != "kpi_state":
            for row, column in area.places():
                found = book.read(area.sheet, row, column)
                value = found.value
                if isinstance(value, float):
                    value = float(f"{value:.12g}")
                yield name, row, column, (value or None, found.formula)


def test_a_refreshed_workbook_equals_one_made_anew(book: Path, tmp_path: Path) -> None:
    _refresh(book)
    fresh = tmp_path / "fresh.xlsx"
    xlsx.create(fresh, build(replace(NEXT, log=FIRST.log + NEXT.log)))
    differing = [
        (ours, new) for ours, new in zip(_cells(book), _cells(fresh), strict=True) if ours != new
    ]
    assert differing == []


def test_a_second_refresh_with_nothing_new_changes_nothing(book: Path) -> None:
    _refresh(book)
    before = book.read_bytes()
    plan = _refresh(book)
    assert plan.changes == []
    assert plan.kept == []
    assert book.read_bytes() == before


def _type(path: Path, name: str, row: int, column: int, value: str | float) -> tuple[str, int, int]:
    """Type into a cell of a block as a person would."""
    book = OpenWorkbook(path)
    area = book.names[name]
    place = (area.sheet, area.first_row + row, area.first_column + column)
    book.write(*place, value)
    book.save(path)
    return place


def _find(path: Path, name: str, value: float) -> tuple[int, int]:
    """Where in a block a number stands that is no formula."""
    book = OpenWorkbook(path)
    area = book.names[name]
    for row, column in area.places():
        found = book.read(area.sheet, row, column)
        if found.formula is None and found.value == value:
            return row - area.first_row, column - area.first_column
    raise AssertionError(f"{value} is not in {name}")


def test_what_people_wrote_is_kept_and_reported(book: Path) -> None:
    target = _type(book, "kpi_goals", *_find(book, "kpi_goals", 65), 77.0)
    plan = _refresh(book)
    after = OpenWorkbook(book)
    assert after.read(*target).value == 77.0
    assert [kept.place for kept in plan.kept] == [target]
    assert plan.changes, "the new days still came in"


def test_taking_back_is_asked_for(book: Path) -> None:
    target = _type(book, "kpi_goals", *_find(book, "kpi_goals", 65), 77.0)
    plan = _refresh(book, take_back=True)
    assert OpenWorkbook(book).read(*target).value == 65.0
    assert plan.kept == []


def test_a_changed_target_changes_the_status_that_is_shown(book: Path) -> None:
    """The stored values follow a person's input, for viewers which do not compute."""
    _refresh(book)
    before = {place[1:]: place for place in _cells(book)}
    november = max(value for _, row, col, (value, f) in _cells(book) if value == 90.0)
    _type(book, "kpi_goals", *_find(book, "kpi_goals", november), 1.0)
    changed = replace(NEXT, data=NEXT.data[:-1])
    _refresh(book, changed)
    after = {place[1:]: place for place in _cells(book)}
    texts = {
        str(cell[3][0])  # type: ignore[index]
        for key, cell in after.items()
        if before.get(key) != cell and cell[0] == "kpi_dashboard"
    }
    assert any("Reached" in text or "On track" in text for text in texts), texts


@pytest.mark.parametrize("sheet", ["goals", "data", "dashboard", "funnel"])
def test_inserted_rows_and_columns_do_not_disturb(book: Path, sheet: str) -> None:
    """IronCalc plays the person: it inserts rows and moves names and formulas as Excel does."""
    title = build(FIRST).sheet(sheet).title
    model = ironcalc.load_from_xlsx(str(book))
    index = [s["name"] for s in model.get_worksheets_properties()].index(title)
    model.insert_rows(index, 3, 2)
    model.insert_columns(index, 2, 1)
    for name in model.get_defined_name_list():  # IronCalc leaves names where they were
        area = parse_area(name["formula"])
        if name["scope"] is None and area is not None and area.sheet == title:
            moved_area = Area(
                title,
                area.first_row + 2 * (area.first_row >= 2),
                area.first_column + (area.first_column >= 1),
                area.last_row + 2 * (area.last_row >= 2),
                area.last_column + (area.last_column >= 1),
            )
            text = reference(title, moved_area)
            model.update_defined_name(name["name"], None, name["name"], None, text)
    model.evaluate()
    moved = book.with_name("moved.xlsx")
    model.save_to_xlsx(str(moved))
    plan = _refresh(moved)
    assert plan.kept == []
    assert {c.new for c in plan.changes} == {c.new for c in _refresh(book).changes}
    assert _refresh(moved).changes == []


def test_a_dry_comparison_writes_nothing(book: Path) -> None:
    before = book.read_bytes()
    plan = compare(xlsx.FileTarget.open(book), build(NEXT))
    assert plan.changes
    assert book.read_bytes() == before


def test_a_workbook_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    model = ironcalc.create("other", "en", "UTC")
    model.save_to_xlsx(str(path))
    with pytest.raises(TargetError, match="not made by kpicells"):
        compare(xlsx.FileTarget.open(path), build(NEXT))


def test_other_kpis_need_a_new_workbook(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(TargetError, match="--remake"):
        compare(xlsx.FileTarget.open(book), build(replace(NEXT, kpis=NEXT.kpis[:3])))
    assert book.read_bytes() == before


def test_a_file_saved_by_somebody_meanwhile_is_not_overwritten(book: Path) -> None:
    plan = compare(xlsx.FileTarget.open(book), build(NEXT))
    _type(book, "kpi_goals", *_find(book, "kpi_goals", 65), 77.0)
    saved = book.read_bytes()
    with pytest.raises(TargetError, match="somebody saved this file"):
        plan.target.apply(plan, NEXT.log[-1])
    assert book.read_bytes() == saved


def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(book: Path) -> None:
    old = book.read_bytes()
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.sheets_sync.refresh.test_xlsx import NEXT, build, compare, xlsx\n"
        "plan = compare(xlsx.FileTarget.open(Path(sys.argv[1])), build(NEXT))\n"
        "print('go', flush=True); plan.target.apply(plan, NEXT.log[-1])\n"
        "print('done', flush=True)\n"
    )
    command = [sys.executable, "-c", script, str(book)]
    root = Path(__file__).parents[3]
    started = time.monotonic()
    subprocess.run(command, check=True, cwd=root, capture_output=True)
    new = _stored(book)
    length = 1.0  # apply() takes about this long; kills are spread over it
    for moment in range(8):
        book.write_bytes(old)
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(length * moment / 8)
            process.kill()
        assert book.read_bytes() == old or _stored(book) == new
    assert time.monotonic() - started < 120


def _stored(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}
