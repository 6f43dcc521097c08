"""Sheets: numbers, dates, ids, merged cells, several sheets, and ZIPs of files."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import Table, data_rows, read_tables


def workbook(tmp_path: Path, fill: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Worksheet"
    fill(sheet)
    path = tmp_path / "export.xlsx"
    book.save(path)
    return path


def rows_of(table: Table) -> list[list[str]]:
    return [row for _, row in data_rows(table)]


def test_values_are_written_plainly(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Day", "Published", "Post ID", "Clicks", "Spend", "Tiny", "Text", "Paid"])
        sheet.append(
            [dt.date(2026, 10, 1), dt.datetime(2026, 10, 1, 9, 30), "18355151116178767", 1200,
             0.1, 1e-7, "=not a formula", True]
        )  # fmt: skip
        sheet["G2"].data_type = "s"

    (table,) = read_tables(workbook(tmp_path, fill), tmp_path)
    assert rows_of(table) == [
        ["2026-10-01", "2026-10-01 09:30:00", "18355151116178767", "1200", "0.1", "1e-07",
         "=not a formula", "TRUE"]
    ]  # fmt: skip
    assert (table.sheet, table.first_row, table.rows_read) == ("Worksheet", 2, 1)


def test_ids_kept_as_numbers_are_no_floats_and_a_warning_says_so(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Post ID", "Views"])
        sheet.append([18355151116178767, 5])

    (table,) = read_tables(workbook(tmp_path, fill), tmp_path)
    (row,) = rows_of(table)
    assert row[0].isdigit()
    assert len(row[0]) == 17
    assert "more than 15 digits" in table.warnings[0]


def test_a_table_that_begins_elsewhere_under_titles(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C3"] = "Nordlys Coffee"
        sheet.merge_cells("C3:F3")
        sheet["C4"] = "October 2026"
        for column, name in zip("CDEF", ["Campaign", "Day", "Clicks", "Leads"], strict=True):
            sheet[f"{column}6"] = name
        for row in range(7, 13):
            sheet[f"D{row}"] = dt.date(2026, 10, row)
            sheet[f"E{row}"] = row * 10
            sheet[f"F{row}"] = row
        sheet["C7"], sheet["C10"] = "autumn", "winter"
        sheet.merge_cells("C7:C9")
        sheet.merge_cells("C10:C12")
        sheet.merge_cells("F11:F12")

    (table,) = read_tables(workbook(tmp_path, fill), tmp_path)
    assert table.header == ("Campaign", "Day", "Clicks", "Leads")
    assert [number for number, _ in data_rows(table)] == list(range(7, 13))
    # A merged name holds for all its rows, a merged number for one only.
    assert [row[0] for row in rows_of(table)] == ["autumn"] * 3 + ["winter"] * 3
    assert [row[3] for row in rows_of(table)] == ["7", "8", "9", "10", "11", ""]
    assert table.title == "October 2026"


def test_every_visible_sheet_is_a_table(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        for name, state in (("Ads", "visible"), ("Notes", "hidden"), ("Blank", "visible")):
            other = sheet.parent.create_sheet(name)
            other.sheet_state = state
            if name != "Blank":
                other.append(["Day", name])
                other.append(["2026-10-01", 1])
        sheet.append(["Day", "Clicks"])
        sheet.append(["2026-10-01", 5])

    path = workbook(tmp_path, fill)
    assert [t.sheet for t in read_tables(path, tmp_path)] == ["Worksheet", "Ads"]
    assert [t.sheet for t in read_tables(path, tmp_path, sheet="Notes")] == ["Notes"]
    with pytest.raises(UnreadableFile, match="has: Worksheet, Ads, Notes, Blank"):
        read_tables(path, tmp_path, sheet="Lost")


def test_blank_rows_in_a_sheet_keep_the_numbers_right(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Day", "Clicks"])
        sheet.append(["2026-10-01", 5])
        sheet["A5"], sheet["B5"] = "2026-10-04", 6

    (table,) = read_tables(workbook(tmp_path, fill), tmp_path)
    assert [number for number, _ in data_rows(table)] == [2, 5]


def test_an_empty_workbook(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_tables(workbook(tmp_path, lambda sheet: None), tmp_path)


def test_a_zip_of_tables(tmp_path: Path) -> None:
    inner = workbook(tmp_path, lambda s: [s.append(["Day", "Leads"]), s.append(["2026-10-01", 3])])  # type: ignore[func-returns-value, arg-type, return-value]
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../up/Totals.csv", "Date,Views\n2026-10-01,7\n")
        archive.writestr("empty.csv", "")
        archive.writestr("__MACOSX/._Totals.csv", b"\0\1")
        archive.write(inner, "book.xlsx")
    totals, book = read_tables(path, tmp_path)
    assert (totals.sheet, book.sheet) == ("../up/Totals.csv", "book.xlsx/Worksheet")
    assert totals.file == book.file == path
    assert rows_of(totals) == [["2026-10-01", "7"]]
    assert rows_of(book) == [["2026-10-01", "3"]]
    assert "empty.csv: is empty" in totals.warnings[-1]
    assert not (tmp_path.parent / "up").exists()
    (only,) = read_tables(path, tmp_path, sheet="../up/Totals.csv")
    assert only.sheet == "../up/Totals.csv"
