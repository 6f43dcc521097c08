"""The emulator with no limits, and one spreadsheet of it, for tests of the emulator itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engines.google_api import Emulator, running
from tests.engines.google_calls import Sheets


@pytest.fixture(scope="module")
def google() -> Iterator[Emulator]:
    with running() as emulator:
        emulator.quotas.limits.per_project = emulator.quotas.limits.per_user = 10**6
        yield emulator


@pytest.fixture
def book(google: Emulator) -> Sheets:
    return Sheets.of(google)
