"""pandas columns: the same tree over Series, index kept; a zero denominator or a missing value
gives NaN, a text raises.

The formula runs over bare arrays, since aligning indexes at every step is what costs. pandas is
imported only when a column is given, so that the formulas load without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kpicells.formulas import nodes
from kpicells.formulas.errors import NotANumber, OutOfRange
from kpicells.formulas.hosts.finite import guarded
from kpicells.formulas.hosts.printer import (
    ARITHMETIC,
    FUNCTIONS,
    Code,
    Printer,
    Rules,
    exact,
    joined,
    programmed,
)
from kpicells.formulas.hosts.python import may_be_blank, to_number
from kpicells.formulas.nodes import Argument, Expr, Finite, Several, When, rewritten

if TYPE_CHECKING:
    import pandas as pd


def _where(printer: Printer, node: When) -> Code:
    """A comparison with a missing value is false, so what is compared is handed on to look at."""
    compared = (printer.print(p) for p in node.condition.walk() if isinstance(p, Finite))
    return Code(f"where({', '.join((*map(printer.print, node.parts), *compared))})")


RULES: Rules = {
    **ARITHMETIC,
    **FUNCTIONS,
    nodes.Number: exact,
    nodes.Condition: programmed,
    nodes.When: _where,
    nodes.Every: joined(" & "),
    nodes.Some: joined(" | "),
}


def compile_columns(kpi_id: str, arguments: Sequence[str], body: Expr) -> Callable[..., Any]:
    """The KPI as a function of columns; a plain number stands for a column of that number."""
    text = f"lambda {', '.join(arguments)}: {Printer('pandas', RULES).print(_guarded(body))}"
    helpers = _helpers()
    compute = eval(compile(text, f"<KPI {kpi_id} over columns>", "eval"), helpers)
    bind = eval(f"lambda {', '.join(arguments)}: ({', '.join(arguments)},)")
    blanks = may_be_blank(body)
    # A choice may pass over the branch with the missing value, so its rows are looked up.
    may_hide_gaps = any(isinstance(part, (When, Several)) for part in body.walk())

    def over_columns(*args: Any, **kwargs: Any) -> pd.Series[float]:
        import numpy as np
        import pandas as pd

        given = bind(*args, **kwargs)
        arrays, index = _arrays(arguments, given, blanks)
        with np.errstate(all="ignore"):
            result = np.asarray(compute(*arrays), dtype="float64")
            # One pass turns division by zero and overflow into a missing value.
            unusable = ~np.isfinite(result)
            if may_hide_gaps:
                for array in arrays:
                    unusable = unusable | np.isnan(array)
        if result.ndim == 0 or not result.flags.owndata:
            result = np.array(np.broadcast_to(result, len(index)))
        if unusable.any():
            result[unusable] = np.nan
        return pd.Series(result, index=index)

    return over_columns


def _guarded(body: Expr) -> Expr:
    """Columns may hold infinities, as cells cannot, so plain denominators are guarded too."""

    def guard(node: nodes.Part) -> nodes.Part:
        if isinstance(node, nodes.Ratio) and isinstance(node.right, Argument):
            return node.over((node.left, Finite(node.right)))
        return node

    result = rewritten(guarded(body), guard)
    assert isinstance(result, Expr)
    return result


def _arrays(
    names: Sequence[str], given: Sequence[Any], blanks: frozenset[str]
) -> tuple[list[Any], pd.Index]:
    import pandas as pd

    columns = [value for value in given if isinstance(value, pd.Series)]
    index = columns[0].index
    if any(not column.index.equals(index) for column in columns if column.index is not index):
        joined_columns = pd.concat(columns, axis=1).set_axis(range(len(columns)), axis=1)
        index = joined_columns.index
        aligned = iter(joined_columns[place] for place in range(len(columns)))
        given = [next(aligned) if isinstance(value, pd.Series) else value for value in given]
    arrays = []
    for name, value in zip(names, given, strict=True):
        if isinstance(value, pd.Series):
            arrays.append(_floats(name, value, blank_is_zero=name in blanks))
        elif name in blanks and value is None:
            arrays.append(0.0)
        else:
            arrays.append(to_number(name, value))
    return arrays, index


def _floats(name: str, column: pd.Series[Any], *, blank_is_zero: bool) -> Any:
    import numpy as np
    import pandas as pd

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
        array = column.to_numpy(dtype="float64", na_value=np.nan)
    except OverflowError:
        raise OutOfRange(f"{name} holds too large a number") from None
    return np.where(np.isnan(array), 0.0, array) if blank_is_zero else array


def _helpers() -> dict[str, Any]:
    import numpy as np

    from kpicells.formulas.hosts import python_runtime

    def finite(array: Any) -> Any:
        # A finite sum tells of no infinity and costs less than looking for one.
        if np.isfinite(np.sum(array)):
            return array
        return np.where(np.isinf(array), np.nan, array)

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
