"""xlwings' own Windows code on any machine: run as a script, it answers calls as Excel makes them.

What stands in is Windows alone: COM and its types. The decorators, the conversions of what COM
hands over and of what it is handed, and the import into VBA are xlwings' own.
"""

from __future__ import annotations

import ctypes
import io
import json
import sys
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

_OF_WINDOWS = """pythoncom pywintypes win32api win32con win32gui win32process win32timezone win32com
    win32com.client win32com.server win32com.server.policy win32com.server.util winerror""".split()
UDFS = "kpicells.addin.excel.udfs"


def main() -> None:
    """Answer the calls on stdin; with them, what Excel is told of each function."""
    udfs, xlwings_udfs = _imported()
    from xlwings import conversion

    answers = []
    for name, given in json.load(sys.stdin):
        function = getattr(udfs, name)
        told = function.__xlfunc__
        infos = told["args"]
        arguments = [
            conversion.read(None, _from_com(value), infos[min(n, len(infos) - 1)]["options"])
            for n, value in enumerate(given)
        ]
        answers.append(conversion.write(function(*arguments), None, told["ret"]["options"]))
    vba = io.StringIO()
    xlwings_udfs.generate_vba_wrapper(UDFS, udfs, vba, SimpleNamespace(Name="report.xlsm"))
    told = {name: getattr(udfs, name).__xlfunc__ for name in udfs.__all__}
    print(json.dumps({"answers": answers, "told": told, "vba": vba.getvalue()}))


def _imported() -> tuple[Any, Any]:
    modules = {name: MagicMock(name=name) for name in _OF_WINDOWS}
    modules["pythoncom"].__file__ = "pythoncom.dll"
    modules["pywintypes"].TimeType = type("TimeType", (), {})
    modules["pywintypes"].com_error = type("com_error", (Exception,), {})
    sys.modules.update(modules)
    for name in ("windll", "oledll", "PyDLL"):
        setattr(ctypes, name, MagicMock(name=name))
    import xlwings
    import xlwings._xlwindows
    import xlwings.udfs

    xlwings.engines.add(xlwings.main.Engine(impl=xlwings._xlwindows.engine))
    xlwings.func, xlwings.arg = xlwings.udfs.xlfunc, xlwings.udfs.xlarg
    xlwings.ret = xlwings.udfs.xlret
    import kpicells.addin.excel.udfs as udfs

    return udfs, xlwings.udfs


def _from_com(value: Any) -> Any:
    """Ranges are tuples of rows; amounts in a cell formatted as money are decimal numbers."""
    if isinstance(value, list):
        return tuple(map(_from_com, value))
    return Decimal(value["money"]) if isinstance(value, dict) else value


if __name__ == "__main__":
    main()
