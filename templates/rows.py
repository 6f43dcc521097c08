"""A row of the Data sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DataRow:
    """Numbers of one day, or of one month.

    Attributes:
        day: The day; for a month, its first day.
        source, account, campaign: Whose numbers they are; empty where they are of all together.
        metrics: Metric to value.
    """

    day: date
    source: str
    metrics: Mapping[str, float]
    account: str = ""
    campaign: str = ""
