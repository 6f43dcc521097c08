"""The add-in's JavaScript, and the stand-in for Office, fit Microsoft's published typings."""

from __future__ import annotations

import subprocess

from tests.engines.office_schemas import NODE_TOOLS

TSC = NODE_TOOLS / "node_modules" / ".bin" / "tsc"


def test_javascript_fits_the_typings() -> None:
    done = subprocess.run([TSC, "-p", NODE_TOOLS], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_every_script_is_looked_at() -> None:
    done = subprocess.run(
        [TSC, "-p", NODE_TOOLS, "--listFilesOnly"], capture_output=True, text=True, timeout=120
    )
    for name in ("web/functions/main.js", "web/pane/main.js", "web/python/worker.js"):
        assert f"addin/excel/{name}" in done.stdout
    assert "engines/office/excel.js" in done.stdout
