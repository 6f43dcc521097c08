"""A file read into tables, whatever it is."""

from __future__ import annotations

import codecs
import tempfile
from pathlib import Path

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables.archives import is_workbook, read_archive
from kpicells.sheets_sync.tables.delimited import read_delimited
from kpicells.sheets_sync.tables.html_tables import read_html
from kpicells.sheets_sync.tables.json_tables import read_json
from kpicells.sheets_sync.tables.kinds import Kind, kind_of, not_a_table
from kpicells.sheets_sync.tables.table import Table
from kpicells.sheets_sync.tables.workbooks import read_workbook


def read_tables(
    path: Path,
    workdir: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    careful: bool = False,
) -> list[Table]:
    """Read every table of a CSV, TSV, TXT, XLSX, XLS or JSON file, or of a ZIP of those.

    Encoding, delimiter, preamble, header and sections are found from the file itself. Memory is
    bounded whatever the file's size, and a file which is no table is refused soon.

    Args:
        path: The file.
        workdir: Where clean copies of the cells may be written; the caller removes it.
        encoding: The encoding, if it is known.
        delimiter: The delimiter, if it is known.
        sheet: The only sheet to read, or the only member of a ZIP.
        careful: Always write a clean copy of the cells, even where a look at the beginning says
            that they may be read from the person's own file.

    Returns:
        The tables that have rows, in the order of the file; never none.

    Raises:
        UnreadableFile: No table can be read; the message says why and what to do.
    """
    path, workdir = Path(path), Path(workdir)
    if encoding is not None:
        _check_encoding(path, encoding)
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path.name}: is a folder; name the files in it")
        with path.open("rb") as file:
            head = file.read(1 << 14)
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be opened: {error.strerror}") from None
    if not head.strip():
        raise UnreadableFile(f"{path.name}: is empty; export it again")
    folder = Path(tempfile.mkdtemp(dir=workdir))
    kind = kind_of(head)
    if kind is Kind.ZIP and not is_workbook(path):
        return read_archive(
            path,
            folder,
            sheet,
            lambda member: read_tables(
                member, folder, encoding=encoding, delimiter=delimiter, careful=careful
            ),
        )
    if kind is Kind.JSON:
        return read_json(path, folder)
    if kind is Kind.HTML:
        return read_html(path, folder)
    if kind is not Kind.TEXT:
        return read_workbook(path, folder, sheet)
    if what := not_a_table(head):
        raise UnreadableFile(f"{path.name}: is not a table but {what}")
    if sheet is not None:
        raise UnreadableFile(f"{path.name}: is a text file and has no sheet {sheet!r}")
    return read_delimited(path, folder, encoding, delimiter, careful=careful)


def _check_encoding(path: Path, encoding: str) -> None:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise UnreadableFile(
            f"{path.name}: there is no encoding {encoding!r}; try utf-8, utf-16, windows-1251 or "
            "latin-1"
        ) from None
