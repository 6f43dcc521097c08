"""The expression tree: what a KPI's body becomes when it is called with symbolic cells.

A KPI is written as ordinary arithmetic::

    def cpm(spend: Money, impressions: Count) -> Money:
        return 1000 * ratio(spend, impressions)

Called once with :class:`Argument` nodes it returns the tree from which every host's text is
printed. An expression deliberately has no ``/`` and no ``<``: a division must say what a zero
denominator means (:func:`ratio`) and a choice must be visible to all hosts (:func:`when`).
A type checker, or else Python itself, points at the line that forgot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import NoReturn

from kpicells.formulas.errors import DefinitionError


class Expr:
    """A node of the tree. Build nodes with arithmetic and the functions of this module."""

    __slots__ = ()

    def __add__(self, other: Expr | float) -> Expr:
        return Add(self, number(other))

    def __radd__(self, other: float) -> Expr:
        return Add(number(other), self)

    def __sub__(self, other: Expr | float) -> Expr:
        return Subtract(self, number(other))

    def __rsub__(self, other: float) -> Expr:
        return Subtract(number(other), self)

    def __mul__(self, other: Expr | float) -> Expr:
        return Multiply(self, number(other))

    def __rmul__(self, other: float) -> Expr:
        return Multiply(number(other), self)

    def __neg__(self) -> Expr:
        return Subtract(Number(0.0), self)

    def __bool__(self) -> NoReturn:
        raise DefinitionError(
            "an expression has no truth value while it is being traced: "
            "write when(condition, then, otherwise) in place of 'if', 'and' and 'or'"
        )

    @property
    def parts(self) -> tuple[Expr, ...]:
        """The nodes directly below this one."""
        found: list[Expr] = []
        for field in fields(self):  # type: ignore[arg-type]  # every node is a dataclass
            value = getattr(self, field.name)
            if isinstance(value, Expr):
                found.append(value)
            elif isinstance(value, tuple):
                found.extend(part for part in value if isinstance(part, Expr))
        return tuple(found)

    def walk(self) -> Iterator[Expr]:
        """This node and all below it, depth first."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Argument(Expr):
    """One cell (or one column) that the person gives.

    ``blank_is_zero`` holds for the few functions that add up what a platform may not have.
    """

    name: str
    blank_is_zero: bool = False


@dataclass(frozen=True, slots=True)
class Number(Expr):
    """A constant."""

    value: float


@dataclass(frozen=True, slots=True)
class Add(Expr):
    """left + right."""

    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Subtract(Expr):
    """left - right."""

    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Multiply(Expr):
    """left * right."""

    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Ratio(Expr):
    """numerator / denominator, and #DIV/0! where the denominator is zero."""

    numerator: Expr
    denominator: Expr


@dataclass(frozen=True, slots=True)
class Root(Expr):
    """The square root, and #NUM! of a negative number."""

    of: Expr


@dataclass(frozen=True, slots=True)
class Least(Expr):
    """The smallest of several."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Greatest(Expr):
    """The largest of several."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class When(Expr):
    """``then`` where the condition holds, else ``otherwise``; only that branch is computed."""

    condition: Condition
    then: Expr
    otherwise: Expr

    @property
    def parts(self) -> tuple[Expr, ...]:
        """The condition's two sides, then both branches."""
        return (self.condition.left, self.condition.right, self.then, self.otherwise)


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of two expressions: ``sign`` is one of < <= > >= =."""

    left: Expr
    sign: str
    right: Expr


def may_be_blank(body: Expr) -> frozenset[str]:
    """The names of the arguments whose blank counts as zero."""
    return frozenset(
        part.name for part in body.walk() if isinstance(part, Argument) and part.blank_is_zero
    )


def number(value: Expr | float) -> Expr:
    """A constant as a node; a node as it is."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise DefinitionError(f"a formula is made of cells and numbers, not of {value!r}")
    return Number(float(value))


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
    """The square root."""
    return Root(of)


def least(*items: Expr | float) -> Expr:
    """The smallest of several."""
    return Least(tuple(map(number, items)))


def greatest(*items: Expr | float) -> Expr:
    """The largest of several."""
    return Greatest(tuple(map(number, items)))


def below(left: Expr | float, right: Expr | float) -> Condition:
    """Left < right."""
    return Condition(number(left), "<", number(right))


def at_most(left: Expr | float, right: Expr | float) -> Condition:
    """Left <= right."""
    return Condition(number(left), "<=", number(right))


def equal(left: Expr | float, right: Expr | float) -> Condition:
    """Left = right."""
    return Condition(number(left), "=", number(right))


def when(condition: Condition, then: Expr | float, otherwise: Expr | float) -> Expr:
    """``then`` where the condition holds, else ``otherwise``."""
    return When(condition, number(then), number(otherwise))
