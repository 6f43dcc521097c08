"""The part of kpicells that runs inside the add-in, as one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

_PACKAGES = ("kpicells.formulas", "kpicells.addin.calls")
_MODULES = {
    "kpicells": ("__init__",),
    "kpicells.addin": ("__init__", "reasons"),
    "kpicells.addin.excel": (
        "__init__",
        "formula_pieces",
        "google_export",
        "inside",
        "native_call",
        "portable",
    ),
}
_MOMENT = (2026, 1, 1, 0, 0, 0)
"""Every file's date, so that the same code gives the same bytes."""


def archive() -> bytes:
    """A zip of the modules that the add-in's Python imports; all of them are pure Python."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, content in sorted(_sources()):
            out.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _sources() -> Iterator[tuple[str, bytes]]:
    for package, modules in _MODULES.items():
        folder = package.replace(".", "/")
        for module in modules:
            file = files(package) / f"{module}.py"
            yield f"{folder}/{module}.py", file.read_bytes()
    for package in _PACKAGES:
        yield from _tree(files(package), package.replace(".", "/"))


def _tree(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _tree(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(".py"):
            yield f"{path}/{entry.name}", entry.read_bytes()
