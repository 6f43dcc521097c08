"""The equation as a person reads it: ``1000 * spend / impressions``."""

from __future__ import annotations

from kpicells.formulas.expression import Expr, When
from kpicells.formulas.hosts.printer import ARITHMETIC, CHOICE, Printer, choice

_RULES = {**ARITHMETIC, When: choice("{then} if {condition}, else {otherwise}", CHOICE)}


def equation(body: Expr) -> str:
    """Print a KPI's body as an equation over its argument names.

    >>> from kpicells.formulas import catalog
    >>> equation(catalog["CPM"].body)
    '1000 * (spend / impressions)'
    """
    return Printer("people", _RULES).print(body)
