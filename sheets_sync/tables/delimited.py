"""CSV, TSV and other delimited text files read into tables."""

from __future__ import annotations

import codecs
from itertools import chain, count
from pathlib import Path

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import limits
from kpicells.sheets_sync.tables.cells import CellsFile
from kpicells.sheets_sync.tables.dialect import Dialect
from kpicells.sheets_sync.tables.direct import read_directly
from kpicells.sheets_sync.tables.encodings import Encoding, detect
from kpicells.sheets_sync.tables.records import DelimitedRecords, Records, UnwrappedRecords
from kpicells.sheets_sync.tables.sections import Sections
from kpicells.sheets_sync.tables.table import Table
from kpicells.sheets_sync.tables.text import TextChunks, WrongEncoding


def read_delimited(
    path: Path, folder: Path, encoding: str | None, delimiter: str | None, *, careful: bool
) -> list[Table]:
    """Read every table of a delimited text file; ``read_tables`` says more."""
    with path.open("rb") as file:
        sample = file.read(limits.SAMPLE_BYTES)
    found = _given(encoding, sample) if encoding else detect(sample)
    if not careful and found.name == "utf-8":
        whole = len(sample) < limits.SAMPLE_BYTES
        table = read_directly(path, sample, found.mark, delimiter, whole=whole)
        if table:
            return [table]
    try:
        return _read_carefully(path, folder, found, delimiter, given=encoding is not None)
    except WrongEncoding as wrong:
        better = Encoding(detect(wrong.around).name, found.mark)
        return _read_carefully(path, folder, better, delimiter, given=False)


def _read_carefully(
    path: Path, folder: Path, encoding: Encoding, delimiter: str | None, *, given: bool
) -> list[Table]:
    """All tables, each written anew as a clean CSV."""
    chunks = TextChunks(path, encoding, given=given)
    stream = iter(chunks)
    dialect = Dialect.of(next(stream, ""), delimiter)
    outer = DelimitedRecords(chain([dialect.text], stream), dialect.delimiter, path.name)
    records: Records = UnwrappedRecords(outer, ",") if dialect.wrapped else outer
    numbers = count(1)

    def new_cells() -> CellsFile:
        return CellsFile(folder / f"{next(numbers):03d}.csv", records.delimiter)

    reader = Sections(records, new_cells, path.name)
    sections = reader.read()
    if not sections:
        raise UnreadableFile(f"{path.name}: {reader.why_nothing()}")
    warnings = reader.warnings()
    if chunks.undecodable:
        warnings.append(
            f"{chunks.undecodable} characters are no {encoding.name} and show as \ufffd"
        )
    if dialect.wrapped:
        warnings.append("Excel had wrapped every line into one cell; the lines were unwrapped")
    return [section.table(path, "", records.delimiter, warnings) for section in sections]


def _given(name: str, sample: bytes) -> Encoding:
    """The encoding that a person names, with the byte-order mark that the file has."""
    name = codecs.lookup(name).name
    found = detect(sample)
    if found.mark and (name == found.name or name in ("utf-16", "utf-32", "utf-8-sig")):
        return found
    if name == "utf-16":
        return found if found.name.startswith("utf-16") else Encoding("utf-16-le")
    return Encoding({"utf-8-sig": "utf-8", "utf-32": "utf-32-le"}.get(name, name))
