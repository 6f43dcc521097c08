"""Runs the server: one process, which ends when it is told and has answered what it was asked."""

from __future__ import annotations

import contextlib
import gc
import signal
import socket
import ssl
import threading
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from kpicells.addin.server.connections import ImpatientProtocol
from kpicells.formulas.errors import KpicellsError

_BACKLOG = 256
_OBJECTS = 200_000


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


class CannotListen(KpicellsError):
    """The address or the port cannot be had; the message says why."""


def spare_batches() -> None:
    """Keep the search for garbage from batches: cells are many, and never refer to each other.

    What was loaded for good is not searched again, and the rest less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 20)


class RunningServer(uvicorn.Server):
    """uvicorn's server with the socket that it listens at.

    Attributes:
        port: The port, also where any free one was asked for.
    """

    def __init__(self, config: uvicorn.Config, listening: socket.socket) -> None:
        super().__init__(config)
        self._listening = listening
        self.port: int = listening.getsockname()[1]

    def serve_until_told(self) -> None:
        """Serve until SIGTERM or Ctrl+C, then finish every request that is being answered."""
        if threading.current_thread() is not threading.main_thread():
            self.run([self._listening])
            return
        spare_batches()
        previous = signal.signal(signal.SIGTERM, lambda *_: None)
        try:
            # When it has ended, uvicorn repeats the signal for whoever set a handler before.
            with contextlib.suppress(KeyboardInterrupt):
                self.run([self._listening])
        finally:
            signal.signal(signal.SIGTERM, previous)


def server(app: ASGIApp, place: Place) -> RunningServer:
    """The server, listening but not yet answering.

    Raises:
        CannotListen: The address is not this machine's, or the port is taken.
    """
    config = uvicorn.Config(
        app,
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
        backlog=_BACKLOG,
        lifespan="off",
        http=ImpatientProtocol,
        ws="none",
    )
    return RunningServer(config, _listening(place))


def _listening(place: Place) -> socket.socket:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        return socket.create_server((place.host, place.port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CannotListen(
            f"cannot listen at {place.host}, port {place.port}: {why}; --port takes another"
        ) from None
