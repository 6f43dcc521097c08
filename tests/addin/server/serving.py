"""Starts the real server on a real port, in a thread of this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from kpicells.addin.server.app import make_app
from kpicells.addin.server.ports import Keys, Workspace
from kpicells.addin.server.running import Place, server
from kpicells.addin.server.settings import Settings


@contextmanager
def serving(
    settings: Settings | None = None,
    workspace: Workspace | None = None,
    keys: Keys | None = None,
) -> Iterator[httpx.Client]:
    """A client of a server that runs as long as the block."""
    running = server(make_app(settings or Settings(), workspace, keys), Place(port=0))
    thread = threading.Thread(target=running.serve_until_told)
    thread.start()
    try:
        while not running.started:
            assert thread.is_alive()
            time.sleep(0.01)
        with httpx.Client(base_url=f"http://127.0.0.1:{running.port}", timeout=30) as client:
            yield client
    finally:
        running.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


def ask(client: httpx.Client, *calls: Any, **headers: str) -> list[Any]:
    """The answers to calls: ``ask(client, ("CTR", [5, 100]))``."""
    body = {"calls": [{"id": name, "args": args} for name, args in calls]}
    reply = client.post("/v1/call", json=body, headers=headers)
    assert reply.status_code == 200, reply.text
    results: list[Any] = reply.json()["results"]
    return results
