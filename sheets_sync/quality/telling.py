"""Findings told: sentences for people, objects for programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from kpicells.formulas import metrics
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.quality.findings import Finding, Kind
from kpicells.sheets_sync.sources import SOURCE_NAMES
from kpicells.templates.notices import Notices
from kpicells.templates.words import Words

MOST_NOTICES = 3
"""So many findings stand on a dashboard."""

MOST_LOGGED = 8
"""So many findings stand in one line of the log."""

_RECENT = timedelta(35)
_MOST_METRICS = 4


class Teller:
    """The sentences in one language."""

    def __init__(self, lang: str) -> None:
        self.words = Words(lang, "kpicells.sheets_sync.quality")
        self._days = Notices(Words(lang))

    def what(self, one: Finding) -> str:
        """What was found, where and when."""
        values: dict[str, object] = {
            "where": self._where(one),
            "other": _name(one.other),
            "period": self._period(one),
            "days": one.days,
            "rows": one.rows,
            "since": self._days.day(one.first),
            "numbers": self._numbers(one),
        }
        if one.kind is Kind.MORE_THAN:
            less, more = one.metrics
            values |= {"less": self._metric(less), "more": self._metric(more)}
        return self.words(f"check-{one.kind}", **values)

    def what_to_do(self, one: Finding) -> str:
        """What to do about it."""
        return self.words(f"check-{one.kind}-do")

    def sure(self, one: Finding) -> str:
        """How sure it is, in words."""
        return self.words(f"sure-{one.sure}")

    def notice(self, one: Finding) -> str:
        """A sentence for a dashboard."""
        what, do = self.what(one), self.what_to_do(one)
        return self.words("check-noticed", what=what, sure=self.sure(one), do=do)

    def logged(self, found: Iterable[Finding], before: Collection[str]) -> str:
        """A text for the log with what it does not hold yet; empty where there is nothing new.

        Args:
            found: The findings.
            before: The texts that the log holds.
        """
        texts = [f"{self.what(one)} ({self.sure(one)})" for one in found]
        new = [text for text in texts if not any(text in line for line in before)]
        if not new:
            return ""
        shown = new[:MOST_LOGGED]
        if len(new) > len(shown):
            shown.append(self.words("check-log-more", count=len(new) - len(shown)))
        return self.words("check-log", findings="; ".join(shown))

    def _where(self, one: Finding) -> str:
        name = _name(one.source)
        return f"{name}, {one.account}" if one.account else name

    def _period(self, one: Finding) -> str:
        if one.first == one.last:
            return self._days.day(one.first)
        return f"{self._days.day(one.first)} – {self._days.day(one.last)}"

    def _metric(self, metric: str) -> str:
        return self.words.metric(metric).lower()

    def _numbers(self, one: Finding) -> str:
        compares = one.kind in (Kind.DISAGREE, Kind.PART_ABOVE_WHOLE)
        key = "check-compared" if compares else "check-usual"
        told = []
        for metric in one.metrics[:_MOST_METRICS]:
            if metric in one.found and metric in one.expected:
                found, expected = (
                    _number(values[metric], metric) for values in (one.found, one.expected)
                )
                name = self._metric(metric)
                told.append(self.words(key, metric=name, found=found, expected=expected))
        return ", ".join(told)


def of_dashboard(
    found: Sequence[Finding], newest: date, used: Collection[tuple[str, str]]
) -> list[Finding]:
    """The findings that matter on a dashboard: recent, and about numbers that a KPI takes.

    Silent sources are told there in any case, so they are not told twice.

    Args:
        found: All findings.
        newest: The newest day with data.
        used: Source and metric of every number that a KPI of the plan takes.
    """
    sources = {source for source, _ in used}
    mattering = [
        one
        for one in found
        if one.kind is not Kind.STALE
        and newest - one.last < _RECENT
        and one.source in sources
        and (not one.metrics or any((one.source, metric) in used for metric in one.metrics))
    ]
    return mattering[:MOST_NOTICES]


def to_json(one: Finding, teller: Teller) -> dict[str, Any]:
    """One entry of ``check --json``."""
    return {
        "kind": str(one.kind),
        "source": one.source,
        "account": one.account or None,
        "other_source": one.other or None,
        "metrics": list(one.metrics),
        "from": one.first.isoformat(),
        "to": one.last.isoformat(),
        "days": one.days,
        "rows": one.rows or None,
        "found": dict(one.found),
        "expected": dict(one.expected),
        "sure": str(one.sure),
        "chance_of_noise": one.chance,
        "message": teller.what(one),
        "advice": teller.what_to_do(one),
    }


def _name(source: str) -> str:
    return SOURCE_NAMES.get(source, source)


def _number(value: float, metric: str) -> str:
    whole = metric not in metrics or metrics[metric].unit is Unit.COUNT or value >= 100
    return f"{value:,.0f}" if whole else f"{value:,.2f}"
