"""``refresh --all`` killed in the middle: the next run goes on, and nothing is done twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.google.address import link_of
from kpicells.sheets_sync.google.book import FIELDS, TAG, GoogleBook
from kpicells.sheets_sync.google.connection import Connection
from kpicells.sheets_sync.google.identity import from_file
from tests.engines.google_api import Emulator, Fault

COUNT = 4


@pytest.fixture
def agency(emulator: Emulator, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A workspace of several clients at Google, and each one's spreadsheet."""
    emulator.faults.clear()
    folder = tmp_path / "agency"
    run_demo(folder, draw=False)
    settings = folder / "workspace.toml"
    key = json.dumps(str(emulator.key_file))
    settings.write_text(f"google_keys = [{key}]\n" + settings.read_text("utf-8"), "utf-8")
    plan = (folder / "clients" / CLIENT / "plan.toml").read_text("utf-8")
    shutil.rmtree(folder / "clients" / CLIENT)
    sheets = {}
    for number in range(COUNT):
        name = f"Client {number}"
        sheets[name] = emulator.spreadsheet(name)
        path = folder / "clients" / name / "plan.toml"
        path.parent.mkdir()
        path.write_text(f'sheet = "{link_of(sheets[name])}"\n' + plan, "utf-8")
    return folder, sheets


def fleet(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kpicells", "refresh", "--all", "--json"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "COLUMNS": "250", "HOME": str(folder)},
    )  # fmt: skip


def test_a_run_that_was_killed_is_gone_on_with(
    agency: tuple[Path, dict[str, str]], emulator: Emulator
) -> None:
    folder, sheets = agency
    # The last clients' writes hang, so the run is killed while they are under way.
    last = [sheets[f"Client {number}"] for number in (COUNT - 2, COUNT - 1)]
    emulator.fail(
        *(Fault("slow", method="batchUpdate$", spreadsheet=sheet, seconds=300) for sheet in last)
    )
    emulator.forget_calls()
    with fleet(folder) as running:
        done = folder / "fleet.json"
        until = time.monotonic() + 240
        while not done.exists() or len(json.loads(done.read_text("utf-8"))["done"]) < COUNT - 2:
            assert running.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        running.send_signal(signal.SIGKILL)
        running.communicate()
    emulator.faults.clear()  # what was under way is carried out, though nobody waits for it
    with fleet(folder) as running:
        said, problems = running.communicate(timeout=240)
    assert running.returncode == 0, problems
    told = json.loads(said)["clients"]
    assert len(told) == COUNT
    written = Counter(
        call.url.split("/")[-1].split(":")[0]
        for call in emulator.calls("sheets")
        if ":batchUpdate" in call.url and call.status == 200
    )
    assert written == dict.fromkeys(sheets.values(), 1), "each sheet was made once"
    again = fleet(folder)
    repeated = json.loads(again.communicate(timeout=240)[0])["clients"]
    assert [one["changed"] for one in repeated] == [[]] * COUNT
    connection = Connection(from_file(emulator.key_file), [], emulator.clock.advance)
    for sheet in sheets.values():
        book = GoogleBook(connection.get_tagged(sheet, TAG, FIELDS))
        area = book.names["kpi_log"]
        rows = range(area.first_row + 1, area.last_row + 1)
        said_there = [book.read(area.sheet, row, area.first_column + 1).value for row in rows]
        assert len([one for one in said_there if one]) == 1
        titles = [one.properties["title"] for one in emulator.book(sheet).sheets]
        assert len(titles) == len(set(titles))
