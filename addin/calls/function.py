"""One function that cells may call, and how it is called over ranges.

What the definition takes as one number is spread: cell by cell, as native arithmetic does. A
range of one row or one column is repeated beside a longer one; where another has no cell at all
stands ``#N/A``. What the definition takes as a range is taken whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from kpicells.addin.calls.cells import Grid, grid, may_hold_errors, with_errors
from kpicells.formulas.errors import CellError, NotANumber
from kpicells.formulas.hosts.named import addin_name
from kpicells.formulas.hosts.python_rows import in_one_go, of_plain
from kpicells.formulas.kpi import Kpi

_CHUNK = 1000
"""So many cells are computed between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take.

    Attributes:
        cells: The most cells that it may be given, or answer.
        seconds: The longest that it may compute.
    """

    cells: int = 200_000
    seconds: float = 5.0


class TooMuch(CellError):
    """A call is larger than this place computes, or takes longer."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: its name, and the ranges beside it where it is a range itself."""

    name: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """A function that cells may call.

    Attributes:
        id: Its name without the prefix.
        arguments: What it takes.
        compute: Computes it from single cells, and from flat lists where it takes ranges; raises
            a CellError where it has no answer.
        optional: How many arguments at the end may be left out; they are blank then.
        of_single_cells: Whether it takes no ranges.
        aliases: Other names by which it is called.
    """

    id: str
    arguments: tuple[Argument, ...]
    compute: Callable[..., Any]
    optional: int = 0
    of_single_cells: bool = True
    aliases: tuple[str, ...] = ()

    @classmethod
    def of(cls, kpi: Kpi) -> Function:
        """A KPI as a function."""
        taken = tuple(Argument(p.name, p.beside) for p in kpi.parameters)
        single = not any(argument.beside for argument in taken)
        name = addin_name(kpi)
        return cls(kpi.id, taken, kpi, 0, single, () if name == kpi.id else (name,))

    def __call__(self, args: Sequence[Any], limits: Limits) -> Any:
        """What the function answers: a value, or rows of values and errors.

        Raises:
            CellError: It has no answer at all.
        """
        self._check_count(args)
        args = [*args, *repeat(None, len(self.arguments) - len(args))]
        wholes: dict[str, Grid] = {}
        spread: dict[str, Grid] = {}
        for argument, value in zip(self.arguments, args, strict=True):
            if value.__class__ is list:
                one = grid(argument.name, value)
            elif argument.beside:
                one = Grid(1, 1, [value])
            else:
                continue
            (wholes if argument.beside else spread)[argument.name] = one
        size = sum(len(one.cells) for one in (*wholes.values(), *spread.values()))
        if size > limits.cells:
            raise TooMuch(f"{size:,} cells are given to {self.id}; one call takes {limits.cells:,}")
        self._check_shapes(wholes)
        given = {
            argument.name: wholes[argument.name].cells if argument.beside else value
            for argument, value in zip(self.arguments, args, strict=True)
        }
        if not spread:
            return self._computed(list(given.values()))
        return self._spread(given, spread, limits)

    def in_one_go(
        self, columns: Iterable[Sequence[Any]], are_plain: bool = False
    ) -> list[float] | None:
        """The answers row by row where all cells are finite numbers and every row has an answer.

        Args:
            columns: The cells of each argument, as many of one as of the other.
            are_plain: Whether they are known to be finite floats.
        """
        if self.of_single_cells and isinstance(self.compute, Kpi):
            return (of_plain if are_plain else in_one_go)(self.compute, columns)
        return None

    def _check_count(self, args: Sequence[Any]) -> None:
        most = len(self.arguments)
        least = most - self.optional
        if least <= len(args) <= most:
            return
        names = ", ".join(argument.name for argument in self.arguments)
        count = f"{most}" if least == most else f"{least} to {most}"
        noun = "argument" if most == 1 else "arguments"
        raise NotANumber(f"{self.id} takes {count} {noun} ({names}), {len(args)} given")

    def _check_shapes(self, ranges: dict[str, Grid]) -> None:
        for argument in self.arguments:
            if argument.beside:
                first, one = ranges[argument.beside[0]], ranges[argument.name]
                if (one.rows, one.columns) != (first.rows, first.columns):
                    raise NotANumber(
                        "ranges beside each other need one shape: "
                        f"{argument.beside[0]} has {_shape(first)}, {argument.name} {_shape(one)}"
                    )

    def _computed(self, values: Sequence[Any]) -> Any:
        """The answer for single cells and whole ranges."""
        try:
            return self.compute(*values)
        except NotANumber:
            if not may_hold_errors(values):
                raise
            return self.compute(*self._with_errors(values))

    def _with_errors(self, values: Sequence[Any]) -> Iterator[Any]:
        for argument, value in zip(self.arguments, values, strict=True):
            if isinstance(value, list):
                yield with_errors(argument.name, value)
            else:
                yield with_errors(argument.name, [value])[0]

    def _spread(self, given: dict[str, Any], spread: dict[str, Grid], limits: Limits) -> Any:
        rows = max(one.rows for one in spread.values())
        columns = max(one.columns for one in spread.values())
        whole = sum(len(value) for value in given.values() if value.__class__ is list)
        whole -= sum(len(given[name]) for name in spread)
        if rows * columns * max(whole, 1) > limits.cells:
            raise TooMuch(
                f"{rows:,} x {columns:,} cells would be answered by {self.id}; "
                f"one call computes {limits.cells:,}"
            )
        # Where a range ends before the others do, there is nothing to compute with.
        filled = (
            min((one.rows for one in spread.values() if one.rows > 1), default=1),
            min((one.columns for one in spread.values() if one.columns > 1), default=1),
        )
        count = filled[0] * filled[1]
        columns_of_cells = [
            _stretched(spread[name], *filled) if name in spread else [value] * count
            for name, value in given.items()
        ]
        is_plain = all(
            spread[name].is_plain if name in spread else value.__class__ is float
            for name, value in given.items()
        )
        answers = self._row_by_row(columns_of_cells, count, limits, is_plain)
        if filled == (rows, 1) and columns == 1:
            return [[answer] for answer in answers]
        return _laid_out(answers, *filled, rows, columns)

    def _row_by_row(
        self, columns: Sequence[Sequence[Any]], count: int, limits: Limits, is_plain: bool
    ) -> list[Any]:
        until = time.monotonic() + limits.seconds
        chunk = _CHUNK if self.of_single_cells else 1
        found: list[Any] = []
        for first in range(0, count, chunk):
            some = [column[first : first + chunk] for column in columns]
            found += self.in_one_go(some, is_plain) or map(self._of_row, zip(*some, strict=True))
            if time.monotonic() > until and len(found) < count:
                raise TooMuch(f"{self.id} took longer than {limits.seconds:g} seconds")
        return found

    def _of_row(self, values: Sequence[Any]) -> Any:
        try:
            return self.compute(*values)
        except CellError as error:
            return self._error(values) if may_hold_errors(values) else as_answer(error)

    def _error(self, values: Sequence[Any]) -> Any:
        try:
            return self._computed(values)
        except CellError as error:
            return as_answer(error)


def as_answer(error: CellError) -> dict[str, str]:
    """What stands in a cell in place of a value."""
    return {"error": error.code, "reason": str(error)}


def _shape(one: Grid) -> str:
    return f"{one.rows} x {one.columns}"


def _stretched(one: Grid, rows: int, columns: int) -> Sequence[Any]:
    """The cells of a range as if it had so many rows and columns."""
    if (one.rows, one.columns) == (rows, columns):
        return one.cells
    if len(one.cells) == 1:
        return [one.cells[0]] * (rows * columns)
    return [
        one.cells[(row if one.rows > 1 else 0) * one.columns + (col if one.columns > 1 else 0)]
        for row in range(rows)
        for col in range(columns)
    ]


def _laid_out(answers: list[Any], filled: int, wide: int, rows: int, columns: int) -> list[Any]:
    """The answers as rows, with #N/A where a range had no cell."""
    missing = as_answer(CellError("a range ends before the others do"))
    found = [
        [*answers[row * wide : (row + 1) * wide], *repeat(missing, columns - wide)]
        for row in range(filled)
    ]
    return found + [[missing] * columns for _ in range(rows - filled)]
