"""Who may ask for what: the key of a request, and the rate at which its owner asks."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request

from kpicells.addin.server.ports import Grant, Keys
from kpicells.addin.server.replies import Refusal
from kpicells.addin.server.settings import Settings

_LONGEST_KEY = 200
_REMEMBERED = 10_000
_HOW = "send the header Authorization: Bearer and a key that `kpicells keys new` made"


class Access:
    """Lets requests in, or refuses them.

    Args:
        settings: Who needs a key, and how often one may ask.
        keys: The keys of the workspace, if there is one.
        clock: Seconds that pass.
    """

    def __init__(
        self,
        settings: Settings,
        keys: Keys | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._keys = keys
        self._rates = Rates(settings.requests_a_minute / 60, settings.burst, clock)

    def admit(self, request: Request) -> Grant | None:
        """What the request's key allows; None where it has none and needs none.

        Raises:
            Refusal: A key is needed, or is not known, or requests come too fast.
        """
        address = f"address {request.client.host}" if request.client else "address"
        key = _key(request)
        if key is None:
            self._count(address)
            if self._settings.key_for_formulas:
                raise unauthorized("a key is needed")
            return None
        grant = self._keys.grant(key) if self._keys and len(key) <= _LONGEST_KEY else None
        if grant is None:
            self._count(address)
            raise unauthorized("this key is not known here, or was revoked")
        self._count(f"key {grant.id}")
        return grant

    def _count(self, who: str) -> None:
        if (seconds := self._rates.wait(who)) > 0:
            raise Refusal(
                429,
                "too_many_requests",
                f"too many requests: at most {self._settings.requests_a_minute:g} a minute; "
                "put several calls into one batch",
                {"Retry-After": str(math.ceil(seconds))},
            )


def _key(request: Request) -> str | None:
    said = request.headers.get("authorization")
    if said is None:
        return None
    scheme, _, key = said.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise unauthorized("this way of authorization is not known")
    return key.strip()


def unauthorized(message: str) -> Refusal:
    """The refusal of a request that has no key, or not the right one."""
    message = f"{message}: {_HOW}"
    return Refusal(401, "no_access", message, {"WWW-Authenticate": 'Bearer realm="kpicells"'})


class Rates:
    """A bucket of tokens for each asker: a request takes one, and they come back with time.

    >>> rates = Rates(a_second=1, burst=2, clock=lambda: 0.0)
    >>> [rates.wait("anna") for _ in range(3)]
    [0.0, 0.0, 1.0]
    """

    def __init__(self, a_second: float, burst: int, clock: Callable[[], float]) -> None:
        self._a_second = a_second
        self._burst = burst
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, who: str) -> float:
        """Take a token; the seconds until there is one, or 0.0 where it was taken."""
        tokens = self._tokens(who)
        enough = tokens >= 1
        self._buckets[who] = (tokens - enough, self._clock())
        self._buckets.move_to_end(who)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return 0.0 if enough else (1 - tokens) / self._a_second

    def _tokens(self, who: str) -> float:
        tokens, since = self._buckets.get(who, (float(self._burst), self._clock()))
        return min(self._burst, tokens + (self._clock() - since) * self._a_second)
