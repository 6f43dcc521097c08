"""An .xlsx as a package of parts: reads the parts, and writes back a package in which only the
parts that were changed differ.

The package is a ZIP of XML that may come from anybody, so its size is checked before anything is
unpacked, and its XML is parsed without entities and without the network.
"""

from __future__ import annotations

import contextlib
import glob
import os
import posixpath
import shutil
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from kpicells.sheets_sync.errors import DamagedWorkbook, TargetError

MAX_UNPACKED = 1 << 30
MAX_PARTS = 20_000
_LEFT_BEHIND = 3600.0
"""Seconds after which a half-written file belongs to nobody any more."""
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)
"""What a ZIP that is none, is cut off, or has flipped bits makes the reader say."""
_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


class Package:
    """The parts of a workbook file.

    Raises:
        TargetError: The file is no .xlsx, is damaged, locked with a password, or unpacks to more
            than a workbook reasonably holds.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._trees: dict[str, etree._Element] = {}
        try:
            with zipfile.ZipFile(path) as file:
                infos = file.infolist()
                unpacked = sum(info.file_size for info in infos)
                if unpacked > MAX_UNPACKED or len(infos) > MAX_PARTS:
                    raise TargetError(
                        f"{path}: unpacks to {unpacked:,} bytes in {len(infos):,} parts, "
                        "which no workbook needs; it was not opened"
                    )
                self._parts = {info.filename: file.read(info) for info in infos}
                self._infos = infos
        except FileNotFoundError:
            raise TargetError(f"{path}: there is no such file") from None
        except OSError as error:
            raise TargetError(f"{path}: cannot be read: {error.strerror or error}") from None
        except _DAMAGED as error:
            raise DamagedWorkbook(
                f"{path}: this is no .xlsx workbook, or it is damaged or has a password ({error})"
            ) from None

    def tree(self, part: str) -> etree._Element:
        """The parsed XML of a part; what is changed in it is saved."""
        if part not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            try:
                self._trees[part] = etree.fromstring(self._parts[part], parser)
            except KeyError:
                raise DamagedWorkbook(f"{self.path}: the part {part} is missing") from None
            except etree.XMLSyntaxError as error:
                raise DamagedWorkbook(
                    f"{self.path}: the part {part} is damaged ({error})"
                ) from None
        return self._trees[part]

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id to (kind, part) for a part; kind is the last word of the type."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self._parts:
            return {}
        found = {}
        for relation in self.tree(rels).iter(f"{{{_RELATIONS}}}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def relation_of(self, element: etree._Element) -> str:
        """The relation id that an element names in its r:id."""
        for namespace in _OFFICE:
            if value := element.get(f"{{{namespace}}}id"):
                return str(value)
        raise TargetError(f"{self.path}: the part list of the workbook is damaged")

    def remove(self, kind: str, part: str) -> set[str]:
        """Take out a part that spreadsheets make anew when it is missing.

        Args:
            kind: The last word of the relation's type.
            part: The part that has the relation.

        Returns:
            The parts that were changed by it.
        """
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        gone = {target for of, target in self.relations(part).values() if of == kind}
        if not gone:
            return set()
        for relation in list(self.tree(rels)):
            if relation.get("Type", "").rpartition("/")[2] == kind:
                self.tree(rels).remove(relation)
        for listed in list(self.tree(_TYPES)):
            if listed.get("PartName", "").lstrip("/") in gone:
                self.tree(_TYPES).remove(listed)
        self._infos = [info for info in self._infos if info.filename not in gone]
        return {rels, _TYPES}

    def save(self, path: Path, *, changed: frozenset[str]) -> None:
        """Write the package to ``path`` in one step: a reader sees the old file or the new one.

        Args:
            path: Where to.
            changed: The parts whose trees were changed; all others keep their bytes.
        """
        with replacing(path) as fresh, zipfile.ZipFile(fresh, "w") as file:
            for info in self._infos:
                content = self._parts[info.filename]
                if info.filename in changed:
                    content = etree.tostring(
                        self._trees[info.filename],
                        xml_declaration=True,
                        encoding="UTF-8",
                        standalone=True,
                    )
                file.writestr(info, content, compress_type=info.compress_type)


class replacing:  # noqa: N801  (used like a function)
    """A file beside ``path`` that takes its place when the block ends well, and vanishes if not.

    The file is flushed to the disk before it takes the place, and taking it is one step for the
    operating system: whoever looks, and whenever the power fails, there is the old file or the
    new one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        prefix = f".{self.path.stem[:40]}-"
        self._clear_away(prefix)
        try:
            handle, name = tempfile.mkstemp(
                dir=self.path.parent, prefix=prefix, suffix=self.path.suffix
            )
        except OSError as error:  # it would name a file that nobody has seen
            raise OSError(error.errno, error.strerror, str(self.path)) from None
        os.close(handle)
        self.fresh = Path(name)
        return self.fresh

    def _clear_away(self, prefix: str) -> None:
        """Remove what killed processes left behind; a living one takes seconds."""
        for left in self.path.parent.glob(f"{glob.escape(prefix)}????????{self.path.suffix}"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                    left.unlink()

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self.fresh.unlink(missing_ok=True)
            return
        try:
            self._take_the_place()
        except OSError as error:
            self.fresh.unlink(missing_ok=True)
            if not isinstance(error, PermissionError):
                raise
            raise TargetError(
                f"{self.path}: cannot be replaced; close it in Excel and run again"
            ) from None

    def _take_the_place(self) -> None:
        if self.path.exists():
            shutil.copymode(self.path, self.fresh)
        else:
            umask = os.umask(0)
            os.umask(umask)
            self.fresh.chmod(0o666 & ~umask)
        with self.fresh.open("rb+") as file:
            os.fsync(file.fileno())
        self.fresh.replace(self.path)


def copied_beside(path: Path) -> Path:
    """A copy of a workbook under a name that is still free: ``report (before).xlsx``."""
    for number in range(1, 10_000):
        mark = "before" if number == 1 else f"before {number}"
        copy = path.with_name(f"{path.stem} ({mark}){path.suffix}")
        try:
            with copy.open("xb") as file:
                file.write(path.read_bytes())
        except FileExistsError:
            continue
        except OSError as error:
            raise TargetError(f"{copy}: cannot be written: {error.strerror or error}") from error
        return copy
    raise TargetError(f"{path}: there are too many copies of it already; move some away")
