"""A server that is told to end finishes what it was asked, and takes nothing new."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

BODY = json.dumps({"calls": [{"id": "CTR", "args": [5, 100]}]}).encode()
HEAD = (
    b"POST /v1/call HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % len(BODY)
)
WAITS = b"HTTP/1.1 100 Continue\r\n\r\n"
"""By which the server tells that the request is under way."""


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_the_request_in_flight_is_answered(tmp_path: Path, told: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kpicells", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as server:
        try:
            _until_it_answers(port)
            with _connected(port) as wire:
                wire.sendall(HEAD + BODY[:10])
                assert wire.recv(len(WAITS), socket.MSG_WAITALL) == WAITS
                server.send_signal(told)
                _until_closed_to_others(port)
                assert server.poll() is None
                wire.sendall(BODY[10:])
                answer = b"".join(iter(lambda: wire.recv(4096), b""))
                assert answer.endswith(b'{"results":[{"value":0.05}]}')
            assert server.wait(10) == 0
        finally:
            server.kill()
        assert server.stderr is not None
        log = server.stderr.read()
    assert re.search(r'"path": "/v1/call", "status": 200', log)
    assert "Traceback" not in log


def _connected(port: int) -> socket.socket:
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def _until_it_answers(port: int) -> None:
    """It listens before it runs, and only then finishes what it was asked."""
    with _connected(port) as wire:
        wire.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert b"200 OK" in b"".join(iter(lambda: wire.recv(4096), b""))


def _until_closed_to_others(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.05)
    raise AssertionError("the server still takes connections")
