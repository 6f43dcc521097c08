"""The add-in as it is served, and a browser that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kpicells.addin.excel.building import build
from kpicells.addin.server.app import make_app
from kpicells.addin.server.settings import Settings
from tests.engines.chromium import excel, served
from tests.engines.office_schemas import NODE_TOOLS


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in's folder, with the Pyodide that the test tools have."""
    out = tmp_path_factory.mktemp("addin")
    build(out, "https://localhost:8443/addin", NODE_TOOLS / "node_modules" / "pyodide")
    return out


@pytest.fixture(scope="session")
def address(pages: Path) -> Iterator[str]:
    """Where a server hands out the add-in; its ``/v1/call`` is there as well."""
    with served(make_app(Settings(pages=pages))) as url:
        yield f"{url}/addin"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A pane of its own, in English."""
    with excel(browser, address) as found:
        yield found


@pytest.fixture
def asleep(browser: Browser, address: str) -> Iterator[Page]:
    """A pane whose Python never wakes: for what does not need it."""
    with excel(browser, address, python=False) as found:
        yield found
