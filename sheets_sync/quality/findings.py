"""A finding: something in the numbers that a person should look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What may be wrong; each has its texts."""

    GAP = "gap"
    ZERO = "zero"
    DROP = "drop"
    RISE = "rise"
    MORE_THAN = "more-than"
    DISAGREE = "disagree"
    PART_ABOVE_WHOLE = "part-above-whole"
    STALE = "stale"


class Sure(StrEnum):
    """How sure it is that chance alone has not done it."""

    CERTAIN = "certain"
    """It contradicts itself, or is a plain fact."""
    ALMOST = "almost-certain"
    VERY_LIKELY = "very-likely"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks wrong.

    Attributes:
        kind: What.
        source: The source that tells it; the first of two.
        metrics: The metrics.
        first: The first day.
        last: The last day.
        account: The account; empty where there is one only.
        other: The source with which it is compared.
        days: How many days are concerned.
        rows: How many records are.
        found: Metric to what was found, in all days together.
        expected: Metric to what would be usual; for a contradiction, the number that it exceeds.
        chance: How probable it is that ordinary noise alone does so, once in the whole check;
            None where chance has no part in it.
    """

    kind: Kind
    source: str
    metrics: tuple[str, ...]
    first: date
    last: date
    account: str = ""
    other: str = ""
    days: int = 1
    rows: int = 0
    found: Mapping[str, float] = field(default_factory=dict)
    expected: Mapping[str, float] = field(default_factory=dict)
    chance: float | None = None

    @property
    def sure(self) -> Sure:
        """The chance in a word."""
        if self.chance is None:
            return Sure.CERTAIN
        if self.chance < 0.001:
            return Sure.ALMOST
        return Sure.VERY_LIKELY if self.chance < 0.01 else Sure.LIKELY
