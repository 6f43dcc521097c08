"""What a goal-tracking workbook is made of: plain data, filled by a refresh.

Months are always their first day. Shares are fractions, money is in the client's currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kpicells.formulas import Better, Goal, Kpi, Stage, Unit, catalog
from kpicells.formulas.expression import Ratio
from kpicells.templates.frame import Frame
from kpicells.templates.rows import DataRow, PostRow


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What others have.

    Attributes:
        value: In the KPI's unit.
        source: Who says so: an address, a report.
    """

    value: float
    source: str


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One KPI of the plan: a KPI of the catalogue, or the monthly total of a metric.

    Attributes:
        key: What tells it from the others; defined names are made of it.
        name: How the client calls it.
        unit: What its numbers measure.
        better: Which way it should move.
        stage: Its stage of the funnel.
        weight: Its part of the overall score.
        kpi: A catalogue id; or else
        metric: a metric that adds up.
        use: Argument to metric, for a catalogue KPI.
        sources: Numbers of these sources only; all if empty.
        baseline: What it was before the plan.
        targets: Target by month.
        benchmark: What others have, as somebody published it.
    """

    key: str
    name: str
    unit: Unit
    better: Better
    stage: Stage
    weight: float
    kpi: str | None = None
    metric: str | None = None
    use: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    baseline: float | None = None
    targets: Mapping[date, float] = field(default_factory=dict)
    benchmark: Benchmark | None = None

    def __post_init__(self) -> None:
        if (self.kpi is None) == (self.metric is None):
            raise ValueError(f"{self.key}: give either kpi or metric")

    @property
    def definition(self) -> Kpi | None:
        """The KPI of the catalogue, or None for a metric's total."""
        return catalog[self.kpi] if self.kpi else None

    @property
    def arguments(self) -> dict[str, str]:
        """Argument to metric in the order of the formula."""
        if self.definition is None:
            assert self.metric is not None
            return {self.metric: self.metric}
        return {name: self.use.get(name, name) for name in self.definition.arguments}

    @property
    def builds_up(self) -> bool:
        """Whether it grows over the month (leads, spend), so that half a month means half of it.

        A ratio (cost per lead, CTR) is the same on any day if nothing changes.
        """
        return self.definition is None or not any(
            isinstance(node, Ratio) for node in self.definition.body.walk()
        )


@dataclass(frozen=True, slots=True)
class LogLine:
    """What a refresh or a person did."""

    when: datetime
    what: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a past review."""

    day: date
    kpi: str
    finding: str = ""
    decision: str = ""
    note: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a workbook shows; :func:`kpicells.templates.build.build` lays it out.

    Attributes:
        client: The client's name, up to 60 characters.
        lang: ``"en"`` or ``"ru"``.
        currency: ISO code of all money.
        goal: The business goal; a text is one of the client's own, empty if it is not told yet.
        brand_stage: ``launch``, ``growth`` or ``mature``.
        cadence_months: Every how many months the plan is reviewed.
        months: The months shown, in order; they may lie ahead of the data.
        kpis: The KPIs.
        agency: Who made the workbook.
        next_review: The day of the next review.
        on_track, at_risk: From which pace or attainment a KPI counts so.
        data: Daily rows of metrics that add up.
        month_rows: Monthly rows: metrics that do not add up (reach, users, followers at the end),
            and those of which a source has told no days.
        as_of: The last day with data of each source.
        period: The month that is chosen at first; that of the latest data if left out.
        frame: What an existing workbook was made with; that of the data for a new one.
        posts: The posts of these months.
        competition: A note on competitors.
        findings: What the history says about a KPI, by its key.
        decisions: Decisions of past reviews.
        notices: Warnings for the dashboard, such as a source that has gone silent.
        log: What was done, oldest first.
    """

    client: str
    lang: str
    currency: str
    goal: Goal | str
    months: tuple[date, ...]
    kpis: tuple[KpiRow, ...]
    brand_stage: str = "growth"
    cadence_months: int = 1
    agency: str = ""
    next_review: date | None = None
    on_track: float = 0.95
    at_risk: float = 0.8
    data: tuple[DataRow, ...] = ()
    month_rows: tuple[DataRow, ...] = ()
    as_of: Mapping[str, date] = field(default_factory=dict)
    period: date | None = None
    frame: Frame | None = None
    posts: tuple[PostRow, ...] = ()
    competition: str = ""
    findings: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    notices: tuple[str, ...] = ()
    log: tuple[LogLine, ...] = ()

    def __post_init__(self) -> None:
        if not self.months or not self.kpis:
            raise ValueError("a workbook needs at least one month and one KPI")

    @property
    def framed(self) -> Frame:
        """What the form of the workbook follows from."""
        if self.frame is not None:
            return self.frame
        wanted = [metric for kpi in self.kpis for metric in kpi.arguments.values()]
        rows = (*self.data, *self.month_rows)
        if rows:  # then engagements follow from likes and comments; before, they can be typed
            wanted = [metric for metric in wanted if metric != "engagements"]
        return Frame.of(rows, self.as_of, wanted, posts=bool(self.posts))

    def through(self, source: str) -> date | None:
        """The last day with data of a source: as told, else the last one among its rows."""
        days = [row.day for row in self.data if row.source == source]
        return self.as_of.get(source, max(days, default=None))

    @property
    def chosen(self) -> date:
        """The month that the dashboard shows at first."""
        if self.period in self.months and self.period is not None:
            return self.period
        days = [*self.as_of.values(), *(row.day for row in self.data)]
        latest = max(days, default=self.months[0])
        past = [month for month in self.months if month <= latest]
        return past[-1] if past else self.months[0]
