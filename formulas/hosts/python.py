"""Python values: the tree compiled to one Python function that checks what it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from numbers import Real
from types import CodeType
from typing import Any, NoReturn

from kpicells.formulas import nodes, ranges
from kpicells.formulas.errors import CellError, NotANumber, OutOfRange, ZeroDenominator
from kpicells.formulas.hosts.equation import equation
from kpicells.formulas.hosts.finite import guarded
from kpicells.formulas.hosts.printer import (
    ARITHMETIC,
    CHOICE,
    FUNCTIONS,
    Code,
    Printer,
    Rules,
    argument,
    call,
    exact,
    joined,
    pattern,
    programmed,
)
from kpicells.formulas.hosts.python_runtime import FUNCTIONS as RUNTIME
from kpicells.formulas.hosts.python_runtime import complete_rows, is_blank
from kpicells.formulas.nodes import Expr
from kpicells.formulas.ranges import Cells, Reduction


def _over_rows(function: str) -> Callable[[Printer, Reduction], Code]:
    def rule(printer: Printer, node: Reduction) -> Code:
        beside = node.cells[0].beside
        names = ", ".join(("position", *beside))
        return Code(f"{function}([{printer.print(node.of)} for {names} in {_table(beside)}])")

    return rule


RULES: Rules = {
    **ARITHMETIC,
    **FUNCTIONS,
    nodes.Number: exact,
    nodes.Condition: programmed,
    nodes.Least: call("min"),
    nodes.Greatest: call("max"),
    nodes.When: pattern("{1} if {0} else {2}", CHOICE),
    # Not "and" and "or": a cell looks at every test, and shows the error in any of them.
    nodes.Every: joined(" & "),
    nodes.Some: joined(" | "),
    Cells: argument,
    ranges.Total: _over_rows("fsum"),
    ranges.Rows: _over_rows("count"),
    ranges.Smallest: _over_rows("smallest"),
    ranges.Largest: _over_rows("largest"),
    ranges.Median: _over_rows("median"),
    ranges.Rises: _over_rows("rises"),
    ranges.Ties: _over_rows("ties"),
    ranges.Position: lambda printer, node: Code("position"),
}


class _Once(Printer):
    """Prints what is brought together from a range so that it is computed once.

    Attributes:
        names: The variables that keep it, by what stands in the tree more than once.
    """

    def __init__(self, body: Expr) -> None:
        super().__init__("Python", RULES)
        counts = Counter(part for part in body.walk() if isinstance(part, Reduction))
        again = [part for part, count in counts.items() if count > 1]
        self.names: Mapping[object, str] = {part: f"once_{i}" for i, part in enumerate(again)}

    def print(self, node: nodes.Node, least_strength: int = CHOICE) -> str:
        name = self.names.get(node) if isinstance(node, Reduction) else None
        if name is None:
            return super().print(node, least_strength)
        # Not before it is needed: the branch of a choice that is not taken has no errors.
        return f"({name} if {name} is not None else ({name} := {super().print(node)}))"


class AreColumns(Exception):
    """An argument is a column: the host of columns computes it."""


def source(kpi_id: str, arguments: Sequence[str], body: Expr) -> str:
    """The text of the Python function that computes a KPI.

    The common case costs a look at each argument's class and a finiteness check; everything that
    needs a message is left to ``_number`` and ``_explain``.
    """
    tables = {cells.beside for cells in _ranges(body)}
    numbers = [name for name in arguments if not any(name in table for table in tables)]
    lines = [f"def {kpi_id}({', '.join(arguments)}):", *_checks(numbers, arguments)]
    for table in sorted(tables):
        lines.append(f"    {_table(table)} = _rows({table!r}, ({', '.join(table)},))")
    body = guarded(body)
    once = _Once(body)
    lines += [f"    {name} = None" for name in once.names.values()]
    lines.append("    try:")
    lines.append(f"        result = {once.print(body)}")
    lines.append("        if result - result == 0.0:")
    lines.append("            return result")
    lines.append("    except (ArithmeticError, ValueError):")
    lines.append("        pass")
    values = [*numbers, *map(_table, tables)]
    lines.append(f"    _explain({{{', '.join(f'{name!r}: {name}' for name in values)}}})")
    return "\n".join(lines)


def _checks(numbers: Sequence[str], arguments: Sequence[str]) -> Iterator[str]:
    """The lines that make floats of the arguments that are single numbers."""
    if not numbers:
        return
    yield "    try:"
    for name in numbers:
        yield f"        if {name}.__class__ is int:"
        yield f"            {name} += 0.0"
        yield f"        elif {name}.__class__ is not float or {name} - {name} != 0.0:"
        yield f"            {name} = _number({name!r}, {name})"
    yield "    except AreColumns:"
    yield f"        return _columns({', '.join(arguments)})"
    yield "    except OverflowError:"
    for name in numbers:
        yield f"        {name} = _number({name!r}, {name})"


def compile_scalar(
    kpi_id: str, arguments: Sequence[str], body: Expr, columns: Callable[..., Any]
) -> Callable[..., Any]:
    """The KPI as a Python function of numbers, and of lists where it takes ranges.

    Args:
        kpi_id: Its id, for the function's name.
        arguments: The names of its arguments in order.
        body: The tree.
        columns: What is called where an argument is a column.

    Raises (when called):
        NotANumber: An argument is blank, a text or a logical value.
        ZeroDenominator: The formula divides by zero.
        OutOfRange: The answer is no finite number.
    """
    blanks = may_be_blank(body)
    must_be_filled = {name for cells in _ranges(body) for name in cells.complete}

    def number(name: str, value: object) -> float:
        if name in blanks and is_blank(value):
            return 0.0
        return to_number(name, value)

    def rows(names: Sequence[str], lists: Sequence[object]) -> list[tuple[float, ...]]:
        return complete_rows(names, lists, must_be_filled, to_number)

    def explain(values: Mapping[str, Any]) -> NoReturn:
        raise reason(body, values)

    scope: dict[str, Any] = {
        **RUNTIME,
        "AreColumns": AreColumns,
        "_number": number,
        "_rows": rows,
        "_columns": columns,
        "_explain": explain,
    }
    exec(compile(source(kpi_id, arguments, body), f"<KPI {kpi_id}>", "exec"), scope)
    function: Callable[..., Any] = scope[kpi_id]
    return function


def to_number(name: str, value: object) -> float:
    """The finite float that ``value`` is.

    Raises:
        NotANumber: It is blank, a text, a logical value, not finite or something else.
        CellError: It is an error itself, which comes through.
        AreColumns: It is a column.
    """
    if value.__class__ is int or (isinstance(value, Real) and not isinstance(value, bool)):
        try:
            result = float(value)
        except OverflowError:
            raise OutOfRange(f"{name} is too large a number") from None
        if result - result == 0.0:
            return result
    if isinstance(value, CellError):
        raise value
    if hasattr(value, "index") and hasattr(value, "to_numpy"):
        raise AreColumns
    raise NotANumber(f"{name} {_what(value)}, but a number is needed")


def _what(value: object) -> str:
    if is_blank(value):
        return "is blank"
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return f"is the logical value {str(value).upper()}"
    if isinstance(value, str):
        return f"is the text {value[:40]!r}"
    if isinstance(value, float):
        return "is infinite"
    return f"is a {type(value).__name__}"


def may_be_blank(body: Expr) -> frozenset[str]:
    """The names of the arguments whose blank counts as zero."""
    return frozenset(
        part.name for part in body.walk() if isinstance(part, nodes.Argument) and part.blank_is_zero
    )


def reason(body: Expr, values: Mapping[str, Any]) -> CellError:
    """Why a body has no finite answer for finite values: the first node that fails."""
    for node in _as_computed(body, values):
        if isinstance(node, Reduction):
            beside = node.cells[0].beside
            names = ("position", *beside)
            rows = [
                {**values, **dict(zip(names, row, strict=True))} for row in values[_table(beside)]
            ]
            for row in rows:
                if not _is_finite(_value(node.of, row)):
                    return reason(node.of, row)
            if not rows and _value(node, values) is None:
                return ZeroDenominator(f"there are no rows for {equation(node)}")
        if isinstance(node, Expr) and not _is_finite(_value(node, values)):
            return _fault(node, values)
    return OutOfRange("the answer is too large a number")


def _fault(node: Expr, values: Mapping[str, Any]) -> CellError:
    """What is wrong with a node whose parts are all finite."""
    if isinstance(node, nodes.Ratio) and _value(node.denominator, values) == 0:
        return ZeroDenominator(f"{equation(node.denominator)} is zero")
    if isinstance(node, nodes.Power) and _value(node.left, values) == 0:
        return ZeroDenominator(f"{equation(node.left)} is zero and its power negative")
    if isinstance(node, (nodes.Root, nodes.Ln, nodes.NormalPoint)):
        name = {nodes.Root: "square root", nodes.Ln: "logarithm"}.get(type(node), "normal point")
        return OutOfRange(f"{equation(node.of)} is {_value(node.of, values)!r} and has no {name}")
    return OutOfRange(f"{equation(node)} is too large a number")


def _as_computed(node: nodes.Part, values: Mapping[str, Any]) -> Iterator[nodes.Part]:
    """The nodes in the order of computing; of a choice, only the branch that is taken."""
    if isinstance(node, nodes.When):
        yield from _as_computed(node.condition, values)
        taken = node.then if _value(node.condition, values) else node.otherwise
        yield from _as_computed(taken, values)
    elif not isinstance(node, Reduction):
        for part in node.parts:
            yield from _as_computed(part, values)
    yield node


def _is_finite(value: float | None) -> bool:
    return value is not None and value - value == 0.0


def _value(node: nodes.Part, values: Mapping[str, Any]) -> float | None:
    try:
        # One scope, so that comprehensions see the values.
        result: float = eval(_code(node), {**RUNTIME, **values})
    except (ArithmeticError, ValueError):
        return None
    return result


@lru_cache(maxsize=2048)
def _code(node: nodes.Part) -> CodeType:
    # The text was printed by RULES from a tree: nothing of a person's stands in it.
    return compile(Printer("Python", RULES).print(node), "<part of a KPI>", "eval")


def _ranges(body: Expr) -> list[Cells]:
    return [part for part in body.walk() if isinstance(part, Cells)]


def _table(beside: Sequence[str]) -> str:
    return f"rows_of_{beside[0]}"
