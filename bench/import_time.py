"""What ``import kpicells.formulas`` takes more than Python itself, in whole processes.

Counted is the time of the processor, in which other programs on the machine do not show.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping

from bench.measuring import Result, compared

MOST_MILLISECONDS = 60
_ROUNDS = 21


def run() -> Iterator[Result]:
    """Milliseconds above bare Python, against the most that is allowed."""
    with tempfile.TemporaryDirectory() as folder:
        # As an installed package has it: compiled once, and read from the cache since.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        _process("import kpicells.formulas", environment)
        pairs = []
        for _ in range(_ROUNDS):
            ours = _process("import kpicells.formulas", environment)
            bare = _process("pass", environment)
            pairs.append(((ours - bare) * 1000, float(MOST_MILLISECONDS)))
    yield compared("import kpicells.formulas; the most allowed", "ms", pairs, 1.0)


def _process(program: str, environment: Mapping[str, str]) -> float:
    command = [sys.executable, "-c", program]

    def used() -> float:
        times = os.times()
        return times.children_user + times.children_system

    before = used()
    subprocess.run(command, check=True, env=dict(environment))
    return used() - before
