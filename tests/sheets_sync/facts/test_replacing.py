"""A newer export takes the place of an older one: for its own days, accounts and metrics only."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets_sync.facts.desk import DAILY, Desk, csv, desk, october

Rows = list[tuple[int, str, str, int]]
ROW = st.tuples(
    st.integers(1, 4), st.sampled_from("AB"), st.sampled_from(["x", "y"]), st.integers(0, 99)
)
CLICKS = DAILY.replace('spend = "Spend"', "")
NO_ACCOUNT = CLICKS.replace('account = "Account"', "")


def table(rows: Rows) -> str:
    return csv((october(day), account, name, n, 0) for day, account, name, n in rows)


def clicks(at: Desk) -> dict[tuple[date, str | None], float]:
    rows = at.store.rows(
        "SELECT date, account, sum(value) FROM facts WHERE metric = 'clicks' GROUP BY ALL"
    )
    return {(day, account): value for day, account, value in rows}


@settings(max_examples=15)
@given(st.lists(st.lists(ROW, min_size=1, max_size=6), min_size=1, max_size=3))
def test_the_last_export_of_a_day_and_account_counts(exports: list[Rows]) -> None:
    expected: dict[tuple[date, str | None], float] = {}
    with desk() as at:
        for number, rows in enumerate(exports):
            # The name differs, and the last row: an equal file would not be imported again.
            rows = [*rows, (5, "A", "last", number)]
            at.take(table(rows), CLICKS, name=f"{number}.csv")
            for key in {(october(day), account) for day, account, *_ in rows}:
                expected[key] = sum(n for d, a, _, n in rows if (october(d), a) == key)
        assert clicks(at) == expected


def test_restated_numbers_replace_their_day_only() -> None:
    with desk() as at:
        at.take(csv([(october(1), "A", "x", 10, 1), (october(2), "A", "x", 20, 2)]))
        done = at.take(csv([(october(2), "A", "x", 25, 2.5), (october(3), "A", "x", 30, 3)]))
        assert done.replaced == 1
        assert clicks(at) == {(october(1), "A"): 10, (october(2), "A"): 25, (october(3), "A"): 30}


def test_a_metric_that_the_newer_file_does_not_tell_stays() -> None:
    with desk() as at:
        at.take(csv([(october(1), "A", "x", 10, 1.5)]))
        at.take(csv([(october(1), "A", "x", 12, 99)]), CLICKS)
        told = at.store.rows("SELECT metric, value FROM facts ORDER BY 1")
        assert told == [("clicks", 12), ("spend", 1.5)]


def test_other_sources_accounts_and_clients_are_left_alone() -> None:
    with desk() as at:
        at.take(table([(1, "A", "x", 1), (1, "B", "x", 2)]), CLICKS)
        at.take(table([(1, "A", "x", 4)]), CLICKS, client="Other")
        at.take(table([(1, "A", "x", 8)]), CLICKS.replace('"ads"', '"more ads"'))
        done = at.take(table([(1, "A", "x", 16)]), CLICKS)
        assert done.replaced == 1
        values = at.store.rows("SELECT value FROM facts ORDER BY 1")
        assert [value for (value,) in values] == [2, 4, 8, 16]


def test_a_file_without_accounts_may_be_of_any() -> None:
    named = table([(1, "A", "x", 1), (1, "B", "x", 2), (2, "A", "x", 4)])
    with desk() as at:
        at.take(named, CLICKS)
        assert at.take(table([(1, "", "x", 3)]), NO_ACCOUNT).replaced == 2
        assert clicks(at) == {(october(1), None): 3, (october(2), "A"): 4}
        assert at.take(table([(1, "A", "x", 9)]), CLICKS).replaced == 1
        assert clicks(at) == {(october(1), "A"): 9, (october(2), "A"): 4}


def test_a_campaign_that_is_gone_is_said_to_be() -> None:
    with desk() as at:
        at.take(table([(1, "A", "x", 1), (1, "A", "y", 2)]), CLICKS)
        (warning,) = at.take(table([(1, "A", "x", 3)]), CLICKS).warnings
        assert "'y'" in warning
        assert "'x'" not in warning


def test_a_post_is_replaced_by_its_id_and_a_month_by_its_name() -> None:
    posts = 'source = "blog"\ndate = "Day"\npost = "Post"\n[metrics]\nlikes = "Likes"\n'
    head = ("Day", "Post", "Likes")
    with desk() as at:
        at.take(csv([(october(1), "p1", 5), (october(1), "p2", 6)], head), posts)
        at.take(csv([(october(1), "p2", 7), (october(2), "p3", 1)], head), posts)
        values = at.store.rows("SELECT post, value FROM facts ORDER BY 1")
        assert values == [("p1", 5), ("p2", 7), ("p3", 1)]
    months = 'source = "m"\ndate = "Month"\ngrain = "month"\n[metrics]\nlikes = "Likes"\n'
    with desk() as at:
        at.take(csv([("2026-09", 5), ("2026-10", 6)], ("Month", "Likes")), months)
        at.take(csv([("2026-10", 9)], ("Month", "Likes")), months)
        values = at.store.rows("SELECT date, value FROM facts ORDER BY 1")
        assert values == [(date(2026, 9, 1), 5), (october(1), 9)]
