"""A plan and the facts together: which sources count, and what a manager is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.rollup import Rollup
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.refresh.assembling import assemble
from kpicells.templates.rows import DataRow

OCTOBER = date(2026, 10, 1)
TODAY = date(2026, 11, 2)


def plan(*kpis: dict[str, object], **keys: object) -> Plan:
    return Plan.model_validate(
        {"client": "A", "goal": "leads", "starts": "2026-10", "kpis": list(kpis), **keys}
    )


def rollup(**sources: dict[str, float]) -> Rollup:
    rows = tuple(DataRow(OCTOBER, source, values) for source, values in sources.items())
    return Rollup(days=rows, through=dict.fromkeys(sources, date(2026, 10, 31)))


CPL: dict[str, object] = {"kpi": "CPL"}
ERR: dict[str, object] = {"kpi": "ERR", "use": {"reach": "post_reach"}}
LEADS: dict[str, object] = {"metric": "leads"}


def test_a_ratio_takes_its_parts_from_the_same_sources() -> None:
    facts = rollup(
        meta_ads={"spend": 100.0, "leads": 5.0, "engagements": 900.0},
        instagram={"likes": 50.0, "post_reach": 1000.0},
        crm={"leads": 40.0},
    )
    content = assemble(plan(CPL, ERR), facts, TODAY)
    assert [row.sources for row in content.kpis] == [("Meta Ads",), ("Instagram",)]


def test_where_no_source_tells_all_parts_all_of_them_count() -> None:
    content = assemble(plan(CPL), rollup(meta_ads={"spend": 100.0}, crm={"leads": 4.0}), TODAY)
    assert content.kpis[0].sources == ()


def test_the_plan_may_name_sources_by_either_name() -> None:
    facts = rollup(meta_ads={"leads": 5.0}, crm={"leads": 4.0})
    for name in ("meta_ads", "Meta Ads"):
        content = assemble(plan({**LEADS, "sources": [name]}), facts, TODAY)
        assert content.kpis[0].sources == ("Meta Ads",)
        assert content.notices == ()


def test_leads_of_two_sources_may_be_the_same_ones() -> None:
    facts = rollup(meta_ads={"leads": 5.0}, crm={"leads": 4.0})
    (notice,) = assemble(plan(LEADS), facts, TODAY).notices
    assert "Meta Ads" in notice
    assert "twice" in notice
    assert assemble(plan({"metric": "impressions"}), facts, TODAY).notices != (notice,)


def test_a_kpi_that_nothing_feeds_is_named_with_what_it_lacks() -> None:
    facts = rollup(meta_ads={"spend": 100.0})
    (notice,) = assemble(plan(CPL), facts, TODAY).notices
    assert notice == "Cost per lead: no import has leads yet."
    typo = assemble(plan({**LEADS, "sources": ["meta"]}), rollup(meta_ads={"leads": 1.0}), TODAY)
    assert typo.notices == ("Leads: no import has leads yet.",)


def test_a_silent_source_is_said_after_a_week() -> None:
    facts = rollup(meta_ads={"leads": 5.0}, instagram={"likes": 5.0})
    late = replace(facts, through={"meta_ads": date(2026, 10, 31), "instagram": date(2026, 10, 24)})
    assert assemble(plan(LEADS), late, TODAY).notices == ()
    later = replace(late, through={**late.through, "instagram": date(2026, 10, 23)})
    (notice,) = assemble(plan(LEADS, lang="ru"), later, TODAY).notices
    assert notice == "Instagram: нет данных с 23 октября 2026."


def test_money_in_another_currency_than_the_plan_is_refused() -> None:
    facts = replace(rollup(meta_ads={"spend": 1.0}), currencies=("EUR",))
    with pytest.raises(InputError, match=r'currency = "USD", but the imported money is in EUR'):
        assemble(plan(LEADS), facts, TODAY)
    assert assemble(plan(LEADS, currency="EUR"), facts, TODAY).currency == "EUR"


def test_money_without_a_currency_is_said_where_the_plan_uses_it() -> None:
    facts = replace(rollup(ga4={"revenue": 1.0, "sessions": 2.0}), unstated=("ga4",))
    (notice,) = assemble(plan({"metric": "revenue"}), facts, TODAY).notices
    assert notice.startswith("Google Analytics: the export does not say its currency")
    assert assemble(plan({"metric": "sessions"}), facts, TODAY).notices == ()


def test_what_is_new_since_a_workbook_was_made_is_named() -> None:
    old = assemble(plan(LEADS), rollup(meta_ads={"leads": 5.0}), TODAY)
    facts = rollup(meta_ads={"leads": 5.0, "saves": 1.0}, vk={"sessions": 4.0})
    content = assemble(plan(LEADS), facts, TODAY, frame=old.framed)
    assert "VK, saves, sessions" in content.notices[-1].replace(
        "sessions, saves", "saves, sessions"
    )
    assert content.framed == old.framed


def test_data_after_the_end_of_the_plan_is_said() -> None:
    facts = replace(rollup(meta_ads={"leads": 5.0}), through={"meta_ads": date(2027, 11, 3)})
    assert "09.2027" in assemble(plan(LEADS), facts, TODAY).notices[0]


@pytest.mark.parametrize(
    ("cadence", "last", "review"),
    [
        (1, date(2026, 10, 31), date(2026, 11, 1)),
        (1, date(2026, 11, 1), date(2026, 12, 1)),
        (3, date(2026, 10, 31), date(2027, 1, 1)),
        (2, date(2027, 1, 15), date(2027, 2, 1)),
    ],
)
def test_the_next_review_follows_the_data(cadence: int, last: date, review: date) -> None:
    facts = replace(rollup(meta_ads={"leads": 5.0}), through={"meta_ads": last})
    content = assemble(plan(LEADS, cadence_months=cadence), facts, TODAY)
    assert content.next_review == review


def test_without_data_the_month_of_today_is_shown() -> None:
    content = assemble(plan(LEADS), Rollup(), TODAY)
    assert content.chosen == date(2026, 11, 1)
    assert content.notices == ()
    early = assemble(plan(LEADS), Rollup(), date(2026, 1, 1))
    assert early.chosen == OCTOBER


def test_months_reach_as_far_as_targets() -> None:
    assert len(plan(LEADS).months) == 12
    far = plan({**LEADS, "targets": {"2027-12": 5}})
    assert far.months[-1] == date(2027, 12, 1)
