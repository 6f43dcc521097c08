"""Answers the calls of Calc's cells. This runs inside LibreOffice, and knows nothing of UNO.

Calc gives every argument as rows of numbers and texts, and takes rows. An error is a number that
is none: Calc reads its own error codes out of such numbers, so a cell shows ``#DIV/0!`` and not
just some error. It has no place for a reason.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from kpicells.addin.carried import FILE, everything
from kpicells.addin.libreoffice.names import method_name

Rows: TypeAlias = "tuple[tuple[float | str, ...], ...]"

_VALUE = 519
CODES: Mapping[str, int] = {
    "#DIV/0!": 532,
    "#N/A": 0x7FFF,
    "#NAME?": 525,
    "#NULL!": 521,
    "#NUM!": 503,
    "#REF!": 524,
    "#VALUE!": _VALUE,
}
"""Calc's own numbers of the errors."""


def error_number(code: str) -> float:
    """The number that Calc shows as an error.

    >>> error_number("#DIV/0!")
    nan
    >>> hex(struct.unpack("<q", struct.pack("<d", error_number("#DIV/0!")))[0])
    '0x7ff8000000000214'
    """
    bits = struct.pack("<II", CODES.get(code, _VALUE), 0x7FF80000)
    number: float = struct.unpack("<d", bits)[0]
    return number


class Answering:
    """The functions by their methods: the shipped KPIs, and an agency's own.

    >>> Answering()("CTR", [((5.0,), (7.0,)), ((100.0,), (200.0,))])
    ((0.05,), (0.035,))
    """

    def __init__(self, own: bytes | None = None) -> None:
        """Make the table.

        Args:
            own: The agency's own KPIs, as :func:`kpicells.addin.carried.carried` packs them.
        """
        kpis, self._calls = everything(own)
        self._ids = {method_name(kpi.id): kpi.id for kpi in kpis}

    def __call__(self, function: str, arguments: Sequence[Any]) -> Rows:
        """The answer of a method to rows of cells; errors are numbers too."""
        name = self._ids.get(function, function)
        answer = self._calls.answer(name, [_given(argument) for argument in arguments])
        value = answer.get("value", answer)
        if isinstance(value, list):
            return tuple(tuple(map(_shown, row)) for row in value)
        return ((_shown(value),),)


def packed(folder: Path) -> Answering:
    """What the extension in a folder answers."""
    own = folder / FILE
    return Answering(own.read_bytes() if own.is_file() else None)


def _given(argument: Any) -> Any:
    """One cell as it is, several as rows."""
    if not isinstance(argument, (tuple, list)):
        return argument
    rows = [list(row) for row in argument]
    return rows[0][0] if len(rows) == 1 == len(rows[0]) else rows


def _shown(cell: Any) -> float | str:
    if isinstance(cell, dict):
        return error_number(cell["error"])
    return cell if isinstance(cell, str) else float(cell)
