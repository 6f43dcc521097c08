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


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post with its totals up to the day of the export.

    Attributes:
        day: The day of publication.
        source, account: Where it was published.
        post: Its id, which tells it from the others.
        title: Its text.
        link: Its address.
        metrics: Metric to value.
    """

    day: date
    source: str
    post: str
    metrics: Mapping[str, float]
    account: str = ""
    title: str = ""
    link: str = ""
