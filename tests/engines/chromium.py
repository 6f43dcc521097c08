"""Chromium without a window: loads the add-in's own pages, with a stand-in for Office.

The pages come from the add-in's server with its real headers; only Microsoft's library, which no
test may fetch, is answered by ``tests/engines/office/``. A missing Chromium fails the tests.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.applications import Starlette

OFFICE_JS = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js"
_STAND_IN = Path(__file__).parent / "office"
_PARTS = ("workbook.js", "functions.js", "excel.js", "office.js")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_PATIENCE_MS = 90_000
"""How long a page may take for anything: Python loads in seconds, or slowly on a busy machine."""
expect.set_options(timeout=_PATIENCE_MS)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that the system has."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*_FLAGS])
        yield browser
        browser.close()


@contextmanager
def excel(
    browser: Browser,
    url: str,
    *,
    office: str = "en-US",
    dark: bool = False,
    size: tuple[int, int] = (350, 760),
    python: bool = True,
) -> Iterator[Page]:
    """The pane, open beside a workbook in memory.

    Args:
        browser: The browser.
        url: Where the pages are served.
        office: The language of this Office.
        dark: Whether it has its dark theme.
        size: The pane's width and height in pixels.
        python: Whether its Python may start, which takes seconds.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        locale=office,
    )
    context.set_default_timeout(_PATIENCE_MS)
    page = context.new_page()
    page.faults = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.faults.append(str(error)))  # type: ignore[attr-defined]
    page.on("console", lambda said: _note(page, said.type, said.text))
    body = "\n".join((_STAND_IN / part).read_text("utf-8") for part in _PARTS)
    page.route(OFFICE_JS, lambda route: route.fulfill(body=body, content_type="text/javascript"))
    if not python:
        page.route("**/python/worker.js", lambda route: None)
    theme = "dark" if dark else "light"
    page.goto(f"{url}/pane.html?office={office}&theme={theme}")
    try:
        yield page
        assert not page.faults, page.faults  # type: ignore[attr-defined]
    finally:
        context.close()


def _note(page: Page, kind: str, text: str) -> None:
    """What the page complained of; a server that is down is what some tests are about."""
    if kind == "error" and "Failed to load resource" not in text:
        page.faults.append(text)  # type: ignore[attr-defined]


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """A server on this machine, and its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()
