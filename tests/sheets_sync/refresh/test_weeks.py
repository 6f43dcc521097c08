"""The weeks of a KPI, from rows that are not all there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import numpy as np
import pytest

from kpicells.sheets_sync.facts.rollup import Rollup
from kpicells.sheets_sync.plan import Plan
from kpicells.sheets_sync.refresh.assembling import assemble, with_names
from kpicells.sheets_sync.refresh.weeks import weekly_histories
from kpicells.sheets_sync.review.series import Series
from kpicells.templates.rows import DataRow, PostRow

LAST = date(2026, 10, 31)
PLAN = Plan.model_validate(
    {
        "client": "A",
        "goal": "leads",
        "starts": "2026-10",
        "kpis": [{"metric": "leads"}, {"kpi": "CPL"}],
    }
)


def weeks(
    leads: float, silent: Collection[int], posts: Collection[PostRow] = ()
) -> dict[str, Series]:
    """Ten weeks with so many leads a day, which cost 10 each; no row on days so many days ago."""
    rows = tuple(
        DataRow(LAST - timedelta(back), "agency", {"leads": leads, "spend": 10 * leads})
        for back in range(70)
        if back not in silent
    )
    told = Rollup(rows, (), {"agency": LAST}, tuple(posts))
    return weekly_histories(assemble(PLAN, told, LAST), with_names(told))


def test_a_week_of_which_some_days_were_not_told_is_made_whole() -> None:
    found = weeks(8, silent=(8, 9, 10))
    assert found["leads"].arguments["leads"] == pytest.approx([56.0] * 10)
    assert found["cpl"].over(np.arange(10)) == pytest.approx(10)


@pytest.mark.parametrize("silent", [range(7, 11), range(7, 14)])
def test_a_week_of_which_most_was_not_told_is_not_known(silent: Collection[int]) -> None:
    assert not weeks(8, silent)["leads"].known[8]
    assert weeks(8, silent)["leads"].known.sum() == 9


def test_days_without_a_row_are_days_without_leads_where_there_are_few() -> None:
    leads = weeks(1, silent=(8, 9, 10))["leads"].arguments["leads"]
    assert leads == pytest.approx([7.0] * 8 + [4.0, 7.0])


def test_weekends_without_a_row_are_weekends_without_leads() -> None:
    """A CRM that is at rest on Saturdays and Sundays; once a Monday is missing."""
    weekends = [back for back in range(70) if (LAST - timedelta(back)).weekday() >= 5]
    leads = weeks(8, [*weekends, 12])["leads"].arguments["leads"]  # 12 days before: a Monday
    assert (LAST - timedelta(12)).weekday() == 0
    assert leads == pytest.approx([40.0] * 9)  # the tenth begins on a Sunday


def test_days_without_a_post_are_days_without_any() -> None:
    """Who publishes on some days only has told all there is."""
    published = range(0, 70, 3)
    post = PostRow(LAST, "agency", "1", {"likes": 8.0})
    leads = weeks(8, set(range(70)) - set(published), [post])["leads"].arguments["leads"]
    assert leads.sum() == 8 * len(published)
    assert not np.isnan(leads).any()
