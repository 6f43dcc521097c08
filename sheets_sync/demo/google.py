"""The demo in a Google Sheet that stands on this machine: the emulator of the tests takes Google's
place, so that a refresh over the network can be seen with no account.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.google.address import link_of
from kpicells.sheets_sync.google.connection import Connection
from kpicells.sheets_sync.google.endpoint import ENDPOINT_VARIABLE
from kpicells.sheets_sync.google.identity import from_file
from kpicells.sheets_sync.refresh.outcome import Outcome
from kpicells.sheets_sync.refresh.run import Wish, refresh
from kpicells.sheets_sync.workspace import Workspace

_EMULATOR = "tests.engines.google_api"


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to see while the emulator runs.

    Attributes:
        page: A page that shows the sheet.
        outcomes: Of the first refresh, of one with newer exports, and of one with no news.
    """

    page: str
    outcomes: tuple[Outcome, ...]


@contextmanager
def shown_demo(folder: Path, lang: str = "en") -> Iterator[Shown]:
    """Run the demo in a Google Sheet of the emulator, which runs as long as the block does.

    Args:
        folder: Where the workspace is made.
        lang: ``"en"`` or ``"ru"``.

    Raises:
        TargetError: The emulator is not here: it comes with the source code only.
    """
    if find_spec("tests") is None or find_spec(_EMULATOR) is None:
        raise TargetError(
            "the stand-in for Google comes with the source code: run this in a checkout, as "
            "`.venv/bin/python -m kpicells demo --google`"
        )
    with TemporaryDirectory() as keys:
        key = Path(keys) / "key.json"
        command = [sys.executable, "-m", _EMULATOR, "--port", "0", "--key", str(key)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as emulator:
            try:
                assert emulator.stdout is not None
                url = emulator.stdout.readline().split()[-1]
                emulator.stdout.readline()
                os.environ[ENDPOINT_VARIABLE] = url
                yield _refreshed(folder, lang, url, key)
            finally:
                os.environ.pop(ENDPOINT_VARIABLE, None)
                emulator.terminate()


def _refreshed(folder: Path, lang: str, url: str, key: Path) -> Shown:
    identity = from_file(key)
    sheet = Connection(identity).create(CLIENT, "ru_RU" if lang == "ru" else "en_US")
    outcomes = []
    for exported, day in (("2026-11-01", 1), ("2026-11-08", 8), ("2026-11-08", 9)):
        moment = datetime(2026, 11, day, 9, 30)
        run_demo(folder, lang, exported=exported, now=moment, draw=False)
        outcomes.append(
            refresh(
                Workspace.demand(folder),
                CLIENT,
                Wish(to=link_of(sheet)),
                now=moment,
                connect=lambda: Connection(identity),
            )
        )
    return Shown(f"{url}/look/{sheet}", tuple(outcomes))
