"""The roll-up comes to what pandas makes of the same rows; people are never added up."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.facts.rollup import MOST_CAMPAIGNS, Rollup, roll_up
from tests.sheets_sync.facts.desk import CLIENT, DAILY, HEADER, csv, desk, october

PEOPLE = DAILY + 'reach = "Reach"\n'
ROW = st.tuples(
    st.dates(date(2026, 9, 25), date(2026, 10, 5)),
    st.sampled_from("AB"),
    st.sampled_from(["autumn", "Осень", "(not set)", None]),
    st.integers(0, 10**6),
    st.integers(0, 10**9),
    st.integers(1, 10**6),
)
YEAR = date(2026, 1, 1), date(2026, 12, 31)


@settings(max_examples=15)
@given(st.lists(ROW, min_size=1, max_size=15))
def test_sums_are_those_of_pandas(rows: list[tuple[date, str, str | None, int, int, int]]) -> None:
    cells = [(*row[:4], f"{row[4] // 100}.{row[4] % 100:02}", row[5]) for row in rows]
    with desk() as at:
        at.take(csv(cells, (*HEADER, "Reach")), PEOPLE)
        rolled = roll_up(at.store, CLIENT, *YEAR)
    frame = pd.DataFrame(rows, columns=["day", "account", "campaign", "clicks", "cents", "reach"])
    frame["campaign"] = frame["campaign"].fillna("").replace("(not set)", "")
    grouped = frame.groupby(["day", "account", "campaign"])[["clicks", "cents"]].sum()
    # Whole cents, so that the sums of pandas are exact as well.
    expected = {key: (row.clicks, row.cents / 100) for key, row in grouped.iterrows()}
    found = {
        (row.day, row.account, row.campaign): (row.metrics["clicks"], row.metrics["spend"])
        for row in rolled.days
    }
    assert found == expected
    assert rolled.months == ()
    assert not any("reach" in row.metrics for row in rolled.days)
    assert rolled.through == {"ads": frame["day"].max()}


def test_only_the_days_that_are_asked_for() -> None:
    with desk() as at:
        at.take(csv((october(day), "A", "x", 1, 0.1) for day in range(1, 11)))
        rolled = roll_up(at.store, CLIENT, october(3), october(7))
        assert roll_up(at.store, "nobody", *YEAR) == Rollup()
    assert [row.day for row in rolled.days] == [october(day) for day in range(3, 8)]


def test_a_tenth_ten_times_is_one() -> None:
    with desk() as at:
        at.take(csv([(october(1), "A", "x", 1, 0.1)] * 10))
        (row,) = roll_up(at.store, CLIENT, *YEAR).days
    assert row.metrics == {"clicks": 10, "spend": 1}


def test_small_campaigns_are_put_together_and_none_of_their_numbers_is_lost() -> None:
    count = MOST_CAMPAIGNS + 20
    with desk() as at:
        at.take(csv((october(1), "A", f"c{n}", 1, n) for n in range(1, count + 1)))
        days = roll_up(at.store, CLIENT, *YEAR).days
    named = {row.campaign for row in days}
    # The 20 campaigns that cost least have no row of their own.
    assert named == {"", *(f"c{n}" for n in range(21, count + 1))}
    (rest,) = (row for row in days if not row.campaign)
    assert rest.metrics == {"clicks": 20, "spend": 210}  # 1 + 2 + ... + 20


def test_people_of_a_month_are_shown_as_measured() -> None:
    month = 'source = "ads"\ndate = "M"\ngrain = "month"\n[metrics]\nreach = "R"\nclicks = "C"\n'
    with desk() as at:
        at.take(csv([("2026-09", 700, 5), ("2026-10", 900, 6)], ("M", "R", "C")), month)
        months = roll_up(at.store, CLIENT, *YEAR).months
    reach = {row.day: row.metrics["reach"] for row in months if "reach" in row.metrics}
    assert reach == {date(2026, 9, 1): 700, october(1): 900}


def test_followers_are_those_of_the_last_day() -> None:
    daily = 'source = "ig"\ndate = "Day"\n[metrics]\nfollowers = "F"\n'
    with desk() as at:
        at.take(csv(((october(d), 1000 + d) for d in range(1, 32)), ("Day", "F")), daily)
        (row,) = roll_up(at.store, CLIENT, *YEAR).months
    assert (row.day, row.metrics) == (october(1), {"followers": 1031})
