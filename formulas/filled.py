"""A formula with the numbers put in, as a worked example shows it: ``5 / 100``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from kpicells.formulas.hosts.python_runtime import complete_rows, is_blank
from kpicells.formulas.kpi import Kpi
from kpicells.formulas.nodes import (
    Add,
    Argument,
    Expr,
    Greatest,
    Least,
    Number,
    Part,
    Several,
)
from kpicells.formulas.ranges import (
    Cells,
    Largest,
    Median,
    Position,
    Reduction,
    Rows,
    Smallest,
    Total,
)


@dataclass(frozen=True, slots=True)
class MedianOf(Several):
    """The median of numbers that are written out."""


def filled(kpi: Kpi, arguments: Mapping[str, Any]) -> Expr:
    """The KPI's tree over the numbers themselves.

    A sum over a range is written out, row by row. What cannot be (the pairs of a trend test) is
    computed.

    >>> from kpicells.formulas import catalog
    >>> from kpicells.formulas.hosts.equation import equation
    >>> equation(filled(catalog["WEIGHTED_SCORE"], {"attainments": (1, 0.5), "weights": (3, 1)}))
    '(1 * 3 + 0.5 * 1) / (3 + 1)'

    Args:
        kpi: The KPI.
        arguments: A number or a list for each of its arguments.

    Raises:
        CellError: A part that has to be computed cannot be.
    """

    def put(node: Part, row: Mapping[str, float]) -> Part:
        if isinstance(node, Argument):
            value = arguments[node.name]
            return Number(0.0 if is_blank(value) else float(value))
        if isinstance(node, Cells):
            return Number(row[node.name])
        if isinstance(node, Position):
            return Number(row[_POSITION])
        if isinstance(node, Reduction):
            return brought_together(node)
        return node.over(tuple(put(part, row) for part in node.parts)) if node.parts else node

    def brought_together(node: Reduction) -> Expr:
        beside = node.cells[0].beside
        lists = [arguments[name] for name in beside]
        found = complete_rows(beside, lists, node.complete, lambda _, value: float(str(value)))
        rows = [dict(zip((_POSITION, *beside), row, strict=True)) for row in found]
        items = tuple(part for row in rows if isinstance(part := put(node.of, row), Expr))
        if isinstance(node, Total):
            return reduce(Add, items) if items else Number(0.0)
        if isinstance(node, Rows):
            return Number(float(len(rows)))
        if type(node) in _LISTED and items:
            return _LISTED[type(node)](items)
        return Number(float(replace(kpi, body=node)(**arguments)))

    result = put(kpi.body, {})
    assert isinstance(result, Expr)
    return result


_POSITION = ""
_LISTED: Mapping[type[Expr], type[Several]] = {
    Smallest: Least,
    Largest: Greatest,
    Median: MedianOf,
}
