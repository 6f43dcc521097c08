"""Takes a request's body: of JSON, not larger than allowed, and not slower."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

from kpicells.addin.server.replies import Refusal
from kpicells.addin.server.settings import Settings

_PATIENCE = 4
"""A body that is larger by so much is read to its end, so that its sender reads the refusal."""


async def json_body(request: Request, settings: Settings) -> bytes:
    """The body of a request, as it came; it may be asked for again.

    Raises:
        Refusal: It is said to be no JSON, or is too large, or comes too slowly.
    """
    if (taken := getattr(request.state, "body", None)) is not None:
        return bytes(taken)
    request.state.body = found = await _taken(request, settings)
    return found


async def _taken(request: Request, settings: Settings) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        # A form of another site's page cannot say so without asking first.
        raise Refusal(415, "no_json", "send the header Content-Type: application/json")
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > settings.body_bytes * _PATIENCE:
        raise _too_large(settings)
    try:
        async with asyncio.timeout(settings.receive_seconds):
            return await _received(request, settings)
    except TimeoutError:
        raise Refusal(
            408,
            "too_slow",
            f"the body did not arrive within {settings.receive_seconds:g} seconds",
            {"Connection": "close"},
        ) from None
    except ClientDisconnect:
        raise Refusal(400, "disconnected", "the connection was closed early") from None


async def _received(request: Request, settings: Settings) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= settings.body_bytes:
            chunks.append(chunk)
        elif size > settings.body_bytes * _PATIENCE:
            break
    if size > settings.body_bytes:
        raise _too_large(settings)
    return b"".join(chunks)


def _too_large(settings: Settings) -> Refusal:
    return Refusal(
        413,
        "too_large",
        f"the body has more than {settings.body_bytes:,} bytes: send several smaller batches",
        # What is left of the body is not read.
        {"Connection": "close"},
    )
