"""LibreOffice with our extension in a profile of its own: computes files and tells its calls.

What is missing fails the tests; nothing is skipped.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from kpicells.sheets_sync.hosts.libreoffice import find
from kpicells.sheets_sync.hosts.libreoffice_extension import install

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_HERE = Path(__file__).parent
_ANSWERED = re.compile(r"success uno->py\[\w+\]\.([A-Z0-9_]+)\(\)")
_numbers = count()
_FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


@dataclass
class Calc:
    """A LibreOffice whose profile is a folder.

    Attributes:
        folder: The profile.
        log: What LibreOffice's bridge to Python told of the last run: a line for each call.
    """

    folder: Path
    log: str = ""

    @property
    def options(self) -> list[str]:
        """What keeps it apart from every other LibreOffice of the machine."""
        return [
            f"-env:UserInstallation={self.folder.as_uri()}",
            f"-env:UNO_SHARED_PACKAGES_CACHE={(self.folder / 'shared').as_uri()}",
        ]

    def install(self, extension: bytes) -> None:
        """Install an extension: for all users where root runs the tests, for root has no own."""
        file = self.folder / "kpicells.oxt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(extension)
        shared = ["--shared"] if os.geteuid() == 0 else []
        install(file, [*shared, *self.options])

    def recalculated(self, path: Path, to: str = "xlsx") -> Path:
        """Open a file, compute all of it anew, and store it as another kind of file."""
        (self.folder / "user").mkdir(parents=True, exist_ok=True)
        (self.folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        folder = self.folder / "computed"
        done = subprocess.run(
            [
                find(), *self.options, "--headless", "--norestore",
                "--convert-to", f"{to}:{_FILTERS[to]}", "--outdir", str(folder), str(path),
            ],
            capture_output=True, text=True, timeout=180, check=False,
            env={**os.environ, "PYUNO_LOGLEVEL": "CALL", "PYUNO_LOGTARGET": "stdout"},
        )  # fmt: skip
        self.log = done.stdout
        made = folder / f"{path.stem}.{to}"
        assert made.exists(), done.stderr[-2000:]
        return made

    def ask(self, formulas: Sequence[str]) -> dict[str, Any]:
        """Type formulas as a person does, and read the Function Wizard."""
        answer: dict[str, Any] = self.run("ask_calc.py", json.dumps(list(formulas)))
        return answer

    def run(self, script: str, *words: str) -> Any:
        """Start it, let LibreOffice's Python run a script of this folder, and read its answer."""
        pipe = f"kpicells-{os.getpid()}-{next(_numbers)}"
        accept = f"--accept=pipe,name={pipe};urp"
        office = subprocess.Popen(
            [find(), *self.options, "--headless", "--norestore", accept],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            done = subprocess.run(
                [_python_with_uno(), str(_HERE / script), pipe, *words],
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert done.returncode == 0, done.stderr[-2000:]
            office.wait(timeout=60)
        finally:
            office.kill()
            office.wait()
        return json.loads(done.stdout)

    def calls(self) -> Counter[str]:
        """How many calls of each function the last run handed to Python and had answered."""
        return Counter(_ANSWERED.findall(self.log))


def _python_with_uno() -> str:
    """The Python that LibreOffice uses: its own, or the system's."""
    beside = Path(find()).resolve().with_name("python")
    found = str(beside) if beside.exists() else "/usr/bin/python3"
    known = subprocess.run([found, "-c", "import uno"], capture_output=True, check=False)
    assert known.returncode == 0, f"{found} has no module uno: install python3-uno"
    return found
