"""Runs benchmarks and prints their ratios; exit status 1 when a bound is not kept."""

from __future__ import annotations

import os
import pkgutil
import platform
import sys
from importlib import import_module

from rich.console import Console
from rich.table import Table

import bench

_PARTS = ("measuring", "__main__", "fastapi_calls", "latency")


def main(wanted: list[str]) -> int:
    """Run the named benchmarks, or all."""
    known = [m.name for m in pkgutil.iter_modules(bench.__path__) if m.name not in _PARTS]
    if unknown := [name for name in wanted if name not in known]:
        print(f"there is no benchmark {unknown[0]!r}; there are: {', '.join(known)}")
        return 2
    console = Console()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}"
    table = Table(title=f"ours against a straightforward way ({machine})", box=None, pad_edge=False)
    for name in ("what", "ours", "theirs", "ratio", "spread", "bound", ""):
        table.add_column(name, justify="left" if name == "what" else "right")
    kept = True
    for name in wanted or known:
        with console.status(f"measuring {name}"):
            results = list(import_module(f"bench.{name}").run())
        for one in results:
            kept &= one.holds
            spread = f"{min(one.ratios):.2f} to {max(one.ratios):.2f}"
            bound = "" if one.bound is None else f"{one.bound:.2f}"
            verdict = "" if one.bound is None else "ok" if one.holds else "over"
            figures = (f"{value:.3g} {one.unit}" for value in (one.ours, one.theirs))
            table.add_row(one.what, *figures, f"{one.ratio:.2f}", spread, bound, verdict)
    console.print(table)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
