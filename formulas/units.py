"""Units of quantities, and the annotations by which a KPI's function names them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from kpicells.formulas.nodes import Expr
from kpicells.formulas.ranges import Cells


class Unit(StrEnum):
    """What a number measures. Shares are fractions: 0.05, shown as 5 %."""

    COUNT = "count"
    """Things or people counted: 0, 1, 2, ..."""
    SHARE = "share"
    """A part of a whole as a fraction, 0.05 for 5 %. Growth rates are shares too."""
    RATIO = "ratio"
    """One quantity per another of the same kind, 4.0 for ROAS."""
    MONEY = "money"
    """An amount in the client's currency."""
    SECONDS = "seconds"
    HOURS = "hours"
    DAYS = "days"
    NUMBER = "number"
    """A pure number that is none of the above: a test statistic, an index."""


class OrBlank:
    """Marks an argument whose blank cell counts as zero: no saves on this platform."""


class Apart:
    """Marks a range that does not lie beside the others: it may have another length."""


Count = Annotated[Expr, Unit.COUNT]
Share = Annotated[Expr, Unit.SHARE]
Ratio = Annotated[Expr, Unit.RATIO]
Money = Annotated[Expr, Unit.MONEY]
Seconds = Annotated[Expr, Unit.SECONDS]
Hours = Annotated[Expr, Unit.HOURS]
Days = Annotated[Expr, Unit.DAYS]
Number = Annotated[Expr, Unit.NUMBER]

CountOrBlank = Annotated[Expr, Unit.COUNT, OrBlank]

Counts = Annotated[Cells, Unit.COUNT]
Shares = Annotated[Cells, Unit.SHARE]
Amounts = Annotated[Cells, Unit.MONEY]
Numbers = Annotated[Cells, Unit.NUMBER]

CountsOrBlank = Annotated[Cells, Unit.COUNT, OrBlank]
NumbersApart = Annotated[Cells, Unit.NUMBER, Apart]
