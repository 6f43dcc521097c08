"""ZIP files of tables.

A ZIP is many files in one: a member that is damaged spoils only itself, and is told as lost.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import limits
from kpicells.sheets_sync.tables.broken_zip import BROKEN_ZIP
from kpicells.sheets_sync.tables.table import Table

_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".json")


def is_workbook(path: Path) -> bool:
    """Whether a ZIP is a workbook; other documents made of a ZIP are named in an error."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except BROKEN_ZIP as error:
        raise UnreadableFile(
            f"{path.name}: is a damaged XLSX or ZIP file ({error}); export or download it again"
        ) from None
    if "xl/workbook.bin" in names or "mimetype" in names or "word/document.xml" in names:
        raise UnreadableFile(
            f"{path.name}: is an XLSB, ODS or DOCX document; open it and save it as XLSX or CSV"
        )
    return "[Content_Types].xml" in names or "xl/workbook.xml" in names


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP of tables, each of which is a file of its own."""
    return zipfile.is_zipfile(path) and not is_workbook(path)


def read_archive(
    path: Path, folder: Path, sheet: str | None, read: Callable[[Path], list[Table]]
) -> list[Table]:
    """Read every table of a ZIP, or those of one member.

    Raises:
        UnreadableFile: No member can be read, or the ZIP is too large.
    """
    tables: list[Table] = []
    lost: list[str] = []
    others: list[str] = []
    with zipfile.ZipFile(path) as archive:
        members = [
            info
            for info in archive.infolist()
            if info.filename.lower().endswith(_SUFFIXES)
            and not info.filename.startswith("__MACOSX/")
            and sheet in (None, info.filename)
        ]
        if not members:
            raise UnreadableFile(
                f"{path.name}: is a ZIP without "
                + (f"a member {sheet!r}" if sheet else "CSV, TSV, TXT, XLSX or JSON files")
            )
        if len(members) > limits.ZIP_MEMBERS:
            raise UnreadableFile(
                f"{path.name}: holds more than {limits.ZIP_MEMBERS} tables; unpack it first"
            )
        room = limits.UNPACKED_BYTES
        for number, info in enumerate(members):
            # The member's own path is not used: it may point anywhere.
            inner = folder / f"member{number:03d}" / PurePosixPath(info.filename).name
            inner.parent.mkdir()
            if info.file_size > room:
                raise UnreadableFile(
                    f"{path.name}: unpacks to more than {limits.UNPACKED_BYTES >> 20:,} MiB; "
                    "unpack it first"
                )
            room -= info.file_size
            try:
                _unpack(archive, info, inner)
                found = read(inner)
            except UnreadableFile as error:
                reasons = others if _may_be_no_table(info) else lost
                reasons.append(f"{path.name}: {error}")
                continue
            tables += [
                replace(table, file=path, sheet=_place(info.filename, table.sheet))
                for table in found
            ]
    if not tables:
        raise UnreadableFile([*lost, *others][0])
    if lost or others:
        notes = tuple(f"left out: {reason}" for reason in others)
        first = tables[0]
        tables[0] = replace(first, warnings=first.warnings + notes, lost=tuple(lost))
    return tables


def _may_be_no_table(info: zipfile.ZipInfo) -> bool:
    """Whether nothing is lost with a member: a text beside the tables, or an empty file."""
    return not info.file_size or info.filename.lower().endswith(".txt")


def _place(member: str, sheet: str) -> str:
    return f"{member}/{sheet}" if sheet else member


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, to: Path) -> None:
    try:
        with archive.open(info) as packed, to.open("wb") as file:
            shutil.copyfileobj(packed, file, limits.SAMPLE_BYTES)
    except BROKEN_ZIP as error:
        raise UnreadableFile(
            f"{info.filename} cannot be unpacked ({error}); download the file again"
        ) from None
