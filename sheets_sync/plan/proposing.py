"""Which KPIs a plan begins with: few, along the funnel, for one business goal, and measurable.

For each goal there is a list of candidates, the most telling first. Those are proposed whose
metrics the client's data has; where it is not known what there is, the first ones.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kpicells.formulas import Goal, Stage, catalog, metrics
from kpicells.formulas.metrics import POST_REACH
from kpicells.sheets_sync.plan.model import PlannedKpi

FEWEST, MOST = 3, 5
"""How many KPIs can be watched and decided upon."""

CRM, OTHER = "crm", "other"
CRM_METRICS = ("leads", "qualified_leads", "purchases", "revenue", "customers", "new_customers")
"""What a CRM is taken to know."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A KPI that may serve a goal.

    Attributes:
        why_en, why_ru: What it tells, in a few words.
        kpi, metric, use: As in a plan.
    """

    why_en: str
    why_ru: str
    kpi: str | None = None
    metric: str | None = None
    use: Mapping[str, str] = field(default_factory=dict)

    @property
    def planned(self) -> PlannedKpi:
        """The row of a plan."""
        return PlannedKpi(kpi=self.kpi, metric=self.metric, use=dict(self.use))

    def why(self, lang: str) -> str:
        """What it tells, in ``"en"`` or ``"ru"``."""
        return self.why_ru if lang == "ru" else self.why_en


def _metric(metric: str, why_en: str, why_ru: str) -> Candidate:
    return Candidate(why_en, why_ru, metric=metric)


def _kpi(kpi: str, why_en: str, why_ru: str, **use: str) -> Candidate:
    return Candidate(why_en, why_ru, kpi=kpi, use=use)


_CTR = _kpi(
    "CTR",
    "whether the offer makes people click",
    "кликают ли по предложению",
    clicks="link_clicks",
)
_ERR = _kpi(
    "ERR",
    "whether the content is worth an answer",
    "откликаются ли на контент",
    reach=POST_REACH,
)
CANDIDATES: Mapping[Goal, Sequence[Candidate]] = {
    Goal.AWARENESS: (
        _metric("impressions", "how often the brand is seen", "сколько раз бренд видят"),
        _kpi("CPM", "what a thousand impressions cost", "сколько стоит тысяча показов"),
        _ERR,
        _metric("profile_visits", "whether they come to see more", "приходят ли узнать больше"),
        _metric("new_followers", "whether they want to stay", "остаются ли с брендом"),
        _metric("views", "how often the content is watched", "сколько раз смотрят контент"),
        _metric("mentions", "whether they talk about the brand", "говорят ли о бренде"),
        _metric("sessions", "whether they look for the brand's site", "приходят ли на сайт бренда"),
        _CTR,
    ),
    Goal.LEADS: (
        _metric("leads", "the business result itself", "сам результат для бизнеса"),
        _kpi("CPL", "what one lead costs", "сколько стоит один лид"),
        _kpi(
            "CR",
            "whether visitors become leads",
            "становятся ли посетители лидами",
            conversions="leads",
            clicks="link_clicks",
        ),
        _CTR,
        _ERR,
        _kpi(
            "QUALIFICATION_RATE",
            "whether the leads are worth a call",
            "стоят ли лиды звонка",
        ),
        _metric("messages", "whether they write to the brand", "пишут ли бренду"),
        _metric("sessions", "whether the posts bring people to the site", "приводят ли на сайт"),
        _metric("key_events", "what visitors do on the site", "что делают на сайте"),
    ),
    Goal.SALES: (
        _metric("revenue", "the business result itself", "сам результат для бизнеса"),
        _kpi("ROAS", "what a unit of spend brings back", "сколько возвращает рубль рекламы"),
        _kpi(
            "CR",
            "whether visits become purchases",
            "становятся ли визиты покупками",
            conversions="purchases",
            clicks="sessions",
        ),
        _kpi("AOV", "how much one purchase is worth", "сколько стоит одна покупка"),
        _CTR,
        _metric("purchases", "how many buy", "сколько покупают"),
        _metric("sessions", "whether the posts bring people to the shop", "приводят ли в магазин"),
        _ERR,
    ),
}
"""For each goal its candidates, the most telling first."""
OWN_GOAL: Sequence[Candidate] = (
    _metric("impressions", "whether people see it at all", "видят ли вас вообще"),
    _CTR,
    _metric("leads", "whether they do what you ask for", "делают ли то, о чём вы просите"),
    _kpi("CPL", "what one who does it costs", "сколько стоит один такой человек"),
    _ERR,
    _metric("sessions", "whether they come to the page", "приходят ли на страницу"),
    _metric("messages", "whether they write", "пишут ли вам"),
    _metric("purchases", "whether they buy", "покупают ли"),
    _metric("revenue", "what they bring", "сколько они приносят"),
)
"""For a goal that the agency names: one KPI of each stage first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A KPI that is proposed.

    Attributes:
        candidate: The KPI.
        missing: Metrics that the data does not have; it is proposed for want of better ones.
    """

    candidate: Candidate
    missing: tuple[str, ...] = ()


def propose(goal: Goal | str, known: Collection[str] | None = None) -> list[Proposal]:
    """Three to five KPIs for a goal.

    Args:
        goal: The business goal; a text is one of the client's own.
        known: The metrics that the client's data has; None where that is not known.
    """
    candidates = CANDIDATES[goal] if isinstance(goal, Goal) else OWN_GOAL
    if known is None:
        return [Proposal(candidate) for candidate in candidates[:MOST]]
    fed = [c for c in candidates if not missing(c.planned, known)]
    chosen: list[Candidate] = []
    for candidate in fed:
        if len(chosen) < MOST and not any(
            measures_the_same(candidate.planned, other.planned) for other in chosen
        ):
            chosen.append(candidate)
    _cover_two_stages(chosen, fed)
    found = [Proposal(candidate) for candidate in chosen]
    for candidate in candidates:
        if len(found) < FEWEST and candidate not in chosen:
            found.append(Proposal(candidate, missing(candidate.planned, known)))
    return found


def chosen_by_hand(ids: Sequence[str], known: Collection[str] | None = None) -> list[Proposal]:
    """KPIs that somebody chose, each with what it means as its reason.

    Args:
        ids: KPIs of the catalogue, or metrics whose total counts: ``["leads", "CPL"]``.
        known: The metrics that the client's data has; None where that is not known.

    Raises:
        ValueError: One of them is neither, or no plan can follow it.
    """
    found = []
    for candidate in map(_by_hand, ids):
        row = candidate.planned
        found.append(Proposal(candidate, () if known is None else missing(row, known)))
    return found


def _by_hand(one: str) -> Candidate:
    if one in metrics:
        known = (c for each in (*CANDIDATES.values(), OWN_GOAL) for c in each if c.metric == one)
        return next(known, _metric(one, "the total of the month", "итог месяца"))
    row = PlannedKpi(kpi=one)
    return _kpi(row.definition.id, row.definition.meaning, row.definition.ru_meaning)


def _cover_two_stages(chosen: list[Candidate], fed: Sequence[Candidate]) -> None:
    """Put one KPI of another stage in the place of the last, if all speak about one stage."""
    stages: set[Stage] = {candidate.planned.stage for candidate in chosen}
    if len(stages) != 1 or len(chosen) < FEWEST:
        return
    for candidate in fed:
        if candidate not in chosen and candidate.planned.stage not in stages:
            if len(chosen) == MOST:
                chosen.pop()
            chosen.append(candidate)
            return


def missing(row: PlannedKpi, known: Collection[str]) -> tuple[str, ...]:
    """The metrics that a KPI takes and the data does not have; engagements have parts."""
    parts = catalog["ENGAGEMENTS"].arguments
    engaged = any(part in known for part in parts)
    return tuple(
        metric
        for metric in dict.fromkeys(row.arguments.values())
        if metric not in known
        and not (metric == "engagements" and engaged)
        and not (metric == POST_REACH and "reach" in known)
    )


def measures_the_same(one: PlannedKpi, other: PlannedKpi) -> bool:
    """Whether two KPIs move together because they are made of the same numbers.

    ROAS and the cost share are one number and its inverse; engagement rates by reach and by
    followers differ in what they divide by.
    """
    metrics, others = set(one.arguments.values()), set(other.arguments.values())
    if len(metrics) > 1 and metrics == others:
        return True
    rates = [row for row in (one, other) if row.kpi and "engagements" in row.arguments.values()]
    return len(rates) == 2 and all(len(row.arguments) > 1 for row in rates)
