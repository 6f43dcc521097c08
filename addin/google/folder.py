"""The project as a folder on a disk, as ``clasp`` takes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kpicells.addin.google.project import ProjectFile

_CLASP = {"scriptId": "PUT THE SCRIPT'S ID HERE", "rootDir": "."}


def write(files: Iterable[ProjectFile], out: Path) -> list[Path]:
    """Write the files of the project into a folder, and an example of clasp's own file.

    Args:
        files: The project.
        out: The folder, made if needed; a ``.clasp.json`` that stands there stays.

    Returns:
        What was written.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = [(out / file.file_name, file.source) for file in files]
    written.append((out / ".clasp.json.example", json.dumps(_CLASP, indent=2) + "\n"))
    for path, text in written:
        path.write_text(text, encoding="utf-8")
    return [path for path, _ in written]
