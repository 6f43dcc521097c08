"""Builds the add-in: a folder of files to serve, all of them made from the catalogue."""

from __future__ import annotations

import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kpicells.addin.excel.functions import functions_json
from kpicells.addin.excel.manifest import manifest
from kpicells.addin.excel.pane_data import LANGUAGES, cards, functions, texts
from kpicells.addin.excel.pyodide_files import bring_pyodide
from kpicells.addin.excel.python_inside import archive
from kpicells.formulas.errors import KpicellsError


class NotSecure(KpicellsError):
    """Office takes add-ins from ``https://`` addresses alone."""


def build(out: Path, base_url: str, pyodide: Path | None = None) -> Path:
    """Write the add-in's files into a folder.

    Args:
        out: The folder, made if needed; what stood in it before under the same names goes.
        base_url: The address at which the folder will be served, ``https://...``.
        pyodide: An unpacked npm package ``pyodide``; fetched by npm if left out.

    Returns:
        The manifest, which is what a person gives to Excel.

    Raises:
        NotSecure: The address does not begin with ``https://``.
        NoPyodide: Pyodide could not be had.
    """
    base_url = base_url.rstrip("/")
    if urlsplit(base_url).scheme != "https" or not urlsplit(base_url).hostname:
        raise NotSecure(f"Excel loads add-ins from https:// addresses alone, not from {base_url!r}")
    write_pages(out, base_url)
    bring_pyodide(out / "pyodide", pyodide)
    path = out / "manifest.xml"
    path.write_bytes(manifest(base_url))
    return path


def write_pages(out: Path, base_url: str) -> None:
    """Write the pages with what they show and the Python that they run; all but Pyodide itself."""
    with as_file(files("kpicells.addin.excel") / "web") as web:
        shutil.copytree(web, out, dirs_exist_ok=True)
    (out / "kpicells.zip").write_bytes(archive())
    for lang in LANGUAGES:
        described = functions_json(lang, base_url)
        _write(out / ("functions.json" if lang == "en" else f"functions.{lang}.json"), described)
        _write(out / "data" / f"cards.{lang}.json", cards(lang))
        _write(out / "data" / f"texts.{lang}.json", texts(lang))
    names = json.dumps(functions())
    script = f"// Generated from the catalogue.\nexport const FUNCTIONS = {names};\n"
    (out / "data" / "functions.js").write_text(script, encoding="utf-8")


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
