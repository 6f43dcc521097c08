"""Who may ask for what: the key of a request, and the rate at which its owner asks.

A key comes as it is (``Bearer``), or only proves that its owner has it (``signed``).
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request

from kpicells.addin.server.bodies import json_body
from kpicells.addin.server.ports import Grant, Keys
from kpicells.addin.server.replies import Refusal
from kpicells.addin.server.settings import Settings
from kpicells.addin.server.signed import (
    SCHEME,
    Once,
    Signature,
    secret_proven,
    signature,
    signed_text,
)

_LONGEST_KEY = 200
_REMEMBERED = 10_000
_HOW = "send the header Authorization: Bearer and a key that `kpicells keys new` made, or sign"


class Access:
    """Lets requests in, or refuses them.

    Args:
        settings: Who needs a key, and how often one may ask.
        keys: The keys of the workspace, if there is one.
        clock: Seconds that pass.
        now: Seconds since 1970, by which signed requests are fresh.
    """

    def __init__(
        self,
        settings: Settings,
        keys: Keys | None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._keys = keys
        self._rates = Rates(settings.requests_a_minute / 60, settings.burst, clock)
        self._once = Once(now)

    async def admit(self, request: Request) -> Grant | None:
        """What the request's key allows; None where it has none and needs none.

        Raises:
            Refusal: A key is needed, or is not known, or requests come too fast, or a signed one
                is altered, too old or was answered before.
        """
        address = f"address {request.client.host}" if request.client else "address"
        said = request.headers.get("authorization")
        if said is None:
            self._count(address)
            if self._settings.key_for_formulas:
                raise unauthorized("a key is needed")
            return None
        scheme, _, rest = said.partition(" ")
        try:
            if scheme.lower() != SCHEME.lower():
                grant, sign = self._named(scheme, rest.strip()), None
            else:
                grant, sign = await self._proven(request, rest)
        except Refusal:
            self._count(address)
            raise
        self._count(f"key {grant.id}")
        if sign is not None:
            self._once.take(sign)
        return grant

    def _named(self, scheme: str, key: str) -> Grant:
        if scheme.lower() != "bearer" or not key:
            raise unauthorized("this way of authorization is not known")
        grant = self._keys.grant(key) if self._keys and len(key) <= _LONGEST_KEY else None
        if grant is None:
            raise unauthorized("this key is not known here, or was revoked")
        return grant

    async def _proven(self, request: Request, said: str) -> tuple[Grant, Signature]:
        sign = signature(said)
        if sign is None:
            raise unauthorized("this is no signature")
        self._once.check_time(sign.time)
        kept = self._keys.kept_of(sign.id) if self._keys else None
        if self._keys is None or kept is None:
            raise unauthorized("this key is not known here, or was revoked")
        body = await json_body(request, self._settings) if request.method == "POST" else b""
        signed = signed_text(request, body, sign.time, sign.nonce)
        secret = secret_proven(sign.proof, kept, signed)
        grant = self._keys.grant_of(sign.id, secret)
        if grant is None:
            raise unauthorized("the signature does not fit this key and request")
        self._once.check_new(sign)
        return grant, sign

    def _count(self, who: str) -> None:
        if (seconds := self._rates.wait(who)) > 0:
            raise Refusal(
                429,
                "too_many_requests",
                f"too many requests: at most {self._settings.requests_a_minute:g} a minute; "
                "put several calls into one batch",
                {"Retry-After": str(math.ceil(seconds))},
            )


def unauthorized(message: str) -> Refusal:
    """The refusal of a request that has no key, or not the right one."""
    message = f"{message}: {_HOW}"
    return Refusal(
        401,
        "no_access",
        message,
        {"WWW-Authenticate": f'Bearer realm="kpicells", {SCHEME} realm="kpicells"'},
    )


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
