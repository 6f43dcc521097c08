"""Signs requests as a program would that was written from the documentation alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time


def signed(
    key: str,
    method: str,
    path: str,
    body: bytes = b"",
    *,
    host: str = "127.0.0.1",
    moment: float | None = None,
    nonce: str | None = None,
) -> dict[str, str]:
    """The header of a request that proves the possession of a key."""
    _, key_id, secret = key.split("_", 2)
    when = str(int(time.time() if moment is None else moment))
    once = secrets.token_urlsafe(16) if nonce is None else nonce
    digest = hashlib.sha256(body).hexdigest()
    text = "\n".join(("kpicells-1", method, host, path, when, once, digest))
    kept = hashlib.sha256(secret.encode()).hexdigest()
    cover = hmac.new(kept.encode(), text.encode(), hashlib.sha512).digest()
    proof = bytes(a ^ b for a, b in zip(secret.encode(), cover, strict=False))
    armoured = base64.urlsafe_b64encode(proof).decode().rstrip("=")
    return {"Authorization": f"KPI-Proof id={key_id}, time={when}, nonce={once}, proof={armoured}"}
