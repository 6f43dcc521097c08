"""One text to paste into ``main.py`` of xlwings Lite: the functions with the Python for them.

xlwings Lite installs packages by itself, but kpicells as a whole needs some that its Python does
not have. The functions need nothing beyond the standard library, so they travel in the text.
"""

from __future__ import annotations

import base64
from textwrap import wrap

import kpicells
from kpicells.addin.carried import FILE, carried
from kpicells.addin.packing import modules, zipped

_MODULES = {
    "kpicells": ("__init__",),
    "kpicells.addin": ("__init__", "carried", "function_help"),
    "kpicells.addin.excel": ("__init__", "udf_names", "udfs"),
}
_PACKAGES = ("kpicells.addin.calls", "kpicells.formulas")
_NOT_NEEDED = ("card", "formula_", "javascript", "mathml", "own", "pandas", "search", "sql")
"""How the modules begin that print other texts, compute columns, search, and read formulas."""
_TEXT = '''"""The KPI functions of kpicells {version} for xlwings Lite: type =KPI_CTR(B2,C2).

Made by `kpicells excel lite`. To add functions of your own, write them below the last line.
"""

import base64
import os
import sys
import tempfile

os.environ["KPICELLS_LANG"] = "{lang}"
_ARCHIVE = """
{archive}
"""
_file = os.path.join(tempfile.mkdtemp(), "kpicells.zip")
with open(_file, "wb") as _opened:
    _opened.write(base64.b85decode("".join(_ARCHIVE.split())))
sys.path.insert(0, _file)

from kpicells.addin.excel.udfs import *  # noqa: E402, F403
'''


def lite_main(lang: str = "en") -> str:
    """The text of ``main.py``; a workspace's own KPIs are in it too.

    Args:
        lang: The language of the functions' help, ``en`` or ``ru``.
    """
    packed = "\n".join(wrap(base64.b85encode(_archive()).decode(), 120, break_on_hyphens=False))
    return _TEXT.format(version=kpicells.__version__, lang=lang, archive=packed)


def _archive() -> bytes:
    held = dict(modules(_MODULES, _PACKAGES, _NOT_NEEDED))
    if own := carried():
        held[f"kpicells/addin/excel/{FILE}"] = own
    return zipped(held)
