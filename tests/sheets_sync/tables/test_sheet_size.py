"""Sheets that would fill the memory are refused before they are read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import data_rows, read_tables

_TEXT = '<c t="inlineStr"><is><t>{}</t></is></c>'
HEADER = "<row>" + "".join(map(_TEXT.format, ("Day", "Campaign", "Clicks"))) + "</row>"
DAY = "<row>" + _TEXT.format("2026-10-01") + _TEXT.format("autumn") + "<c><v>{}</v></c></row>"


def workbook(tmp_path: Path, rows: str) -> Path:
    """A workbook whose only sheet has these rows, as XML."""
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    path = tmp_path / "export.xlsx"
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in parts.namelist():
            content = parts.read(part).decode()
            if part == "xl/worksheets/sheet1.xml":
                before = content.partition("<sheetData")[0]
                content = f"{before}<sheetData>{rows}</sheetData></worksheet>"
            new.writestr(part, content)
    return path


def test_cells_without_places_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEADER + "".join(DAY.format(n) for n in range(50)))
    (table,) = read_tables(path, tmp_path)
    rows = list(data_rows(table))
    assert rows[0] == (2, ["2026-10-01", "autumn", "0"])
    assert rows[-1] == (51, ["2026-10-01", "autumn", "49"])


@pytest.mark.parametrize(
    ("rows", "reach"),
    [
        ("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>", "column 20,000 and row 2"),
        # 4,000 columns by 6,000 rows below the header.
        (
            "<row>" + "<c><v>1</v></c>" * 4_000 + "</row>" + "<row><c/></row>" * 6_000,
            "column 4,000 and row 6,002",
        ),
        ('<row r="1"><c r="A1"/></row><row r="900000"><c r="ZZ900000"/></row>', "row 900,000"),
        ("<row r='1'><c r='A1'/></row><row r='900000'><c r='ZZ900000'/></row>", "row 900,000"),
        ("<row r='900000'>" + "<c/>" * 100 + "</row>", "column 100 and row 900,000"),
        ('<row r="1"><c s="1" r="XFD1"/><c r="A1"/></row>', "column 16,384"),
    ],
)
def test_a_huge_rectangle_is_refused(tmp_path: Path, rows: str, reach: str) -> None:
    with pytest.raises(UnreadableFile, match=reach):
        read_tables(workbook(tmp_path, HEADER + rows if "r=" not in rows else rows), tmp_path)
