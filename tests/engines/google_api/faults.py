"""Failures on order: what a network and a busy service do to a client."""

from __future__ import annotations

import random
import re
import threading
from dataclasses import dataclass
from typing import Literal

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError, unauthenticated

Kind = Literal[
    "rate_limited",
    "internal",
    "unavailable",
    "bad_gateway",
    "drop",
    "hang",
    "slow",
    "expired_token",
    "revoked",
    "deleted",
]
When = Literal["before", "after"]


@dataclass
class Fault:
    """One failure, and when it strikes.

    Attributes:
        kind: ``rate_limited`` (429, with ``Retry-After`` when ``seconds`` is set), ``internal``
            (500), ``bad_gateway`` (502 with a page of HTML), ``unavailable`` (503), ``drop``
            (the connection breaks with no answer), ``hang`` (no answer for ``seconds`` of real
            time, then the connection breaks), ``slow`` (the answer comes ``seconds`` later),
            ``expired_token`` (401; the token is worthless from then on), ``revoked`` (the
            caller loses its access to the spreadsheet: 403 from then on), ``deleted`` (the
            spreadsheet is gone: 404 from then on).
        when: Whether the call is applied first; a client cannot tell.
        times: How often it strikes; None is always.
        skip: Calls that pass before it strikes.
        method: A regular expression for the method's id, e.g. ``batchUpdate$``; all by default.
            The token endpoint's is ``token``, and only a fault that names it strikes there.
        spreadsheet: Strikes only there.
        email: Strikes only this caller.
        chance: The share of calls that it strikes.
        seconds: See ``kind``.
    """

    kind: Kind
    when: When = "before"
    times: int | None = 1
    skip: int = 0
    method: str = ""
    spreadsheet: str | None = None
    email: str | None = None
    chance: float = 1.0
    seconds: float | None = None

    def strikes(self, method_id: str, file_id: str | None, email: str, dice: float) -> bool:
        """Whether it is this call's turn; counts it."""
        meant = (
            self.times != 0
            and re.search(self.method or r"\.", method_id) is not None
            and self.spreadsheet in (None, file_id)
            and self.email in (None, email)
        )
        if not meant:
            return False
        if self.skip:
            self.skip -= 1
            return False
        if dice >= self.chance:
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Faults:
    """All failures that are set; at most one strikes a call."""

    def __init__(self) -> None:
        self._set: list[Fault] = []
        self._lock = threading.Lock()
        self.dice = random.Random(0)
        self.struck: list[tuple[str, str, When]] = []
        self.released = threading.Event()

    def set(self, *faults: Fault) -> None:
        """Adds failures; the first that fits a call strikes it."""
        with self._lock:
            self._set += faults

    def clear(self) -> None:
        """Takes all failures away and lets hanging calls go."""
        with self._lock:
            self._set = []
        self.released.set()
        self.released = threading.Event()

    def pick(self, method_id: str, file_id: str | None, email: str) -> Fault | None:
        """The failure that strikes a call."""
        with self._lock:
            for fault in self._set:
                if fault.strikes(method_id, file_id, email, self.dice.random()):
                    self.struck.append((fault.kind, method_id, fault.when))
                    return fault
        return None


def fault_of(json: Json) -> Fault:
    """A failure from the control API's JSON: the attributes by name.

    Raises:
        ApiError: A name or a kind is unknown.
    """
    try:
        fault = Fault(**json)
    except TypeError as error:
        raise ApiError(400, str(error)) from error
    kinds = Kind.__args__  # type: ignore[attr-defined]
    if fault.kind not in kinds:
        raise ApiError(400, f"unknown fault {fault.kind!r}; known are {', '.join(kinds)}")
    return fault


def answer(fault: Fault) -> ApiError | None:
    """The error that a failure answers with; None when it does not answer at all."""
    if fault.kind == "rate_limited":
        wait = {} if fault.seconds is None else {"Retry-After": str(int(fault.seconds))}
        return ApiError(429, "Resource has been exhausted (e.g. check quota).", headers=wait)
    if fault.kind == "internal":
        return ApiError(500, "Internal error encountered.")
    if fault.kind == "unavailable":
        return ApiError(503, "The service is currently unavailable.")
    return unauthenticated() if fault.kind == "expired_token" else None
