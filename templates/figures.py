"""Metrics as formulas over the Data sheet: ``SUMIFS(data_leads,data_month,D$5)``.

Nothing is summed that must not be: a metric that counts distinct people is taken as it was
measured for the whole month, and only where exactly one such number is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kpicells.formulas import Over, catalog, metrics
from kpicells.formulas.hosts.excel import body_formula
from kpicells.formulas.metrics import POST_REACH
from kpicells.templates.content import Content, KpiRow
from kpicells.templates.words import quoted

_ENGAGEMENTS = catalog["ENGAGEMENTS"]


def over(metric: str) -> Over:
    """Over what a metric may be summed; an agency's own metrics add up."""
    return metrics[metric].adds_over if metric in metrics else Over.ANYTHING


def adds_up(metric: str) -> bool:
    """Whether a metric may be summed over days and over parts."""
    return over(metric) is Over.ANYTHING


class Figures:
    """The formulas of one content."""

    def __init__(self, content: Content) -> None:
        frame = content.framed
        self.sources_of = frame.measured
        self.columns = frame.metrics
        """The metric columns of Data."""

    def measured(self, metric: str) -> tuple[str, ...]:
        """The sources which report a metric, or from whose reports it follows."""
        if metric != "engagements":
            return self.sources_of.get(metric, ())
        parts = (self.sources_of.get(part, ()) for part in _ENGAGEMENTS.arguments)
        direct = self.sources_of.get(metric, ())
        return tuple(dict.fromkeys([*direct, *(name for names in parts for name in names)]))

    def known(self, metric: str) -> bool:
        """Whether a metric has numbers, or may get them: in a workbook made before any import,
        all metrics of the plan may, typed into Data.
        """
        return bool(self.measured(metric)) or (not self.sources_of and metric in self.columns)

    def value(self, metric: str, month: str, sources: Sequence[str] = ()) -> str:
        """The month's figure, or a dash where it is not known."""
        known, total = self.parts(metric, month, sources)
        return f'IF({known},{total},"—")'

    def parts(self, metric: str, month: str, sources: Sequence[str] = ()) -> tuple[str, str]:
        """A condition that the month's figure is known, and the figure."""
        if metric == "engagements" and self.sources_of:
            return self._engagements(month, sources)
        if metric not in self.columns:
            return "FALSE", "0"
        count = self._over_sources('COUNTIFS({criteria},data_{m},"<>")', metric, month, sources)
        total = self._over_sources("SUMIFS(data_{m},{criteria})", metric, month, sources)
        only = "=1" if over(metric) is Over.NOTHING else ">0"
        return count + only, total

    def _over_sources(self, pattern: str, metric: str, month: str, sources: Sequence[str]) -> str:
        criteria = f"data_month,{month}"
        each = [f"{criteria},data_source,{exactly_text(name)}" for name in sources] or [criteria]
        return "+".join(pattern.format(m=metric, criteria=one) for one in each)

    def _engagements(self, month: str, sources: Sequence[str]) -> tuple[str, str]:
        """Engagements as measured, and where a source does not report them, by the catalogue."""
        direct = self.sources_of.get("engagements", ())
        derived = [name for name in self.measured("engagements") if name not in direct]
        wanted = [name for name in derived if name in sources] if sources else derived
        known: list[str] = []
        totals: list[str] = []
        if direct and (not sources or set(direct) & set(sources)):
            known.append(
                self._over_sources(
                    'COUNTIFS({criteria},data_{m},"<>")', "engagements", month, sources
                )
            )
            totals.append(
                self._over_sources("SUMIFS(data_{m},{criteria})", "engagements", month, sources)
            )
        if wanted:
            # Without measured engagements anywhere no source needs to be told from another.
            only = wanted if sources or direct else ()
            cells = {}
            for part in _ENGAGEMENTS.arguments:
                if part not in self.columns:
                    cells[part] = "0"
                    continue
                known.append(
                    self._over_sources('COUNTIFS({criteria},data_{m},"<>")', part, month, only)
                )
                total = self._over_sources("SUMIFS(data_{m},{criteria})", part, month, only)
                cells[part] = f"({total})" if "+" in total else total
            totals.append(body_formula(_ENGAGEMENTS.body, cells))
        if not totals:
            return "FALSE", "0"
        return "+".join(known) + ">0", "+".join(totals)


def exactly(cell: str) -> str:
    """A criterion for the text of a cell: ``>5`` and ``a*b`` are names of campaigns too."""
    text = cell
    for sign in ("~", "*", "?"):
        text = f'SUBSTITUTE({text},"{sign}","~{sign}")'
    return f'"="&{text}'


def exactly_text(text: str) -> str:
    """The same for a text that is known."""
    escaped = re.sub(r"([~*?])", r"~\1", text)
    plain = escaped == text and not text.startswith(("=", "<", ">"))
    return quoted(text if plain else f"={escaped}")


def month_before(argument: str, month: str) -> str:
    """The month whose figure an argument takes: ``followers_start`` is last month's end."""
    return f"EDATE({month},-1)" if argument.endswith("_start") else month


def kpi_formula(kpi: KpiRow, cells: Mapping[str, str]) -> str:
    """A KPI over the cells of its arguments, a dash where one of them is unknown or zero."""
    if kpi.definition is None:
        return f"={cells[str(kpi.metric)]}"
    optional = {p.name for p in kpi.definition.parameters if p.blank_is_zero}
    places = {name: f"N({cell})" if name in optional else cell for name, cell in cells.items()}
    text = f'IFERROR({body_formula(kpi.definition.body, places)},"—")'
    if optional == set(cells):  # all of them unknown is not zero
        text = f'IF(COUNT({",".join(cells.values())})=0,"—",{text})'
    return f"={text}"


def funnel_steps(content: Content, figures: Figures) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The metrics from attention to action that lead to the goal, and the sources they are of.

    A source which reports one step only (views of posts, say) would make the step after it look
    worse than it is, so steps are taken from sources which report at least two, if there are any.
    """
    steps = []
    for choices in _STEPS.get(content.goal, _ANY_GOAL):
        step = next((name for name in choices if figures.known(name)), None)
        if step:
            steps.append(step)
    names = sorted({source for step in steps for source in figures.measured(step)})
    chain = [n for n in names if sum(n in figures.measured(step) for step in steps) >= 2]
    return tuple(steps), tuple(chain) if len(chain) < len(names) else ()


def result_of(content: Content, figures: Figures, what: str) -> str | None:
    """The step whose numbers are compared between the parts: the last that is told for them.

    Args:
        content: What the workbook shows.
        figures: Its metrics.
        what: ``source`` or ``campaign``; new followers, say, are of no campaign.
    """
    steps = [step for step in funnel_steps(content, figures)[0] if step != "engagements"]
    told = content.framed.by_campaign if what == "campaign" else ()
    return next((s for s in reversed(steps) if s in told), steps[-1] if steps else None)


def step_sources(figures: Figures, step: str, chain: Sequence[str]) -> tuple[str, ...]:
    """The sources of one step: those of the chain, unless none of them reports it."""
    return tuple(name for name in figures.measured(step) if name in chain)


_ANY_GOAL = (
    ("impressions", "views", "video_views", POST_REACH),
    ("link_clicks", "clicks", "sessions", "engagements"),
    ("leads", "form_submits", "messages", "conversions", "key_events"),
    ("purchases",),
)
_STEPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "awareness": (
        ("impressions", "views", "video_views", POST_REACH),
        ("engagements",),
        ("profile_visits", "link_clicks", "clicks"),
        ("new_followers",),
    ),
    "leads": (
        ("impressions", "views", "video_views"),
        ("link_clicks", "clicks", "sessions"),
        ("leads", "form_submits", "messages", "conversions", "key_events"),
        ("qualified_leads",),
        ("purchases",),
    ),
    "sales": (
        ("impressions", "views", "video_views"),
        ("link_clicks", "clicks", "sessions"),
        ("leads", "form_submits"),
        ("purchases", "conversions"),
    ),
}
