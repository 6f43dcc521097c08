"""A recipe: which column of a table is which metric, date and campaign.

A known export format and a person's own mapping file come down to the same recipe, so that every
number takes the same way into the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

ACQUISITION = "user acquisition"
"""Begins the names of reports that tell of people by how they came the first time. The same
sessions and sales are told better by reports of sessions, to which they give way."""


class Grain(StrEnum):
    """What one row of a table is about."""

    DAY = "day"
    """One day (of a campaign, ad, post, account ...)."""
    POST = "post"
    """One post with its lifetime totals; its date is the day of publication."""
    MONTH = "month"
    """One calendar month."""
    PERIOD = "period"
    """Some other stretch of time, from date to date_to."""


class RepeatedRows(StrEnum):
    """What is done with a row that repeats an earlier row of the file to the letter."""

    SKIP = "skip"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class DateColumn:
    """Where a row's date stands and how it is written.

    Attributes:
        column: The column's name in the header.
        format: A strptime format such as "%d-%m-%Y"; None to find it out from the whole column
            (an order of day and month that the column does not settle is an error).
        end_column: The column with the last day, where a row may span several days. With
            ``Grain.DAY`` it is the same day in every row that is no total; a row of totals spans
            from ``column`` to ``end_column``, and so is a fact of that whole period.
    """

    column: str
    format: str | None = None
    end_column: str | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to read the rows of one table.

    Attributes:
        source: The name that facts carry: "instagram", "meta_ads", "ga4", or the mapping's own.
        report: Which report of the source this is, such as "content" or "traffic".
        grain: What one row is about.
        date: The date column; None when the period comes from the preamble.
        metrics: Metric id to column name, as it stands in the header.
        campaign, post, account: The columns with those names; None where there is none.
        channel: The column that says where visitors came from ("instagram / cpc"), if any.
        utm_source, utm_medium, utm_content: The columns with these tags; that with utm_campaign is
            ``campaign``.
        title: The column with a post's text, shown in lists of posts.
        link: The column with a post's address.
        currency: ISO code of all money in the table; None where it holds no money, or
            ``currency_column`` says it row by row, or the export does not say it (GA4): then it
            is the client's own.
        currency_column: The column with an ISO code.
        decimal: "." or ","; None to find it out per column.
        shares: Ids of metrics whose column holds percents to be divided by 100.
        defaults: Fixed texts for "account", "campaign" where no column has them.
        factors: By what the numbers of a metric are multiplied, whose column has another unit.
        totals: Columns which are all blank in a row of totals, and only there; () where the
            format has none. Such a row is left out of sums; its unique-people metrics are kept
            as facts of the whole period, because nothing else in the file gives them.
        labels: Columns that hold a word such as "Total: account" in a row of totals.
        repeated_rows: What to do with rows that repeat an earlier one to the letter.
        encoding, delimiter: As the mapping gives them; None to find them out.
        personal: Whether its rows tell of people: their cells are quoted in no message.
        persons: The columns by which a person is known, the best first; they are stored as one
            keyed hash, or not at all.
        person: The column with that hash, once it is made.
        time_zone: The zone on whose days its moments were put; None where it has none.
    """

    source: str
    report: str
    grain: Grain
    metrics: Mapping[str, str]
    date: DateColumn | None = None
    campaign: str | None = None
    post: str | None = None
    account: str | None = None
    channel: str | None = None
    utm_source: str | None = None
    utm_medium: str | None = None
    utm_content: str | None = None
    title: str | None = None
    link: str | None = None
    currency: str | None = None
    currency_column: str | None = None
    decimal: str | None = None
    shares: frozenset[str] = frozenset()
    defaults: Mapping[str, str] = field(default_factory=dict)
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    totals: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    repeated_rows: RepeatedRows = RepeatedRows.SKIP
    encoding: str | None = None
    delimiter: str | None = None
    personal: bool = False
    persons: tuple[str, ...] = ()
    person: str | None = None
    time_zone: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """Every column that it names."""
        dates = (self.date.column, self.date.end_column) if self.date else ()
        names = (
            *(self.campaign, self.post, self.account, self.channel, self.title, self.link),
            *(self.utm_source, self.utm_medium, self.utm_content, self.currency_column),
            *(*dates, *self.metrics.values(), *self.totals, *self.labels, *self.persons),
        )
        return frozenset(name for name in names if name is not None)
