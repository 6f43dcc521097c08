"""The site, built once as `make docs` builds it, whoever of the parallel workers comes first."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.docs.reference.site import Site

ROOT = Path(__file__).parents[3]
PATIENCE = 300.0


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Site:
    alone = worker_id == "master"
    base = tmp_path_factory.getbasetemp()
    out = (base if alone else base.parent) / "reference"
    said = out.with_suffix(".txt")
    try:
        out.with_suffix(".begun").touch(exist_ok=False)
    except FileExistsError:
        _wait_for(said)
    else:
        done = subprocess.run(
            [sys.executable, "-m", "docs.reference", "--out", out],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        unfinished = said.with_suffix(".part")
        unfinished.write_text("" if done.returncode == 0 else done.stderr or "failed", "utf-8")
        unfinished.rename(said)
    failure = said.read_text("utf-8")
    assert not failure, failure[-3000:]
    return Site(out)


def _wait_for(path: Path) -> None:
    for _ in range(int(PATIENCE * 5)):
        if path.exists():
            return
        time.sleep(0.2)
    raise AssertionError("another worker did not finish building the site")
