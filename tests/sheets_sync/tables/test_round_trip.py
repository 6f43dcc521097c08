"""Any table that a program writes comes back cell by cell, and any damaged one is accounted for."""

from __future__ import annotations

import csv
import io
import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import Table, data_rows, read_tables

NAMES = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12)
NUMBERS = st.integers(-(10**12), 10**18).map(str)
DAYS = st.dates().map(str)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "latin-1"]


def texts(encoding: str) -> st.SearchStrategy[str]:
    codec = "utf-8" if encoding == "utf-16" else encoding
    letters = st.characters(
        codec=codec, exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"
    )
    return st.text(letters | st.sampled_from('\n\r\t";,| #='), max_size=20)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str, list[str], list[list[str]], bytes]:
    encoding = draw(st.sampled_from(ENCODINGS))
    delimiter = draw(st.sampled_from(",;\t|"))
    header = draw(st.lists(NAMES, min_size=2, max_size=6, unique=True))
    # A number and a day in each row: a table of texts alone has no header that could be told.
    row = st.tuples(DAYS, NUMBERS, *[texts(encoding)] * (len(header) - 2)).map(list)
    rows = draw(st.lists(row, min_size=1, max_size=8))
    text = io.StringIO(newline="")
    end = draw(st.sampled_from(["\n", "\r\n"]))
    # Python 3.11 quotes a lone \r only where it is part of the line end.
    quoting = csv.QUOTE_ALL if end == "\n" else draw(st.sampled_from([csv.QUOTE_ALL, 0]))
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([header, *rows])
    return encoding, delimiter, header, rows, text.getvalue().encode(encoding)


def plain(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    """Rows with one kind of line end inside their cells, as clean copies have it."""
    return [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files(), st.booleans())
def test_every_cell_comes_back(
    file: tuple[str, str, list[str], list[list[str]], bytes], careful: bool
) -> None:
    encoding, delimiter, header, rows, content = file
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export.csv")
        path.write_bytes(content)
        (table,) = read_tables(
            path, Path(folder), encoding=encoding, delimiter=delimiter, careful=careful
        )
        assert list(table.header) == header
        assert plain(row for _, row in data_rows(table)) == plain(rows)
        assert [number for number, _ in data_rows(table)] == list(range(2, len(rows) + 2))


def duckdb_rows(table: Table) -> list[tuple[str | None, ...]]:
    """The cells as the store's reader sees them, strict about everything."""
    width = len(table.header) + table.row_numbers
    columns = {f"c{n}": "VARCHAR" for n in range(width)}
    return duckdb.read_csv(
        str(table.cells), skiprows=table.skip, header=False, delimiter=table.delimiter,
        quotechar='"', escapechar='"', columns=columns, auto_detect=False, na_values=None,
        strict_mode=True, null_padding=False,
    ).fetchall()  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_a_strict_reader_sees_the_same_cells(
    file: tuple[str, str, list[str], list[list[str]], bytes],
) -> None:
    encoding, delimiter, _, rows, content = file
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export.csv")
        path.write_bytes(content)
        (table,) = read_tables(
            path, Path(folder), encoding=encoding, delimiter=delimiter, careful=True
        )
        seen = [[cell or "" for cell in row[1:]] for row in duckdb_rows(table)]
        assert seen == plain(rows)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A file with bytes flipped, cut out, doubled or put in."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data))
        length = chance.choice([1, 1, 1, 5, 60])
        match chance.randrange(4):
            case 0:
                data[place] ^= 1 << chance.randrange(8)
            case 1 if len(data) > 2 * length:
                del data[place : place + length]
            case 2:
                data[place:place] = data[place : place + length]
            case _:
                data[place:place] = chance.choice([b'"', b"\n", b",", b";", b"\r", b"\xff", b"#"])
    return bytes(data)


def samples() -> list[bytes]:
    rows = [
        [f"2026-10-{n % 31 + 1:02d}", f"campaign {n % 4}", f"{n * 7}", "a\nb"] for n in range(60)
    ]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [["Date", "Campaign", "Clicks", "Text"], *rows]
    )
    plain = text.getvalue()
    sections = 'sep=,\n"Reach"\n"Date","Primary"\n"2026-10-01T00:00:00","5"\n\n' * 3
    return [
        plain.encode(),
        plain.replace("campaign", "кампания").encode("windows-1251"),
        plain.replace(",", ";").encode("utf-16"),
        sections.encode("utf-16"),
        ("# Start date: 20261001\n# End date: 20261031\n" + plain).encode(),
    ]


def test_damaged_files_are_read_or_refused_and_every_row_is_counted(tmp_path: Path) -> None:
    chance = random.Random(5)
    path = tmp_path / "export.csv"
    read = 0
    for number in range(500):
        content = samples()[number % 5]
        path.write_bytes(damaged(content, chance))
        try:
            tables = read_tables(path, tmp_path, careful=bool(number % 2))
        except UnreadableFile:
            continue
        read += 1
        for table in tables:
            rows = list(data_rows(table))
            assert all(len(row) == len(table.header) for _, row in rows)
            numbers = [row for row, _ in rows]
            assert numbers == sorted(set(numbers))
            if table.rows_read is not None:
                counted = len(rows) + len(table.damaged) + table.skipped.total()
                assert table.rows_read == counted
    assert read > 400
