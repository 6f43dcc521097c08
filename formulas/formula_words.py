"""The words of a formula text: operators and how strongly they bind, functions and what they take.

They are the words that :mod:`~kpicells.formulas.hosts.equation` prints, and those that a person
who knows spreadsheets tries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kpicells.formulas import expression, nodes, ranges
from kpicells.formulas.nodes import Expr, Part, Test

OF_NUMBERS: Mapping[str, tuple[Callable[..., Expr], int, int]] = {
    "min": (expression.least, 2, 20),
    "max": (expression.greatest, 2, 20),
    "abs": (expression.absolute, 1, 1),
    "sqrt": (expression.root, 1, 1),
    "ln": (expression.ln, 1, 1),
    "exp": (expression.exp, 1, 1),
    "power": (expression.power, 2, 2),
    "sign": (expression.sign, 1, 1),
    "round_up": (expression.round_up, 1, 1),
    "normal_share": (expression.normal_share, 1, 1),
    "normal_point": (expression.normal_point, 1, 1),
}
"""Each function of numbers, and how few and how many it takes."""

OF_RANGES: Mapping[str, Callable[[Expr], Expr]] = {
    "sum": ranges.total,
    "mean": ranges.mean,
    "average": ranges.mean,
    "median": ranges.median,
    "smallest": ranges.smallest,
    "largest": ranges.largest,
    "count": ranges.rows,
    "rises": ranges.rises,
    "ties": ranges.ties,
}
"""Each function that makes one number of the rows of ranges."""

OF_TESTS: Mapping[str, Callable[..., Test]] = {"and": expression.every, "or": expression.some}
"""What joins comparisons: ``a > 0 and b > 0``, or ``and(a > 0, b > 0)`` as in a cell."""

WORDS = frozenset(("if", "else", *OF_TESTS))
"""What is never the name of an argument, whatever stands behind it."""

FUNCTIONS = frozenset((*OF_NUMBERS, *OF_RANGES, *OF_TESTS, "if", "position", "or_blank"))
"""What may stand before brackets."""

BINARY: Mapping[str, Callable[[Expr, Expr], Expr]] = {
    "+": nodes.Add,
    "-": nodes.Subtract,
    "*": nodes.Multiply,
    "/": nodes.Ratio,
    "^": nodes.Power,
}
"""The operators on two numbers."""

CHOICE, OR, AND, COMPARISON, SUM, PRODUCT, SIGN, POWER = range(8)
"""Binding strengths, loosest first."""

STRENGTH: Mapping[str, int] = {
    "if": CHOICE,
    "or": OR,
    "and": AND,
    **dict.fromkeys(("<", "<=", ">", ">=", "=", "<>"), COMPARISON),
    "+": SUM,
    "-": SUM,
    "*": PRODUCT,
    "/": PRODUCT,
    "^": POWER,
}
"""How strongly each operator binds; all of them group from the left, as in a cell."""


def compared(left: Expr, sign: str, right: Expr) -> Test:
    """A comparison; ``<>`` holds where one side is below or above the other."""
    if sign == "<>":
        return expression.some(*(nodes.Condition(left, s, right) for s in ("<", ">")))
    return nodes.Condition(left, sign, right)


_TIMES: Mapping[type, tuple[int, ...]] = {
    nodes.Ratio: (1, 2),
    nodes.Power: (4, 6),
    nodes.Condition: (2, 2),
    nodes.When: (2, 1, 1),
    **dict.fromkeys((nodes.Root, nodes.Ln, nodes.Exp, nodes.Sign, nodes.NormalShare), (2,)),
}


def weight(node: Part, parts: Sequence[int]) -> int:
    """How long a host's text may get: the parts' own weights, each as often as it is written.

    SQL writes the sides of a comparison twice, and ``min(a, b, c)`` as choices in choices.
    """
    if isinstance(node, nodes.Several):
        total = 2 * parts[0]
        for part in parts[1:]:
            total = 3 * (total + 2 * part)
        return 1 + total
    times = _TIMES.get(type(node), (1,) * len(parts))
    return 1 + sum(count * part for count, part in zip(times, parts, strict=False))
