"""Files that grow by a line: one JSON object for each thing that happened."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kpicells.sheets_sync.errors import StoreError


def append(path: Path, objects: Iterable[Mapping[str, Any]]) -> None:
    """Add lines to a file; it is made if it is not there.

    Raises:
        StoreError: It cannot be written.
    """
    lines = [json.dumps(one, ensure_ascii=False, default=str) + "\n" for one in objects]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            if lines and _is_cut_off(file):
                lines.insert(0, "\n")
            file.write("".join(lines).encode())
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from None


def _is_cut_off(file: BinaryIO) -> bool:
    """Whether a crash cut the last line off: what is added must not become a part of it."""
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read(1) != b"\n"


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file, oldest first; a line cut off by a crash is left out."""
    if not path.is_file():
        return
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            yield found
