"""A small workspace and its keys, in memory, for tests of the server alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from kpicells.addin.server.ports import Grant
from kpicells.formulas import CellError, Kpi, catalog

NORDLYS, OTHER = "Nordlys Coffee", "Other Client"
FOR_ALL, FOR_NORDLYS = "kpi_all_secret-one", "kpi_one_secret-two"


class Numbers:
    """Two clients with one number each."""

    def __init__(self) -> None:
        self.kpis: Mapping[str, Kpi] = dict(catalog.shipped)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        yield

    def data(self, client: str, what: str, month: date | None, source: str | None) -> float:
        if what != "reach":
            raise CellError(f"there are no numbers of {what!r}")
        return {NORDLYS: 1000.0, OTHER: 5.0}[client] + (month.month if month else 0)

    def target(self, client: str, what: str, month: date | None) -> float:
        return 27.0

    def status(self, client: str, what: str, month: date | None) -> str:
        return "● On track"

    def clients(self) -> Sequence[str]:
        return [NORDLYS, OTHER]

    def review(self, client: str, month: date | None) -> Mapping[str, Any]:
        return {"client": client, "month": "2026-10", "score": None, "next_review": None,
                "kpis": [], "notices": []}  # fmt: skip

    def month(self, client: str, month: date | None, of: str) -> Mapping[str, Any]:
        if of == "plan":
            return {
                "names": {"cpl": "CPL"}, "DATA": {}, "TARGET": {"CPL": {"value": 27.0}},
                "STATUS": {"CPL": {"value": "● On track"}},
            }  # fmt: skip
        missing = {"error": "#N/A", "reason": "there are no numbers of 'saves' for this month"}
        answers = {"reach": {"value": self.data(client, "reach", month, None)}, "saves": missing}
        return {
            "names": {"reach": "reach", "охват": "reach", "saves": "saves"},
            "DATA": answers, "sources": {}, "from": {},
        }  # fmt: skip


class TwoKeys:
    """A key for everything, and one for one client."""

    def grant(self, key: str) -> Grant | None:
        _, key_id, secret = key.split("_", 2) if key.count("_") > 1 else ("", "", "")
        return self.grant_of(key_id, secret)

    def grant_of(self, key_id: str, secret: str) -> Grant | None:
        grants = {FOR_ALL: Grant("all"), FOR_NORDLYS: Grant("one", frozenset({NORDLYS}))}
        return grants.get(f"kpi_{key_id}_{secret}")

    def kept_of(self, key_id: str) -> str | None:
        secret = {"all": "secret-one", "one": "secret-two"}.get(key_id)
        return None if secret is None else hashlib.sha256(secret.encode()).hexdigest()


def bearer(key: str) -> dict[str, str]:
    """The header that carries a key."""
    return {"Authorization": f"Bearer {key}"}
