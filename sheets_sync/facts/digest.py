"""A file's identity."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digest:
    """What tells a file from others.

    Attributes:
        sha256: Its hash.
        lines: How many lines it has up to the last that is not blank.
    """

    sha256: str
    lines: int


def digest(path: Path) -> Digest:
    """Read a file once for its hash and its lines."""
    hashing, ends, last_ends = hashlib.sha256(), 0, 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hashing.update(chunk)
            ends += chunk.count(b"\n")
            text = chunk.rstrip(b"\r\n")
            last_ends = chunk.count(b"\n", len(text)) + (0 if text else last_ends)
    return Digest(hashing.hexdigest(), ends - last_ends + 1)
