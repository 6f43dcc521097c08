"""The metrics of each stage of the funnel, and the order in which metrics are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpicells.formulas import Stage

_STAGES: Mapping[Stage, str] = {
    Stage.ATTENTION: "impressions views video_views video_views_3s video_completions reach "
    "post_reach mentions followers new_followers lost_followers posts watch_seconds",
    Stage.INTEREST: "engagements likes reactions comments shares saves profile_visits clicks "
    "link_clicks landing_page_views sessions engaged_sessions page_views users active_users "
    "new_users returning_users messages",
    Stage.ACTION: "events key_events form_submits leads qualified_leads conversions purchases "
    "revenue refunds",
}
STAGE_METRICS: Mapping[Stage, tuple[str, ...]] = {
    stage: tuple(names.split()) for stage, names in _STAGES.items()
}
"""The metrics of each stage of the funnel, in the order in which they are shown."""
_PLACED = {name for names in STAGE_METRICS.values() for name in names}


def shown_order(metric: str) -> tuple[int, int, str]:
    """A sort key: what is spent, then the stages of the funnel, then all others by name."""
    ordered = ["spend", *(name for names in STAGE_METRICS.values() for name in names)]
    known = metric in ordered
    return (0 if known else 1, ordered.index(metric) if known else 0, metric)


def other_metrics(columns: Sequence[str]) -> list[str]:
    """Metrics of no stage: spend, and an agency's own."""
    return [name for name in columns if name not in _PLACED]
