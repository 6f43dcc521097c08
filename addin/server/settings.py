"""What a server allows: how much, how often, from where, and who needs a key."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kpicells.addin.calls import Limits

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names by which a machine calls itself."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one server.

    Attributes:
        names: The names by which requests may call it; any other name is refused, so that a page
            on the internet cannot reach it by a name of its own that points here.
        origins: Origins of pages elsewhere that may call it: ``https://addin.example.com``.
        framed_by: Who may show its pages in a frame.
        pages: The folder of the add-in's pages, if it hands them out.
        key_for_formulas: Whether formulas need a key too; data need one in any case.
        key_for_data: Whether data need a key. Only a server for one person goes without.
        body_bytes: The largest body of a request.
        calls: The most calls in a batch.
        call: What one call may take.
        batch_seconds: The longest that a batch may compute; what is left is answered ``#N/A``.
        receive_seconds: The longest that a request may take to arrive.
        requests_a_minute: The rate for each key, and for each address without one.
        burst: So many requests may come at once.
        threads: So many large batches are computed side by side.
    """

    names: frozenset[str] = LOOPBACK
    origins: tuple[str, ...] = ()
    framed_by: tuple[str, ...] = ()
    pages: Path | None = None
    key_for_formulas: bool = False
    key_for_data: bool = True
    body_bytes: int = 8 * 1024 * 1024
    calls: int = 20_000
    call: Limits = field(default_factory=Limits)
    batch_seconds: float = 30.0
    receive_seconds: float = 20.0
    requests_a_minute: float = 1200.0
    burst: int = 200
    threads: int = 4
