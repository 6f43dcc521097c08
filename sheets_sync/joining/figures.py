"""The numbers of a campaign from reach to revenue, and its KPIs by the catalogue."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kpicells.formulas import catalog
from kpicells.formulas.errors import CellError
from kpicells.sheets_sync.joining.lines import Line, Side

OUTCOMES = ("leads", "qualified_leads", "purchases", "revenue")
"""What several sources count, each for itself."""

COLUMNS = (
    "impressions", "views", "clicks", "sessions", "leads", "qualified_leads", "purchases",
    "revenue", "spend",
)  # fmt: skip
"""The metrics that are followed, in the order of the way."""

KPIS: Mapping[str, Mapping[str, str]] = {
    "CTR": {"clicks": "clicks", "impressions": "impressions"},
    "CPC": {"spend": "spend", "clicks": "clicks"},
    "CPL": {"spend": "spend", "leads": "leads"},
    "CR": {"conversions": "leads", "clicks": "clicks"},
    "LEAD_RATE": {"leads": "leads", "sessions": "sessions"},
    "LEAD_TO_SALE": {"purchases": "purchases", "leads": "leads"},
    "CPA": {"spend": "spend", "conversions": "purchases"},
    "ROAS": {"revenue": "revenue", "spend": "spend"},
    "DRR": {"spend": "spend", "revenue": "revenue"},
}
"""KPI to its arguments, each with the metric that it takes."""

_TAKEN = {
    Side.REACH: {"impressions", "views", "clicks", "spend", "reach", *OUTCOMES},
    Side.VISITS: {"sessions", *OUTCOMES},
    Side.DEALS: set(OUTCOMES),
}
"""What each side is asked for: analytics may repeat the spend that a platform tells."""

_HEAVIEST = ("revenue", "purchases", "leads", "sessions", "spend", "clicks", "impressions", "views")


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers that belong to one campaign, source or post.

    Attributes:
        metrics: Metric to value; what nobody told is not there.
        reach: Reach, where one measurement covers all of it.
    """

    metrics: Mapping[str, float] = field(default_factory=dict)
    reach: float | None = None

    @classmethod
    def of_lines(cls, lines: Iterable[Line]) -> Figures:
        """The sums of some lines; the reach of a single post."""
        lines = list(lines)
        posts = [line for line in lines if line.side is Side.REACH]
        reach = posts[0].metrics.get("reach") if len(posts) == 1 and posts[0].is_post else None
        return cls(_summed(line.metrics for line in lines), reach)

    @classmethod
    def of(cls, parts: Iterable[Figures]) -> Figures:
        """The sums of some figures; reach has none."""
        return cls(_summed(part.metrics for part in parts))

    def with_reach(self, reach: float | None) -> Figures:
        """The same, with the reach that was measured for it."""
        return self if reach is None else replace(self, reach=reach)

    @property
    def weight(self) -> tuple[float, ...]:
        """By what the larger comes first."""
        return tuple(self.metrics.get(metric, 0.0) for metric in _HEAVIEST)

    def kpi(self, kpi_id: str) -> float | None:
        """A KPI's value; None where an argument is missing, or the denominator is zero."""
        arguments = {name: self.metrics.get(metric) for name, metric in KPIS[kpi_id].items()}
        if None in arguments.values():
            return None
        try:
            return float(catalog[kpi_id](**arguments))
        except CellError:
            return None

    def to_json(self) -> dict[str, object]:
        """The numbers and KPIs, each None where it is not known."""
        return {
            "reach": self.reach,
            **{metric: self.metrics.get(metric) for metric in COLUMNS},
            "kpis": {kpi_id: self.kpi(kpi_id) for kpi_id in KPIS},
        }


def _summed(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    values: dict[str, list[float]] = defaultdict(list)
    for part in parts:
        for metric, value in part.items():
            values[metric].append(value)
    return {metric: math.fsum(values[metric]) for metric in COLUMNS if metric in values}


def counted(line: Line, counting: Mapping[str, tuple[str, ...]]) -> Line:
    """A line with what counts of it.

    Clicks are link clicks where the source tells them: a click on a heart brings no visit.
    """
    metrics = dict(line.metrics)
    if "link_clicks" in metrics:
        metrics["clicks"] = metrics.pop("link_clicks")
    taken = _TAKEN[line.side]
    metrics = {m: v for m, v in metrics.items() if m in taken}
    for metric in OUTCOMES:
        if line.told_by not in counting.get(metric, ()):
            metrics.pop(metric, None)
    return replace(line, metrics=metrics)
