"""A chart as plain data. Its series are defined names or areas of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a chart is drawn."""

    COLUMNS_AND_LINE = "columns_and_line"
    """Columns for the series, a line for those with ``line``."""
    BARS = "bars"
    """Lying bars, the first on top."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values over categories.

    Attributes:
        values: The cells, as ``Sheet!$B$2:$M$2``.
        categories: The cells of the labels.
        name: What the legend says.
        color: Its colour.
        line: Whether it is a line among columns.
        labels: Whether every value is written beside it.
        number_format: How the labels are written.
    """

    values: str
    categories: str
    name: str
    color: str
    line: bool = False
    labels: bool = False
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its upper left corner in a cell; sizes are in pixels.

    Attributes:
        row, column: The cell that its corner stands in.
        title: Its title; no title if empty.
        about: What it shows, for people who do not see it.
        logarithmic: Whether lengths are logarithms: for steps of a funnel, which differ by
            orders of magnitude.
        date_format: How months on the axis are written.
        number_format: How values on the axis are written.
        from_zero: Whether the axis begins at zero; not where values may be negative.
    """

    row: int
    column: int
    width: int
    height: int
    kind: Kind
    series: tuple[Series, ...]
    title: str = ""
    about: str = ""
    logarithmic: bool = False
    legend: bool = False
    date_format: str = ""
    number_format: str = ""
    from_zero: bool = True
    top: int = 0
    left: int = 0
