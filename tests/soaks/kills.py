"""Kills a refresh at random moments and looks at what is left: ``make soak-kills``.

Each time the workbook must be the old one or the new one, whole; the facts and the plan must be
as they were; and the next refresh must go through.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.facts.importing import import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook
from kpicells.sheets_sync.refresh.run import Wish, refresh, workbook_of
from kpicells.sheets_sync.sources import choose
from kpicells.sheets_sync.tables import read_tables
from kpicells.sheets_sync.workspace import Workspace

EXPORTS = Path(__file__).parents[2] / "sheets_sync" / "demo" / "exports"
Cells = dict[tuple[str, int, int], object]


def main() -> None:
    """Run the soak; the exit status tells whether every kill left a whole workbook."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    print(f"{chosen.times} kills, seed {chosen.seed}")
    with tempfile.TemporaryDirectory() as folder:
        left = kills(Path(folder) / "agency", chosen.times, random.Random(chosen.seed))
    for what, count in sorted(left.items()):
        print(f"{count:5}  {what}")
    sys.exit(0 if set(left) <= {"the old workbook", "the new workbook"} else 1)


def kills(folder: Path, times: int, chance: random.Random) -> Counter[str]:
    """Kill ``times`` refreshes; what was left, by kind."""
    workspace, path = _client(folder)
    old, facts = path.read_bytes(), workspace.facts.read_bytes()
    before = _cells(path)
    started = time.monotonic()
    _refresh(folder).wait()
    length = time.monotonic() - started
    after = _cells(path)
    assert before != after, "there is something to refresh"
    left: Counter[str] = Counter()
    for _ in range(times):
        path.write_bytes(old)
        with _refresh(folder) as process:
            # Most of the time goes into starting up; what matters comes at the end.
            time.sleep(length * chance.triangular(0.2, 1.2, 0.9))
            process.kill()
        if path.read_bytes() == old:
            left["the old workbook"] += 1
        elif _cells(path) == after:
            left["the new workbook"] += 1
        else:
            left[f"something else: {path.stat().st_size} bytes"] += 1
        if workspace.facts.read_bytes() != facts:
            left["other facts"] += 1
    path.write_bytes(old)
    if _refresh(folder).wait() or _cells(path) != after:
        left["a refresh that fails after the kills"] += 1
    visible = [p for p in path.parent.glob(f"*{path.suffix}") if not p.name.startswith(".")]
    if strays := [p for p in visible if p != path]:
        left[f"files left behind: {len(strays)}"] += 1
    return left


def _client(folder: Path) -> tuple[Workspace, Path]:
    """A client with a workbook, and with newer facts than it shows."""
    run_demo(folder, exported="2026-11-01", now=datetime(2026, 11, 1, 9), draw=False)
    workspace = Workspace.demand(folder)
    path = workbook_of(workspace, CLIENT)
    shutil.move(folder / f"{CLIENT}.xlsx", path)
    refresh(workspace, CLIENT, Wish(), now=datetime(2026, 11, 1, 9))
    with Store(workspace.facts) as store:
        for export in sorted(EXPORTS.glob("*2026-11-08.csv")):
            import_file(
                store,
                CLIENT,
                export,
                lambda careful, work, export=export: choose(
                    read_tables(export, work, careful=careful), work
                ),
            )
    return workspace, path


def _refresh(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kpicells", "refresh", CLIENT, "--workspace", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _cells(path: Path) -> Cells:
    """All that our blocks show, but for the log, which tells when."""
    book = OpenWorkbook(path)
    return {
        (name, row, column): book.read(area.sheet, row, column)
        for name, area in book.names.items()
        if name.startswith("kpi_") and name not in ("kpi_log", "kpi_state")
        for row, column in area.places()
    }


if __name__ == "__main__":
    main()
