"""Changing single cells of a workbook that a person made."""

from __future__ import annotations

import os
import warnings
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlsx_grid import parse_place
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook, parse_area
from kpicells.sheets_sync.hosts.xlsx_package import replacing
from kpicells.templates.layout import Area, cell_text, reference


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A workbook with much that a naive load-and-save would lose."""
    path = tmp_path / "rich.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Our data")
    notes = book.add_worksheet("Client's notes")
    percent = book.add_format({"num_format": "0.0%", "bold": True})
    sheet.write_row(0, 0, ["a", 1.5])
    sheet.write_string(0, 2, "=text")
    sheet.write(1, 1, 0.25, percent)
    sheet.write_formula(2, 1, "=SUM(B1:B2)", percent, 1.75)
    sheet.write_comment(0, 0, "a person's comment")
    sheet.conditional_format("B1:B9", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("C1", {"validate": "list", "source": ["x", "y"]})
    sheet.add_sparkline(3, 3, {"range": "'Our data'!B1:B2"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Our data'!$B$1:$B$2"})
    notes.insert_chart("D2", chart)
    notes.insert_textbox(1, 1, "a person's text box")
    notes.write_rich_string("A1", "half ", book.add_format({"bold": True}), "bold")
    book.define_name("kpi_data", "='Our data'!$A$1:$C$3")
    book.close()
    return path


def _small() -> bytes:
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.add_worksheet("Our data").write_row(0, 0, ["a", 1.5, "=B1*2", True])
    book.define_name("kpi_data", "='Our data'!$A$1:$C$3")
    book.close()
    return held.getvalue()


_BYTES = _small()


def _load(path: Path, *, data_only: bool = False) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        # openpyxl says what it would lose if it saved: that is why it only reads here.
        warnings.filterwarnings("ignore", ".*extension is not supported", UserWarning)
        return openpyxl.load_workbook(BytesIO(path.read_bytes()), data_only=data_only)


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_only_the_written_cells_sheet_differs(rich: Path, tmp_path: Path) -> None:
    book = OpenWorkbook(rich)
    book.write("Our data", 1, 1, 0.5)
    book.save(tmp_path / "after.xlsx")
    before, after = _parts(rich), _parts(tmp_path / "after.xlsx")
    assert list(before) == list(after)
    differing = [name for name in before if before[name] != after[name]]
    assert differing == ["xl/worksheets/sheet1.xml"]
    for kept in (b"sparkline", b"x14:dataBar", b"dataValidation", b"legacyDrawing"):
        assert kept in after["xl/worksheets/sheet1.xml"]


def test_a_written_cell_keeps_its_style_and_others_their_values(rich: Path, tmp_path: Path) -> None:
    book = OpenWorkbook(rich)
    book.write("Our data", 1, 1, 0.5)
    book.write("Our data", 0, 0, "=1+1 is a caption")
    book.write("Our data", 0, 1, 46296.0)
    book.write_result("Our data", 2, 1, 46296.5)
    book.save(tmp_path / "after.xlsx")
    values = _load(tmp_path / "after.xlsx", data_only=True)["Our data"]
    formulas = _load(tmp_path / "after.xlsx")["Our data"]
    assert values["B2"].value == 0.5
    assert values["B2"].number_format == "0.0%"
    assert values["A1"].value == "=1+1 is a caption"
    assert formulas["A1"].data_type == "s", "text from outside must not become a formula"
    assert values["B1"].value == 46296
    assert values["C1"].value == "=text"
    assert (formulas["B3"].value, values["B3"].value) == ("=SUM(B1:B2)", 46296.5)


def test_a_new_row_takes_the_style_of_the_row_it_continues(rich: Path, tmp_path: Path) -> None:
    book = OpenWorkbook(rich)
    book.write("Our data", 40, 1, 0.75, style_from=1)
    book.stretch("kpi_data", Area("Our data", 0, 0, 40, 2))
    book.save(tmp_path / "after.xlsx")
    after = _load(tmp_path / "after.xlsx")
    assert after["Our data"]["B41"].value == 0.75
    assert after["Our data"]["B41"].number_format == "0.0%"
    assert OpenWorkbook(tmp_path / "after.xlsx").names["kpi_data"].last_row == 40


def test_reads_what_stands_there(rich: Path) -> None:
    book = OpenWorkbook(rich)
    assert book.sheets == ("Our data", "Client's notes")
    assert book.read("Our data", 0, 0).value == "a"
    assert book.read("Our data", 2, 1).formula == "=SUM(B1:B2)"
    assert book.read("Our data", 2, 1).value == 1.75
    assert book.read("Our data", 99, 99).value is None
    assert book.read("Client's notes", 0, 0).value == "half bold"
    assert book.names == {"kpi_data": Area("Our data", 0, 0, 2, 2)}


@settings(max_examples=60, deadline=None)
@given(
    cells=st.dictionaries(
        st.tuples(st.integers(0, 30), st.integers(0, 60)),
        st.one_of(
            st.text(
                st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), max_size=30
            ),
            st.floats(allow_nan=False, allow_infinity=False),
            st.integers(-(10**14), 10**14),
        ),
        max_size=30,
    )
)
def test_any_value_written_anywhere_is_read_back(
    cells: dict[tuple[int, int], str | float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    book = xlsxwriter.Workbook(folder / "a.xlsx")
    book.add_worksheet("S")
    book.close()
    opened = OpenWorkbook(folder / "a.xlsx")
    for (row, column), value in cells.items():
        opened.write("S", row, column, value)
    opened.save(folder / "a.xlsx")
    sheet = _load(folder / "a.xlsx")["S"]
    again = OpenWorkbook(folder / "a.xlsx")
    for (row, column), value in cells.items():
        expected = value or None if isinstance(value, str) else float(value)
        assert again.read("S", row, column).value == expected
        if expected is not None:
            assert sheet.cell(row + 1, column + 1).value == expected


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_places_go_there_and_back(row: int, column: int) -> None:
    assert parse_place(cell_text(row, column)) == (row, column)
    area = Area("It's ours", 0, 0, row, column)
    assert parse_area(reference(area.sheet, area)) == area


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no .xlsx"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "no .xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "password"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(TargetError, match=says) as caught:
        OpenWorkbook(path)
    assert str(path) in str(caught.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for index in range(12):
            with file.open(f"xl/{index}.xml", "w", force_zip64=True) as part:
                for _ in range(100):
                    part.write(bytes(1 << 20))
    assert path.stat().st_size < 2_000_000
    with pytest.raises(TargetError, match="no workbook needs"):
        OpenWorkbook(path)


def test_what_a_killed_process_left_behind_is_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "client [1].xlsx"
    left, fresh = tmp_path / ".client [1]-abcd1234.xlsx", tmp_path / ".client [1]-efgh5678.xlsx"
    other = tmp_path / ".client [1]-my own notes.xlsx"
    for file in (left, fresh, other):
        file.write_bytes(b"half")
    for file in (left, other):
        os.utime(file, (0, 0))
    with replacing(path) as draft:
        draft.write_bytes(b"whole")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([fresh.name, other.name, path.name])


def _touch_every_cell(path: Path) -> None:
    book = OpenWorkbook(path)
    for sheet in book.sheets:
        for row in range(10):
            for column in range(5):
                book.read(sheet, row, column)
    assert book.names is not None


@pytest.mark.parametrize("harm", ["missing", "empty", "half", "other XML", "no XML", "no ids"])
def test_a_workbook_with_a_damaged_part_is_read_or_refused_in_a_sentence(
    rich: Path, tmp_path: Path, harm: str
) -> None:
    held = _parts(rich)
    for name, content in held.items():
        damaged = {
            "empty": b"",
            "half": content[: len(content) // 2],
            "other XML": b"<x/>",
            "no XML": b"\xff\xfe\x00",
            "no ids": content.replace(b"Id=", b"Ix=").replace(b"<v>0<", b"<v>x<"),
        }
        parts = {**held, name: damaged.get(harm, b"")}
        if harm == "missing":
            del parts[name]
        path = tmp_path / "damaged.xlsx"
        with zipfile.ZipFile(path, "w") as file:
            for part, text in parts.items():
                file.writestr(part, text)
        with suppress(TargetError):
            _touch_every_cell(path)


@settings(max_examples=60)
@given(data=st.data())
def test_a_workbook_with_flipped_bytes_is_read_or_refused_in_a_sentence(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(_BYTES)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("flipped") / "flipped.xlsx"
    path.write_bytes(content)
    with suppress(TargetError):
        _touch_every_cell(path)


def test_a_folder_where_a_workbook_is_needed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"Is a directory|Permission denied"):
        OpenWorkbook(tmp_path)


def test_what_cannot_be_written_is_named_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    book = tmp_path / ("x" * 300 + ".xlsx")
    with pytest.raises(OSError, match="name too long") as error, replacing(book):
        pass
    assert error.value.filename == str(book)
    assert not list(tmp_path.iterdir())
