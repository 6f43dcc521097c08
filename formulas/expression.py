"""The words by which a KPI's formula is written: ``ratio``, ``when``, ``least``, ...

Each makes a node of :mod:`~kpicells.formulas.nodes`; together with ``+``, ``-`` and ``*`` they
are all that a formula over single cells needs. The words for ranges are in
:mod:`~kpicells.formulas.ranges`.
"""

from __future__ import annotations

from kpicells.formulas.nodes import (
    Absolute,
    Add,
    Argument,
    Condition,
    Every,
    Exp,
    Expr,
    Greatest,
    Least,
    Ln,
    Multiply,
    NormalPoint,
    NormalShare,
    Number,
    Power,
    Ratio,
    Root,
    RoundUp,
    Sign,
    Some,
    Subtract,
    Test,
    When,
    number,
)

__all__ = [
    "Add",
    "Argument",
    "Condition",
    "Expr",
    "Greatest",
    "Least",
    "Multiply",
    "Number",
    "Ratio",
    "Root",
    "Subtract",
    "When",
    "absolute",
    "at_most",
    "below",
    "equal",
    "every",
    "exp",
    "greatest",
    "least",
    "ln",
    "normal_point",
    "normal_share",
    "number",
    "percent_change",
    "power",
    "ratio",
    "root",
    "round_up",
    "sign",
    "some",
    "when",
]


def ratio(numerator: Expr | float, denominator: Expr | float) -> Expr:
    """Numerator / denominator.

    A zero denominator is #DIV/0! in cells, :class:`~kpicells.formulas.errors.ZeroDenominator` in
    Python, NaN in pandas and NULL in SQL; it is never a silent zero.
    """
    return Ratio(number(numerator), number(denominator))


def percent_change(end: Expr, start: Expr) -> Expr:
    """The change from start to end as a share of start: 0.1 for +10 %."""
    return ratio(end - start, start)


def root(of: Expr) -> Expr:
    """The square root; #NUM! of a negative number."""
    return Root(of)


def power(base: Expr | float, exponent: Expr | float) -> Expr:
    """The base to the power of the exponent.

    Write a square as ``x * x``: that is the same double in every host. Zero to the power of zero
    and broken powers of negative numbers are the hosts' own affair: a formula should not get there.
    """
    return Power(number(base), number(exponent))


def exp(of: Expr) -> Expr:
    """Euler's number to the power of."""
    return Exp(of)


def ln(of: Expr) -> Expr:
    """The natural logarithm; #NUM! of zero and below."""
    return Ln(of)


def absolute(of: Expr) -> Expr:
    """The number without its sign."""
    return Absolute(of)


def sign(of: Expr) -> Expr:
    """-1, 0 or 1."""
    return Sign(of)


def round_up(of: Expr) -> Expr:
    """The nearest whole number that is not below: how many people a sample needs."""
    return RoundUp(of)


def normal_share(of: Expr) -> Expr:
    """The share of a standard normal distribution below a point: 0.975 for 1.96."""
    return NormalShare(of)


def normal_point(of: Expr) -> Expr:
    """The point below which a share of a standard normal distribution lies: 1.96 for 0.975."""
    return NormalPoint(of)


def least(*items: Expr | float) -> Expr:
    """The smallest of several."""
    return Least(tuple(map(number, items)))


def greatest(*items: Expr | float) -> Expr:
    """The largest of several."""
    return Greatest(tuple(map(number, items)))


def below(left: Expr | float, right: Expr | float) -> Test:
    """Left < right."""
    return Condition(number(left), "<", number(right))


def at_most(left: Expr | float, right: Expr | float) -> Test:
    """Left <= right."""
    return Condition(number(left), "<=", number(right))


def equal(left: Expr | float, right: Expr | float) -> Test:
    """Left = right."""
    return Condition(number(left), "=", number(right))


def every(*tests: Test) -> Test:
    """All of the tests hold."""
    return Every(tests)


def some(*tests: Test) -> Test:
    """At least one of the tests holds."""
    return Some(tests)


def when(condition: Test, then: Expr | float, otherwise: Expr | float) -> Expr:
    """``then`` where the condition holds, else ``otherwise``; nest it for more cases."""
    return When(condition, number(then), number(otherwise))
