"""Answers about one metric: its total, its parts, and the rows of files that it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from kpicells.formulas import catalog, metrics
from kpicells.formulas.metrics import POST_REACH, Over
from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.grains import (
    PICKED,
    WITHIN_MONTH,
    pick_table,
)
from kpicells.sheets_sync.facts.people import COUNTED, counted
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.months import month_end
from kpicells.sheets_sync.rates.converting import money_of


class By(StrEnum):
    """What a metric is shown by."""

    DAY = "day"
    MONTH = "month"
    CAMPAIGN = "campaign"
    SOURCE = "source"


@dataclass(slots=True)
class Answer:
    """What the facts say about a metric.

    Attributes:
        metric: The metric.
        unit: What its numbers measure.
        total: The sum of all that counts; None where a sum would be untrue.
        reason: Why there is no total.
        rows: The parts: ``{"month": "2026-10", "value": 140.0}``.
    """

    metric: str
    unit: str
    total: float | None = None
    reason: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)


_PARTS = {
    By.DAY: ("day", "strftime(r.date, '%Y-%m-%d')"),
    By.MONTH: ("month", "strftime(r.date, '%Y-%m')"),
    By.CAMPAIGN: ("campaign", "r.campaign"),
    By.SOURCE: ("source", "p.source"),
}
_WHOLE = "r.campaign IS NULL AND r.channel IS NULL AND r.post IS NULL"
_MEASURED = {
    By.DAY: "p.grain = 'day'",
    By.MONTH: f"p.grain IN ('day', 'month', 'period') AND {_WHOLE}",
    By.CAMPAIGN: "r.campaign IS NOT NULL",
    By.SOURCE: _WHOLE,
}
"""SQL for which values of reach, users and the like are shown, each as it was measured."""
_IN_MONTH = "($month IS NULL OR date_trunc('month', r.date) = $month)"
_OF_SOURCE = "($source IS NULL OR p.source = $source)"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a client's facts.

    Attributes:
        client: The client.
        metric: The metric; ``post_reach`` is the reach of posts added up.
        by: What it is shown by.
        month: Only this month, as its first day.
        source: Only this source.
        currency: The currency in which money is wanted, where the agency gives rates.
    """

    client: str
    metric: str
    by: By = By.MONTH
    month: date | None = None
    source: str | None = None
    currency: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The values of the query."""
        return {"client": self.client, "month": self.month, "source": self.source}

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day that are asked for."""
        if self.month is None:
            return None, None
        return self.month, month_end(self.month)

    @property
    def adds_up(self) -> bool:
        """Whether its values may be summed over days and parts."""
        of = self.metric
        return of not in metrics or metrics[of].adds_over is Over.ANYTHING

    @property
    def column(self) -> str:
        """SQL for its value in a record."""
        return f"r.{sql.metric('reach' if self.metric == POST_REACH else self.metric)}"

    @property
    def counts(self) -> str:
        """SQL for whether the value of a record counts."""
        if self.metric == POST_REACH:
            return f"p.grain = 'post' AND {self.column} IS NOT NULL"
        if self.adds_up:
            return f"{self.column} IS NOT NULL AND k.{sql.name(f'is_{self.metric}')}"
        return f"{self.column} IS NOT NULL AND {_MEASURED[self.by]}"

    @property
    def records(self) -> str:
        """SQL for the records that are asked for, from FROM to the end of WHERE."""
        if self.adds_up and self.metric != POST_REACH:
            where = f"{PICKED} WHERE {WITHIN_MONTH} AND"
        else:
            where = "records AS r JOIN parts AS p ON p.id = r.part WHERE"
        return f"FROM {where} p.client = $client AND {_IN_MONTH} AND {_OF_SOURCE} AND {self.counts}"


def ask(store: Store, question: Question) -> Answer:
    """The total of a metric, and its parts.

    Raises:
        InputError: The client has no facts, or none of this metric; the message says which. Or
            money is in several currencies, and a rate is missing.
    """
    if answer := _counted(store, question):
        return answer
    _check(store, question)
    money = money_of(store, question.client, [question.metric], question.currency, *question.days)
    money.demand_one(question.client)
    unit = metrics[question.metric].unit if question.metric in metrics else "count"
    answer = Answer(question.metric, str(unit))
    if not question.adds_up:
        return _as_measured(store, question, answer)
    name, part = _PARTS[question.by]
    value = money.value(question.metric) if money.converted else question.column
    total = money.sum(store, _stored(question.metric), value)
    rows = store.rows(
        f"SELECT {part} AS part, {total} {question.records} "
        f"GROUP BY 1 ORDER BY {'2 DESC, 1' if question.by is By.CAMPAIGN else '1'}",
        question.values,
    )
    answer.rows = [{name: key, "value": value} for key, value in rows]
    answer.total = store.one(f"SELECT {total} {question.records}", question.values)[0]
    if question.metric == POST_REACH:
        answer.reason = "reach added over posts: a person counts once per post"
    return answer


def _counted(store: Store, question: Question) -> Answer | None:
    """People that the store counts itself; None where there are none, or a source measures them."""
    if question.metric not in COUNTED:
        return None
    month, source, metric = question.month, question.source, question.metric
    rows: list[dict[str, Any]] = [
        {"month": f"{one.month:%Y-%m}", "source": one.source, "value": one.metrics[metric]}
        for one in counted(store, question.client)
        if metric in one.metrics and month in (None, one.month) and source in (None, one.source)
    ]
    if not rows:
        return None
    answer = Answer(metric, str(metrics[metric].unit), rows=rows)
    answer.reason = "counted by month from hashed e-mails and phones, each person once"
    if len(rows) == 1 or (question.adds_up and len({row["source"] for row in rows}) == 1):
        answer.total = sum(row["value"] for row in rows)
    return answer


def _as_measured(store: Store, question: Question, answer: Answer) -> Answer:
    """The values one by one, since their sum would be untrue."""
    rows = store.rows(
        "SELECT p.source, p.account, r.campaign, r.channel, r.post, p.grain, "
        f"strftime(r.date, '%Y-%m-%d'), strftime(r.date_to, '%Y-%m-%d'), {question.column} "
        f"{question.records} ORDER BY r.date, r.date_to, p.source, r.campaign",
        question.values,
    )
    names = ("source", "account", "campaign", "channel", "post", "grain", "from", "to", "value")
    answer.rows = [dict(zip(names, row, strict=True)) for row in rows]
    if len(rows) == 1:
        answer.total = rows[0][-1]
    elif not rows:
        answer.reason = f"no value by {question.by} was measured; try another --by"
    else:
        over = metrics[question.metric].adds_over
        answer.reason = (
            "it is a state of one moment, not an amount of each day"
            if over is Over.PARTS
            else "the same people are counted again in each row, so their sum would be untrue"
        )
    return answer


def trace(store: Store, question: Question) -> list[dict[str, Any]]:
    """The rows of files from which a metric's total comes, each with its value.

    Raises:
        InputError: The client has no facts, or none of this metric.
    """
    if _counted(store, question):
        raise InputError(
            f"{question.metric} is counted from people, whose rows are those of leads and "
            "purchases: trace one of these"
        )
    _check(store, question)
    rows = store.rows(
        "SELECT i.file, p.sheet, r.\"row\", p.source, p.grain, strftime(r.date, '%Y-%m-%d'), "
        f"strftime(r.date_to, '%Y-%m-%d'), r.campaign, r.post, {question.column} "
        f"{question.records.replace('WHERE', 'JOIN imports AS i ON i.id = p.import_id WHERE', 1)} "
        'ORDER BY r.date, i.id, r."row"',
        question.values,
    )
    names = (
        *("file", "sheet", "row", "source", "grain"),
        *("from", "to", "campaign", "post", "value"),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def _check(store: Store, question: Question) -> None:
    """Make sure there is something to ask about, and put what counts into ``picks``."""
    clients = [name for (name,) in store.rows("SELECT DISTINCT client FROM parts ORDER BY 1")]
    if question.client not in clients:
        raise InputError(
            f"there are no facts of client {question.client!r}"
            + (f"; there are of: {', '.join(clients)}" if clients else "")
        )
    stored = _stored(question.metric)
    known = _known(store, question.client)
    if stored not in known:
        hint = ""
        if question.metric == "engagements":
            parts = [m for m in catalog["ENGAGEMENTS"].arguments if m in known]
            hint = f"; its parts are there: {', '.join(parts)}" if parts else ""
        elif question.metric not in metrics and question.metric != POST_REACH:
            hint = " (there is no such metric)"
        raise InputError(
            f"{question.client} has no facts of {question.metric!r}{hint}. "
            f"There are: {', '.join(known) or 'none'}"
        )
    if question.adds_up and question.metric != POST_REACH:
        pick_table(store, question.client, [question.metric])


def _stored(metric: str) -> str:
    return "reach" if metric == POST_REACH else metric


def _known(store: Store, client: str) -> Sequence[str]:
    names = store.metrics
    if not names:
        return []
    counts = ", ".join(f"count(r.{sql.metric(m)})" for m in names)
    row = store.one(
        f"SELECT {counts} FROM records AS r JOIN parts AS p ON p.id = r.part WHERE p.client = ?",
        [client],
    )
    return [m for m, count in zip(names, row, strict=True) if count]
