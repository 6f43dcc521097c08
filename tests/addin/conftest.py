"""The browser that the add-ins' pages are opened in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.engines.chromium import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: an open one keeps a loop running, which others would stumble over."""
    with chromium() as found:
        yield found
