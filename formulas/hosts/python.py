"""Python values: the tree compiled to one Python function that checks what it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite, sqrt
from numbers import Real
from typing import Any, NoReturn

from kpicells.formulas.errors import CellError, NotANumber, OutOfRange, ZeroDenominator
from kpicells.formulas.expression import (
    Condition,
    Expr,
    Number,
    Ratio,
    Root,
    When,
    may_be_blank,
)
from kpicells.formulas.hosts.equation import equation
from kpicells.formulas.hosts.printer import ARITHMETIC, CHOICE, Code, Printer, Rules, choice


def _constant(printer: Printer, node: Number) -> Code:
    return Code(f"({node.value!r})")


def _comparison(printer: Printer, node: Condition) -> Code:
    sign = "==" if node.sign == "=" else node.sign
    return Code(f"({printer.print(node.left)} {sign} {printer.print(node.right)})")


RULES: Rules = {
    **ARITHMETIC,
    Number: _constant,
    Condition: _comparison,
    When: choice("{then} if {condition} else {otherwise}", CHOICE),
}


class AreColumns(Exception):
    """An argument is a column: the caller should use the host of columns."""


def source(kpi_id: str, arguments: Sequence[str], body: Expr) -> str:
    """The text of the Python function that computes a KPI.

    The common case costs a type check and a finiteness check per argument; everything that
    needs a message is left to ``_number`` and ``_explain``.
    """
    lines = [f"def {kpi_id}({', '.join(arguments)}):"]
    for name in arguments:
        lines.append(f"    if {name}.__class__ is not float or {name} - {name} != 0.0:")
        lines.append(f"        {name} = _number({name!r}, {name})")
    lines.append("    try:")
    lines.append(f"        result = {Printer('Python', RULES).print(body)}")
    lines.append("        if result - result == 0.0:")
    lines.append("            return result")
    lines.append("    except (ArithmeticError, ValueError):")
    lines.append("        pass")
    lines.append(f"    _explain({{{', '.join(f'{name!r}: {name}' for name in arguments)}}})")
    return "\n".join(lines) + "\n"


def compile_scalar(kpi_id: str, arguments: Sequence[str], body: Expr) -> Callable[..., float]:
    """The KPI as a function of Python numbers."""
    blanks = may_be_blank(body)

    def number(name: str, value: object) -> float:
        return 0.0 if value is None and name in blanks else to_number(name, value)

    def explain(values: Mapping[str, float]) -> NoReturn:
        raise reason(body, values)

    names: dict[str, Any] = {"_number": number, "_explain": explain, "sqrt": sqrt}
    exec(compile(source(kpi_id, arguments, body), f"<KPI {kpi_id}>", "exec"), names)
    function: Callable[..., float] = names[kpi_id]
    return function


def to_number(name: str, value: object) -> float:
    """The finite float that ``value`` is.

    Raises:
        NotANumber: It is blank, a text, a logical value, not finite or something else.
        AreColumns: It is a column.
    """
    if value.__class__ is int or (isinstance(value, Real) and not isinstance(value, bool)):
        try:
            result = float(value)
        except OverflowError:
            raise OutOfRange(f"{name} is too large a number") from None
        if isfinite(result):
            return result
    if hasattr(value, "index") and hasattr(value, "to_numpy"):
        raise AreColumns
    raise NotANumber(f"{name} {_what(value)}, but a number is needed")


def _what(value: object) -> str:
    if value is None or value == "" or value != value:  # NaN differs from itself
        return "is blank"
    if isinstance(value, bool):
        return f"is the logical value {str(value).upper()}"
    if isinstance(value, str):
        return f"is the text {value[:40]!r}"
    return f"is a {type(value).__name__}"


def reason(body: Expr, values: Mapping[str, float]) -> CellError:
    """Why a body has no finite answer for finite values: looks for the node that fails."""
    for node in _innermost_first(body):
        if isinstance(node, Ratio) and _value(node.denominator, values) == 0:
            return ZeroDenominator(f"{equation(node.denominator)} is zero")
        if isinstance(node, Root) and (_value(node.of, values) or 0) < 0:
            return OutOfRange(f"{equation(node.of)} is negative, and has no square root")
    return OutOfRange("the answer is too large a number")


def _innermost_first(node: Expr) -> list[Expr]:
    return [below for part in node.parts for below in _innermost_first(part)] + [node]


def _value(node: Expr, values: Mapping[str, float]) -> float | None:
    text = Printer("Python", RULES).print(node)
    try:
        result: float = eval(text, {"sqrt": sqrt}, dict(values))  # text printed by RULES
    except (ArithmeticError, ValueError):
        return None
    return result
