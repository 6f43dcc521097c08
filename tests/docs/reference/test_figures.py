"""Numbers as people of a country write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.reference.figures import Answer, answer, plain
from kpicells.formulas import Unit


@pytest.mark.parametrize(
    ("value", "unit", "lang", "shown"),
    [
        (0.05, Unit.SHARE, "en", Answer("5%", True)),
        (0.05, Unit.SHARE, "ru", Answer("5\u00a0%", True)),
        (10 / 3, Unit.MONEY, "en", Answer("3.33", False)),
        (1234.5, Unit.MONEY, "ru", Answer("1\u00a0234,50", True)),
        (0.0011, Unit.SHARE, "en", Answer("0.11%", True)),
        (-0.09999999999999998, Unit.SHARE, "en", Answer("-10%", True)),
        (2554.0, Unit.COUNT, "en", Answer("2,554", True)),
        (7.215232809, Unit.RATIO, "ru", Answer("7,215", False)),
        (0.0, Unit.NUMBER, "en", Answer("0", True)),
    ],
)
def test_results(value: float, unit: Unit, lang: str, shown: Answer) -> None:
    assert answer(value, unit, lang) == shown


@given(st.floats(-1e9, 1e9), st.sampled_from(list(Unit)))
def test_a_result_is_near_what_it_stands_for(value: float, unit: Unit) -> None:
    shown = answer(value, unit, "en")
    number = float(shown.text.replace(",", "").removesuffix("%"))
    meant = value * 100 if unit is Unit.SHARE else value
    assert number == pytest.approx(meant, rel=1e-3, abs=0.00501)


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_are_written_whole(value: int) -> None:
    assert int(plain(value, "ru").replace("\u00a0", "")) == value
