"""pandas columns: the same tree over Series, index kept; a zero denominator or a missing value
gives NaN, a text raises.

pandas is imported only when a column is given, so that the formulas load without it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kpicells.formulas.errors import NotANumber
from kpicells.formulas.expression import (
    Condition,
    Expr,
    Greatest,
    Least,
    Number,
    Ratio,
    Root,
    When,
    may_be_blank,
)
from kpicells.formulas.hosts.printer import ARITHMETIC, PRODUCT, Code, Printer, Rules, call, choice
from kpicells.formulas.hosts.python import RULES as PYTHON

if TYPE_CHECKING:
    import pandas as pd


def _ratio(printer: Printer, node: Ratio) -> Code:
    numerator = printer.print(node.numerator, PRODUCT)
    return Code(f"{numerator} / nonzero({printer.print(node.denominator)})", PRODUCT)


RULES: Rules = {
    **ARITHMETIC,
    Number: PYTHON[Number],
    Condition: PYTHON[Condition],
    Ratio: _ratio,
    Least: call("least"),
    Greatest: call("greatest"),
    Root: call("root"),
    When: choice("choose({condition}, {then}, {otherwise})"),
}


def compile_columns(kpi_id: str, arguments: Sequence[str], body: Expr) -> Callable[..., Any]:
    """The KPI as a function of columns; a plain number stands for a column of that number."""
    text = f"lambda {', '.join(arguments)}: {Printer('pandas', RULES).print(body)}"
    compute = eval(compile(text, f"<KPI {kpi_id} over columns>", "eval"), _helpers())
    signature = inspect.Signature(
        [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in arguments]
    )
    blanks = may_be_blank(body)
    # A choice may pass over the branch with the missing value, so its rows are looked up.
    may_hide_gaps = any(isinstance(part, (When, Least, Greatest)) for part in body.walk())

    def over_columns(*args: Any, **kwargs: Any) -> pd.Series[float]:
        given = signature.bind(*args, **kwargs).arguments
        columns = {
            name: _floats(name, value, blank_is_zero=name in blanks)
            for name, value in given.items()
        }
        result: pd.Series[float] = compute(**columns)
        if may_hide_gaps:
            for column in columns.values():
                if hasattr(column, "isna"):
                    result = result.where(column.notna())
        return result

    return over_columns


def _floats(name: str, column: Any, *, blank_is_zero: bool) -> Any:
    import pandas as pd

    if not isinstance(column, pd.Series):
        return column
    if pd.api.types.is_bool_dtype(column):
        raise NotANumber(f"{name} is a column of logical values, but numbers are needed")
    if not pd.api.types.is_numeric_dtype(column):
        texts = column[column.map(lambda cell: isinstance(cell, (str, bool)))]
        if len(texts):
            raise NotANumber(
                f"{name}: the cell at {texts.index[0]!r} is {texts.iloc[0]!r}, "
                "but a number is needed"
            )
        column = column.astype("float64")
    return column.fillna(0.0) if blank_is_zero else column


def _helpers() -> dict[str, Any]:
    import numpy as np
    import pandas as pd

    def nonzero(column: Any) -> Any:
        if isinstance(column, pd.Series):
            return column.where(column != 0)
        return column if column != 0 else float("nan")

    def choose(condition: Any, then: Any, otherwise: Any) -> Any:
        return pd.Series(np.where(condition, then, otherwise), index=condition.index)

    def least(*columns: Any) -> Any:
        return _fold(np.minimum, columns)

    def greatest(*columns: Any) -> Any:
        return _fold(np.maximum, columns)

    def root(column: Any) -> Any:
        return column.where(column >= 0) ** 0.5

    return {
        "nonzero": nonzero,
        "choose": choose,
        "least": least,
        "greatest": greatest,
        "root": root,
    }


def _fold(function: Any, columns: Sequence[Any]) -> Any:
    result = columns[0]
    for column in columns[1:]:
        result = function(result, column)
    return result
