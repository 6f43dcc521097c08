"""The part of kpicells that runs inside the add-in, as one archive."""

from __future__ import annotations

from kpicells.addin.packing import modules, zipped

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


def archive() -> bytes:
    """A zip of the modules that the add-in's Python imports; all of them are pure Python."""
    return zipped(dict(modules(_MODULES, _PACKAGES)))
