"""Whether a file is so regular that its rows can be read from the file itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables.cells import NoCells
from kpicells.sheets_sync.tables.dialect import Dialect
from kpicells.sheets_sync.tables.records import DelimitedRecords
from kpicells.sheets_sync.tables.sections import Sections
from kpicells.sheets_sync.tables.table import Table

_CHUNK = 1 << 20
_LOOKED_AT = 1 << 18
"""How much of the beginning is taken apart; what is irregular below is noticed when it is read."""


def read_directly(
    path: Path, sample: bytes, mark: int, delimiter: str | None, *, whole: bool
) -> Table | None:
    """The one table of a regular UTF-8 file, its cells being the file; None if it is not so.

    The sample decides, save for zero bytes and stray line ends, which are looked for in the whole
    file. Blank lines below the sample are noticed by whoever counts the lines: a reader that skips
    them in silence would number the rows below wrongly.

    Args:
        path: The file.
        sample: Its beginning.
        mark: The length of its byte-order mark.
        delimiter: The delimiter, if it is known.
        whole: Whether the sample is the whole file.
    """
    if len(sample) > _LOOKED_AT:
        sample, whole = sample[:_LOOKED_AT], False
    end = len(sample) if whole else sample.rfind(b"\n") + 1
    try:
        text = sample[mark:end].decode()
    except UnicodeDecodeError:
        return None
    if not text or "\0" in text or text.count("\r") not in (0, text.count("\n")):
        return None
    if "\r" in text.replace("\r\n", ""):
        return None
    dialect = Dialect.of(text, delimiter)
    if dialect.wrapped or _has_stray_quotes(dialect.text, dialect.delimiter):
        return None
    records = DelimitedRecords([dialect.text], dialect.delimiter, path.name, partial=not whole)
    try:
        sections = Sections(records, NoCells, path.name).read()
    except UnreadableFile:
        return None
    if len(sections) != 1 or records.sloppy:
        return None
    section = sections[0]
    regular = (
        section.plain_above
        and not section.mended
        and len(section.header) > 1
        and section.header_row + 1 == section.first_row
    )
    if not regular or (not whole and _has_strange_bytes(path, end, returns="\r" in text)):
        return None
    return replace(
        section.table(path, "", dialect.delimiter),
        cells=path,
        skip=section.header_row + dialect.lines_cut,
        row_numbers=False,
        rows_read=None,
    )


def _has_stray_quotes(text: str, delimiter: str) -> bool:
    """Whether a quotation mark stands where readers differ on what it means."""
    if '"' not in text:
        return False
    d = re.escape(delimiter)
    inside = re.compile(rf'[^"\r\n{d}]"[^"\r\n{d}]')
    before = re.compile(rf'(?:^|[{d}])[ \t]+"', re.MULTILINE)
    return bool(inside.search(text) or before.search(text))


def _has_strange_bytes(path: Path, start: int, *, returns: bool) -> bool:
    """Whether a zero byte, or a carriage return that ends no line, stands in the rest of a file.

    Args:
        path: The file.
        start: Where the rest begins.
        returns: Whether its lines end with a carriage return and a line feed.
    """
    extra = 0
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(_CHUNK):
            if b"\0" in chunk or (not returns and b"\r" in chunk):
                return True
            if returns:
                extra += chunk.count(b"\r") - chunk.count(b"\n")
    return extra != 0
