"""Tables of a web page, which some programs save under the name of an Excel file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from lxml import etree

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import limits
from kpicells.sheets_sync.tables.cells import CellsFile
from kpicells.sheets_sync.tables.encodings import detect
from kpicells.sheets_sync.tables.records import SheetRecords
from kpicells.sheets_sync.tables.sections import Sections
from kpicells.sheets_sync.tables.table import Table


def read_html(path: Path, folder: Path) -> list[Table]:
    """Read every table of a web page.

    Raises:
        UnreadableFile: It holds no table, or is too large.
    """
    if path.stat().st_size > limits.HTML_BYTES:
        raise UnreadableFile(
            f"{path.name}: is a web page of more than {limits.HTML_BYTES >> 20} MiB; export CSV"
        )
    numbers = count(1)
    reader = Sections(
        SheetRecords(_rows(path)),
        lambda: CellsFile(folder / f"{next(numbers):03d}.csv", ","),
        path.name,
    )
    try:
        sections = reader.read()
    except etree.LxmlError as error:
        raise UnreadableFile(f"{path.name}: is a damaged web page ({error}); export CSV") from None
    if not sections:
        raise UnreadableFile(f"{path.name}: is a web page; {reader.why_nothing()}")
    note = "the file is a web page under the name of a table; its tables were read"
    return [section.table(path, "", ",", [note, *reader.warnings()]) for section in sections]


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        sample = file.read(limits.SAMPLE_BYTES)
    encoding = detect(sample).name
    row: list[str] = []
    events = etree.iterparse(
        str(path), events=("end",), tag=("td", "th", "tr", "table"), html=True, encoding=encoding
    )
    for _, element in events:
        if element.tag in ("td", "th"):
            text = " ".join("".join(element.itertext()).split())
            row += [text, *[""] * (_span(element.get("colspan")) - 1)]
            if len(row) > limits.COLUMNS:
                raise UnreadableFile(
                    f"{path.name}: a row has more than {limits.COLUMNS:,} columns: this is no "
                    "table of results; export fewer columns"
                )
        elif element.tag == "tr":
            yield row
            row = []
            element.clear()
        else:
            yield []


def _span(text: str | None) -> int:
    return min(int(text), 100) if text and text.isdigit() and len(text) < 6 else 1
