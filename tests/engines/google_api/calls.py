"""The log of calls: what clients asked, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.engines.google_api.discovery import Json

Kind = Literal["read", "write"]

_READING_POSTS = ("getByDataFilter", "batchGetByDataFilter", "developerMetadata.search")


@dataclass
class Logged:
    """One call of a method.

    Attributes:
        method: Its id, e.g. ``sheets.spreadsheets.batchUpdate``.
        verb: The HTTP method.
        url: Path and query.
        kind: Against which quota it counts.
        email: Who called; empty when the token was no good.
        body: The parsed body, as far as there was one.
        status: Of the answer; 0 when the connection was dropped.
    """

    method: str
    verb: str
    url: str
    kind: Kind
    email: str = ""
    body: Json | None = None
    status: int = 0

    @property
    def api(self) -> str:
        """``sheets`` or ``drive``."""
        return self.method.partition(".")[0]


def kind_of(method_id: str, verb: str) -> Kind:
    """Whether a method counts as reading or writing."""
    reads = verb == "GET" or method_id.endswith(_READING_POSTS)
    return "read" if reads else "write"
