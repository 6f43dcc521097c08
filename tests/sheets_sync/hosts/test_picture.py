"""Pictures of workbooks."""

import struct

import pytest

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts import libreoffice
from kpicells.sheets_sync.hosts.picture import picture
from kpicells.sheets_sync.hosts.png import png
from kpicells.sheets_sync.hosts.xlsx_new import write
from kpicells.templates.build import build
from tests.templates import contents


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_dashboard_is_one_landscape_page(lang, tmp_path):
    book, image = tmp_path / "book.xlsx", tmp_path / "book.png"
    write(build(contents.full(lang)), book)
    picture(book, image, lang=lang)
    data = image.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width / height == pytest.approx(297 / 210, abs=0.01)
    assert len(data) > 40_000, "an almost empty page"


def test_a_missing_libreoffice_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: None)
    with pytest.raises(TargetError, match="LibreOffice is needed for pictures"):
        picture(tmp_path / "book.xlsx", tmp_path / "book.png")


def test_a_file_that_is_no_workbook_is_said(tmp_path):
    with pytest.raises(TargetError, match=r"book\.xlsx"):
        picture(tmp_path / "book.xlsx", tmp_path / "book.png")


def test_png_drops_padding():
    data = png(b"\x01\x02\x03\xff" * 2, width=1, height=2, stride=4, channels=3)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert b"IEND" in data
