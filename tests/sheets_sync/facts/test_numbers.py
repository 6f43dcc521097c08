"""Numbers as people and programs write them; the decimal sign is settled by the whole column."""

from __future__ import annotations

import re

import pytest
from babel.numbers import format_decimal
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import MappingError
from tests.sheets_sync.facts.desk import csv, desk, october

NARROW, WIDE = "\u202f", "\u00a0"
MAPPING = """
source = "ads"
date = "Day"
currency = "{currency}"
[metrics]
{metric} = "Value"
"""


def read(
    cells: list[str], metric: str = "spend", currency: str = "USD", more: str = ""
) -> list[float | None]:
    """What the store holds after an import; a blank where nothing was measured."""
    # A second column keeps rows whose value was not measured.
    mapping = more + MAPPING.format(metric=metric, currency=currency) + 'clicks = "Clicks"\n'
    rows = [(october(1), cell, 1) for cell in cells]
    with desk() as at:
        done = at.take(csv(rows, ("Day", "Value", "Clicks"), ";"), mapping)
        assert done.rejected == []
        if metric not in at.store.metrics:
            return [None] * len(cells)
        return [v for (v,) in at.store.rows(f'SELECT m_{metric} FROM records ORDER BY "row"')]


COLUMNS = [
    (["12 400", "7"], [12400, 7]),
    ([f"12{NARROW}400", f"1{WIDE}234{WIDE}567"], [12400, 1234567]),
    (["12,400.50", "12,400"], [12400.5, 12400]),
    (["12.400,5", "12.400"], [12400.5, 12400]),
    (["1.234.567", "1.234"], [1234567, 1234]),
    (["1,234,567", "1,234"], [1234567, 1234]),
    (["12,5", "1,234"], [12.5, 1.234]),
    (["12.5", "1.234"], [12.5, 1.234]),
    (["12'400.5", "12’400"], [12400.5, 12400]),
    (["12,34,567.5", "1"], [1234567.5, 1]),
    (["-5,5", "−5,5", "–5,5", "(5,5)"], [-5.5] * 4),
    (["$1,234.50", "$ 20", "-$3"], [1234.5, 20, -3]),
    (["US$5.5", "5.5 USD"], [5.5, 5.5]),
    (["1e3", "2.5E-1"], [1000, 0.25]),
    (["1e3", "2E+05", "n/a", "12 400"], [1000, 200000, None, 12400]),
    (["5", "-", "n/a", "нет данных", "0"], [5, None, None, None, 0]),
    (["5.5", "<5"], [5.5, None]),
]


@pytest.mark.parametrize(("cells", "numbers"), COLUMNS)
def test_columns_of_money(cells: list[str], numbers: list[float | None]) -> None:
    assert read(cells) == numbers


@pytest.mark.parametrize(
    "cells", [["1 250,50 ₽", "20 ₽"], ["1 250,50 руб.", "20 р."], [f"1{NARROW}250,50{WIDE}₽", "20"]]
)
def test_roubles(cells: list[str]) -> None:
    assert read(cells, currency="RUB") == [1250.5, 20]


def test_things_are_counted_in_whole_numbers() -> None:
    assert read(["1,234"], "impressions") == [1234]
    assert read(["1.234"], "impressions") == [1234]


@pytest.mark.parametrize("cell", ["1,234", "1.234"])
def test_money_that_nothing_settles_is_asked_about(cell: str) -> None:
    with pytest.raises(MappingError, match=r"'Value' may hold thousands or decimals.*decimal = "):
        read([cell])
    as_decimal = cell[1]
    other = {",": ".", ".": ","}[as_decimal]
    assert read([cell], more=f'decimal = "{as_decimal}"\n') == [1.234]
    assert read([cell], more=f'decimal = "{other}"\n') == [1234]


def test_both_signs_as_decimal_signs_are_asked_about() -> None:
    with pytest.raises(MappingError, match="both signs"):
        read(["12,5", "12.5"])


def test_percents_are_fractions() -> None:
    own = '[own_metrics.open_rate]\nen = "Open rate"\nru = "Открываемость"\nunit = "share"\n'
    rows = [(october(1), cell) for cell in ("12,5 %", "3%", "0,5")]
    mapping = MAPPING.format(metric="open_rate", currency="USD") + own
    with desk() as at:
        at.take(csv(rows, ("Day", "Value"), ";"), mapping)
        values = at.store.rows('SELECT m_open_rate FROM records ORDER BY "row"')
    assert [v for (v,) in values] == pytest.approx([0.125, 0.03, 0.5])


def test_a_duration_is_seconds() -> None:
    assert read(["0:01:35", "2:05", "40"], "watch_seconds") == [95, 125, 40]


@settings(max_examples=15)
@given(
    st.sampled_from(["en_US", "de_DE", "ru_RU", "fr_FR", "de_CH", "hi_IN", "pt_BR", "sv_SE"]),
    st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=12),
)
def test_what_babel_prints_is_read_back(locale: str, cents: list[int]) -> None:
    # With two decimals in every cell, each cell proves its decimal sign.
    numbers = [cent / 100 for cent in cents]
    cells = [format_decimal(number, "#,##0.00", locale) for number in numbers]
    if locale == "hi_IN":
        cells = [format_decimal(number, "#,##,##0.00", locale) for number in numbers]
    assert read(cells) == numbers


@settings(max_examples=15)
@given(
    st.sampled_from(["en_US", "de_DE", "ru_RU", "fr_FR", "de_CH"]),
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12),
)
@example("en_US", [1001, 1_250_000])
def test_decimals_as_long_as_they_need_are_read_back_or_asked_about(
    locale: str, thousandths: list[int]
) -> None:
    numbers = [number / 1000 for number in thousandths]
    cells = [format_decimal(number, "#,##0.###", locale) for number in numbers]
    try:
        found = read(cells)
    except MappingError:
        # Only where every cell may be thousands or decimals: 1.234, or no sign at all. Where
        # 1.001 stands beside 1,250, one is thousands and nothing says which.
        assert all(re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}|-?\d{1,3}", cell) for cell in cells)
    else:
        assert found == numbers
