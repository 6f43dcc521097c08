"""What to tell of an error that nobody foresaw: a sentence for the person, the rest in a file.

A traceback on a marketer's screen helps nobody, and one client's must not stop the others.
"""

from __future__ import annotations

import errno
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from kpicells.formulas.errors import KpicellsError
from kpicells.sheets_sync.facts.hiding import told

_WHAT_TO_DO = {
    errno.ENOSPC: "make room on the disk and run again; nothing was left half-written",
    errno.EDQUOT: "make room on the disk and run again; nothing was left half-written",
    errno.EACCES: "look at who may read and write it, and run again",
    errno.EPERM: "look at who may read and write it, and run again",
    errno.EROFS: "choose a place that can be written, and run again",
    errno.EISDIR: "a file is needed here",
    errno.ENOTDIR: "a folder is needed here",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def in_a_sentence(error: Exception) -> str:
    """Say what went wrong, and what to do.

    An error of ours says it itself, and one of the operating system names its file. Anything else
    is a fault of kpicells: its traceback goes into a file, which the sentence names. What may name
    a person is left out of both.

    >>> in_a_sentence(FileNotFoundError(2, "No such file or directory", "plan.toml"))
    'plan.toml: No such file or directory'
    >>> in_a_sentence(OSError(28, "No space left on device", "a.xlsx")).partition(";")[0]
    'a.xlsx: No space left on device'
    """
    if isinstance(error, KpicellsError):
        return str(error)
    if isinstance(error, OSError) and error.errno is not None:
        where = f"{error.filename}: " if error.filename else ""
        advice = _WHAT_TO_DO.get(error.errno, "")
        return f"{where}{error.strerror}{'; ' if advice else ''}{advice}"
    said = told(" ".join(str(error).split()))[:200]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"a fault of kpicells itself ({what}); {_written_down(error)}"


def _written_down(error: Exception) -> str:
    now = datetime.now()
    path = Path(tempfile.gettempdir()) / f"kpicells-fault-{now:%Y-%m-%d-%H%M%S-%f}.txt"
    try:
        path.write_text(told("".join(traceback.format_exception(error))), "utf-8")
    except OSError:
        return "nothing was left half-written; please report it"
    return f"please report it with the file {path}, which says where"
