"""pandas columns: the same tree over Series, index kept; a zero denominator or a missing value
gives NaN, a text raises.

The formula runs over bare arrays, since aligning indexes at every step is what costs, and over a
few thousand rows at a time, so that what it computes on the way stays in the processor's cache.
pandas is imported only when a column is given, so that the formulas load without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

from kpicells.formulas import nodes
from kpicells.formulas.errors import NotANumber, OutOfRange
from kpicells.formulas.hosts.finite import guarded
from kpicells.formulas.hosts.printer import (
    ARITHMETIC,
    FUNCTIONS,
    Code,
    Printer,
    Rule,
    Rules,
    exact,
    joined,
    programmed,
)
from kpicells.formulas.hosts.python import may_be_blank, to_number
from kpicells.formulas.nodes import Argument, Expr, Finite, Several, When

if TYPE_CHECKING:
    import pandas as pd


def _where(printer: Printer, node: When) -> Code:
    """A comparison with a missing value is false, so what is compared is handed on to look at."""
    compared = (printer.print(p) for p in node.condition.walk() if isinstance(p, Finite))
    return Code(f"where({', '.join((*map(printer.print, node.parts), *compared))})")


def _into(function: str) -> Rule:
    """Arithmetic that writes into an array kept for it: to get memory takes longer than to add."""

    def rule(printer: Printer, node: nodes.Binary) -> Code:
        assert isinstance(printer, _Printer)
        place = printer.arrays
        printer.arrays += 1
        left, right = map(printer.print, node.parts)
        return Code(f"{function}({left}, {right}, _kept[{place}])")

    return rule


RULES: Rules = {
    **ARITHMETIC,
    **FUNCTIONS,
    nodes.Number: exact,
    nodes.Add: _into("addInto"),
    nodes.Subtract: _into("subtractInto"),
    nodes.Multiply: _into("multiplyInto"),
    nodes.Ratio: _into("divideInto"),
    nodes.Condition: programmed,
    nodes.When: _where,
    nodes.Every: joined(" & "),
    nodes.Some: joined(" | "),
}

_ROWS = 32_768
"""How many rows are computed at a time."""


class _Printer(Printer):
    """Counts the arrays that arithmetic writes into; the outermost node has the first."""

    def __init__(self) -> None:
        super().__init__("pandas", RULES)
        self.arrays = 0


def compile_columns(kpi_id: str, arguments: Sequence[str], body: Expr) -> Callable[..., Any]:
    """The KPI as a function of columns; a plain number stands for a column of that number."""
    names = ", ".join(arguments)
    printer, helpers = _Printer(), _helpers()
    text = f"lambda _kept, {names}: {printer.print(guarded(body))}"
    compute = eval(compile(text, f"<KPI {kpi_id} over columns>", "eval"), helpers)
    bind = eval(f"lambda {names}: ({names},)")
    blanks, swallowed = may_be_blank(body), _swallowed(body)

    def over_columns(*args: Any, **kwargs: Any) -> pd.Series[float]:
        import numpy as np
        import pandas as pd

        arrays, index = _arrays(arguments, bind(*args, **kwargs), blanks)
        readers = [
            _reader(array, name in blanks) for name, array in zip(arguments, arrays, strict=True)
        ]
        suspects = [
            place
            for place, (name, array) in enumerate(zip(arguments, arrays, strict=True))
            if name in swallowed and isinstance(array, np.ndarray) and array.dtype.kind == "f"
        ]
        total, result = np.add.reduce, np.empty(len(index))
        kept = [np.empty(min(_ROWS, len(index))) for _ in range(printer.arrays)]
        with np.errstate(all="ignore"):
            for first in range(0, len(index), _ROWS):
                out = result[first : first + _ROWS]
                kept = [out, *(array[: len(out)] for array in kept[1:])]
                numbers = [read(slice(first, first + _ROWS)) for read in readers]
                answer = compute(kept, *numbers)
                for place in suspects:
                    if not isfinite(total(numbers[place])):
                        answer = answer - (numbers[place] - numbers[place])
                if not isfinite(total(answer, axis=None)):
                    np.subtract(answer, answer - answer, out=out)
                elif answer is not out:
                    out[:] = answer
        return pd.Series(result, index=index, copy=False)

    return over_columns


def _swallowed(body: Expr) -> frozenset[str]:
    """The arguments whose missing or infinite values may leave the answer a number.

    A choice may pass over the branch with the missing value, and anything divided by an infinity,
    which a column may hold as a cell cannot, is zero.
    """
    if any(isinstance(part, (When, Several)) for part in body.walk()):
        return frozenset(part.name for part in body.walk() if isinstance(part, Argument))
    ratios = (part for part in body.walk() if isinstance(part, nodes.Ratio))
    return frozenset(ratio.right.name for ratio in ratios if isinstance(ratio.right, Argument))


def _arrays(
    names: Sequence[str], given: Sequence[Any], blanks: frozenset[str]
) -> tuple[list[Any], pd.Index]:
    """An array for each column, a float for each plain number, and the index of the result."""
    import pandas as pd

    columns = [value for value in given if isinstance(value, pd.Series)]
    index = columns[0].index
    if any(not column.index.equals(index) for column in columns if column.index is not index):
        joined_columns = pd.concat(columns, axis=1).set_axis(range(len(columns)), axis=1)
        index = joined_columns.index
        aligned = iter(joined_columns[place] for place in range(len(columns)))
        given = [next(aligned) if isinstance(value, pd.Series) else value for value in given]
    arrays: list[Any] = []
    for name, value in zip(names, given, strict=True):
        if isinstance(value, pd.Series):
            arrays.append(_numbers(name, value))
        elif name in blanks and value is None:
            arrays.append(0.0)
        else:
            arrays.append(to_number(name, value))
    return arrays, index


def _reader(array: Any, blank_is_zero: bool) -> Callable[[slice], Any]:
    """What gives some rows of an argument as floats."""
    import numpy as np

    if not isinstance(array, np.ndarray):
        return lambda rows: array
    if array.dtype.kind == "f" and blank_is_zero:
        return lambda rows: np.where(np.isnan(array[rows]), 0.0, array[rows])
    if array.dtype == "float64":
        return lambda rows: array[rows]
    floats = np.empty(min(_ROWS, len(array)))

    def read(rows: slice) -> Any:
        numbers = array[rows]
        np.copyto(floats[: len(numbers)], numbers)
        return floats[: len(numbers)]

    return read


def _numbers(name: str, column: pd.Series[Any]) -> Any:
    """The numbers of a column, as they lie in memory where that is possible."""
    import numpy as np
    import pandas as pd

    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "fiu":
        return column.to_numpy()
    if pd.api.types.is_bool_dtype(column):
        raise NotANumber(f"{name} is a column of logical values, but numbers are needed")
    if not pd.api.types.is_numeric_dtype(column):
        wrong = column[column.map(lambda cell: isinstance(cell, (str, bool)) and cell != "")]
        if len(wrong):
            raise NotANumber(
                f"{name}: the cell at {wrong.index[0]!r} is {wrong.iloc[0]!r}, "
                "but a number is needed"
            )
        column = column.where(column != "", None)
    try:
        return column.to_numpy(dtype="float64", na_value=np.nan)
    except OverflowError:
        raise OutOfRange(f"{name} holds too large a number") from None


def _helpers() -> dict[str, Any]:
    import numpy as np

    from kpicells.formulas.hosts import python_runtime

    def finite(array: Any) -> Any:
        # A finite sum tells of no infinity and costs less than looking for one. An infinity less
        # itself is no number, and a number less itself is zero.
        if isfinite(np.add.reduce(array, axis=None)):
            return array
        return array - (array - array)

    def where(condition: Any, then: Any, otherwise: Any, *compared: Any) -> Any:
        result = np.where(condition, then, otherwise)
        for array in compared:
            result = np.where(np.isnan(array), np.nan, result)
        return result

    def each(function: Callable[[float], float]) -> Any:
        def guarded_function(value: float) -> float:
            try:
                return function(value)
            except (ArithmeticError, ValueError):
                return float("nan")

        return np.vectorize(guarded_function, otypes=["float64"])

    return {
        "finite": finite,
        "addInto": np.add,
        "subtractInto": np.subtract,
        "multiplyInto": np.multiply,
        "divideInto": np.divide,
        "least": lambda *arrays: _fold(np.minimum, arrays),
        "greatest": lambda *arrays: _fold(np.maximum, arrays),
        "where": where,
        "power": np.power,
        "root": np.sqrt,
        "exp": np.exp,
        "ln": np.log,
        "absolute": np.abs,
        "sign": np.sign,
        "roundUp": np.ceil,
        "normalShare": each(python_runtime.normal_share),
        "normalPoint": each(python_runtime.normal_point),
    }


def _fold(function: Any, arrays: Sequence[Any]) -> Any:
    result = arrays[0]
    for array in arrays[1:]:
        result = function(result, array)
    return result
