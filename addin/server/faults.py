"""Answers a request that failed by a fault of ours: in JSON, and with a line in the log."""

from __future__ import annotations

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpicells.addin.server.replies import Refusal

_log = logging.getLogger(__name__)


class Faults:
    """ASGI middleware that lets no exception through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            _log.error("request failed", exc_info=error)
            if begun:
                raise
            message = "an error in kpicells itself; the log says where"
            await Refusal(500, "our_fault", message).reply()(scope, receive, send)
