"""What a manager should know about the numbers: short sentences for the dashboard and the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kpicells.templates.words import Words


class Notices:
    """The sentences in one language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def day(self, day: date) -> str:
        """A day inside a sentence: ``7 November 2026``; a genitive in Russian."""
        return f"{day.day} {self.words(f'month-{day.month}')} {day.year}"

    def nothing(self, client: str) -> str:
        """No numbers at all: nothing was imported, or it was under another name."""
        return self.words("notice-nothing", client=client)

    def silent(self, source: str, day: date) -> str:
        """A source that has not told anything for a while."""
        return self.words("notice-silent", source=source, day=self.day(day))

    def counted_twice(self, metric: str, sources: Sequence[str]) -> str:
        """Leads or sales that several sources report, perhaps the same ones."""
        names = ", ".join(sources)
        return self.words("notice-twice", metric=self.words.metric(metric), sources=names)

    def counted_differently(self, kpi: str, parts: Mapping[str, Sequence[str]]) -> str:
        """Engagements that are made of different things from source to source."""
        own = self.words("platform")
        each = [
            f"{source}: {', '.join(map(self.words.metric, names)).lower() or own}"
            for source, names in parts.items()
        ]
        return self.words("notice-engagement", kpi=kpi, parts="; ".join(each))

    def unfed(self, kpi: str, metrics: Sequence[str]) -> str:
        """A KPI whose numbers no import has."""
        names = ", ".join(self.words.metric(metric).lower() for metric in metrics)
        return self.words("notice-unfed", kpi=kpi, metrics=names)

    def spanning(self, source: str, first: date, last: date) -> str:
        """Numbers of a period that is no month."""
        period = {"from": self.day(first), "to": self.day(last)}
        return self.words("notice-spanning", source=source, **period)

    def new(self, names: Sequence[str]) -> str:
        """Sources and metrics that a workbook has no rows for."""
        return self.words("notice-new", names=", ".join(names))

    def currency(self, source: str, currency: str) -> str:
        """Money whose currency the export does not state."""
        return self.words("notice-currency", source=source, currency=currency)

    def plan_ends(self, month: date) -> str:
        """Data after the last month of the plan."""
        return self.words("notice-ends", month=f"{month:%m.%Y}")

    def how_many(self, count: int) -> str:
        """Too few KPIs, or too many."""
        return self.words("advice-count", count=count)

    def one_stage(self, stage: str) -> str:
        """All KPIs speak about one stage of the funnel."""
        return self.words("advice-stage", stage=stage)

    def the_same(self, one: str, other: str) -> str:
        """Two KPIs that measure the same."""
        return self.words("advice-same", one=one, other=other)

    def no_target(self, kpi: str) -> str:
        """A KPI without any target."""
        return self.words("advice-target", kpi=kpi)


def log_made(words: Words, rows: int, sources: Sequence[str]) -> str:
    """The line of the log for a new workbook."""
    return words("log-made", rows=rows, sources=", ".join(sources) or words("log-no-sources"))


def log_refreshed(words: Words, changed: int, kept: int) -> str:
    """The line of the log for a refresh."""
    return words("log-refreshed", changed=changed, kept=kept)


def log_remade(words: Words, kept: int) -> str:
    """The line of the log for a workbook that takes the place of an older one."""
    return words("log-remade", kept=kept)
