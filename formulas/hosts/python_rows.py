"""A KPI over many rows of plain numbers in one go: the compiled expression in a list of its own.

The expression is the one of :mod:`~kpicells.formulas.hosts.python`, so each row's answer is the
same double. There are no checks: whoever has rows in which something may be missing or wrong
looks at the answers, and at the rows one by one where they are not all finite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import isfinite
from typing import Any

from kpicells.formulas.hosts.finite import guarded
from kpicells.formulas.hosts.printer import Printer
from kpicells.formulas.hosts.python import RULES
from kpicells.formulas.hosts.python_runtime import FUNCTIONS
from kpicells.formulas.kpi import Kpi

_NUMBERS = {int, float}


def in_one_go(kpi: Kpi, columns: Iterable[Sequence[Any]]) -> list[float] | None:
    """The answers row by row; None where some row needs a closer look.

    >>> from kpicells.formulas import catalog
    >>> in_one_go(catalog["CTR"], [[5, 7], [100, 100]])
    [0.05, 0.07]
    >>> in_one_go(catalog["CTR"], [[5, 7], [100, 0]]) is None
    True

    Args:
        kpi: A KPI that takes no ranges.
        columns: The cells of each argument, as many of one as of the other.
    """
    numbers = [plain(column) for column in columns]
    if None in numbers:
        return None
    return of_plain(kpi, numbers)  # type: ignore[arg-type]


def of_plain(kpi: Kpi, columns: Iterable[Sequence[float]]) -> list[float] | None:
    """The same for cells that :func:`plain` has looked at."""
    try:
        answers = _compiled(kpi)(*columns)
    except (ArithmeticError, ValueError):
        return None
    # A sum is finite only where all that is added up is.
    return answers if isfinite(sum(answers)) else None


def plain(cells: Sequence[Any]) -> Sequence[float] | None:
    """The cells as floats, if all of them are finite numbers."""
    kinds = set(map(type, cells))
    if not kinds <= _NUMBERS:
        return None
    try:
        numbers = list(map(float, cells)) if int in kinds else cells
        return numbers if isfinite(sum(numbers)) else None
    except OverflowError:
        return None


@lru_cache(maxsize=1024)
def _compiled(kpi: Kpi) -> Callable[..., list[float]]:
    names = ", ".join(kpi.arguments)
    body = Printer("Python", RULES).print(guarded(kpi.body))
    text = f"lambda *columns: [{body} for ({names},) in zip(*columns)]"
    # The text was printed by RULES from a tree: nothing of a person's stands in it.
    function: Callable[..., list[float]] = eval(compile(text, f"<KPI {kpi.id}>", "eval"), FUNCTIONS)
    return function
