"""The emulator's time: stands still until told, or runs with the wall clock."""

from __future__ import annotations

import threading
import time
from datetime import UTC, date, datetime


class Clock:
    """Seconds since 1970, as the emulator sees them."""

    def __init__(self, *, running: bool = False) -> None:
        self._lock = threading.Lock()
        self._running = running
        self._base = time.time()
        self._ahead = 0.0

    def now(self) -> float:
        """The time."""
        with self._lock:
            return (time.time() if self._running else self._base) + self._ahead

    def advance(self, seconds: float) -> None:
        """Lets time pass at once; give it to a client as its ``sleep``."""
        with self._lock:
            self._ahead += max(0.0, seconds)

    def moment(self) -> datetime:
        """The time in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def today(self) -> date:
        """The day in UTC."""
        return self.moment().date()

    def stamp(self) -> str:
        """The time as Drive writes it."""
        return self.moment().strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
