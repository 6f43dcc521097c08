"""The server's application: addresses, and what stands before them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kpicells.addin.server.endpoints import Endpoints
from kpicells.addin.server.faults import Faults
from kpicells.addin.server.headers import SafeHeaders
from kpicells.addin.server.observing import Metrics, Observed
from kpicells.addin.server.origins import Origins
from kpicells.addin.server.ports import Keys, Workspace
from kpicells.addin.server.replies import Refusal
from kpicells.addin.server.settings import Settings

_WORDS = {404: ("not_found", "there is nothing at this address"),
          405: ("wrong_method", "this address does not take this method")}  # fmt: skip


def make_app(
    settings: Settings, workspace: Workspace | None = None, keys: Keys | None = None
) -> Starlette:
    """The server as an ASGI application.

    Args:
        settings: What it allows.
        workspace: Whose data and own KPIs it serves, if any.
        keys: The keys to the workspace.
    """
    metrics = Metrics()
    at = Endpoints(settings, workspace, keys, metrics)
    routes: list[Route | Mount] = [
        Route("/v1/call", at.call, methods=["POST"]),
        Route("/v1/catalog", at.catalog, methods=["GET"]),
        Route("/v1/clients", at.clients, methods=["GET"]),
        Route("/v1/review", at.review, methods=["GET"]),
        Route("/v1/month", at.month, methods=["GET"]),
        Route("/health", at.health, methods=["GET"]),
        Route("/metrics", at.measured, methods=["GET"]),
        Route("/openapi.json", at.described, methods=["GET"]),
    ]
    if settings.pages is not None:
        routes.append(Mount("/addin", StaticFiles(directory=settings.pages, html=True)))
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Observed, metrics=metrics),
            Middleware(SafeHeaders, settings=settings),
            Middleware(Origins, settings=settings),
            Middleware(Faults),
        ],
        exception_handlers={Refusal: _refused, HTTPException: _http_error},
    )


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return error.reply()


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, message = _WORDS.get(error.status_code, ("refused", error.detail))
    return Refusal(error.status_code, code, message, error.headers).reply()
