"""Refuses requests that another site's page makes in a person's name.

A page on the internet can send requests to any address that the person's browser reaches, this
machine among them, and can give its own name to that address (DNS rebinding). So a request must
call the server by a name of its own, and one that a browser sends for a page must come from the
server's own pages or from an origin that was allowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpicells.addin.server.replies import Refusal
from kpicells.addin.server.settings import Settings

_OURS_ALONE = ("/v1/", "/metrics")
"""Paths that no other site's page may read or call."""
_MAY_SEND = "Authorization, Content-Type"
_MAY_USE = "GET, POST, OPTIONS"
_MAY_READ = "Retry-After"


class Origins:
    """ASGI middleware that checks ``Host`` and ``Origin``, and answers CORS."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        try:
            self._check_name(headers.getlist("host"))
            granted = origin is not None and self._is_allowed(origin)
            if scope["path"].startswith(_OURS_ALONE) and not granted:
                self._check_origin(headers, origin)
        except Refusal as refusal:
            await refusal.reply()(scope, receive, send)
            return
        if origin is None or not granted:
            await self._app(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await self._preflight(origin, send)
        else:
            await self._app(scope, receive, _readable_by(origin, send))

    def _check_name(self, hosts: Sequence[str]) -> None:
        try:
            # Of several, a proxy before us may have believed another one than we.
            name = urlsplit(f"//{hosts[0]}").hostname if len(hosts) == 1 else None
        except ValueError:
            name = None
        if name not in self._settings.names:
            raise Refusal(
                421,
                "wrong_host",
                "this server is not called by that name; `kpicells serve --name` adds one",
            )

    def _check_origin(self, headers: Headers, origin: str | None) -> None:
        host = headers.get("host", "").lower()
        if origin is not None:
            foreign = origin.lower() not in (f"http://{host}", f"https://{host}")
        else:
            foreign = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        if foreign:
            raise Refusal(
                403,
                "wrong_origin",
                "pages of this origin may not call this server; "
                "`kpicells serve --allow-origin` allows one",
            )

    def _is_allowed(self, origin: str) -> bool:
        return any(fits(pattern, origin) for pattern in self._settings.origins)

    async def _preflight(self, origin: str, send: Send) -> None:
        headers = {
            **_for(origin),
            "Access-Control-Allow-Methods": _MAY_USE,
            "Access-Control-Allow-Headers": _MAY_SEND,
            "Access-Control-Allow-Private-Network": "true",
            "Access-Control-Max-Age": "600",
        }
        raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 204, "headers": raw})
        await send({"type": "http.response.body"})


def fits(pattern: str, origin: str) -> bool:
    """Whether an origin is meant by a pattern, which may begin with ``https://*.``.

    >>> fits("https://*.officeapps.live.com", "https://eu1-excel.officeapps.live.com")
    True
    >>> fits("https://*.officeapps.live.com", "https://officeapps.live.com.example.com")
    False
    """
    pattern, origin = pattern.lower().rstrip("/"), origin.lower()
    scheme, star, domain = pattern.partition("://*.")
    if not star:
        return origin == pattern
    found = urlsplit(origin)
    return found.scheme == scheme and (found.netloc).endswith(f".{domain}")


def _for(origin: str) -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Expose-Headers": _MAY_READ,
        "Vary": "Origin",
    }


def _readable_by(origin: str, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _for(origin).items():
                headers[name] = value
        await send(message)

    return sending
