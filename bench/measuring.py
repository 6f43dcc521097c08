"""Times and memory of two ways of doing the same, taken in turn."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Result:
    """A comparison.

    Attributes:
        what: What was compared.
        ours: The median of ours, in ``unit``.
        theirs: The median of the straightforward way.
        unit: What is measured: ``s``, ``MB``, ...
        ratios: Ours divided by theirs, pair by pair.
        bound: What the median ratio should be at most; None for information only.
    """

    what: str
    ours: float
    theirs: float
    unit: str
    ratios: tuple[float, ...]
    bound: float | None = None

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios)

    @property
    def holds(self) -> bool:
        """Whether the bound is kept."""
        return self.bound is None or self.ratio <= self.bound


def compared(
    what: str, unit: str, pairs: Sequence[tuple[float, float]], bound: float | None = None
) -> Result:
    """The result of paired measurements, ours first."""
    ours, theirs = zip(*pairs, strict=True)
    return Result(
        what,
        statistics.median(ours),
        statistics.median(theirs),
        unit,
        tuple(a / b for a, b in pairs),
        bound,
    )


def timed(
    call: Callable[[], object], repeat: int = 1, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Seconds that a call takes, the mean of several in a row."""
    started = clock()
    for _ in range(repeat):
        call()
    return (clock() - started) / repeat


def paired(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int = 7,
    repeat: int = 1,
    clock: Callable[[], float] = time.perf_counter,
) -> list[tuple[float, float]]:
    """Seconds of two calls, taken in turn after one round that does not count.

    ``time.process_time`` as the clock counts what this process computes, whoever else does.
    """
    timed(ours), timed(theirs)
    return [(timed(ours, repeat, clock), timed(theirs, repeat, clock)) for _ in range(rounds)]


class Cost(NamedTuple):
    """What a process took.

    Attributes:
        seconds: From its start to its end.
        mb: The most memory that it held.
        cpu: The seconds that its threads computed, all together; other processes change it little.
    """

    seconds: float
    mb: float
    cpu: float


def in_child(program: str, *words: str | Path) -> Cost:
    """Run a Python program in a process of its own."""
    # VmHWM is of this program alone, where ru_maxrss begins with that of the parent.
    tail = (
        "\nimport re as _re, time as _time\n"
        "_held = _re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())\n"
        "print(_held[1], _time.process_time())\n"
    )
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program + tail, *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
    )
    *_, held, cpu = done.stdout.split()
    return Cost(time.perf_counter() - started, int(held) / 1024, float(cpu))
