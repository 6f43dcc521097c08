"""Connections that do not wait for ever: a request's head must come soon, and be short."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
HEAD_BYTES = 64 * 1024


class ImpatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which by itself would wait for a head, and keep it, without end."""

    _patience: asyncio.TimerHandle | None = None
    _bytes = 0

    def connection_made(self, transport: Any) -> None:
        """A connection begins, and with it the wait for a head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """A connection is over."""
        self._head_is_here()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Something came: a head that is still not whole must not be too long."""
        if self._patience is not None:
            self._bytes += len(data)
        super().data_received(data)
        if self._patience is not None and self._bytes > HEAD_BYTES:
            self._give_up()

    def on_message_begin(self) -> None:
        """A request begins, perhaps on a connection that had others."""
        super().on_message_begin()
        if self._patience is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._head_is_here()
        super().on_headers_complete()

    def _await_head(self) -> None:
        self._bytes = 0
        self._patience = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _head_is_here(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        if not self.transport.is_closing():
            self.send_400_response("The head of the request is too long, or came too slowly.")
