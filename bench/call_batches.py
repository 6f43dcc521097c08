"""Batches of calls: the endpoint's handler against the bare floor, and against FastAPI.

The floor decodes, computes and encodes with the fastest library for each, and checks nothing: a
call that is wrong would spoil the batch. FastAPI with pydantic is the straightforward way, as its
tutorial teaches it. Ours and FastAPI's are whole applications with all that stands before the
handler; the floor is a function. What all of them call is the same KPI. Python's search for
garbage is set for ours and for the floor as our server sets it, and for FastAPI as Python does.

The latency of single calls is that of real servers, while large batches keep them busy.
"""

from __future__ import annotations

import asyncio
import gc
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from time import process_time
from typing import Any

import msgspec
import orjson

from bench.latency import slowest_of_hundred
from bench.measuring import Result, compared, paired, timed
from kpicells.addin.server.app import make_app
from kpicells.addin.server.logs import log_to
from kpicells.addin.server.running import spare_batches
from kpicells.addin.server.settings import Settings
from kpicells.formulas import catalog

CALLS = 10_000
FLOOR_BOUND, STRAIGHTFORWARD_BOUND = 1.5, 1 / 5
_CHUNK = 65_536
_OFTEN = 1e9
_ROUNDS = 25


def run() -> Iterator[Result]:
    """Scalar calls, a range that spills, and a range that is brought together."""
    from bench.fastapi_calls import app as fastapi_app

    log_to(io.StringIO())
    app = make_app(Settings(requests_a_minute=_OFTEN))
    loop = asyncio.new_event_loop()

    def asked(of: Any, body: bytes) -> Callable[[], bytes]:
        return lambda: loop.run_until_complete(_reply(of, body))

    for what, body, floor, bound in _cases():
        ours, theirs = asked(app, body), asked(fastapi_app, body)
        with _spared():
            bare = min((floor, _with_orjson(floor)), key=lambda one: _seconds(one, body))
            assert json.loads(ours()) == json.loads(bare(body)) == json.loads(theirs())
            pairs = paired(ours, lambda b=body, f=bare: f(b), _ROUNDS, clock=process_time)
        yield compared(f"{what}, CPU; bare floor", "s", pairs, FLOOR_BOUND)
        pairs = []
        for _ in range(_ROUNDS):
            with _spared():
                seconds = timed(ours, clock=process_time)
            pairs.append((seconds, timed(theirs, clock=process_time)))
        yield compared(f"{what}, CPU; FastAPI and pydantic", "s", pairs, bound)
    loop.close()
    name = "one call while batches are answered, p99; FastAPI and pydantic"
    yield compared(name, "ms", slowest_of_hundred())


@contextmanager
def _spared() -> Iterator[None]:
    """As our server lets Python search for garbage."""
    before = gc.get_threshold()
    spare_batches()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


Floor = Callable[..., bytes]


def _cases() -> Iterator[tuple[str, bytes, Floor, float | None]]:
    random = Random(1)
    numbers = [[random.randrange(1, 5000), random.randrange(1, 5000)] for _ in range(CALLS)]
    scalars = [{"id": "CTR", "args": pair} for pair in numbers]
    yield f"{CALLS:,} calls", _body(scalars), _each_call, STRAIGHTFORWARD_BOUND
    columns = [[[random.randrange(1, 5000)] for _ in range(CALLS)] for _ in range(4)]
    spread = [{"id": "LTV_MARGIN", "args": columns}]
    yield f"one call over {CALLS:,} x 4 cells", _body(spread), _each_row, STRAIGHTFORWARD_BOUND
    taken = [{"id": "CTR_TOTAL", "args": [[row * 2 for row in one] for one in columns[:2]]}]
    yield f"one total of {CALLS:,} x 4 cells", _body(taken), _each_call, None


def _body(calls: list[dict[str, Any]]) -> bytes:
    return json.dumps({"calls": calls}).encode()


def _each_call(body: bytes, decode: Any = None, encode: Any = msgspec.json.encode) -> bytes:
    if decode is not None:
        found = [{"value": _KPIS[c["id"]](*c["args"])} for c in decode(body)["calls"]]
    else:
        found = [{"value": _KPIS[call.id](*call.args)} for call in _typed(body).calls]
    answer: bytes = encode({"results": found})
    return answer


def _each_row(
    body: bytes, decode: Any = msgspec.json.decode, encode: Any = msgspec.json.encode
) -> bytes:
    (call,) = decode(body)["calls"]
    kpi = _KPIS[call["id"]]
    rows = [[kpi(a, b, c, d)] for (a,), (b,), (c,), (d,) in zip(*call["args"], strict=True)]
    answer: bytes = encode({"results": [{"value": rows}]})
    return answer


def _with_orjson(floor: Floor) -> Floor:
    return lambda body: floor(body, orjson.loads, orjson.dumps)


class _Call(msgspec.Struct):
    id: str
    args: list[Any]


class _Calls(msgspec.Struct):
    calls: list[_Call]


_typed = msgspec.json.Decoder(_Calls).decode
_KPIS = {**catalog.shipped, "CTR_TOTAL": catalog["CTR_TOTAL"]}


def _seconds(floor: Floor, body: bytes) -> float:
    return min(timed(lambda: floor(body), clock=process_time) for _ in range(7))


async def _reply(app: Any, body: bytes) -> bytes:
    """The body of an answer, as a server of ASGI asks for it."""
    headers = [
        (b"host", b"localhost"),
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
        "scheme": "http", "path": "/v1/call", "raw_path": b"/v1/call", "query_string": b"",
        "root_path": "", "headers": headers, "client": ("127.0.0.1", 1), "server": None,
        "state": {},
    }  # fmt: skip
    places = iter(range(0, len(body), _CHUNK))
    found: list[bytes] = []

    async def receive() -> dict[str, Any]:
        place = next(places)
        more = place + _CHUNK < len(body)
        chunk = body[place : place + _CHUNK]
        return {"type": "http.request", "body": chunk, "more_body": more}

    async def send(message: dict[str, Any]) -> None:
        found.append(message.get("body", b""))

    await app(scope, receive, send)
    return b"".join(found)
