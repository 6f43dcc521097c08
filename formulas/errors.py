"""The errors of the formulas.

KpicellsError                 anything that kpicells reports to a person
├── DefinitionError           a KPI or metric is written wrongly
│   └── Unprintable           a host has no words for a KPI
├── NotAdditive               a total that would be untrue, such as reach over days
├── UnknownKpi                no KPI of that name
└── CellError                 what a cell would show instead of a number
    ├── NotANumber            #VALUE!   a blank or a text where a number is needed
    ├── ZeroDenominator       #DIV/0!   the formula divides by zero
    └── OutOfRange            #NUM!     the answer is no finite number
"""

from __future__ import annotations

from typing import ClassVar


class KpicellsError(Exception):
    """Base of every error that kpicells reports to a person."""


class DefinitionError(KpicellsError):
    """A KPI or metric is written wrongly; the message says where and how to mend it."""


class Unprintable(DefinitionError):
    """A host has no words for a KPI; ``Kpi.hosts`` lists those that have."""


class NotAdditive(KpicellsError, ValueError):
    """A total was asked for over values whose sum would be untrue."""


class UnknownKpi(KpicellsError, KeyError):
    """No KPI has this id or alias; the message names the nearest ones."""

    def __str__(self) -> str:
        return str(self.args[0])


class CellError(KpicellsError, ArithmeticError):
    """What a cell shows instead of a number: ``code`` there, the message as the reason."""

    code: ClassVar[str] = "#N/A"


class NotANumber(CellError, ValueError):
    """A blank, a text or a logical value stands where a number is needed."""

    code = "#VALUE!"


class ZeroDenominator(CellError, ZeroDivisionError):
    """The formula divides by zero."""

    code = "#DIV/0!"


class OutOfRange(CellError, OverflowError):
    """The answer is not a finite number."""

    code = "#NUM!"
