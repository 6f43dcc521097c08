"""What the server needs of a workspace, and of the keys to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from kpicells.formulas.kpi import Kpi


class Workspace(Protocol):
    """An agency's workspace, as cells ask about it. May be called from several threads."""

    @property
    def kpis(self) -> Mapping[str, Kpi]:
        """Every KPI by id, the agency's own among them; the same object until one changes."""
        ...

    def in_use(self) -> AbstractContextManager[None]:
        """Makes the agency's own KPIs and metrics known while the block runs."""
        ...

    def data(self, client: str, what: str, month: date | None, source: str | None) -> float:
        """A metric of a client in a month, or a KPI of its plan.

        Args:
            client: The client.
            what: A metric or a KPI, by id or by name.
            month: The first day of the month; the latest with data if None.
            source: Only the numbers of this source; for metrics.

        Raises:
            CellError: There is no such number; the message says why.
        """
        ...

    def target(self, client: str, what: str, month: date | None) -> float:
        """The target of a KPI of the plan in a month.

        Raises:
            CellError: There is none.
        """
        ...

    def status(self, client: str, what: str, month: date | None) -> str:
        """How a KPI of the plan stands, in words: ``● On track``.

        Raises:
            CellError: There is no such KPI in the plan.
        """
        ...

    def clients(self) -> Sequence[str]:
        """The names of all clients."""
        ...

    def review(self, client: str, month: date | None) -> Mapping[str, Any]:
        """How every KPI of a client's plan stands, as ``kpicells review --json`` gives it.

        Raises:
            CellError: There is no such client or plan, or the month is not in it.
        """
        ...

    def month(
        self, client: str, month: date | None, of: Literal["data", "plan"]
    ) -> Mapping[str, Any]:
        """A whole month of a client, for who will ask for many of its numbers.

        Returns:
            ``names`` (what may be asked, folded: lower case, blanks for underscores, е for ё) to
            keys, and under ``DATA``, ``TARGET`` and ``STATUS`` the answer of each key; of data
            also ``sources`` (folded names) and under ``from`` each one's answers.

        Raises:
            CellError: There is no such client or plan, or the month is not in it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Grant:
    """What a key allows.

    Attributes:
        id: The public part of the key, as it may stand in a log.
        clients: The clients whose data it opens; None for all.
    """

    id: str
    clients: frozenset[str] | None = None

    def allows(self, client: str) -> bool:
        """Whether it opens the data of a client."""
        return self.clients is None or _folded(client) in map(_folded, self.clients)


def _folded(client: str) -> str:
    return " ".join(client.split()).casefold()


class Keys(Protocol):
    """The keys to a workspace. May be called from several threads."""

    def grant(self, key: str) -> Grant | None:
        """What a key allows, as of now; None where it is not known, or revoked."""
        ...

    def grant_of(self, key_id: str, secret: str) -> Grant | None:
        """What the key with this public part and this secret allows, as of now."""
        ...

    def kept_of(self, key_id: str) -> str | None:
        """The SHA-256 of a key's secret in hexadecimal digits; None where it is not known."""
        ...
