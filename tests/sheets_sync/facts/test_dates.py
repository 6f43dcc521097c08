"""Dates as they are written; an order of day and month is settled by the whole column, or asked."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import InputError, MappingError
from tests.sheets_sync.facts.desk import csv, desk

MAPPING = 'source = "ads"\ndate = {date}\n[metrics]\nclicks = "Clicks"\n'
DAYS = st.lists(st.dates(date(2001, 1, 1), date(2068, 12, 31)), min_size=1, max_size=12)
CLEAR = [
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d.%m.%y", "%d-%b-%Y", "%d %B %Y"),
    *("%b %d, %Y", "%a, %d %b %Y", "%A, %B %d, %Y", "%Y-%m-%dT%H:%M:%S+03:00", "%d.%m.%Y %H:%M"),
]
OPEN = ["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d/%m/%y", "%m/%d/%y"]


def read(cells: list[str], said: str = '"Day"') -> list[date]:
    rows = [(cell, 1) for cell in cells]
    with desk() as at:
        done = at.take(csv(rows, ("Day", "Clicks"), ";"), MAPPING.format(date=said))
        assert done.rejected == []
        return [day for (day,) in at.store.rows('SELECT date FROM records ORDER BY "row"')]


@settings(max_examples=15)
@given(DAYS, st.sampled_from(CLEAR))
def test_a_format_with_one_reading_is_read_back(days: list[date], form: str) -> None:
    assert read([day.strftime(form) for day in days]) == days


@settings(max_examples=15)
@given(DAYS, st.sampled_from(OPEN))
def test_day_and_month_are_read_back_or_asked_about(days: list[date], form: str) -> None:
    cells = [day.strftime(form) for day in days]
    said = f'{{ column = "Day", format = "{form}" }}'
    settled = any(day.day > 12 for day in days) or all(day.day == day.month for day in days)
    if settled:
        assert read(cells) == days
    else:
        with pytest.raises(MappingError, match=r"may be .* or .*, and no other cell settles which"):
            read(cells)
    assert read(cells, said) == days


@settings(max_examples=15)
@given(DAYS, st.sampled_from(["d MMMM y 'г'.", "d MMMM y", "dd.MM.y"]))
def test_russian_months(days: list[date], form: str) -> None:
    assert read([format_date(day, form, "ru") for day in days]) == days


def test_one_cell_settles_the_order_of_all() -> None:
    assert read(["01/02/2026", "13/02/2026"]) == [date(2026, 2, 1), date(2026, 2, 13)]
    assert read(["01/02/2026", "02/13/2026"]) == [date(2026, 1, 2), date(2026, 2, 13)]


def test_two_orders_in_one_column_are_refused_with_a_row() -> None:
    with pytest.raises(InputError, match=r"table\.csv, row 3: column 'Day' is written in several"):
        read(["13/02/2026", "02/14/2026"])


def test_a_day_is_the_day_that_is_written_whatever_the_zone() -> None:
    cells = ["2026-10-01T23:59:59Z", "2026-10-01T00:00:00-0800", "2026-10-01 11:59 PM"]
    assert read(cells) == [date(2026, 10, 1)] * 3


def test_no_dates_at_all_say_how_to_describe_them() -> None:
    with pytest.raises(InputError, match=r"'Day' holds no date .* format = "):
        read(["first week", "second week"])
