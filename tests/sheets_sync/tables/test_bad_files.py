"""Files that are no tables: one clear sentence, soon, and in little memory."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import read_tables

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" + bytes(range(256)) * 20

BAD = {
    "empty": (b"", "is empty"),
    "blank": (b"\r\n\r\n  \n", "is empty"),
    "byte-order mark only": (b"\xef\xbb\xbf", "no table"),
    "header only": (b"Date,Campaign,Leads\n", "no rows below"),
    "header only, GA4": (b"# Start date: 20261001\nDate,Sessions\n\n", "no rows below"),
    "picture": (PNG, "PNG picture"),
    "document": (b"%PDF-1.7\n" + bytes(range(256)), "PDF"),
    "junk": (bytes(range(1, 256)) * 40, "binary data"),
    "zero bytes": (b"Date,Leads\n2026-10-01,\0\0\0\n2026-10-02,4\n" * 9, "zero bytes"),
    "web page": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
    "JSON": (b'{"response": []}', "JSON"),
    "prose": ("Всё хорошо.".encode(), "no table"),
    "no header": (b"2026-10-01,5,6\n2026-10-02,7,8\n", "no header"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), "gzip"),
    "damaged ZIP": (b"PK\x03\x04" + bytes(200), "damaged"),
    "damaged XLS": (b"\xd0\xcf\x11\xe0" + bytes(600), "damaged workbook"),
    "too wide": (("n" + ",n" * 19_999 + "\n" + "1" + ",1" * 19_999).encode(), "20,000 columns"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("careful", [False, True])
def test_one_clear_sentence(tmp_path: Path, kind: str, careful: bool) -> None:
    content, said = BAD[kind]
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said) as caught:
        read_tables(path, tmp_path, careful=careful)
    message = str(caught.value)
    assert message.startswith("export.csv")
    assert "\n" not in message


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No such file"):
        read_tables(tmp_path / "missing.csv", tmp_path)
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_tables(tmp_path, tmp_path)
    path = tmp_path / "a.csv"
    path.write_text("Date,Leads\n2026-10-01,4\n")
    with pytest.raises(UnreadableFile, match="no encoding 'klingon'"):
        read_tables(path, tmp_path, encoding="klingon")
    with pytest.raises(UnreadableFile, match="no sheet 'Q3'"):
        read_tables(path, tmp_path, sheet="Q3")


def read_in_a_process(path: Path, tmp_path: Path) -> tuple[str, int]:
    """The message and the megabytes that reading a file takes in a new process.

    VmHWM is that of the new program alone, where ru_maxrss begins with that of its parent.
    """
    program = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from kpicells.sheets_sync.errors import UnreadableFile\n"
        "from kpicells.sheets_sync.tables import read_tables\n"
        "try: read_tables(Path(sys.argv[1]), Path(sys.argv[2]), careful=True); print('read')\n"
        "except UnreadableFile as error: print(error)\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,  # far more than is needed, far less than reading it all would take
    )
    *message, peak = done.stdout.splitlines()
    return "\n".join(message), int(peak)


def test_a_line_of_two_gigabytes(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(b"Date,Text\n2026-10-01," + b"x" * (3 << 20))
        os.truncate(file.fileno(), 2 << 30)  # the rest are zeros that take no room on the disk
    message, peak = read_in_a_process(path, tmp_path)
    assert "line 2 is longer than 1,048,576 characters" in message
    assert peak < 200


def test_a_million_rows_take_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-16") as file:
        file.write("Date,Campaign,Leads\n")
        for n in range(20):
            file.write(f"2026-10-{n + 1:02d},autumn,{n}\n" * 50_000)
    message, peak = read_in_a_process(path, tmp_path)
    assert message == "read"
    assert peak < 200


def zipped(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


SHEET = b'<worksheet><sheetData><row r="1"><c r="%s"><v>1</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": SHEET % b"XFD1048576"}, "row 1,048"),
        ({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": SHEET % b"A1"}, "damaged workbook"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "save it as XLSX"),
        ({"notes.docx": b"x"}, "without CSV"),
        ({"inner.csv": b""}, "is empty"),
    ],
)
def test_zips_that_are_no_tables(tmp_path: Path, members: dict[str, bytes], said: str) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(zipped(members))
    with pytest.raises(UnreadableFile, match=said):
        read_tables(path, tmp_path)


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "inner.csv"])
def test_a_zip_bomb(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        if name.startswith("xl"):
            archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open(name, "w", force_zip64=True) as member:
            for _ in range(520):
                member.write(bytes(1 << 20))
    assert path.stat().st_size < 4 << 20
    message, peak = read_in_a_process(path, tmp_path)
    assert "unpacks to more than" in message
    assert peak < 200
