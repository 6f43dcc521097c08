"""One emulator for all of these tests, at the address that the environment names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kpicells.sheets_sync.google.endpoint import ENDPOINT_VARIABLE
from kpicells.sheets_sync.google.pacing import PER_ACCOUNT, Pacer
from tests.engines.google_api import Emulator, running
from tests.sheets_sync.google.clients import Client, client_of


@pytest.fixture(scope="package")
def emulator() -> Iterator[Emulator]:
    with running() as found, pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENDPOINT_VARIABLE, found.url)
        yield found


@pytest.fixture(scope="package")
def pacer(emulator: Emulator) -> Pacer:
    """All of these tests use one account."""
    return Pacer(PER_ACCOUNT, now=emulator.clock.now, sleep=emulator.clock.advance)


@pytest.fixture
def client(emulator: Emulator, pacer: Pacer) -> Client:
    found = client_of(emulator, pacer)
    emulator.faults.clear()
    emulator.forget_calls()
    return found
