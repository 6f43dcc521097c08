"""How long single calls take while large batches keep a server busy."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_OURS = """
import os, sys
from kpicells.addin.server.app import make_app
from kpicells.addin.server.logs import log_to
from kpicells.addin.server.running import Place, server
from kpicells.addin.server.settings import Settings

log_to(open(os.devnull, "w"))
app = make_app(Settings(requests_a_minute=1e9))
server(app, Place(port=int(sys.argv[1]))).serve_until_told()
"""
_FASTAPI = """
import sys
import uvicorn
from bench.fastapi_calls import app

uvicorn.run(app, port=int(sys.argv[1]), log_level="critical")
"""
_SINGLE = json.dumps({"calls": [{"id": "CTR", "args": [5, 100]}]}).encode()
_BATCH = json.dumps({"calls": [{"id": "CTR", "args": [5, 100]}] * 1000}).encode()
_ASKERS, _EACH, _ROUNDS = 8, 250, 5


def slowest_of_hundred() -> list[tuple[float, float]]:
    """The 99th percentile of milliseconds, ours and FastAPI's, round by round."""
    with _served(_OURS) as ours, _served(_FASTAPI) as theirs:
        for port in (ours, theirs):
            asyncio.run(_p99(port))  # does not count
        return [(asyncio.run(_p99(ours)), asyncio.run(_p99(theirs))) for _ in range(_ROUNDS)]


@contextmanager
def _served(program: str) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", program, str(port)]) as process:
        try:
            for _ in range(300):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.1)
            yield port
        finally:
            process.terminate()


async def _p99(port: int) -> float:
    """Eight people ask for one cell after the other, while one sends batch after batch."""
    busy = asyncio.create_task(_batches(port))
    found = await asyncio.gather(*(_singles(port) for _ in range(_ASKERS)))
    busy.cancel()
    seconds = sorted(one for several in found for one in several)
    return seconds[len(seconds) * 99 // 100] * 1000


async def _singles(port: int) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    found = []
    for _ in range(_EACH):
        started = time.perf_counter()
        await _asked(reader, writer, _SINGLE)
        found.append(time.perf_counter() - started)
    writer.close()
    return found


async def _batches(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while True:
            await _asked(reader, writer, _BATCH)
    finally:
        writer.close()


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: bytes) -> None:
    writer.write(
        b"POST /v1/call HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    assert b" 200 ok" in head, head
    length = int(head.partition(b"content-length:")[2].split()[0])
    await reader.readexactly(length)
