"""Which workbook ``--to excel`` means, and what is said where there is none."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import openpyxl
import pytest
import xlwings

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts import excel_live
from kpicells.sheets_sync.hosts.excel_live import open_workbook
from kpicells.sheets_sync.hosts.excel_live_book import LiveBook
from kpicells.sheets_sync.refresh.live import LiveTarget
from kpicells.sheets_sync.refresh.places import no_connection, open_place
from kpicells.templates.build import build
from tests.engines.excel_fake import opened
from tests.sheets_sync.refresh.live.conftest import Desk, put_in_front
from tests.sheets_sync.refresh.live.test_live import both
from tests.sheets_sync.refresh.test_xlsx import NEXT


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "Budget.xlsx"
    openpyxl.Workbook().save(path)
    return path


def test_the_workbook_in_front_is_meant_or_one_by_its_name(
    desk: Desk, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_front(monkeypatch, opened(desk.path, other))
    for to in ("excel", "EXCEL", "excel:client.xlsx", "excel:Client"):
        target = open_place(to, no_connection)
        assert isinstance(target, LiveTarget)
        assert target.where == f"Excel: {desk.path}"
    put_in_front(monkeypatch, opened(other, desk.path))
    assert LiveTarget.open("excel:client.xlsx").book.names
    with pytest.raises(TargetError, match=r"Budget.xlsx: this workbook was not made by kpicells"):
        LiveTarget.open("excel")
    with pytest.raises(TargetError, match=r"named third is open .* Budget.xlsx, client.xlsx$"):
        LiveTarget.open("excel:third")


def test_without_excel_or_a_workbook_in_it_that_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_front(monkeypatch, opened())
    with pytest.raises(TargetError, match="no workbook is open in Excel"):
        LiveTarget.open("excel")
    with pytest.raises(TargetError, match=r"named client is open in Excel; no workbook is open$"):
        LiveTarget.open("excel:client")
    put_in_front(monkeypatch, None)
    with pytest.raises(TargetError, match="Excel is not running"):
        LiveTarget.open("excel")
    monkeypatch.setattr(xlwings.engines, "active", None)
    with pytest.raises(TargetError, match="on Windows and macOS only"):
        LiveTarget.open("excel")


def test_while_a_person_types_in_a_cell_excel_does_not_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel_live, "PATIENCE", 0.1)
    desk.excel.free.clear()
    with pytest.raises(TargetError, match=r"Excel does not answer: .* \(Enter or Esc\)"):
        LiveTarget.open("excel")
    desk.excel.free.set()
    monkeypatch.setattr(excel_live, "PATIENCE", 10)
    assert LiveTarget.open("excel").record


@both
def test_a_workbook_for_reading_only_is_refused(desk: Desk) -> None:
    desk.excel.open[0].read_only = True
    with pytest.raises(TargetError, match=r"client\.xlsx: is open in Excel for reading only"):
        LiveTarget.open("excel")


def test_an_open_workbook_is_not_made_anew(desk: Desk) -> None:
    with pytest.raises(TargetError, match="Save and close it in Excel"):
        LiveTarget.open("excel").create(build(NEXT))


def test_a_workbook_that_xlwings_cannot_place_is_called_by_its_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At OneDrive xlwings wants settings to know the folder."""

    def lost(_: object) -> str:
        raise xlwings.XlwingsError("Couldn't find the local OneDrive folder.")

    monkeypatch.setattr(xlwings.Book, "fullname", property(lost))
    assert LiveTarget.open("excel").where == "Excel: client.xlsx"


def test_other_excels_are_left_alone_when_python_exits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows xlwings ends, at exit, every Excel without a workbook."""
    forget = Mock()
    monkeypatch.setattr("atexit.unregister", forget)
    windows = SimpleNamespace(cleanup=object())
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", windows)
    LiveTarget.open("excel")
    forget.assert_called_once_with(windows.cleanup)


def test_money_days_and_errors_are_read_to_the_last_digit(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "odd.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Odd"
    written = [1234.56789, 46334.395833333336, "=1/0", "#N/A", True, "=A1*2", "plain", None]
    for row, value in enumerate(written, start=1):
        sheet.cell(row, 1).value = value
    sheet["A1"].number_format, sheet["A2"].number_format = "#,##0.00 [$€]", "dd.mm.yyyy"
    book.save(path)
    for mac in (False, True):
        put_in_front(monkeypatch, opened(path, mac=mac))
        live = LiveBook(open_workbook())
        read = [live.read("Odd", row, 0) for row in range(len(written) + 1)]
        assert [found.value for found in read if found.formula is None] == [
            1234.56789, 46334.395833333336, "#N/A", True, "plain", None, None,
        ]  # fmt: skip
        assert [found.formula for found in read if found.formula] == ["=1/0", "=A1*2"]
