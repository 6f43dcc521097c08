"""Ways in which files are damaged, or come out of a spreadsheet program changed.

A mutation that keeps what the file says (``SAME``) must change no number. All others may, but never
without account.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.sheets_sync.sources.samples import Sample

_JUNK = (
    "", " ", "n/a", "-", "—", "<5", "abc", "=1+1", "@x", "1e999", "-0", "12,34,56", "1.2.3", "∞",
    "99999999999999999999999", "0x10", "🙂", '"', "\ufeff", "31.02.2026", "2026-13-45", "NaN",
)  # fmt: skip


@dataclass(frozen=True)
class Mutated:
    """A changed file.

    Attributes:
        how: What was done to it.
        content: Its bytes.
        name: Its name.
        lines_less: How many lines with data were taken away; None where that cannot be told.
        touched: How many lines may have changed, where lines are records; None otherwise.
        same: Whether it says what the sample says.
    """

    how: str
    content: bytes
    name: str
    lines_less: int | None = None
    same: bool = False
    touched: int | None = None


Mutation = Callable[[Sample, Random], Mutated | None]


def _text(sample: Sample) -> str | None:
    if sample.path.suffix in (".xlsx", ".zip", ".xls"):
        return None
    return sample.path.read_bytes().decode(sample.encoding)


def _lines(sample: Sample) -> list[str] | None:
    """The physical lines of a sample in which each line is a record."""
    text = _text(sample)
    if text is None or sample.path.suffix == ".json":
        return None
    lines = text.splitlines(keepends=True)
    return None if any(line.count('"') % 2 for line in lines) else lines


def _touched(sample: Sample, lines: int) -> int | None:
    """How many records a change to so many lines touches, where that can be told."""
    plain = sample.encoding in ("utf-8-sig", "cp1251") and _lines(sample) is not None
    return lines if plain and b'"' not in sample.path.read_bytes() else None


def _header_at(sample: Sample, lines: list[str]) -> int | None:
    """Where the only header of a sample stands; None if it has several tables."""
    several = ("ga4_snapshot", "meta_overview.csv", "meta_overview_saved", "salesforce_opp")
    if sample.file.startswith(several) or (not sample.columns and sample.above == 0):
        return None if sample.file.startswith(several) else 0
    return sample.above if sample.above < len(lines) else None


def _encoded(sample: Sample, text: str) -> bytes:
    return text.encode(sample.encoding)


def _table(sample: Sample) -> tuple[list[str], list[list[str]], str] | None:
    """The lines above, the header with its rows, and the delimiter."""
    lines = _lines(sample)
    place = None if lines is None else _header_at(sample, lines)
    if lines is None or place is None:
        return None
    delimiter = "\t" if sample.path.suffix == ".tsv" else sample.delimiter
    if sample.columns == {} and sample.path.suffix == ".csv":
        delimiter = max(";,", key=lines[place].count)
    rows = list(csv.reader(io.StringIO("".join(lines[place:])), delimiter=delimiter))
    even = {len(row) for row in rows} == {len(rows[0])}
    return (lines[:place], rows, delimiter) if even else None


def _written(above: list[str], rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return "".join(above) + out.getvalue()


def flip_bytes(sample: Sample, random: Random) -> Mutated:
    """A few bytes become others."""
    content = bytearray(sample.path.read_bytes())
    count = random.randint(1, 8)
    for _ in range(count):
        content[random.randrange(len(content))] = random.randrange(256)
    touched = _touched(sample, count)
    return Mutated("bytes flipped", bytes(content), sample.file, touched=touched)


def drop_bytes(sample: Sample, random: Random) -> Mutated:
    """A stretch of bytes is missing."""
    content = sample.path.read_bytes()
    start = random.randrange(len(content))
    gone = content[start : start + random.randint(1, 60)]
    touched = _touched(sample, gone.count(b"\n") + 1)
    rest = content[:start] + content[start + len(gone) :]
    return Mutated("bytes dropped", rest, sample.file, touched=touched)


def insert_bytes(sample: Sample, random: Random) -> Mutated:
    """Foreign bytes stand in between."""
    content = sample.path.read_bytes()
    start = random.randrange(len(content))
    foreign = random.choice(
        (random.randbytes(3), b'"', b"\n", b"\r", b"\0", b",;\t", "ё".encode("cp1251"), b'"\n"')
    )
    touched = _touched(sample, foreign.count(b"\n") + 1)
    whole = content[:start] + foreign + content[start:]
    return Mutated("bytes inserted", whole, sample.file, touched=touched)


def cut_off(sample: Sample, random: Random) -> Mutated:
    """The download broke off."""
    content = sample.path.read_bytes()
    return Mutated("cut off", content[: random.randint(1, len(content))], sample.file)


def cut_rows(sample: Sample, random: Random) -> Mutated | None:
    """Some rows were deleted."""
    lines = _lines(sample)
    place = None if lines is None else _header_at(sample, lines)
    if lines is None or place is None:
        return None
    data = [i for i in range(place + 1, len(lines)) if lines[i].strip()]
    gone = set(random.sample(data, random.randint(1, max(1, len(data) - 1))))
    text = "".join(line for i, line in enumerate(lines) if i not in gone)
    return Mutated("rows cut", _encoded(sample, text), sample.file, lines_less=len(gone))


def move_columns(sample: Sample, random: Random) -> Mutated | None:
    """Columns stand in another order."""
    if (table := _table(sample)) is None:
        return None
    above, rows, delimiter = table
    order = list(range(len(rows[0])))
    random.shuffle(order)
    moved = [[row[i] for i in order] for row in rows]
    text = _written(above, moved, delimiter)
    # What is told by place alone is told otherwise now.
    by_place = ("Total", "Итого", "Views", "Grand total")
    same = not any(word in text for word in by_place)
    return Mutated("columns moved", _encoded(sample, text), sample.file, same=same)


def drop_column(sample: Sample, random: Random) -> Mutated | None:
    """A column is missing."""
    if (table := _table(sample)) is None:
        return None
    above, rows, delimiter = table
    gone = random.randrange(len(rows[0]))
    text = _written(above, [row[:gone] + row[gone + 1 :] for row in rows], delimiter)
    return Mutated("column dropped", _encoded(sample, text), sample.file)


def spoil_cells(sample: Sample, random: Random) -> Mutated | None:
    """Somebody typed into cells."""
    if (table := _table(sample)) is None or len(table[1]) < 2:
        return None
    above, rows, delimiter = table
    for _ in range(random.randint(1, 6)):
        row = random.choice(rows[1:])
        row[random.randrange(len(row))] = random.choice(_JUNK)
    text = _written(above, rows, delimiter)
    return Mutated("cells spoilt", text.encode("utf-8-sig"), sample.file)


def change_encoding(sample: Sample, random: Random) -> Mutated | None:
    """A program saved the text in another encoding."""
    if (text := _text(sample)) is None:
        return None
    for encoding in random.sample(["utf-8", "utf-8-sig", "utf-16", "cp1251"], 4):
        if encoding == "cp1251" and (sample.language != "ru" or sample.path.suffix == ".json"):
            continue
        try:
            content = text.removeprefix("\ufeff").encode(encoding)
        except UnicodeEncodeError:
            continue
        return Mutated(f"saved as {encoding}", content, sample.file, same=True)
    return None


def change_delimiter(sample: Sample, random: Random) -> Mutated | None:
    """A spreadsheet program saved it with another separator, and quotes where it takes them."""
    if (table := _table(sample)) is None:
        return None
    above, rows, _ = table
    if above or any("," in cell or ";" in cell or "\t" in cell for row in rows for cell in row):
        return None
    delimiter = random.choice(";\t,")
    text = _written(above, rows, delimiter)
    return Mutated(f"delimited by {delimiter!r}", text.encode("utf-8-sig"), sample.file, same=True)


def change_line_ends(sample: Sample, random: Random) -> Mutated | None:
    """Lines end as on another system, or are followed by blank ones."""
    if (text := _text(sample)) is None:
        return None
    plain = text.replace("\r\n", "\n")
    changed = plain.replace("\n", "\r\n") + random.choice(("", "\r\n", "\r\n\r\n"))
    return Mutated("other line ends", _encoded(sample, changed), sample.file, same=True)


def put_in_zip(sample: Sample, random: Random) -> Mutated | None:
    """It came in an archive."""
    if sample.path.suffix == ".zip":
        return None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(sample.file), sample.path.read_bytes())
    name = sample.path.stem + ".zip"
    return Mutated("put in a ZIP", out.getvalue(), name, same=True)


ALL: tuple[Mutation, ...] = (
    flip_bytes, drop_bytes, insert_bytes, cut_off, cut_rows, move_columns, drop_column,
    spoil_cells, change_encoding, change_delimiter, change_line_ends, put_in_zip,
)  # fmt: skip
