"""The same numbers told by day and by month are counted once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.facts.asking import By, Question, ask
from kpicells.sheets_sync.facts.rollup import roll_up
from tests.sheets_sync.facts.desk import CLIENT, Desk, csv, desk, october

DAILY = 'source = "ads"\ndate = "Day"\n[metrics]\nclicks = "Clicks"\n'
WITH_ACCOUNT = DAILY.replace("[metrics]", 'account = "Account"\n[metrics]')
MONTHLY = 'source = "ads"\ndate = "Day"\ngrain = "month"\n[metrics]\nclicks = "Clicks"\n'
HEAD = ("Day", "Clicks")
WHOLE = [(october(day), day) for day in range(1, 32)]
WHOLE_SUM = 496  # 31 * 32 / 2


def total(at: Desk) -> float | None:
    """The total as it is asked for, which the rows of a workbook must come to as well."""
    answer = ask(at.store, Question(CLIENT, "clicks", By.MONTH)).total
    rolled = roll_up(at.store, CLIENT, date(2026, 1, 1), date(2026, 12, 31))
    assert sum(row.metrics["clicks"] for row in (*rolled.days, *rolled.months)) == answer
    return answer


@pytest.mark.parametrize("days_first", [True, False])
@pytest.mark.parametrize(
    ("days", "counts"), [(WHOLE, WHOLE_SUM), (WHOLE[:10], 500), (WHOLE[20:], 500)]
)
def test_the_grain_that_covers_the_month_counts(
    days: list[tuple[date, int]], counts: float, days_first: bool
) -> None:
    files = [(csv(days, HEAD), DAILY), (csv([("2026-10", 500)], HEAD), MONTHLY)]
    with desk() as at:
        for text, mapping in files if days_first else reversed(files):
            at.take(text, mapping)
        assert total(at) == counts


def test_days_with_accounts_and_months_without_are_the_same_numbers() -> None:
    with desk() as at:
        rows = [(day, "A", n) for day, n in WHOLE]
        at.take(csv(rows, ("Day", "Account", "Clicks")), WITH_ACCOUNT)
        at.take(csv([("2026-10", 500)], HEAD), MONTHLY)
        assert total(at) == WHOLE_SUM


def test_another_source_is_added_and_not_taken_for_the_same() -> None:
    with desk() as at:
        at.take(csv(WHOLE, HEAD), DAILY)
        at.take(csv([("2026-10", 500)], HEAD), MONTHLY.replace('"ads"', '"mail"'))
        assert total(at) == WHOLE_SUM + 500


def test_a_metric_told_by_month_only_counts_beside_the_days() -> None:
    more = 'leads = "Leads"\n'
    with desk() as at:
        at.take(csv(WHOLE, HEAD), DAILY)
        at.take(csv([("2026-10", 500, 7)], (*HEAD, "Leads")), MONTHLY + more)
        assert total_of(at, "leads") == 7
        assert total_of(at, "clicks") == WHOLE_SUM


def total_of(at: Desk, metric: str) -> float | None:
    return ask(at.store, Question(CLIENT, metric)).total


def test_a_period_over_two_months_belongs_to_none() -> None:
    period = 'source = "ads"\ndate = "Day"\nend_date = "End"\n[metrics]\nclicks = "Clicks"\n'
    with desk() as at:
        at.take(csv(WHOLE, HEAD), DAILY)
        rows = [(october(15), date(2026, 11, 14), 900)]
        at.take(csv(rows, ("Day", "End", "Clicks")), period)
        assert total(at) == WHOLE_SUM


@settings(max_examples=10)
@given(
    st.dictionaries(
        st.dates(date(2026, 8, 1), date(2026, 10, 31)), st.integers(1, 9), min_size=1, max_size=20
    ),
    st.dictionaries(st.integers(8, 10), st.integers(1000, 9999), min_size=1, max_size=3),
)
def test_each_month_is_its_days_or_its_month_never_both(
    days: dict[date, int], months: dict[int, int]
) -> None:
    with desk() as at:
        at.take(csv(days.items(), HEAD), DAILY)
        at.take(csv(((f"2026-{m:02}", n) for m, n in months.items()), HEAD), MONTHLY)
        rows = ask(at.store, Question(CLIENT, "clicks", By.MONTH)).rows
        total(at)
    found = {row["month"]: row["value"] for row in rows}
    for month in range(8, 11):
        by_day = sum(n for day, n in days.items() if day.month == month)
        assert found.pop(f"2026-{month:02}", 0) in {
            by_day or months.get(month, 0),
            months.get(month, by_day),
        }
    assert found == {}
