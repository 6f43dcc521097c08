"""What the server answers at each of its addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response

from kpicells.addin.calls import Answer, Calls, Function
from kpicells.addin.server.access import Access
from kpicells.addin.server.batches import Answered, TooManyCalls, answer_calls
from kpicells.addin.server.bodies import json_body
from kpicells.addin.server.data_functions import NAMES, data_functions
from kpicells.addin.server.ports import Grant, Keys, Workspace
from kpicells.addin.server.replies import JsonReply, Refusal, as_json
from kpicells.addin.server.settings import Settings
from kpicells.addin.server.wire import Call, Malformed, read_batch
from kpicells.formulas import catalog
from kpicells.formulas.entry import entry
from kpicells.formulas.kpi import Kpi

_SMALL = 4096
"""A body of so many bytes is answered at once; a thread would take longer to start."""
_GRACE = 10.0
"""Seconds that a batch may take beyond its time: one call cannot be stopped midway."""


class Endpoints:
    """The answers, over one workspace or none."""

    def __init__(self, settings: Settings, workspace: Workspace | None, keys: Keys | None) -> None:
        self._settings = settings
        self._workspace = workspace
        self._access = Access(settings, keys)
        self._threads: CapacityLimiter | None = None
        self._kpis: Mapping[str, Kpi] = {}
        self._calls = Calls(())
        self._entries = b""
        self._bring_up_to_date()

    async def call(self, request: Request) -> Response:
        """``POST /v1/call``: the answers to a batch of calls."""
        grant = self._access.admit(request)
        body = await json_body(request, self._settings)
        self._bring_up_to_date()
        try:
            answered = await self._answered(body, grant)
        except Malformed as error:
            raise Refusal(400, "malformed", str(error)) from None
        except TooManyCalls as error:
            raise Refusal(413, "too_many_calls", str(error)) from None
        request.state.answered = answered
        return JsonReply(answered.body)

    async def _answered(self, body: bytes, grant: Grant | None) -> Answered:
        if len(body) <= _SMALL:
            asked = read_batch(body)
            if not any(_is_about_data(call) for call in asked):
                return self._compute(asked, grant)
            return await self._in_thread(asked, grant)
        return await self._in_thread(body, grant)

    async def _in_thread(
        self, asked: bytes | Sequence[Call | Answer], grant: Grant | None
    ) -> Answered:
        if self._threads is None:  # it belongs to the running loop
            self._threads = CapacityLimiter(self._settings.threads)
        try:
            async with asyncio.timeout(self._settings.batch_seconds + _GRACE):
                return await run_sync(
                    self._compute, asked, grant, abandon_on_cancel=True, limiter=self._threads
                )
        except TimeoutError:
            raise Refusal(504, "too_slow", "the batch took too long; ask for less") from None

    def _compute(self, asked: bytes | Sequence[Call | Answer], grant: Grant | None) -> Answered:
        if isinstance(asked, bytes):
            asked = read_batch(asked)
        more = self._data_functions(grant)
        return answer_calls(asked, self._calls, self._settings, more)

    def _data_functions(self, grant: Grant | None) -> Mapping[str, Function]:
        if grant is None and not self._settings.key_for_data:
            grant = Grant("open")
        return data_functions(self._workspace, grant)

    async def catalog(self, request: Request) -> Response:
        """``GET /v1/catalog``: every KPI as ``kpicells formulas --json`` gives it."""
        self._access.admit(request)
        self._bring_up_to_date()
        return JsonReply(self._entries)

    async def health(self, request: Request) -> Response:
        """``GET /health``: whether it is there."""
        return JsonReply({"status": "ok", "functions": len(self._kpis)})

    def _bring_up_to_date(self) -> None:
        """Take over KPIs that the agency has changed since."""
        kpis = self._workspace.kpis if self._workspace else catalog.shipped
        if kpis is not self._kpis:
            self._calls = Calls.of(kpis.values())
            self._entries = as_json({"formulas": [entry(kpi) for kpi in kpis.values()]})
            self._kpis = kpis


def _is_about_data(call: Call | Answer) -> bool:
    return isinstance(call, Call) and Calls.id_of(call.id) in NAMES
