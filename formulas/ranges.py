"""Ranges as arguments: what a formula says about a column of cells taken as one list.

A range argument is annotated with :data:`~kpicells.formulas.units.Numbers` and its like. Inside
a formula it is written row by row and then brought together::

    def weighted_score(values: Shares, weights: Numbers) -> Share:
        return ratio(total(values * weights), total(weights))

What stands in a range, in every host:

- **A blank cell is a hole, and its row is left out** of all ranges that lie beside each other: a
  day without clicks known does not count its impressions either. An empty text, as ``=""`` gives
  it, is a blank. Where a KPI says that a blank counts as zero (``OrBlank``), it does.
- **A text or a logical value is #VALUE!**, never skipped; an error comes through as itself.
- **Ranges beside each other are of one shape**, one row or one column, else #VALUE!. A range
  marked ``Apart`` (last year's values, say) stands by itself.
- The total of no rows is 0, and their mean, smallest and largest are #DIV/0!.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kpicells.formulas.expression import ratio
from kpicells.formulas.nodes import Expr, Part, Unary, number


@dataclass(frozen=True, slots=True)
class Cells(Expr):
    """A range: in a formula, its cell in the row at hand.

    Attributes:
        name: The argument's name.
        blank_is_zero: Whether a blank counts as zero in place of leaving the row out.
        beside: The names of the ranges that lie beside each other, this one among them.
        complete: Those of them that must be filled for a row to count.
    """

    name: str
    blank_is_zero: bool = False
    beside: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()


class Reduction(Unary):
    """One number from all complete rows."""

    __slots__ = ()

    @property
    def cells(self) -> tuple[Cells, ...]:
        """The ranges that it reads."""
        return tuple(dict.fromkeys(part for part in self.of.walk() if isinstance(part, Cells)))

    @property
    def complete(self) -> tuple[str, ...]:
        """The names of the ranges that must be filled for a row to count."""
        return self.cells[0].complete


class Total(Reduction):
    """The sum over the complete rows."""

    __slots__ = ()


class Rows(Reduction):
    """The number of complete rows."""

    __slots__ = ()


class Smallest(Reduction):
    """The smallest over the complete rows."""

    __slots__ = ()


class Largest(Reduction):
    """The largest over the complete rows."""

    __slots__ = ()


class Median(Reduction):
    """The median over the complete rows."""

    __slots__ = ()


class Rises(Reduction):
    """How many later cells are above earlier ones, less how many are below (Kendall's S)."""

    __slots__ = ()


class Ties(Reduction):
    """The sum of t(t-1)(2t+5) over groups of t equal cells, by which ties narrow Kendall's S."""

    __slots__ = ()


class Position(Unary):
    """The place of the row at hand: 1 for the first cell of the range, holes counted."""

    __slots__ = ()


def total(of: Expr) -> Expr:
    """The sum over the rows: ``total(values * weights)``."""
    return Total(of)


def rows(of: Expr) -> Expr:
    """How many rows are complete."""
    return Rows(of)


def mean(of: Expr) -> Expr:
    """The arithmetic mean over the rows; a mean of ratios is seldom what a KPI means."""
    return ratio(Total(of), Rows(of))


def smallest(of: Expr) -> Expr:
    """The smallest over the rows."""
    return Smallest(of)


def largest(of: Expr) -> Expr:
    """The largest over the rows."""
    return Largest(of)


def median(of: Expr) -> Expr:
    """The median over the rows."""
    return Median(of)


def rises(of: Expr) -> Expr:
    """Kendall's S of a range in order of time: pairs that rise less pairs that fall."""
    return Rises(of)


def ties(of: Expr) -> Expr:
    """The sum of t(t-1)(2t+5) over groups of t equal cells of a range."""
    return Ties(of)


def position(of: Expr | float) -> Expr:
    """The place of the row in its range: ``when(at_most(position(profile), days), ...)``."""
    return Position(number(of))


def over_single_cells(node: Part) -> Iterator[Part]:
    """The nodes outside reductions: those that are computed once, not once a row."""
    yield node
    if not isinstance(node, Reduction):
        for part in node.parts:
            yield from over_single_cells(part)
