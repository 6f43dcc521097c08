"""Runs LibreOffice without a window, each run with a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from kpicells.sheets_sync.errors import TargetError

_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_WINDOWS = r"C:\Program Files\LibreOffice\program\soffice.exe"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{locale}</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{recalculate}</value></prop></item>
</oor:items>
"""
_LOCALES = {"en": "en-US", "ru": "ru-RU"}


def find() -> str:
    """The program.

    Raises:
        TargetError: It is not installed.
    """
    for name in ("soffice", "libreoffice", _MAC, _WINDOWS):
        if found := shutil.which(name):
            return found
    raise TargetError(
        "LibreOffice is needed for pictures and was not found: install it "
        "(https://www.libreoffice.org), or leave the picture out"
    )


def convert(
    path: Path,
    to: str,
    folder: Path,
    *,
    lang: str = "en",
    recalculate: bool = True,
    timeout: float = 120,
) -> Path:
    """Convert a workbook; ``to`` is ``pdf`` or ``xlsx``.

    Args:
        path: The workbook.
        to: The kind of file to make.
        folder: Where the new file is put, under the same name.
        lang: The language whose separators numbers are written with.
        recalculate: Whether formulas are computed anew, or stored values believed.
        timeout: Seconds after which LibreOffice is stopped.

    Raises:
        TargetError: LibreOffice is missing, failed or took too long.
    """
    program = find()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kpicells-lo-") as profile:
        user = Path(profile) / "user"
        user.mkdir()
        settings = _SETTINGS.format(
            locale=_LOCALES.get(lang, "en-US"), recalculate=0 if recalculate else 1
        )
        (user / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
        command = [
            program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
            "--norestore", "--convert-to", to, "--outdir", str(folder), str(path),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=timeout, check=False
            )
        except subprocess.TimeoutExpired:
            raise TargetError(f"{path.name}: LibreOffice did not finish in {timeout:g} s") from None
    made = folder / f"{path.stem}.{to}"
    if done.returncode or not made.exists():
        raise TargetError(
            f"{path.name}: LibreOffice failed: {(done.stderr or done.stdout).strip()}"
        )
    return made
