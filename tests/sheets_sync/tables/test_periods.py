"""Days in texts: what preambles and file names say about a period."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.sheets_sync.tables.months import month_number
from kpicells.sheets_sync.tables.periods import days_in, period_in

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "October 1, 2026 - October 31, 2026",
        "Oct 1, 2026 – Oct 31, 2026",
        "1 октября 2026 г. - 31 октября 2026 г.",
        "Период: 01.10.2026 - 31.10.2026",
        "Отчет за период с 2026-10-01 по 2026-10-31",
        "Actual Data (2026-10-01 - 2026-10-31)",
        "20261001-20261031",
        "Content 2026-10-01_2026-10-31 Nordlys Coffee",
        "1 de octubre de 2026 - 31 de octubre de 2026",
        "1. Oktober 2026 - 31. Oktober 2026",
    ],
)
def test_a_period_in_the_words_of_many_platforms(text: str) -> None:
    assert period_in(text) == OCTOBER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Views",
        "2026-10-31",
        "2026-10-31 - 2026-10-01",
        "2026-13-01 - 2026-13-31",
        "12.5 - 17.25",
    ],
)
def test_no_period_is_made_up(text: str) -> None:
    assert period_in(text) is None


@given(days, st.integers(0, 4000), st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y_%m_%d", "%Y%m%d"]))
def test_a_written_period_is_read_back(first: date, length: int, form: str) -> None:
    last = min(first + timedelta(length), date(2099, 12, 31))
    text = f"report {first.strftime(form)} - {last.strftime(form)} of Nordlys"
    assert period_in(text) == (first, last)


@given(st.text(max_size=200))
def test_any_text_is_looked_through(text: str) -> None:
    assert all(isinstance(day, date) for day in days_in(text))


def test_months_by_name() -> None:
    names = {"January": 1, "feb": 2, "MÄRZ": 3, "апреля": 4, "май": 5, "июн.": 6, "juillet": 7,
             "agosto": 8, "Sept.": 9, "октябрь": 10, "novembre": 11, "dezembro": 12}  # fmt: skip
    assert {name: month_number(name) for name in names} == names
    assert month_number("Smarch") is None
