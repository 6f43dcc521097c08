"""What the server answers at each of its addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Literal, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from kpicells.addin.calls import Answer, Calls
from kpicells.addin.server.access import Access, unauthorized
from kpicells.addin.server.batches import Answered, TooManyCalls, answer_batch
from kpicells.addin.server.bodies import json_body
from kpicells.addin.server.data_functions import (
    NAMES,
    as_month,
    as_name,
    check_grant,
    data_functions,
)
from kpicells.addin.server.data_reasons import month_in_russian
from kpicells.addin.server.describing import described
from kpicells.addin.server.observing import Metrics
from kpicells.addin.server.ports import Grant, Keys, Workspace
from kpicells.addin.server.replies import JsonReply, Refusal, as_json
from kpicells.addin.server.settings import LOOPBACK, Settings
from kpicells.addin.server.wire import Call, Malformed, read_batch
from kpicells.formulas import catalog
from kpicells.formulas.entry import entry
from kpicells.formulas.errors import CellError, NotANumber
from kpicells.formulas.kpi import Kpi

_SMALL = 4096
"""A body of so many bytes is answered at once; a thread would take longer to start."""
_GRACE = 10.0
"""Seconds that a batch may take beyond its time: one call cannot be stopped midway."""

Value = TypeVar("Value")


class Endpoints:
    """The answers, over one workspace or none."""

    def __init__(
        self,
        settings: Settings,
        workspace: Workspace | None,
        keys: Keys | None,
        metrics: Metrics,
    ) -> None:
        self._settings = settings
        self._workspace = workspace
        self._metrics = metrics
        self._access = Access(settings, keys)
        self._threads: CapacityLimiter | None = None
        self._kpis: Mapping[str, Kpi] = {}
        self._calls = Calls(())
        self._entries = b""
        self._bring_up_to_date()

    async def call(self, request: Request) -> Response:
        """``POST /v1/call``: the answers to a batch of calls."""
        grant = await self._admitted(request)
        lang = _language(request)
        body = await json_body(request, self._settings)
        self._bring_up_to_date()
        try:
            answered = await self._answered(body, grant, lang)
        except Malformed as error:
            raise Refusal(400, "malformed", str(error)) from None
        except TooManyCalls as error:
            raise Refusal(413, "too_many_calls", str(error)) from None
        request.state.answered = answered
        return JsonReply(answered.body)

    async def _answered(self, body: bytes, grant: Grant | None, lang: str) -> Answered:
        def compute(batch: Sequence[Call | Answer] | None = None) -> Answered:
            asked = read_batch(body) if batch is None else batch
            more = data_functions(self._workspace, self._opened(grant))
            return answer_batch(asked, self._calls, self._settings, more, lang)

        if len(body) > _SMALL:
            return await self._in_thread(compute)
        batch = read_batch(body)
        if any(map(_may_take_long, batch)):
            return await self._in_thread(lambda: compute(batch))
        return compute(batch)

    async def _in_thread(self, compute: Callable[[], Value]) -> Value:
        if self._threads is None:  # it belongs to the running loop
            self._threads = CapacityLimiter(self._settings.threads)
        try:
            async with asyncio.timeout(self._settings.batch_seconds + _GRACE):
                return await run_sync(compute, abandon_on_cancel=True, limiter=self._threads)
        except TimeoutError:
            raise Refusal(504, "too_slow", "the batch took too long; ask for less") from None

    def _opened(self, grant: Grant | None) -> Grant | None:
        """What is open to a request: without a key only what needs none."""
        return Grant("open") if grant is None and not self._settings.key_for_data else grant

    async def clients(self, request: Request) -> Response:
        """``GET /v1/clients``: the clients whose data the key opens."""
        workspace, grant = await self._with_data(request)
        names = await self._in_thread(workspace.clients)
        return JsonReply({"clients": [name for name in names if grant.allows(name)]})

    async def review(self, request: Request) -> Response:
        """``GET /v1/review?client=...&month=2026-10``: how each KPI of a client's plan stands."""
        workspace, grant = await self._with_data(request)
        asked = request.query_params
        try:
            client, month = as_name("client", asked.get("client")), as_month(asked.get("month"))
            check_grant(grant, client)
            return JsonReply(await self._in_thread(lambda: workspace.review(client, month)))
        except CellError as error:
            raise _not_available(error) from None

    async def month(self, request: Request) -> Response:
        """``GET /v1/month?client=...&month=2026-10&of=data``: a whole month of a client at once."""
        workspace, grant = await self._with_data(request)
        asked = request.query_params
        of: Literal["data", "plan"] = "plan" if asked.get("of") == "plan" else "data"
        try:
            client, month = as_name("client", asked.get("client")), as_month(asked.get("month"))
            check_grant(grant, client)
            found = await self._in_thread(lambda: workspace.month(client, month, of))
        except CellError as error:
            raise _not_available(error) from None
        return JsonReply(month_in_russian(found) if _language(request) == "ru" else found)

    async def _with_data(self, request: Request) -> tuple[Workspace, Grant]:
        grant = self._opened(await self._admitted(request))
        if self._workspace is None:
            raise Refusal(404, "no_workspace", "this server has no workspace")
        if grant is None:
            raise unauthorized("clients' data need a key")
        return self._workspace, grant

    async def catalog(self, request: Request) -> Response:
        """``GET /v1/catalog``: every KPI as ``kpicells formulas --json`` gives it."""
        await self._admitted(request)
        self._bring_up_to_date()
        return JsonReply(self._entries)

    async def health(self, request: Request) -> Response:
        """``GET /health``: whether it is there."""
        return JsonReply({"status": "ok", "functions": len(self._kpis)})

    async def measured(self, request: Request) -> Response:
        """``GET /metrics``: counts and times for Prometheus, to this machine or with a key."""
        grant = await self._admitted(request)
        if grant is None and not (request.client and request.client.host in LOOPBACK):
            raise Refusal(401, "no_access", "from elsewhere, metrics need a key")
        return Response(generate_latest(self._metrics.registry), media_type=CONTENT_TYPE_LATEST)

    async def described(self, request: Request) -> Response:
        """``GET /openapi.json``: all of this, for programs."""
        return JsonReply(described(self._settings))

    async def _admitted(self, request: Request) -> Grant | None:
        grant = await self._access.admit(request)
        if grant is not None:
            request.state.key = grant.id
        return grant

    def _bring_up_to_date(self) -> None:
        """Take over KPIs that the agency has changed since."""
        kpis = self._workspace.kpis if self._workspace else catalog.shipped
        if kpis is self._kpis:
            return
        with self._workspace.in_use() if self._workspace else nullcontext():
            self._calls = Calls.of(kpis.values())
            self._entries = as_json({"formulas": [entry(kpi) for kpi in kpis.values()]})
        self._kpis = kpis


def _language(request: Request) -> str:
    return "ru" if request.headers.get("accept-language", "").lower()[:2] == "ru" else "en"


def _not_available(error: CellError) -> Refusal:
    return Refusal(400 if isinstance(error, NotANumber) else 404, "not_available", str(error))


def _may_take_long(call: Call | Answer) -> bool:
    """Whether it reads data, or has ranges: a short row and a short column make a large table."""
    return isinstance(call, Call) and (
        any(arg.__class__ is list for arg in call.args) or Calls.id_of(call.id) in NAMES
    )
