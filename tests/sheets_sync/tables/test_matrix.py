"""Encodings, delimiters and quirks: whatever a file looks like, the same cells come out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kpicells.sheets_sync.tables import data_rows, read_tables

HEADER = ["Дата", "Кампания", "Показы", "Расход", "Текст"]
ROWS = [
    ["2026-10-01", "Осень", "12400", "1 200,50", "обычный текст"],
    ["2026-10-02", "Осень", "9800", "980,00", 'в "кавычках", с запятой; и точкой'],
    ["2026-10-03", "Зима", "10100", "1 010,00", "две\nстроки | и черта"],
    ["2026-10-04", "Зима", "", "0", "таб\tвнутри"],
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"]
DELIMITERS = [",", ";", "\t", "|"]


def written(
    header: list[str], rows: list[list[str]], delimiter: str, *, end: str = "\r\n", quoting: int = 0
) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([header, *rows])
    return text.getvalue()


def cells(path: Path, tmp_path: Path, **how: object) -> tuple[list[str], list[list[str]]]:
    (table,) = read_tables(path, tmp_path, **how)  # type: ignore[arg-type]
    return list(table.header), [row for _, row in data_rows(table)]


@pytest.mark.parametrize("careful", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_same_cells_come_out(
    tmp_path: Path, encoding: str, delimiter: str, quoting: int, end: str, careful: bool
) -> None:
    path = tmp_path / "export.csv"
    text = written(HEADER, ROWS, delimiter, end=end, quoting=quoting)
    path.write_bytes(text.encode(encoding))
    assert cells(path, tmp_path, careful=careful) == (HEADER, ROWS)


QUIRKS = {
    "sep line": lambda t: "sep=;\n" + t,
    "quoted sep line": lambda t: '"sep=;"\n' + t,
    "title line": lambda t: "Отчёт по кампаниям\n" + t,
    "titles, then a blank line": lambda t: "Отчёт по кампаниям\nза октябрь\n\n" + t,
    "names and values above": lambda t: "Клиент:;Nordlys\nПериод:;октябрь\n\n" + t,
    "comments above": lambda t: "# Отчёт\n# Start date: 20261001\n# End date: 20261031\n" + t,
    "blank lines above": lambda t: "\n\n" + t,
    "blank lines below": lambda t: t + "\n\n\n",
    "blank cells below": lambda t: t + ";;;;\n;;;;\n",
    "no line end at the end": lambda t: t.rstrip("\r\n"),
    "blank line in the middle": lambda t: t.replace("2026-10-02", "\n2026-10-02"),
    "header again": lambda t: t.replace("2026-10-02", written(HEADER, [], ";") + "2026-10-02"),
    "header again after a blank line": lambda t: t.replace(
        "2026-10-02", "\r\n" + written(HEADER, [], ";") + "2026-10-02"
    ),
    "padded with delimiters": lambda t: t.replace("обычный текст", "обычный текст;;"),
    "cut short": lambda t: t.replace("2026-10-04;Зима;;0;таб\tвнутри", "2026-10-04;Зима;;0"),
    "old Mac line ends": lambda t: t.replace("две\nстроки", "две строки").replace("\r\n", "\r"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
@pytest.mark.parametrize("quirk", QUIRKS)
def test_quirks_do_not_change_the_cells(tmp_path: Path, quirk: str, encoding: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(QUIRKS[quirk](written(HEADER, ROWS, ";")).encode(encoding))
    expected = [list(row) for row in ROWS]
    if quirk == "cut short":
        expected[3][4] = ""
    if quirk == "old Mac line ends":
        expected[2][4] = "две строки | и черта"
    assert cells(path, tmp_path) == (HEADER, expected)
    (table,) = read_tables(path, tmp_path, careful=True)
    assert table.rows_read == 4 + table.skipped.total()


WORDS = {
    "cp1252": ["Größe", "Café crème", "Señor", "naïve façade"],
    "windows-1251": ["Кофе", "Подписка для офиса", "Лид", "Ещё"],
    "koi8-r": ["Кофе в зёрнах", "Подписка для офиса", "Новые лиды", "Повторные покупки"],
    "cp866": ["Кофе в зёрнах", "Подписка для офиса", "Новые лиды", "Повторные покупки"],
}


@pytest.mark.parametrize("encoding", WORDS)
def test_one_byte_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    rows = [["2026-10-01", word, "1"] for word in WORDS[encoding]]
    path = tmp_path / "export.csv"
    path.write_bytes(written(["Date", "Campaign", "Leads"], rows, ",").encode(encoding))
    assert cells(path, tmp_path)[1] == rows


def test_an_encoding_that_shows_late_is_found(tmp_path: Path) -> None:
    plain = [["2026-10-01", "autumn", str(n)] for n in range(60_000)]
    late = [["2026-10-02", "осенняя распродажа", "7"]]
    path = tmp_path / "export.csv"
    text = written(["Date", "Campaign", "Leads"], plain + late, ",")
    path.write_bytes(text.encode("windows-1251"))
    (table,) = read_tables(path, tmp_path, careful=True)
    assert [row for _, row in data_rows(table)][-1] == late[0]


def test_one_damaged_byte_costs_one_character(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    data = written(HEADER, ROWS * 50, ",").encode()
    place = data.index("Зима".encode())
    path.write_bytes(data[:place] + b"\xff" + data[place + 1 :])
    (table,) = read_tables(path, tmp_path)
    rows = [row for _, row in data_rows(table)]
    assert len(rows) == 200
    assert "\ufffd" in rows[2][1]
    assert any("\ufffd" in warning for warning in table.warnings)


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text('Title\n\nDate,Text,Leads\n2026-10-01,"a\nb",1\n\n2026-10-02,c,2\n')
    (table,) = read_tables(path, tmp_path)
    assert [number for number, _ in data_rows(table)] == [4, 6]


def test_a_regular_file_is_read_from_itself(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(b"\xef\xbb\xbf" + written(HEADER, ROWS, ";", end="\n").encode())
    (table,) = read_tables(path, tmp_path)
    assert (table.cells, table.skip, table.first_row, table.rows_read) == (path, 1, 2, None)
    (careful,) = read_tables(path, tmp_path, careful=True)
    assert careful.cells != path
    assert careful.rows_read == 4
    assert list(data_rows(careful)) == list(data_rows(table))


def test_a_blank_line_far_down_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    lines = [f"2026-10-01,{n},{n}" for n in range(120_000)]
    lines[110_000:110_000] = [""]
    path.write_text("Date,Clicks,Leads\n" + "\n".join(lines) + "\n")
    assert path.stat().st_size > 1 << 20
    (table,) = read_tables(path, tmp_path)
    rows = list(data_rows(table))
    assert len(rows) == 120_000
    assert rows[-1][0] == 120_002
