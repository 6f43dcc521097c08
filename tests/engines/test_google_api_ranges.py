"""Addresses are read as they are printed, and move with insertions and deletions."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from typing import Any

import ironcalc
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import tests.engines.google_api as package
from tests.engines.google_api.sheets import a1
from tests.engines.google_api.sheets.areas import Area, Deletion, Insertion, Shift, Span
from tests.engines.google_api.sheets.formulas import references, shifted

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def spans(limit: int) -> st.SearchStrategy[Span]:
    bounded = st.tuples(st.integers(0, limit), st.integers(1, limit)).map(
        lambda pair: Span(pair[0], pair[0] + pair[1])
    )
    return bounded | st.integers(0, limit).map(Span) | st.just(Span())


@given(spans(2000), spans(900))
def test_what_is_printed_is_read_back(rows: Span, columns: Span) -> None:
    # Open on the right and below at once has no A1 notation but the whole sheet.
    assume(rows.end is not None or columns.end is not None)
    read = a1.spans(a1.printed(rows, columns))
    assert read is not None
    for index in (0, 1, 5, 700, 1500, 3000):
        for other in (0, 1, 5, 700, 1500, 3000):
            cell = Area.at(0, index, other)
            assert Area(0, *read).contains(cell) == Area(0, rows, columns).contains(cell)


@given(st.integers(0, 18277))
def test_letters_of_columns(index: int) -> None:
    assert a1.column_index(a1.column_letters(index)) == index


@given(st.text(min_size=1, max_size=20), st.sampled_from(["A1", "B2:C9", "A:A", None]))
def test_titles_are_quoted_so_that_they_are_found_again(title: str, place: str | None) -> None:
    text = a1.title(title) + ("" if place is None else f"!{place}")
    address = a1.split(text)
    if address.title is None:
        assert (address.place, place) == (title, None)
    else:
        assert (address.title, address.place) == (title, place)


@pytest.mark.parametrize(
    ("text", "rows", "columns"),
    [
        ("A1:B2", Span(0, 2), Span(0, 2)),
        ("B2:A1", Span(0, 2), Span(0, 2)),
        ("A:A", Span(), Span(0, 1)),
        ("1:2", Span(0, 2), Span()),
        ("A5:A", Span(4), Span(0, 1)),
        ("$C$3", Span(2, 3), Span(2, 3)),
        ("R2C3", Span(1, 2), Span(2, 3)),
        ("R1C1:R2C2", Span(0, 2), Span(0, 2)),
        ("aa10", Span(9, 10), Span(26, 27)),
    ],
)
def test_notations_of_the_reference(text: str, rows: Span, columns: Span) -> None:
    assert a1.spans(text) == (rows, columns)


@pytest.mark.parametrize("text", ["", "A", "7", "A0", "Total", "A1:B2:C3", "ABCD1", "A1:", ":B2"])
def test_other_texts_are_no_cells(text: str) -> None:
    assert a1.spans(text) is None


@given(st.integers(0, 30), st.integers(1, 10), st.integers(0, 30), st.integers(1, 10))
def test_a_range_keeps_its_own_cells_through_an_insertion(
    start: int, length: int, at: int, count: int
) -> None:
    """Every row that was inside is inside, wherever it went; none from outside came in."""
    new = Span(start, start + length).inserted(at, count)
    for row in range(60):
        moved = row + count if row >= at else row
        assert (moved in range(new.first, new.end or 0)) == (row in range(start, start + length))


@given(st.integers(0, 30), st.integers(1, 10), st.integers(0, 30), st.integers(1, 10))
def test_a_range_keeps_what_is_left_of_it(start: int, length: int, at: int, count: int) -> None:
    new = Span(start, start + length).deleted(at, at + count)
    left = [
        row if row < at else row - count
        for row in range(start, start + length)
        if not at <= row < at + count
    ]
    assert list(range(new.first, new.end or 0)) == left


shifts: st.SearchStrategy[Shift] = st.builds(
    Insertion, st.just(0), st.sampled_from(["ROWS", "COLUMNS"]), st.integers(0, 8),
    st.integers(1, 3),
) | st.builds(
    lambda dimension, at, count: Deletion(0, dimension, at, at + count),
    st.sampled_from(["ROWS", "COLUMNS"]), st.integers(0, 8), st.integers(1, 3),
)  # fmt: skip
cells = st.builds(
    lambda c, r, x, y: f"{'$' * x}{a1.column_letters(c)}{'$' * y}{r + 1}",
    st.integers(0, 9), st.integers(0, 9), st.booleans(), st.booleans(),
)  # fmt: skip


@given(shifts, st.lists(cells, min_size=1, max_size=3))
def test_formulas_follow_as_ironcalc_lets_them(shift: Shift, names: list[str]) -> None:
    formula = "=" + "+".join(names)
    mine = shifted(formula, shift, "Sheet1", at_home=True)
    assert [str(r) for r in references(mine)] == [
        str(r) for r in references(_by_ironcalc(formula, shift))
    ]
    assert mine.count("#REF!") == _by_ironcalc(formula, shift).count("#REF!")


def _by_ironcalc(formula: str, shift: Shift) -> str:
    model: Any = ironcalc.create("judge", "en", "UTC")
    model.set_user_input(0, 30, 30, formula)
    at = shift.at + 1
    by = shift.count if isinstance(shift, Insertion) else shift.until - shift.at
    rows = shift.dimension == "ROWS"
    if isinstance(shift, Insertion):
        (model.insert_rows if rows else model.insert_columns)(0, at, by)
    else:
        (model.delete_rows if rows else model.delete_columns)(0, at, by)
        by = -by
    place = (30 + by, 30) if rows else (30, 30 + by)
    return str(model.get_cell_formula(0, *place))
