"""Runs the server: one process, which ends when it is told and has answered what it was asked."""

from __future__ import annotations

import contextlib
import signal
import ssl
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from kpicells.addin.server.connections import ImpatientProtocol


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens.

    Attributes:
        host: The address of this machine.
        port: The port; 0 for any that is free.
        certificate, private_key: Files for HTTPS; HTTP without them.
        proxies: Addresses of reverse proxies, whose word on who asks is taken.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    certificate: Path | None = None
    private_key: Path | None = None
    proxies: tuple[str, ...] = ()


def server(app: ASGIApp, place: Place) -> uvicorn.Server:
    """The server, not yet running: ``.run()`` serves until SIGTERM or Ctrl+C.

    It then takes no new connections, and ends when every request has its answer.
    """
    config = uvicorn.Config(
        app,
        host=place.host,
        port=place.port,
        ssl_certfile=place.certificate,
        ssl_keyfile=place.private_key,
        ssl_version=ssl.PROTOCOL_TLS_SERVER,
        proxy_headers=bool(place.proxies),
        forwarded_allow_ips=list(place.proxies),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=60,
        limit_concurrency=200,
        backlog=256,
        lifespan="off",
        http=ImpatientProtocol,
        ws="none",
    )
    return uvicorn.Server(config)


def run(served: uvicorn.Server) -> None:
    """Serve until the process is told to end; every request that is being answered is finished."""
    previous = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        # When it has ended, uvicorn repeats the signal for whoever set a handler before.
        with contextlib.suppress(KeyboardInterrupt):
            served.run()
    finally:
        signal.signal(signal.SIGTERM, previous)
