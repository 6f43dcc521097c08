"""Signed requests: the sender proves that it has a key, and the key's secret does not travel.

The header is ``Authorization: KPI-Proof id=..., time=..., nonce=..., proof=...``. The proof is
the key's secret, hidden under a keyed hash of the request, as in SCRAM (RFC 5802)::

    kept   = hex(SHA-256(secret))                       what the server keeps of a key
    proof  = secret XOR HMAC-SHA-512(kept, request)     cut to the secret's length

The server, which knows ``kept``, takes the hash off again and holds what comes out against
``kept``. Whoever alters the request, or does not know the secret, proves nothing; and what the
server keeps is not enough to sign with, as the plain HMAC's shared key would be. A request holds
for five minutes and is answered once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from kpicells.addin.server.replies import Refusal

SCHEME = "KPI-Proof"
SKEW = 300
"""Seconds by which the sender's clock may differ."""
REMEMBERED = 100_000
"""So many answered requests are remembered; beyond them signed ones are refused for a while."""
_LONGEST_SECRET = 64
_PARTS = re.compile(r"\s*([a-z]+)=([\w.~-]{1,128})\s*", re.ASCII)
_NAMES = {"id", "time", "nonce", "proof"}


@dataclass(frozen=True, slots=True)
class Signature:
    """What the header of a signed request says.

    Attributes:
        id: The public part of the key.
        time: When it was signed, in seconds since 1970.
        nonce: Tells it from every other request.
        proof: The hidden secret.
    """

    id: str
    time: int
    nonce: str
    proof: bytes


def signature(said: str) -> Signature | None:
    """The signature in a header's parameters; None where it is none.

    >>> signature("id=9c15bd89, time=1764054000, nonce=abc, proof=aGk").proof
    b'hi'
    """
    found = [_PARTS.fullmatch(part) for part in said.split(",")]
    parts = {one[1]: one[2] for one in found if one}
    if len(found) != len(_NAMES) or set(parts) != _NAMES:
        return None
    proof = _unarmoured(parts["proof"])
    moment = parts["time"]
    if proof is None or len(proof) > _LONGEST_SECRET or not re.fullmatch(r"[0-9]{1,12}", moment):
        return None
    return Signature(parts["id"], int(moment), parts["nonce"], proof)


def _unarmoured(text: str) -> bytes | None:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        return None


def signed_text(request: Request, body: bytes, moment: int, nonce: str) -> bytes:
    """What is signed of a request: all that its answer depends on.

    The path is the one below the server's address, so that a proxy may put it into a folder; the
    name of the server is part of it, so that no other one can be asked the same.
    """
    path = request.scope.get("raw_path", b"").decode("latin-1")
    query = request.scope.get("query_string", b"").decode("latin-1")
    lines = (
        "kpicells-1",
        request.method,
        (request.url.hostname or "").lower(),
        f"{path}?{query}" if query else path,
        str(moment),
        nonce,
        hashlib.sha256(body).hexdigest(),
    )
    return "\n".join(lines).encode("latin-1")


def secret_proven(proof: bytes, kept: str, signed: bytes) -> str:
    """The secret that a proof hides; anything at all where it is no proof of this request.

    Args:
        proof: The proof.
        kept: The hash of the secret, in hexadecimal digits.
        signed: What was signed.
    """
    cover = hmac.digest(kept.encode(), signed, "sha512")
    secret = bytes(one ^ other for one, other in zip(proof, cover, strict=False))
    return secret.decode("utf-8", "surrogateescape")


class Once:
    """Sees to it that signed requests are fresh, and that none is answered twice.

    Args:
        now: Seconds since 1970.

    >>> once = Once(now=lambda: 1_000_000.0)
    >>> one = Signature("9c15bd89", 1_000_000, "nonce", b"proof")
    >>> once.check_new(one)
    >>> once.take(one)
    >>> once.check_new(one)
    Traceback (most recent call last):
        ...
    kpicells.addin.server.replies.Refusal: this request was answered before; sign it anew
    """

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        # What was signed before this start may have been answered by the server before.
        self._since = int(now())
        self._seen: OrderedDict[tuple[str, str], float] = OrderedDict()

    def check_time(self, moment: int) -> None:
        """Make sure that a request was signed just now.

        Raises:
            Refusal: It was not.
        """
        apart = moment - self._now()
        if abs(apart) > SKEW:
            raise Refusal(
                401,
                "wrong_time",
                f"the clock of whoever signed this is {apart:+.0f} seconds from the server's; "
                f"at most {SKEW} may lie between the two",
            )
        if moment < self._since:
            raise _wait("the server has just started; sign the request anew", 1)

    def check_new(self, sign: Signature) -> None:
        """Make sure that a request whose proof holds was not taken before.

        Raises:
            Refusal: It was, or there is no more room to remember it.
        """
        now = self._now()
        while self._seen and next(iter(self._seen.values())) < now:
            self._seen.popitem(last=False)
        if (sign.id, sign.nonce) in self._seen:
            raise Refusal(401, "repeated", "this request was answered before; sign it anew")
        if len(self._seen) >= REMEMBERED:
            raise _wait("too many signed requests", 60)

    def take(self, sign: Signature) -> None:
        """Remember a request that is answered, as long as it could come again."""
        self._seen[sign.id, sign.nonce] = self._now() + 2 * SKEW


def _wait(message: str, seconds: int) -> Refusal:
    return Refusal(503, "busy", message, {"Retry-After": str(seconds)})
