"""Keeps calls within Google's quotas, so that none is refused.

Google counts reads and writes by the minute, for each account and for each project
(https://developers.google.com/workspace/sheets/api/limits).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

WINDOW = 60.0
"""Seconds of a window of the quota."""


class CallKind(StrEnum):
    """Reads and writes have quotas of their own."""

    READ = "read"
    WRITE = "write"


PER_ACCOUNT: Mapping[CallKind, int] = {CallKind.READ: 60, CallKind.WRITE: 60}
PER_PROJECT: Mapping[CallKind, int] = {CallKind.READ: 300, CallKind.WRITE: 300}


@dataclass
class Pacer:
    """Lets calls through as the quota of one account or project allows.

    Attributes:
        limits: Calls of each kind in any minute.
        now, sleep: The clock.
    """

    limits: Mapping[CallKind, int]
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _past: dict[CallKind, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, kind: CallKind) -> None:
        """Return when a call may be made, and count it."""
        while (pause := self._take(kind)) > 0:
            self.sleep(pause)

    def _take(self, kind: CallKind) -> float:
        """Seconds until there is room; 0 where the call was counted."""
        with self._lock:
            past = self._past.setdefault(kind, deque())
            now = self.now()
            while past and past[0] <= now - WINDOW:
                past.popleft()
            if len(past) < self.limits[kind]:
                past.append(now)
                return 0.0
            return past[0] + WINDOW - now + 0.01
