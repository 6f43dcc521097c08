"""ZIP files of tables."""

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


def read_archive(
    path: Path, folder: Path, sheet: str | None, read: Callable[[Path], list[Table]]
) -> list[Table]:
    """Read every table of a ZIP, or those of one member."""
    tables: list[Table] = []
    reasons: list[str] = []
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
            room -= _unpack(archive, info, inner, room, path.name)
            try:
                found = read(inner)
            except UnreadableFile as error:
                reasons.append(f"{path.name}: {error}")
                continue
            tables += [
                replace(table, file=path, sheet=_place(info.filename, table.sheet))
                for table in found
            ]
    if not tables:
        raise UnreadableFile(reasons[0])
    if reasons:
        notes = tuple(f"left out: {reason}" for reason in reasons)
        tables = [replace(table, warnings=table.warnings + notes) for table in tables]
    return tables


def _place(member: str, sheet: str) -> str:
    return f"{member}/{sheet}" if sheet else member


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, to: Path, room: int, name: str) -> int:
    if info.file_size > room:
        raise UnreadableFile(
            f"{name}: unpacks to more than {limits.UNPACKED_BYTES >> 20:,} MiB; unpack it first"
        )
    try:
        with archive.open(info) as packed, to.open("wb") as file:
            shutil.copyfileobj(packed, file, limits.SAMPLE_BYTES)
    except BROKEN_ZIP as error:
        raise UnreadableFile(
            f"{name}: {info.filename} cannot be unpacked ({error}); download the file again"
        ) from None
    return info.file_size
