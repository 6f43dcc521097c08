"""Microsoft's own judges of an add-in, offline: its reader of manifests and its schemas.

They are npm packages, see ``node_tools/package.json``; ``scripts/node-tools`` installs them.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NODE_TOOLS = Path(__file__).parent / "node_tools"
"""Where the npm packages are, which the tests judge by."""


def faults_of_functions(metadata: Mapping[str, Any], folder: Path) -> list[dict[str, Any]]:
    """What Microsoft's schema finds wrong with a functions.json."""
    path = folder / "functions.json"
    path.write_text(json.dumps(metadata), encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(_run("check_functions.mjs", path))
    return found


def read_manifest(manifest: bytes, folder: Path) -> dict[str, Any]:
    """A manifest as Microsoft's reader understands it.

    Returns:
        The unified ``manifest`` that it makes of it, its ``russian`` texts, what the schema of
        unified manifests finds wrong (``errors``), and what the reader ``said``.
    """
    path = folder / "manifest.xml"
    path.write_bytes(manifest)
    found: dict[str, Any] = json.loads(_run("check_manifest.mjs", path, folder / "read"))
    return found


def _run(script: str, *arguments: Path) -> str:
    done = subprocess.run(
        ["node", NODE_TOOLS / script, *arguments], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
