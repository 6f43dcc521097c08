"""Counts and logs every request, without what is in it."""

from __future__ import annotations

import logging
import secrets
import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpicells.addin.server.batches import Answered

_log = logging.getLogger(__name__)
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_PATHS = frozenset(
    "/v1/call /v1/catalog /v1/clients /v1/review /health /metrics /openapi.json".split()
)


class Metrics:
    """What is counted, for Prometheus."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "kpicells_requests", "Requests answered.", ("path", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "kpicells_request_seconds",
            "How long a request took.",
            ("path",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.running = Gauge(
            "kpicells_requests_running", "Requests being answered.", registry=self.registry
        )
        self.calls = Counter(
            "kpicells_calls", "Calls of functions, by outcome.", ("outcome",),
            registry=self.registry,
        )  # fmt: skip

    def count_calls(self, answered: Answered) -> None:
        """Count the calls of a batch: values, and errors by code."""
        values = answered.calls - sum(answered.errors.values())
        for outcome, count in {"value": values, **answered.errors}.items():
            if count:
                self.calls.labels(outcome).inc(count)


class Observed:
    """ASGI middleware, the outermost: whatever happens within is counted and logged."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and tell afterwards how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name, started, status = secrets.token_hex(6), time.perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", name.encode())]
            await send(message)

        # Set here, so that it is seen when the request is over.
        state = scope.setdefault("state", {})
        with self._metrics.running.track_inprogress():
            try:
                await self._app(scope, receive, sending)
            finally:
                self._tell(scope, name, status or 500, time.perf_counter() - started, state)

    def _tell(
        self, scope: Scope, name: str, status: int, seconds: float, state: dict[str, object]
    ) -> None:
        path = scope["path"]
        # Anybody may ask for any path; only ours are counted by name.
        label = path if path in _PATHS else "/addin" if path.startswith("/addin") else "other"
        self._metrics.requests.labels(label, str(status)).inc()
        self._metrics.seconds.labels(label).observe(seconds)
        said: dict[str, object] = {
            "request": name,
            "method": scope["method"],
            "path": label,
            "status": status,
            "milliseconds": round(seconds * 1000, 2),
        }
        if key := state.get("key"):
            said["key"] = key
        if isinstance(answered := state.get("answered"), Answered):
            self._metrics.count_calls(answered)
            said |= {"calls": answered.calls, "errors": dict(answered.errors)}
        _log.info("answered", extra=said)
