"""Packs parts of kpicells into archives, for places where it runs without being installed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

_MOMENT = (2026, 1, 1, 0, 0, 0)
"""Every file's date, so that the same code gives the same bytes."""


def modules(
    named: Mapping[str, Sequence[str]], whole: Sequence[str], without: tuple[str, ...] = ()
) -> Iterator[tuple[str, bytes]]:
    """The modules of packages, each with its path in an archive; all are pure Python.

    Args:
        named: Modules by the package that they are in.
        whole: Packages of which all modules come along.
        without: How the names of modules of these begin that stay behind.
    """
    for package, names in named.items():
        for name in names:
            content = (files(package) / f"{name}.py").read_bytes()
            yield f"{package.replace('.', '/')}/{name}.py", content
    for package in whole:
        yield from _tree(files(package), package.replace(".", "/"), without)


def zipped(held: Mapping[str, bytes]) -> bytes:
    """An archive of files by their paths."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, content in sorted(held.items()):
            out.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _tree(folder: Traversable, path: str, without: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.name.startswith(without) or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _tree(entry, f"{path}/{entry.name}", without)
        elif entry.name.endswith(".py"):
            yield f"{path}/{entry.name}", entry.read_bytes()
