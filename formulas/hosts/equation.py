"""The equation as a person reads it: ``1000 * spend / impressions``."""

from __future__ import annotations

from kpicells.formulas import nodes, ranges
from kpicells.formulas.hosts.printer import (
    ARITHMETIC,
    CHOICE,
    FUNCTIONS,
    POWER,
    Printer,
    argument,
    call,
    infix,
    joined,
    pattern,
)

_RULES = {
    **ARITHMETIC,
    **FUNCTIONS,
    nodes.Least: call("min"),
    nodes.Greatest: call("max"),
    nodes.Power: infix(" ^ ", POWER),
    nodes.Root: call("sqrt"),
    nodes.Absolute: call("abs"),
    nodes.RoundUp: call("round_up"),
    nodes.NormalShare: call("normal_share"),
    nodes.NormalPoint: call("normal_point"),
    nodes.When: pattern("{1} if {0}, else {2}", CHOICE),
    nodes.Every: joined(" and ", brackets=False),
    nodes.Some: joined(" or ", brackets=False),
    ranges.Cells: argument,
    ranges.Total: call("sum"),
    ranges.Rows: call("count"),
    ranges.Smallest: call("smallest"),
    ranges.Largest: call("largest"),
    ranges.Median: call("median"),
    ranges.Rises: call("rises"),
    ranges.Ties: call("ties"),
    ranges.Position: call("position"),
}


def equation(body: nodes.Expr) -> str:
    """Print a KPI's body as an equation over its argument names.

    >>> from kpicells.formulas import catalog
    >>> equation(catalog["CPM"].body)
    '1000 * (spend / impressions)'
    """
    return Printer("people", _RULES).print(body)
