"""The headers by which browsers keep pages and answers to what they are for.

The pages load Microsoft's ``office.js`` from its own address, as Office demands, run Python as
WebAssembly, and talk to this server; nothing else. Only Office may show them in a frame.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpicells.addin.server.origins import fits
from kpicells.addin.server.settings import Settings

OFFICE = (
    "https://*.officeapps.live.com",
    "https://*.office.com",
    "https://*.office365.com",
    "https://*.microsoft365.com",
    "https://*.sharepoint.com",
    "https://*.live.com",
    "https://*.microsoft.com",
    "https://*.cloud.microsoft",
)
"""The sites in which Excel on the web runs, and which show an add-in's pages in a frame."""

_OFFICE_JS = "https://appsforoffice.microsoft.com"

_API = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_ALL = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def page_policy(framed_by: tuple[str, ...]) -> str:
    """The content security policy of the pages."""
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' 'wasm-unsafe-eval' {_OFFICE_JS}",
        "style-src": f"'self' {_OFFICE_JS}",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": f"'self' {_OFFICE_JS}",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": " ".join(("'self'", *OFFICE, *framed_by)),
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SafeHeaders:
    """ASGI middleware that adds them to every reply."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._page = {
            "Content-Security-Policy": page_policy(settings.framed_by),
            "Cache-Control": "no-cache",  # asked again each time, answered 304 if unchanged
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        added = {**_ALL, **self._for(scope)}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending)

    def _for(self, scope: Scope) -> Mapping[str, str]:
        if not scope["path"].startswith("/addin/"):
            return _API
        # Office on the web reads the description of the functions from its own pages.
        origin = Headers(scope=scope).get("origin", "")
        if any(fits(pattern, origin) for pattern in OFFICE):
            return {**self._page, "Access-Control-Allow-Origin": origin, "Vary": "Origin"}
        return {**self._page, "Vary": "Origin"}
