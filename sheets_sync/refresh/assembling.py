"""Puts a plan and the facts together into what a workbook shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kpicells.formulas import Unit, catalog, metrics
from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.rollup import Rollup
from kpicells.sheets_sync.months import month_end
from kpicells.sheets_sync.plan import Plan, PlannedKpi
from kpicells.sheets_sync.sources import SOURCE_NAMES
from kpicells.templates.content import Benchmark, Content, KpiRow, LogLine
from kpicells.templates.frame import Frame
from kpicells.templates.notices import Notices
from kpicells.templates.words import Words

SILENT_DAYS = 7
"""So much older than the newest source may a source be before that is said."""

OUTCOMES = (
    "leads qualified_leads mqls sqls form_submits orders purchases revenue customers new_customers"
).split()
"""What an ad platform, analytics and a CRM each count for themselves, and mostly the same ones."""

_ENGAGEMENTS = catalog["ENGAGEMENTS"].arguments


def assemble(
    plan: Plan,
    rollup: Rollup,
    today: date,
    *,
    agency: str = "",
    frame: Frame | None = None,
    period: date | None = None,
    months: tuple[date, ...] = (),
    log: Sequence[LogLine] = (),
) -> Content:
    """What a client's workbook shows.

    Args:
        plan: The client's plan.
        rollup: The client's facts.
        today: The day of the refresh, for a client without data.
        agency: Who makes the report.
        frame: What an existing workbook was made with.
        period: The month that is chosen; that of the latest data if left out.
        months: The months that are shown; the plan's if left out.
        log: Lines for the log of a new workbook.

    Raises:
        InputError: The facts' money is in another currency than the plan's.
    """
    for currency in rollup.currencies:
        if currency != plan.currency:
            raise InputError(
                f'{plan.client}: the plan says currency = "{plan.currency}", but the imported '
                f"money is in {currency}. Correct the plan, or give the rate of each day in "
                "rates.csv (day,from,to,rate) in the workspace"
            )
    rollup = with_names(rollup)
    months = months or plan.months
    measured = _measured(rollup, months[0], months[-1])
    last_day = max(rollup.through.values(), default=None)
    content = Content(
        client=plan.client,
        lang=plan.lang,
        currency=plan.currency,
        goal=plan.goal,
        months=months,
        kpis=tuple(_row(plan, row, measured) for row in plan.kpis),
        brand_stage=plan.stage,
        cadence_months=plan.cadence_months,
        agency=agency,
        next_review=plan.next_review(last_day or today),
        on_track=plan.thresholds.on_track,
        at_risk=plan.thresholds.at_risk,
        data=rollup.days,
        month_rows=rollup.months,
        as_of=rollup.through,
        posts=rollup.posts,
        competition=plan.competition,
        period=period or (None if last_day else _month_of(plan, today)),
        notices=tuple(_notices(plan, rollup, measured)),
        log=tuple(log),
    )
    if frame is None:
        return content
    notices = content.notices
    if missing := frame.missing(content.framed):
        notices += (Notices(Words(plan.lang)).new(missing),)
    return replace(content, frame=frame, notices=notices)


def _name(source: str) -> str:
    return SOURCE_NAMES.get(source, source)


def with_names(rollup: Rollup) -> Rollup:
    """The roll-up with sources called as people call them: ``Meta Ads``, not ``meta_ads``."""
    return replace(
        rollup,
        days=tuple(replace(row, source=_name(row.source)) for row in rollup.days),
        months=tuple(replace(row, source=_name(row.source)) for row in rollup.months),
        posts=tuple(replace(post, source=_name(post.source)) for post in rollup.posts),
        through={_name(source): day for source, day in rollup.through.items()},
        spanning=tuple((_name(source), a, z) for source, a, z in rollup.spanning),
        unstated=tuple(map(_name, rollup.unstated)),
    )


def _month_of(plan: Plan, day: date) -> date:
    """The month of a day, or the month of the plan that is nearest to it."""
    return min(max(day.replace(day=1), plan.months[0]), plan.months[-1])


def _measured(rollup: Rollup, first: date, last: date) -> dict[str, tuple[str, ...]]:
    """Metric to the sources which report it in the plan's months; engagements also by their
    parts.
    """
    found: dict[str, set[str]] = {}
    for row in (*rollup.days, *rollup.months):
        if first <= row.day.replace(day=1) <= last:
            for metric in row.metrics:
                found.setdefault(metric, set()).add(row.source)
    parts = [found.get(part, set()) for part in _ENGAGEMENTS]
    engaged = found.get("engagements", set()).union(*parts)
    if engaged:
        found["engagements"] = engaged
    return {metric: tuple(sorted(sources)) for metric, sources in found.items()}


def _row(plan: Plan, row: PlannedKpi, measured: Mapping[str, Sequence[str]]) -> KpiRow:
    return KpiRow(
        key=row.key,
        name=row.label(plan.lang),
        unit=row.unit,
        better=row.direction,
        stage=row.stage,
        weight=plan.weight(row),
        kpi=row.kpi,
        metric=row.metric,
        use=row.use,
        sources=_used(row, measured),
        baseline=row.baseline,
        targets=row.targets,
        benchmark=Benchmark(**row.benchmark.model_dump()) if row.benchmark else None,
    )


def _used(row: PlannedKpi, measured: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The sources that a KPI takes its numbers from; none for all."""
    return tuple(map(_name, row.sources)) or _common(row, measured)


def _common(row: PlannedKpi, measured: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The sources that report everything a KPI takes; none, for all, where there are none.

    Likes of one platform over the reach of another are no engagement rate, and spend on one
    platform over the leads of two is no cost per lead.
    """
    each = [set(measured.get(metric, ())) for metric in row.arguments.values()]
    if len(each) < 2:
        return ()
    common = set.intersection(*each)
    everywhere = set().union(*each)
    return () if common == everywhere else tuple(sorted(common))


def _notices(plan: Plan, rollup: Rollup, measured: Mapping[str, Sequence[str]]) -> list[str]:
    say = Notices(Words(plan.lang))
    found = []
    newest = max(rollup.through.values(), default=date.min)
    if rollup.through and newest > month_end(plan.months[-1]):
        found.append(say.plan_ends(plan.months[-1]))
    for source, day in rollup.through.items():
        if newest - day > timedelta(SILENT_DAYS):
            found.append(say.silent(source, day))
    for row in plan.kpis:
        used = _used(row, measured)
        telling = {
            metric: [s for s in measured.get(metric, ()) if not used or s in used]
            for metric in row.arguments.values()
        }
        counted = _engagement_parts(measured, telling.get("engagements", ()))
        if len(set(counted.values())) > 1:
            found.append(say.counted_differently(row.label(plan.lang), counted))
        missing = [metric for metric, sources in telling.items() if not sources]
        if missing and rollup.through:
            found.append(say.unfed(row.label(plan.lang), missing))
        for metric, sources in telling.items():
            if metric in OUTCOMES and len(sources) > 1:
                found.append(say.counted_twice(metric, sources))
            if metric in metrics and metrics[metric].unit is Unit.MONEY:
                unstated = [source for source in sources if source in rollup.unstated]
                found += [say.currency(source, plan.currency) for source in unstated]
    found += [say.spanning(*one) for one in rollup.spanning]
    return list(dict.fromkeys(found))


def _engagement_parts(
    measured: Mapping[str, Sequence[str]], sources: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """What each source's engagements are made of; () where the platform gives one number."""
    return {
        source: tuple(part for part in _ENGAGEMENTS if source in measured.get(part, ()))
        for source in sources
    }
