"""The commands that reach Google, each a process of its own, against the emulator."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.google.address import link_of
from tests.engines.google_api import Emulator

ROOT = Path(__file__).parents[3]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kpicells", *words],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "COLUMNS": "250", "HOME": str(folder)},
    )  # fmt: skip


@pytest.fixture
def agency(emulator: Emulator, tmp_path: Path) -> Path:
    """A workspace with two clients at Google, of whom one has not shared her sheet."""
    emulator.faults.clear()
    folder = tmp_path / "agency"
    run_demo(folder, exported="2026-11-01", draw=False)
    settings = folder / "workspace.toml"
    key = json.dumps(str(emulator.key_file))
    settings.write_text(f"google_keys = [{key}]\n" + settings.read_text("utf-8"), "utf-8")
    plan = folder / "clients" / CLIENT / "plan.toml"
    other = folder / "clients" / "Shy" / "plan.toml"
    other.parent.mkdir()
    for path, share in ((other, False), (plan, True)):
        sheet = link_of(emulator.spreadsheet("Nordlys", share=share))
        text = (folder / "clients" / CLIENT / "plan.toml").read_text("utf-8")
        path.write_text(f'sheet = "{sheet}"\n' + text, "utf-8")
    return folder


def test_a_fleet_at_google_and_what_the_doctor_sees(agency: Path, emulator: Emulator) -> None:
    done = run(agency, "refresh", "--all", "--json")
    assert done.returncode == 1
    mine, shy = json.loads(done.stdout)["clients"]
    if "error" in mine:
        mine, shy = shy, mine
    assert mine["api_calls"] == 3
    assert f"make {emulator.email} an editor" in shy["error"]
    again: Any = json.loads(run(agency, "refresh", CLIENT, "--json").stdout)
    assert (again["changed"], again["api_calls"]) == ([], 1)
    doctor = json.loads(run(agency, "doctor", "--json").stdout)["checks"]
    told = {check["what"]: (check["ok"], check["says"]) for check in doctor}
    assert told["Google account"] == (True, f"{emulator.email} (service account)")
    assert told[f"sheet of {CLIENT}"] == (True, "can be opened")
    assert told["sheet of Shy"][0] is False
    secret = json.loads(emulator.key_file.read_text("utf-8"))["private_key"].splitlines()[1]
    assert secret not in done.stdout + done.stderr


def test_undo_brings_back_what_the_cells_held(agency: Path, emulator: Emulator) -> None:
    run(agency, "refresh", CLIENT)
    exports = sorted((ROOT / "sheets_sync" / "demo" / "exports").glob("*2026-11-08.csv"))
    assert run(agency, "import", *map(str, exports), "--client", CLIENT).returncode == 0
    changed = json.loads(run(agency, "refresh", CLIENT, "--json").stdout)["changed"]
    undone = json.loads(run(agency, "undo", CLIENT, "--json").stdout)
    assert undone["cells"] >= len(changed) > 100
    repeated = json.loads(run(agency, "refresh", CLIENT, "--json").stdout)["changed"]
    assert {(c["sheet"], c["cell"]) for c in repeated} == {(c["sheet"], c["cell"]) for c in changed}


def test_the_demo_at_google_counts_its_calls(tmp_path: Path) -> None:
    done = run(ROOT, "demo", "--google", "--out", str(tmp_path / "demo"), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [one["api_calls"] for one in told["refreshes"]] == [3, 2, 1]
    assert told["refreshes"][2]["changed"] == 0


def test_a_template_goes_into_a_sheet_that_is_empty(agency: Path, emulator: Emulator) -> None:
    sheet = emulator.spreadsheet("Template")
    words = ("template", "sales", "--to", link_of(sheet), "--lang", "ru")
    done = run(agency, *words)
    assert done.returncode == 0, done.stderr
    titles = [one.properties["title"] for one in emulator.book(sheet).sheets]
    assert titles[:2] == ["Дашборд", "Цели"]
    again = run(agency, *words)
    assert again.returncode == 1
    assert "there is a workbook of kpicells in it already" in again.stderr
