"""Installs an extension into LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.libreoffice import find

_TIMEOUT = 120.0


def install(extension: Path, options: Sequence[str] = ()) -> None:
    """Install an extension, or the newer version of one, for the person who runs this.

    Args:
        extension: The ``.oxt`` file.
        options: More words for LibreOffice's ``unopkg``: another profile, for example.

    Raises:
        TargetError: LibreOffice is missing, is running, or refuses the extension.
    """
    if not options and hasattr(os, "geteuid") and os.geteuid() == 0:
        raise TargetError("LibreOffice installs no extension for root: run this as yourself")
    command = [_unopkg(), "add", "--force", *options, str(extension)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TargetError(f"{extension}: LibreOffice did not install it: {error}") from error
    said = (done.stderr or done.stdout).strip()
    if done.returncode:
        raise TargetError(
            f"{extension}: LibreOffice did not install it; close LibreOffice and try again. "
            f"It says: {said}"
        )


def _unopkg() -> str:
    office = Path(find()).resolve()
    for name in ("unopkg", "unopkg.com", "unopkg.exe"):
        beside = office.with_name(name)
        if beside.exists():
            return str(beside)
    if found := shutil.which("unopkg"):
        return found
    raise TargetError(f"{office}: LibreOffice's program unopkg is missing beside it")
