"""The accounts of a workspace, and the quotas that they share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kpicells.sheets_sync.google.pacing import PER_ACCOUNT, PER_PROJECT, Pacer

if TYPE_CHECKING:
    from kpicells.sheets_sync.google.connection import Connection
    from kpicells.sheets_sync.google.identity import Identity

# Google's libraries take half a second to load; who refreshes files does not wait for them.


@dataclass
class Accounts:
    """Accounts that take turns; each keeps to its quota, and all of a project to the project's.

    Attributes:
        keys: Key files; the machine's own account where there are none.
        now, sleep: The clock.
    """

    keys: tuple[Path, ...] = ()
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _lock: Lock = field(default_factory=Lock)
    _turns: Iterator[tuple[Identity, tuple[Pacer, ...]]] | None = None
    _count: int = 0

    def connect(self) -> Connection:
        """A connection of the account whose turn it is.

        Raises:
            InputError: A key cannot be used, or there is no account.
        """
        from kpicells.sheets_sync.google.connection import Connection

        with self._lock:
            identity, pacers = next(self._taking_turns())
        return Connection(identity, pacers, self.sleep)

    def __len__(self) -> int:
        with self._lock:
            self._taking_turns()
            return self._count

    def _taking_turns(self) -> Iterator[tuple[Identity, tuple[Pacer, ...]]]:
        if self._turns is None:
            from kpicells.sheets_sync.google.identity import identities

            found = identities(self.keys)
            self._count = len(found)
            projects: dict[str, Pacer] = {}
            pairs = []
            for identity in found:
                own = Pacer(PER_ACCOUNT, self.now, self.sleep)
                shared = projects.setdefault(
                    identity.project or identity.name, Pacer(PER_PROJECT, self.now, self.sleep)
                )
                pairs.append((identity, (own, shared)))
            self._turns = cycle(pairs)
        return self._turns
