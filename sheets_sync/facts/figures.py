"""One metric of one month, as the workbook of the client counts it.

The formulas of the Data sheet say the same (``templates/figures.py``); a test compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from kpicells.formulas import Over, catalog
from kpicells.formulas.errors import CellError
from kpicells.templates.figures import over
from kpicells.templates.rows import DataRow

_ENGAGEMENTS = catalog["ENGAGEMENTS"].arguments


class NoFigure(CellError):
    """There is no such figure: ``#N/A``."""


def figure(rows: Sequence[DataRow], metric: str, source: str | None = None) -> float:
    """A month's figure.

    Args:
        rows: The rows of the month, daily and monthly ones.
        metric: The metric.
        source: Only the rows of this source.

    Raises:
        NoFigure: It was not measured, or its sum would be untrue.
    """
    told = [row for row in rows if source is None or row.source == source]
    if metric == "engagements":
        return _engagements(told)
    values = _values(told, metric)
    if not values:
        raise NoFigure(f"there are no numbers of {metric!r} for this month{_of(source)}")
    if over(metric) is Over.NOTHING and len(values) > 1:
        sources = ", ".join(sorted({row.source for row in told if metric in row.metrics}))
        raise NoFigure(
            f"{metric!r} was measured {len(values)} times in this month ({sources}), and the sum "
            "would be untrue, since it may count the same people again: name one source"
        )
    return fsum(values)


def _engagements(rows: Sequence[DataRow]) -> float:
    """As measured, and by the catalogue where a source does not report them."""
    found: list[float] = []
    for source in sorted({row.source for row in rows}):
        own = [row for row in rows if row.source == source]
        direct = _values(own, "engagements")
        found += direct or [value for part in _ENGAGEMENTS for value in _values(own, part)]
    if not found:
        raise NoFigure("there are no numbers of 'engagements' for this month, nor of their parts")
    return fsum(found)


def _values(rows: Sequence[DataRow], metric: str) -> list[float]:
    return [row.metrics[metric] for row in rows if metric in row.metrics]


def _of(source: str | None) -> str:
    return f" from {source}" if source else ""
