"""What a plan holds, and what makes it valid."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from kpicells.formulas import Better, Goal, Kpi, Stage, Unit, UnknownKpi, catalog, metrics
from kpicells.sheets_sync.months import month_after, months_through
from kpicells.sheets_sync.time_zones import ZoneName

LONGEST_GOAL = 60
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def read_month(text: object) -> date:
    """The first day of a month that is written 2026-10.

    Raises:
        ValueError: It is no month.
    """
    if isinstance(text, date):
        return text.replace(day=1)
    if isinstance(text, str) and (found := _MONTH.fullmatch(text)):
        year, month = map(int, found.groups())
        if 1 <= month <= 12 and year >= 1:
            return date(year, month, 1)
    raise ValueError(f"{text!r} is no month: write it as year and month, such as 2026-10")


def read_goal(text: object) -> Goal | str:
    """A business goal: one of the three, or one that the agency names in words of its own.

    Raises:
        ValueError: It is empty, too long, or one of the three misspelt.
    """
    own = text.strip() if isinstance(text, str) else ""
    if own in list(Goal):
        return Goal(own)
    near = get_close_matches(own.lower(), list(Goal), n=1, cutoff=0.7)
    if near:
        raise ValueError(f"{text!r}: write {near[0]}, or name a goal of your own in other words")
    if not own or len(own) > LONGEST_GOAL:
        raise ValueError(
            f"{text!r} is no goal; write {', '.join(Goal)}, or a goal of your own in up to "
            f"{LONGEST_GOAL} characters"
        )
    return own


def _metric(text: object) -> str:
    if isinstance(text, str) and text in metrics:
        return text
    raise ValueError(f"{text!r} is no metric; allowed: {', '.join(metrics)}")


def _kpi_id(text: object) -> str:
    try:
        return catalog[str(text)].id
    except UnknownKpi as error:
        raise ValueError(str(error)) from None


Month = Annotated[date, BeforeValidator(read_month)]
"""The first day of a month, written 2026-10."""
MetricId = Annotated[str, BeforeValidator(_metric)]
KpiId = Annotated[str, BeforeValidator(_kpi_id)]
BusinessGoal = Annotated[Goal | str, BeforeValidator(read_goal)]
"""One of the three, or a client's own in words: ``"hire 20 baristas"``."""
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Thresholds(_Strict):
    """From which pace or attainment a KPI counts as on track, and as at risk."""

    on_track: Positive = 0.95
    at_risk: Positive = 0.8

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_risk >= self.on_track:
            raise ValueError(
                f"at_risk ({self.at_risk:g}) must be below on_track ({self.on_track:g})"
            )
        return self


class QuotedBenchmark(_Strict):
    """What others have, and who says so; none is built in, since none holds for everybody."""

    value: float = Field(allow_inf_nan=False)
    source: str = Field(min_length=3, max_length=300)


class PlannedKpi(_Strict):
    """One KPI of the plan: a KPI of the catalogue, or a plain metric such as leads.

    Attributes:
        kpi: A KPI's id; its arguments are metrics of the same name unless ``use`` says otherwise.
        metric: In place of ``kpi``: a metric whose total is the goal.
        name: How the client calls it; its own name if left out.
        use: Argument to metric: ``{ clicks = "link_clicks" }``.
        sources: Take the numbers of these sources only.
        targets: Target by month.
        weight: Its part of the overall score; all weights add up to 1.
        baseline: What it was before the plan.
        benchmark: What others have, with its source.
        better: For a plain metric, which way it should move.
    """

    kpi: KpiId | None = None
    metric: MetricId | None = None
    name: str = Field(default="", max_length=60)
    use: dict[str, MetricId] = Field(default_factory=dict)
    sources: tuple[str, ...] = ()
    targets: dict[Month, Positive] = Field(default_factory=dict)
    weight: Positive | None = None
    baseline: float | None = Field(default=None, allow_inf_nan=False)
    benchmark: QuotedBenchmark | None = None
    better: Literal["higher", "lower"] | None = None

    @model_validator(mode="after")
    def _either(self) -> Self:
        if (self.kpi is None) == (self.metric is None):
            raise ValueError(
                'give either kpi = "CPL" or metric = "leads", not both and not neither'
            )
        if self.metric is not None:
            if self.use:
                raise ValueError("use goes with kpi, not with metric")
            if not metrics[self.metric].additive:
                raise ValueError(
                    f"the total of {self.metric!r} over a month is no sum of days; "
                    "track a KPI over it, or a metric that adds up"
                )
            return self
        if self.better is not None:
            raise ValueError(f"better goes with metric; {self.kpi} knows its own direction")
        ranges = [p.name for p in self.definition.parameters if p.is_range]
        if ranges:
            raise ValueError(
                f"{self.kpi} takes ranges ({', '.join(ranges)}), and a plan has one total a month"
            )
        takes = self.definition.arguments
        for argument in self.use:
            if argument not in takes:
                raise ValueError(
                    f"use: {self.kpi} takes no {argument!r}; allowed: {', '.join(takes)}"
                )
        for argument in takes:
            if argument not in self.use and argument not in metrics:
                raise ValueError(
                    f"{self.kpi} takes {argument!r}, which is no metric: name one in "
                    f'use = {{ {argument} = "..." }}'
                )
        return self

    @property
    def definition(self) -> Kpi:
        """The KPI of the catalogue. Only for a row with ``kpi``."""
        assert self.kpi is not None
        return catalog[self.kpi]

    @property
    def key(self) -> str:
        """What tells it from the other rows of the plan."""
        if self.metric is not None:
            base = self.metric
        else:
            base = "_".join((self.definition.id.lower(), *self.use.values()))
        return "_".join((base, *self.sources))

    @property
    def arguments(self) -> dict[str, str]:
        """Argument to metric, in the order of the formula."""
        if self.metric is not None:
            return {self.metric: self.metric}
        return {name: self.use.get(name, name) for name in self.definition.arguments}

    @property
    def unit(self) -> Unit:
        """What its numbers measure."""
        return metrics[self.metric].unit if self.metric else self.definition.unit

    @property
    def direction(self) -> Better:
        """Which way it should move."""
        if self.kpi is not None:
            return self.definition.better
        return Better(self.better or ("lower" if self.metric == "spend" else "higher"))

    @property
    def stage(self) -> Stage:
        """Its stage of the funnel."""
        return self.definition.stage if self.kpi else METRIC_STAGES.get(self.metric or "", _LAST)

    def label(self, lang: str) -> str:
        """How the client calls it."""
        if self.name:
            return self.name
        return metrics[self.metric].name(lang) if self.metric else self.definition.name(lang)


_LAST = Stage.ACTION
METRIC_STAGES = {
    **dict.fromkeys(
        ("impressions", "views", "video_views", "post_reach", "mentions", "new_followers", "posts"),
        Stage.ATTENTION,
    ),
    **dict.fromkeys(
        (
            "engagements likes reactions comments shares saves profile_visits clicks link_clicks "
            "landing_page_views sessions engaged_sessions page_views new_users messages"
        ).split(),
        Stage.INTEREST,
    ),
}
"""The stage of the funnel at which a metric is counted; all others are actions."""


class Plan(_Strict):
    """The plan of one client.

    Attributes:
        client: The client's name, shown on the dashboard.
        goal: The business goal: awareness, leads, sales, or one that the agency names.
        lang: The language of the workbook.
        currency: ISO code of all money.
        time_zone: The time zone of the client's accounts, where the workspace's is another.
        stage: The stage of the brand.
        cadence_months: Every how many months the plan is reviewed.
        starts: The first month of the plan.
        competition: A note on competitors, shown to the manager.
        sheet: The address of the client's Google Sheet, where that takes the place of a file.
        thresholds: When a KPI counts as on track, and as at risk.
        kpis: Its 3 to 5 KPIs.
    """

    client: str = Field(min_length=1, max_length=60)
    goal: BusinessGoal
    lang: Literal["en", "ru"] = "en"
    currency: str = Field(default="USD", pattern="^[A-Z]{3}$")
    time_zone: ZoneName | None = None
    stage: Literal["launch", "growth", "mature"] = "growth"
    cadence_months: int = Field(default=1, ge=1, le=3)
    starts: Month
    competition: str = Field(default="", max_length=500)
    sheet: str = Field(default="", max_length=300)
    thresholds: Thresholds = Thresholds()
    kpis: tuple[PlannedKpi, ...] = Field(min_length=1, max_length=10)

    @field_validator("sheet")
    @classmethod
    def _is_address(cls, text: str) -> str:
        if text and not text.startswith("https://docs.google.com/spreadsheets/"):
            raise ValueError(f"{text!r} is no link of a Google Sheet; copy it from the browser")
        return text

    @model_validator(mode="after")
    def _whole(self) -> Self:
        keys = [row.key for row in self.kpis]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f"kpis: {key!r} stands there twice")
        given = [row.weight for row in self.kpis if row.weight is not None]
        if given and len(given) != len(self.kpis):
            raise ValueError("kpis: give every KPI a weight, or none of them")
        if given and abs(sum(given) - 1) > 0.001:
            raise ValueError(f"kpis: the weights add up to {sum(given):g}; they must add up to 1")
        return self

    @property
    def months(self) -> tuple[date, ...]:
        """The months that the workbook shows: a year, or more if targets reach further."""
        targeted = [month for row in self.kpis for month in row.targets]
        last = max([month_after(self.starts, 11), *targeted])
        return tuple(months_through(self.starts, last))

    def next_review(self, after: date) -> date:
        """The first day of review after a day: every ``cadence_months`` from the start."""
        review = self.starts
        while review <= after:
            review = month_after(review, self.cadence_months)
        return review

    def weight(self, row: PlannedKpi) -> float:
        """A row's part of the overall score; equal parts where none are given."""
        return row.weight if row.weight is not None else 1 / len(self.kpis)
