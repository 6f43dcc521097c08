"""The history of one KPI, week by week, or month by month where no days are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Step(StrEnum):
    """How long one period of a series is."""

    WEEK = "week"
    MONTH = "month"

    @property
    def per_year(self) -> int:
        """After how many periods a season comes again; 52 weeks keep the day of the week."""
        return 52 if self is Step.WEEK else 12


class Kind(StrEnum):
    """What sort of number a KPI is; each has its own chance."""

    COUNT = "count"
    """Events of a time: leads, sessions. They vary more than independent events would."""
    RATE = "rate"
    """A ratio of sums: CTR, conversion rate, cost per lead."""
    MONEY = "money"
    """What customers pay: a few large orders make a week."""


@dataclass(frozen=True, slots=True)
class Series:
    """One KPI over time.

    Attributes:
        step: The length of a period.
        starts: The first day of each period, oldest first.
        arguments: For each argument of the KPI its sum in each period, or its value where it
            does not add up; NaN where it is not known.
        value: The KPI from its arguments; NaN where it has no value.
        kind: What sort of number it is.
    """

    step: Step
    starts: tuple[date, ...]
    arguments: Mapping[str, Floats]
    value: Callable[[Mapping[str, float]], float]
    kind: Kind = Kind.COUNT

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def known(self) -> NDArray[np.bool_]:
        """In which periods every argument is known."""
        known = np.isfinite(np.vstack(list(self.arguments.values()))).all(axis=0)
        return np.asarray(known, dtype=np.bool_)

    def over(self, periods: NDArray[np.intp]) -> float:
        """The KPI of several periods together: of the sums, given for one period."""
        return self.value({name: float(of[periods].mean()) for name, of in self.arguments.items()})
