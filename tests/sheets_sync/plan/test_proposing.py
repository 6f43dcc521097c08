"""Which KPIs are proposed, and what a plan is advised."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.formulas import Goal, metrics
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.plan.advice import advice
from kpicells.sheets_sync.plan.model import PlannedKpi
from kpicells.sheets_sync.plan.proposing import (
    CANDIDATES,
    FEWEST,
    MOST,
    measures_the_same,
    missing,
    propose,
)

INSTAGRAM = ("views", "reach", "likes", "comments", "shares", "saves", "new_followers")
META_ADS = ("spend", "impressions", "reach", "link_clicks", "leads")


def ids(goal: Goal, *known: str) -> list[str]:
    return [p.candidate.kpi or str(p.candidate.metric) for p in propose(goal, known)]


def test_a_leads_client_with_ads_and_posts() -> None:
    assert ids(Goal.LEADS, *META_ADS, *INSTAGRAM) == ["leads", "CPL", "CR", "CTR", "ERR"]


def test_without_advertising_nothing_about_spend_is_proposed() -> None:
    assert ids(Goal.AWARENESS, *INSTAGRAM) == ["ERR", "new_followers", "views"]


def test_where_there_is_too_little_data_it_is_said_what_is_missing() -> None:
    found = propose(Goal.SALES, ["sessions"])
    assert len(found) == FEWEST
    assert found[0].missing == ()
    assert all(proposal.missing for proposal in found[1:])


@given(st.sampled_from([*Goal, "hire 20 baristas"]), st.sets(st.sampled_from(sorted(metrics))))
def test_any_data_gives_three_to_five_different_kpis_that_it_feeds(
    goal: Goal | str, known: set[str]
) -> None:
    found = propose(goal, known)
    assert FEWEST <= len(found) <= MOST
    rows = [proposal.candidate.planned for proposal in found]
    fed = [p.candidate.planned for p in found if not p.missing]
    assert not any(missing(row, known) for row in fed)
    assert not any(measures_the_same(a, b) for a, b in combinations(fed, 2))
    assert len({row.key for row in rows}) == len(rows)
    Plan.model_validate(
        {"client": "A", "goal": goal, "starts": "2026-01", "kpis": [r.model_dump() for r in rows]}
    )


def test_a_second_stage_is_looked_for() -> None:
    known = ["leads", "spend", "purchases", "revenue", "link_clicks", "impressions"]
    for goal in Goal:
        fed = [c for c in CANDIDATES[goal] if not missing(c.planned, known)]
        if len({c.planned.stage for c in fed}) > 1:
            found = propose(goal, known)
            assert len({p.candidate.planned.stage for p in found}) > 1


def row(kpi: str, **use: str) -> PlannedKpi:
    return PlannedKpi(kpi=kpi, use=use)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (row("ROAS"), row("DRR"), True),
        (row("CPL"), row("CPA", conversions="leads"), True),
        (row("ERR"), row("ER"), True),
        (row("CPL"), row("CPC"), False),
        (row("ERR"), PlannedKpi(metric="engagements"), False),
        (PlannedKpi(metric="leads"), row("CPL"), False),
    ],
)
def test_two_that_measure_the_same(one: PlannedKpi, other: PlannedKpi, same: bool) -> None:
    assert measures_the_same(one, other) is same


def plan(*kpis: dict[str, object], lang: str = "en") -> Plan:
    return Plan.model_validate(
        {"client": "x", "goal": "sales", "starts": "2026-01", "lang": lang, "kpis": list(kpis)}
    )


def test_advice_on_a_plan_that_shows_activity_only() -> None:
    said = " ".join(advice(plan({"metric": "likes"}, {"metric": "comments"})))
    assert "2 KPIs: three to five" in said
    assert "one stage of the funnel (interest)" in said
    assert "Likes: no target yet" in said


def test_advice_in_russian_on_two_that_are_one() -> None:
    rows: list[dict[str, object]] = [
        {"kpi": "ROAS", "targets": {"2026-01": 4}},
        {"kpi": "DRR", "targets": {"2026-01": 0.25}},
        {"metric": "impressions", "targets": {"2026-01": 1000}},
    ]
    (said,) = advice(plan(*rows, lang="ru"))
    assert said.endswith("измеряют одно и то же; хватит одного.")


def test_a_good_plan_needs_no_advice() -> None:
    rows = [p.candidate.planned.model_dump() for p in propose(Goal.LEADS)]
    assert advice(plan(*({**one, "targets": {"2026-01": 1}} for one in rows))) == []
