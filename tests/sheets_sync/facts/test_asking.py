"""Questions about one metric: parts, totals, why there is none, and where numbers come from."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.facts.asking import By, Question, ask, trace
from tests.sheets_sync.facts.desk import CLIENT, DAILY, HEADER, csv, desk, october

ROW = st.tuples(
    st.dates(date(2026, 9, 25), date(2026, 10, 5)),
    st.just("A"),
    st.sampled_from(["x", "y", None]),
    st.integers(0, 99),
    st.just(0),
)
REACH = 'source = "ig"\ndate = "Day"\n[metrics]\nreach = "R"\n'


@settings(max_examples=20)
@given(st.lists(ROW, min_size=1, max_size=12), st.lists(ROW, min_size=1, max_size=6))
def test_parts_are_those_of_pandas_and_come_to_the_total(
    ads: list[tuple[date, str, str | None, int, int]],
    mail: list[tuple[date, str, str | None, int, int]],
) -> None:
    frame = pd.DataFrame(ads + mail, columns=["day", "account", "campaign", "clicks", "spend"])
    frame["source"] = ["ads"] * len(ads) + ["mail"] * len(mail)
    frame["month"] = frame["day"].map(lambda day: f"{day:%Y-%m}")
    frame["day"] = frame["day"].map(str)
    with desk() as at:
        at.take(csv(ads), name="ads.csv")
        at.take(csv(mail), DAILY.replace('"ads"', '"mail"'), name="mail.csv")
        for by in By:
            answer = ask(at.store, Question(CLIENT, "clicks", by))
            found = {row[by.value]: row["value"] for row in answer.rows}
            sums = frame.fillna({"campaign": ""}).groupby(by.value)["clicks"].sum()
            assert {key or "": value for key, value in found.items()} == sums.to_dict()
            assert answer.total == frame["clicks"].sum()
            assert answer.reason == ""
        october_only = Question(CLIENT, "clicks", month=october(1), source="ads")
        wanted = frame[(frame["month"] == "2026-10") & (frame["source"] == "ads")]
        # There is no sum of nothing: blank, not 0.
        expected = wanted["clicks"].sum() if len(wanted) else None
        assert ask(at.store, october_only).total == expected


def test_reach_over_days_has_no_total_and_says_why() -> None:
    with desk() as at:
        at.take(csv([(october(1), 70), (october(2), 70)], ("Day", "R")), REACH)
        answer = ask(at.store, Question(CLIENT, "reach", By.DAY))
        assert (answer.total, [row["value"] for row in answer.rows]) == (None, [70, 70])
        assert "same people are counted again" in answer.reason
        by_campaign = ask(at.store, Question(CLIENT, "reach", By.CAMPAIGN))
        assert (by_campaign.total, by_campaign.rows) == (None, [])
        assert "try another --by" in by_campaign.reason


def test_followers_are_a_state_and_have_no_total() -> None:
    with desk() as at:
        rows = [(october(1), 70), (october(2), 71)]
        at.take(csv(rows, ("Day", "R")), REACH.replace("reach =", "followers ="))
        answer = ask(at.store, Question(CLIENT, "followers", By.DAY))
    assert answer.total is None
    assert "state of one moment" in answer.reason


def test_one_measured_value_is_its_own_total() -> None:
    with desk() as at:
        at.take(csv([("2026-10", 900)], ("Day", "R")), 'grain = "month"\n' + REACH)
        answer = ask(at.store, Question(CLIENT, "reach"))
    assert (answer.total, answer.reason) == (900, "")


def test_the_reach_of_posts_is_called_what_it_is() -> None:
    posts = REACH.replace("[metrics]", 'post = "P"\n[metrics]')
    with desk() as at:
        at.take(csv([(october(1), "a", 70), (october(2), "b", 50)], ("Day", "P", "R")), posts)
        answer = ask(at.store, Question(CLIENT, "post_reach"))
        assert (answer.total, answer.reason) == (
            120,
            "reach added over posts: a person counts once per post",
        )
        assert ask(at.store, Question(CLIENT, "reach")).total is None


@pytest.mark.parametrize(
    ("client", "metric", "said"),
    [
        ("Nordlis", "clicks", "no facts of client 'Nordlis'; there are of: Nordlys"),
        (CLIENT, "leads", "no facts of 'leads'. There are: clicks, spend"),
        (CLIENT, "clocks", "no such metric"),
    ],
)
def test_a_question_about_nothing_says_what_there_is(client: str, metric: str, said: str) -> None:
    with desk() as at:
        at.take(csv([(october(1), "A", "x", 1, 1)]))
        with pytest.raises(InputError, match=said):
            ask(at.store, Question(client, metric))


@settings(max_examples=10)
@given(st.lists(ROW, min_size=1, max_size=10))
def test_every_number_is_found_in_its_row_of_its_file(
    rows: list[tuple[date, str, str | None, int, int]],
) -> None:
    with desk() as at:
        at.take(csv(rows))
        lines = (at.folder / "table.csv").read_text("utf-8").splitlines()
        found = trace(at.store, Question(CLIENT, "clicks"))
    assert len(found) == len(rows)
    for one in found:
        assert one["file"] == "table.csv"
        cells = dict(zip(HEADER, lines[one["row"] - 1].split(","), strict=True))
        assert (cells["Day"], cells["Campaign"] or None) == (one["from"], one["campaign"])
        assert float(cells["Clicks"]) == one["value"]
