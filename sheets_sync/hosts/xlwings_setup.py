"""Sets up classic xlwings on Windows, so that Excel knows the functions."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from kpicells.addin.carried import FILE, carried
from kpicells.addin.excel.udf_names import MODULE
from kpicells.addin.excel.udf_vba import ENCODING, vba_module
from kpicells.formulas import catalog
from kpicells.sheets_sync.errors import TargetError

_TIMEOUT = 180.0
_MODULES, _INTERPRETER = "UDF MODULES", "INTERPRETER_WIN"


def refuse_without_excel() -> None:
    """Stop where classic xlwings cannot give Excel functions, and say what can.

    Raises:
        TargetError: This is no Windows, or there is no Excel on it.
    """
    if sys.platform == "darwin":
        raise TargetError(
            "xlwings gives Excel functions on Windows only. On a Mac take the add-in "
            "(`kpicells excel addin`), xlwings Lite (`kpicells excel lite`), or no add-in at all "
            "(`kpicells excel lambdas FILE.xlsx`)"
        )
    if sys.platform != "win32":
        raise TargetError(
            "there is no Excel on this computer. Excel on the web takes the add-in "
            "(`kpicells excel addin`) or xlwings Lite (`kpicells excel lite`); "
            "`kpicells excel lambdas FILE.xlsx` puts the functions into a workbook, and "
            "LibreOffice has an extension (`kpicells libreoffice install`)"
        )
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Excel.Application"))
    except OSError:
        raise TargetError(
            "Excel is not installed on this computer: install it and run this again"
        ) from None


def install_addin() -> None:
    """Put xlwings' own add-in into Excel's start folder, as ``xlwings addin install`` does.

    Raises:
        TargetError: It did not go well; the message has what xlwings says.
    """
    command = [sys.executable, "-m", "xlwings.cli", "addin", "install"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        raise TargetError("xlwings did not finish: close Excel and run this again") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise TargetError(f"xlwings did not install its add-in; close Excel and try again: {said}")


def configure(folder: Path, interpreter: Path, lang: str = "en") -> Path:
    """Tell xlwings which Python and which module; everything else it was told stays.

    A workspace's own KPIs are left where the module finds them.

    Args:
        folder: Where xlwings keeps its settings: ``.xlwings`` in the person's own folder.
        interpreter: The Python in which kpicells is installed.
        lang: The language of the functions' help.

    Returns:
        The VBA module, to be imported into a workbook.

    Raises:
        TargetError: The folder cannot be written.
    """
    settings, module = folder / "xlwings.conf", folder / "kpicells.bas"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = _read(settings)
        modules = [name for name in known.get(_MODULES, "").split(";") if name]
        if MODULE not in modules:
            modules.append(MODULE)
        _write(settings, {**known, _MODULES: ";".join(modules), _INTERPRETER: str(interpreter)})
        write_vba(module, lang)
        if own := carried():
            (folder / FILE).write_bytes(own)
        else:
            (folder / FILE).unlink(missing_ok=True)
    except OSError as error:
        raise TargetError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return module


def write_vba(path: Path, lang: str = "en") -> None:
    """Write the VBA module that calls the functions."""
    path.write_bytes(vba_module(catalog.values(), lang).encode(ENCODING))


def _read(path: Path) -> dict[str, str]:
    """Each line is a key and a value in quotes."""
    if not path.exists():
        return {}
    rows = csv.reader(io.StringIO(path.read_text("utf-8", errors="surrogateescape")))
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _write(path: Path, settings: Mapping[str, str]) -> None:
    lines = (f'"{key}","{value}"\n' for key, value in settings.items())
    path.write_text("".join(lines), "utf-8", errors="surrogateescape")
