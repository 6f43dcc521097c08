"""Files that grow by a line: one JSON object for each thing that happened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kpicells.sheets_sync.errors import StoreError


def append(path: Path, objects: Iterable[Mapping[str, Any]]) -> None:
    """Add lines to a file; it is made if it is not there.

    Raises:
        StoreError: It cannot be written.
    """
    lines = [json.dumps(one, ensure_ascii=False, default=str) + "\n" for one in objects]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from None


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
