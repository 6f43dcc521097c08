"""User-defined functions of xlwings: ``KPI_CTR`` and all others, made of the catalogue.

For xlwings on Windows, where this module is named under "UDF Modules", and for xlwings Lite, where
``main.py`` imports everything from it (``docs/xlwings.md``). Only the part of xlwings under the BSD
licence is used.

>>> KPI_CTR([[5.0]], [[100.0]])
0.05
>>> KPI_CTR([[5.0], [7.0]], [[100.0], [0.0]])
[[0.05], ['#DIV/0! impressions is zero']]

Ranges come as rows and answers of ranges spill. What stands in a cell in place of an answer:

- in xlwings Lite an Excel error, which says its reason where Excel lets it;
- on Windows a text that begins with the error, since Python cannot hand an error to Excel there;
  the VBA module of :mod:`kpicells.addin.excel.udf_vba` makes Excel's own errors of such texts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from importlib.resources import files
from inspect import Parameter as Place
from inspect import Signature
from pathlib import Path
from typing import Any

import xlwings as xw

from kpicells.addin.carried import FILE, everything
from kpicells.addin.excel.udf_names import ANY_TOTAL, CATEGORY, Function, functions
from kpicells.formulas.errors import NotANumber

_LANG = "ru" if os.environ.get("KPICELLS_LANG", "").lower().startswith("ru") else "en"
_IN_LITE = sys.platform == "emscripten"
HOME = ".xlwings"
"""The folder of the person's own in which xlwings keeps its settings, and an agency's own KPIs."""


def _own() -> bytes | None:
    """The own KPIs that came with this module, or that ``kpicells excel install`` left."""
    beside = files("kpicells.addin.excel") / FILE
    if beside.is_file():
        return beside.read_bytes()
    left = Path.home() / HOME / FILE
    return left.read_bytes() if left.is_file() else None


_kpis, _calls = everything(_own())


def _answer(name: str, cells: Sequence[Any]) -> Any:
    """What a cell shows, or rows of what cells show."""
    found = _calls.answer(name, [_given(argument) for argument in cells])
    if "error" in found:
        if _IN_LITE and found["error"] == NotANumber.code:
            raise ValueError(found["reason"])  # shown as #VALUE!, with the reason
        return _shown(found)
    value = found["value"]
    return [list(map(_shown, row)) for row in value] if isinstance(value, list) else value


def _shown(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    code: str = cell["error"]
    return code if _IN_LITE else f"{code} {cell['reason']}"


def _given(argument: Any) -> Any:
    """One cell as it is, several as rows; amounts of money come as decimal numbers."""
    if not isinstance(argument, list):
        return _number(argument)
    rows = [[_number(cell) for cell in row] for row in argument]
    return rows[0][0] if len(rows) == 1 == len(rows[0]) else rows


def _number(cell: Any) -> Any:
    return float(cell) if isinstance(cell, Decimal) else cell


def _made(function: Function) -> Callable[..., Any]:
    """The function with the signature and the help that xlwings reads."""

    def call(*cells: Any) -> Any:
        return _answer(function.name, cells)

    name = f"KPI_{function.name}"
    call.__name__ = call.__qualname__ = name
    call.__doc__ = function.help
    *places, last = (Place(a.name, Place.POSITIONAL_OR_KEYWORD) for a in function.arguments)
    if function.takes_more:
        last = last.replace(kind=Place.VAR_POSITIONAL)
    call.__signature__ = Signature([*places, last])  # type: ignore[attr-defined]
    call.__annotations__ = {}  # xlwings takes them for what values are to be converted into
    made: Callable[..., Any] = call
    for argument in function.arguments:
        made = xw.arg(argument.name, ndim=2, err_to_str=True, doc=argument.help)(made)
    # Last, since each decorator sets the category anew.
    return xw.func(category=CATEGORY)(xw.ret()(made))


_functions = {f"KPI_{one.name}": _made(one) for one in functions(_kpis, _LANG)}
globals().update(_functions)
__all__ = list(_functions)
KPI_TOTAL = _functions[f"KPI_{ANY_TOTAL}"]
