"""Python for browsers: which files of Pyodide the add-in ships, and where they come from.

Pyodide is on npm alone, and too large for a Python wheel; so it is fetched when an add-in is
built, in exactly one version, and checked against the digest that npm publishes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from kpicells.formulas.errors import KpicellsError

VERSION = "314.0.7"
INTEGRITY = (
    "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE"
    "5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
)
FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)


class NoPyodide(KpicellsError):
    """Pyodide could not be had; the message says how to get it."""


def bring_pyodide(to: Path, package: Path | None = None) -> None:
    """Copy Pyodide's files into a folder.

    Args:
        to: The folder; made if needed. Nothing is done where it has this version already.
        package: An unpacked npm package ``pyodide``; fetched by npm if left out.

    Raises:
        NoPyodide: There is no npm, it could not fetch the package, or it is another version.
    """
    if _version(to) == VERSION and all((to / name).is_file() for name in FILES):
        return
    if package is not None:
        _copy(package, to)
        return
    with TemporaryDirectory() as folder:
        _copy(_fetched(Path(folder)), to)


def _copy(package: Path, to: Path) -> None:
    found = _version(package)
    if found != VERSION:
        what = f"holds version {found}" if found else "has no pyodide package in it"
        raise NoPyodide(f"{package} {what}, and the add-in needs pyodide {VERSION} from npm")
    to.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", *FILES):
        shutil.copyfile(package / name, to / name)


def _version(package: Path) -> str:
    try:
        described = json.loads((package / "package.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(described.get("version", "")) if isinstance(described, dict) else ""


def _fetched(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise NoPyodide(
            "the add-in needs Pyodide, which is on npm: install Node.js, or unpack the npm package "
            f"pyodide {VERSION} yourself and name its folder with --pyodide"
        )
    done = subprocess.run(
        [npm, "pack", f"pyodide@{VERSION}", "--pack-destination", str(folder), "--silent"],
        capture_output=True,
        text=True,
        check=False,
    )
    packed = next(folder.glob("*.tgz"), None)
    if done.returncode or packed is None:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NoPyodide(f"npm could not fetch pyodide {VERSION}: {said}")
    digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise NoPyodide(f"what npm fetched is not pyodide {VERSION}: its digest differs")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"
