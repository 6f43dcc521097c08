"""The nodes of the expression tree: what a KPI's body becomes when it is called.


A KPI is written as ordinary arithmetic::

    def cpm(spend: Money, impressions: Count) -> Money:
        return 1000 * ratio(spend, impressions)

Called once with :class:`Argument` nodes it returns the tree from which every host's text is
printed. An expression deliberately has no ``/`` and no ``<``: a division must say what a zero
denominator means (:func:`ratio`) and a choice must be visible to all hosts (:func:`when`).
A type checker, or else Python itself, points at the line that forgot.

Here are the nodes over single cells; :mod:`~kpicells.formulas.ranges` has those over ranges, and
:mod:`~kpicells.formulas.expression` the words by which formulas are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from kpicells.formulas.errors import DefinitionError


class Node:
    """Anything in a tree: it can tell its parts and be rebuilt over others."""

    __slots__ = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The nodes directly below this one."""
        return ()

    def over(self, parts: tuple[Part, ...]) -> Part:
        """The same node over other parts."""
        return self  # type: ignore[return-value]  # every node is an Expr or a Test

    def walk(self) -> Iterator[Part]:
        """This node and all below it, depth first."""
        yield self  # type: ignore[misc]
        for part in self.parts:
            yield from part.walk()


class Expr(Node):
    """A number to be. Build one with arithmetic and the words of :mod:`.expression`."""

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


class Test(Node):
    """A question with a yes or no, for :func:`~kpicells.formulas.expression.when`."""

    __slots__ = ()
    __test__ = False  # not a pytest class
    __bool__ = Expr.__bool__


Part: TypeAlias = Expr | Test


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
class Unary(Expr):
    """A function of one number."""

    of: Expr

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the function is of."""
        return (self.of,)

    def over(self, parts: tuple[Part, ...]) -> Expr:
        """The same function of something else."""
        return type(self)(*parts)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Binary(Expr):
    """An operation on two numbers."""

    left: Expr
    right: Expr

    @property
    def parts(self) -> tuple[Part, ...]:
        """Both sides."""
        return (self.left, self.right)

    def over(self, parts: tuple[Part, ...]) -> Expr:
        """The same operation on others."""
        return type(self)(*parts)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Several(Expr):
    """One of several numbers."""

    items: tuple[Expr, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The numbers."""
        return self.items

    def over(self, parts: tuple[Part, ...]) -> Expr:
        """The same choice among others."""
        return type(self)(parts)  # type: ignore[arg-type]


class Add(Binary):
    """left + right."""

    __slots__ = ()


class Subtract(Binary):
    """left - right."""

    __slots__ = ()


class Multiply(Binary):
    """left * right."""

    __slots__ = ()


class Power(Binary):
    """Left to the power of right; #NUM! of a negative number to a broken power."""

    __slots__ = ()


class Ratio(Binary):
    """left / right, and #DIV/0! where the right is zero."""

    __slots__ = ()

    @property
    def numerator(self) -> Expr:
        """What is divided."""
        return self.left

    @property
    def denominator(self) -> Expr:
        """What it is divided by."""
        return self.right


class Root(Unary):
    """The square root, and #NUM! of a negative number."""

    __slots__ = ()


class Exp(Unary):
    """e to the power of."""

    __slots__ = ()


class Ln(Unary):
    """The natural logarithm, and #NUM! of zero and below."""

    __slots__ = ()


class Absolute(Unary):
    """The number without its sign."""

    __slots__ = ()


class Sign(Unary):
    """-1, 0 or 1."""

    __slots__ = ()


class RoundUp(Unary):
    """The nearest whole number that is not below."""

    __slots__ = ()


class NormalShare(Unary):
    """The share of a standard normal distribution that lies below."""

    __slots__ = ()


class NormalPoint(Unary):
    """The point below which the share of a standard normal distribution lies."""

    __slots__ = ()


class Finite(Unary):
    """Itself, and #NUM! where it is not finite; see :mod:`.hosts.finite`."""

    __slots__ = ()


class Least(Several):
    """The smallest of several."""

    __slots__ = ()


class Greatest(Several):
    """The largest of several."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class When(Expr):
    """``then`` where the condition holds, else ``otherwise``; only that branch is computed."""

    condition: Test
    then: Expr
    otherwise: Expr

    @property
    def parts(self) -> tuple[Part, ...]:
        """The condition, then both branches."""
        return (self.condition, self.then, self.otherwise)

    def over(self, parts: tuple[Part, ...]) -> Expr:
        """The same choice over others."""
        return When(*parts)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Condition(Test):
    """A comparison of two expressions: ``sign`` is one of < <= > >= =."""

    left: Expr
    sign: str
    right: Expr

    @property
    def parts(self) -> tuple[Part, ...]:
        """Both sides."""
        return (self.left, self.right)

    def over(self, parts: tuple[Part, ...]) -> Test:
        """The same comparison of others."""
        left, right = parts
        return Condition(left, self.sign, right)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Combined(Test):
    """Several questions as one."""

    tests: tuple[Test, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The questions."""
        return self.tests

    def over(self, parts: tuple[Part, ...]) -> Test:
        """The same over other questions."""
        return type(self)(parts)  # type: ignore[arg-type]


class Every(Combined):
    """Holds where all of them hold."""

    __slots__ = ()


class Some(Combined):
    """Holds where at least one of them holds."""

    __slots__ = ()


def number(value: Expr | float) -> Expr:
    """A constant as a node; a node as it is."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise DefinitionError(f"a formula is made of cells and numbers, not of {value!r}")
    return Number(float(value))


def rewritten(node: Part, change: Callable[[Part], Part]) -> Part:
    """The tree with every node replaced by what ``change`` makes of it, innermost first."""
    parts = tuple(rewritten(part, change) for part in node.parts)
    return change(node.over(parts) if parts else node)
