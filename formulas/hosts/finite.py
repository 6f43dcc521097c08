"""Keeps an overflow from hiding: spreadsheets stop at the first ``#NUM!``, IEEE arithmetic goes on.

``x / (a * b)`` is ``#NUM!`` in a cell where ``a * b`` overflows, but 0 in Python, JavaScript and
SQL. Those hosts print the guarded tree, in which every computed value that something could
swallow (a denominator, a side of a comparison, one of several) must be finite.
"""

from __future__ import annotations

from kpicells.formulas import nodes
from kpicells.formulas.nodes import Argument, Expr, Finite, Number, Part, rewritten
from kpicells.formulas.ranges import Cells

_GIVEN = (Argument, Cells, Number, Finite)
_SWALLOWS_ALL = (
    nodes.Several,
    nodes.Condition,
    nodes.Exp,
    nodes.Sign,
    nodes.NormalShare,
    nodes.Power,
)


def guarded(body: Expr) -> Expr:
    """The tree with a :class:`~kpicells.formulas.nodes.Finite` around what could be swallowed."""
    result = rewritten(body, _guard)
    assert isinstance(result, Expr)
    return result


def _guard(node: Part) -> Part:
    if isinstance(node, nodes.Ratio):
        return node.over((node.left, _finite(node.right)))
    if isinstance(node, _SWALLOWS_ALL):
        return node.over(tuple(map(_finite, node.parts)))
    return node


def _finite(node: Part) -> Part:
    return Finite(node) if isinstance(node, Expr) and not isinstance(node, _GIVEN) else node
