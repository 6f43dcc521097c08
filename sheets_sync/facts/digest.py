"""A file's identity."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digest:
    """What tells a file from others, and how many lines it has, an unfinished one included."""

    sha256: str
    lines: int


def digest(path: Path) -> Digest:
    """Read a file once for its hash and its lines."""
    hashing, lines, last = hashlib.sha256(), 0, b"\n"
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hashing.update(chunk)
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return Digest(hashing.hexdigest(), lines + (last != b"\n"))
