"""The formulas load with nothing but Python itself: they run in a browser, and start quickly."""

from __future__ import annotations

import subprocess
import sys


def test_the_formulas_need_nothing_but_python() -> None:
    program = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "from kpicells.formulas import catalog\n"
        "from kpicells.formulas.hosts import TEXTS, emit\n"
        "from kpicells.formulas.search import Finder\n"
        "for host in TEXTS: emit(catalog['CTR'], host)\n"
        "catalog['CTR'](5, 100), Finder(catalog.values())('ctr')\n"
        "print('\\n'.join({name.partition('.')[0] for name in set(sys.modules) - before}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {name.lstrip("_") for name in done.stdout.split()}
    standard = {name.lstrip("_") for name in sys.stdlib_module_names}
    editable = {name for name in loaded if name.startswith("editable_")}
    assert loaded - standard - editable == {"kpicells"}
