"""What a host hands to a call: cells, ranges of cells, and the errors that stand in them.

A cell is a number, a text, a logical value or blank (``None`` or ``""``). A range is a list of
rows; one list of cells is one row, as ``{5,7}`` is in a formula. An error that stands in a cell
arrives as its text, as Office.js and Apps Script give it, or as ``{"error": "#DIV/0!"}``, as an
answer of ours holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from kpicells.formulas.errors import CellError, NotANumber
from kpicells.formulas.hosts.python_rows import plain

_CODES = (
    *("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"),
    *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!"),
    *("#GETTING_DATA", "#ERROR!"),
)
_GIVEN: Mapping[str, type[CellError]] = {
    code: type("GivenError", (CellError,), {"code": code}) for code in _CODES
}
"""An error for each code that spreadsheets know; any other text that begins with # is a text."""


class Grid(NamedTuple):
    """A range: its size, its cells row by row, and whether all are finite floats."""

    rows: int
    columns: int
    cells: Sequence[Any]
    is_plain: bool = False


def grid(name: str, value: Sequence[Any]) -> Grid:
    """A range as it was handed over.

    >>> grid("clicks", [[5], [7]])
    Grid(rows=2, columns=1, cells=[5.0, 7.0], is_plain=True)
    >>> grid("clicks", [5, None])
    Grid(rows=1, columns=2, cells=[5, None], is_plain=False)

    Raises:
        NotANumber: It has no cells, or its rows differ in length.
    """
    if column := _column_of_numbers(value):
        return Grid(len(value), 1, column, True)
    kinds = set(map(type, value))
    rows = value if list in kinds else [value]
    if list in kinds and len(kinds) > 1:
        raise NotANumber(f"{name} mixes cells and rows of cells")
    if len(set(map(len, rows))) > 1:
        raise NotANumber(f"{name} has rows of different lengths")
    cells = list(chain.from_iterable(rows))
    if not cells:
        raise NotANumber(f"{name} is a range without cells")
    numbers = plain(cells)
    return Grid(len(rows), len(rows[0]), numbers or cells, numbers is not None)


def _column_of_numbers(value: Sequence[Any]) -> Sequence[float] | None:
    """The numbers of a column, as most ranges are; None for anything else."""
    try:
        # A text or an object of one letter comes apart as well, but not into numbers.
        return plain([cell for (cell,) in value])
    except (TypeError, ValueError):
        return None


def may_hold_errors(values: Iterable[object]) -> bool:
    """Whether some of the values could stand for an error, or for a range."""
    return any(value.__class__ in _NO_CELLS for value in values)


_NO_CELLS = (str, dict, list)


def with_errors(name: str, cells: Sequence[Any]) -> list[Any]:
    """The cells, with what stands for an error made one, so that it comes through as itself."""
    return [_as_error(name, cell) or cell for cell in cells]


def _as_error(name: str, cell: object) -> CellError | None:
    code = cell.get("error") if isinstance(cell, dict) else cell
    if isinstance(code, str) and code[:1] == "#" and (known := _GIVEN.get(code.upper())):
        return known(f"{name} is the error {code.upper()}")
    return None
