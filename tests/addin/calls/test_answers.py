"""Calls from cells answer what the catalogue answers in Python, and spread as cells do."""

from __future__ import annotations

import json
from random import Random
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.addin.calls import Calls, Limits
from kpicells.formulas import CellError, Kpi, catalog
from kpicells.formulas.hosts import emit
from tests.engines.sheet import Sheet, by_ironcalc
from tests.formulas.cases import all_cases, kpi_of

CALLS = Calls.of(catalog.values())

cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 1000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "abc", "5", "#summer", "#DIV/0!", {"error": "#REF!"}]),
)


def in_python(kpi: Kpi, args: list[Any]) -> Any:
    """What the catalogue says, with errors in cells as errors."""
    try:
        return kpi(*map(_given, args))
    except CellError as error:
        return error.code


def _given(cell: Any) -> Any:
    if isinstance(cell, list):
        return [_given(part) for part in cell]
    code = cell["error"] if isinstance(cell, dict) else cell
    if code in ("#DIV/0!", "#REF!", "=1/0"):
        error = CellError("in the cell")
        error.code = "#DIV/0!" if code == "=1/0" else code  # type: ignore[misc]
        return error
    return cell


def plain(answer: Any) -> Any:
    """A value, or the code of an error."""
    if isinstance(answer, list):
        return [[plain(cell) for cell in row] for row in answer]
    if isinstance(answer, dict):
        return answer["error"] if "error" in answer else plain(answer["value"])
    return answer


@pytest.mark.parametrize("kpi_id", sorted(set(all_cases()) & set(catalog)))
def test_every_kpi_answers_as_in_python(kpi_id: str) -> None:
    kpi = kpi_of(kpi_id)
    for case in all_cases()[kpi_id]:
        args = json.loads(json.dumps(case).replace('"=1/0"', '"#DIV/0!"'))
        assert plain(CALLS.answer(f"KPI.{kpi_id}", args)) == in_python(kpi, list(case)), case


@settings(max_examples=200)
@given(st.data())
def test_a_range_is_answered_cell_by_cell(data: st.DataObject) -> None:
    kpi = catalog[data.draw(st.sampled_from(["CTR", "CPM", "ENGAGEMENTS", "LTV_MARGIN"]))]
    rows, columns = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 3))
    args: list[Any] = []
    for _ in kpi.arguments:
        shape = data.draw(st.sampled_from([None, (rows, columns), (rows, 1), (1, columns), (1, 1)]))
        if shape is None:
            args.append(data.draw(cells))
        else:
            row = st.lists(cells, min_size=shape[1], max_size=shape[1])
            args.append(data.draw(st.lists(row, min_size=shape[0], max_size=shape[0])))
    ranges = [arg for arg in args if isinstance(arg, list)]
    answer = plain(CALLS.answer(kpi.id, args))
    if not ranges:
        assert answer == in_python(kpi, args)
        return
    height, width = max(map(len, ranges)), max(len(one[0]) for one in ranges)
    assert answer == [
        [in_python(kpi, [_at(arg, row, column) for arg in args]) for column in range(width)]
        for row in range(height)
    ]


def _at(arg: Any, row: int, column: int) -> Any:
    if not isinstance(arg, list):
        return arg
    return arg[row if len(arg) > 1 else 0][column if len(arg[0]) > 1 else 0]


def test_ranges_that_end_early_leave_not_available_as_in_excel() -> None:
    # {=B1:B2/C1:C3} of {5;7} and {100;100;100}
    clicks, impressions = [[5], [7]], [[100], [100], [100]]
    assert plain(CALLS.answer("CTR", [clicks, impressions])) == [[0.05], [0.07], ["#N/A"]]
    wide = [[100, 200, 400]]
    assert plain(CALLS.answer("CTR", [[[5, 7]], wide])) == [[0.05, 0.035, "#N/A"]]


def test_totals_are_ratios_of_sums() -> None:
    rows = [[[5], [15], [None]], [[100], [100], [50]]]
    for name, args in (("KPI_TOTAL", ["CTR", *rows]), ("KPI.CTR_TOTAL", rows)):
        # (5 + 15) / (100 + 100): a row with a hole counts on neither side
        assert CALLS.answer(name, args) == {"value": 0.1}


def test_a_total_that_would_be_untrue_is_not_given() -> None:
    for name, args in (("TOTAL", ["ERR", [[1]], [[2]]]), ("ERR_TOTAL", [[[1]], [[2]]])):
        answer = CALLS.answer(name, args)
        assert answer["error"] == "#N/A"
        assert "the same people are counted again" in answer["reason"]


def test_ranges_beside_each_other_have_one_shape_as_the_native_formula_demands() -> None:
    kpi, sheet = catalog["CTR_TOTAL"], Sheet()
    references = sheet.add([[5, 7], [100, 100]])
    first, last = references[1].replace("$", "").split(":")
    across = f"{first}:{chr(ord(last[0]) + 1)}{first[1:]}"
    sheet.formulas.append(emit(kpi, "excel", [references[0], across]))
    assert by_ironcalc(sheet) == ["#VALUE!"]
    assert plain(CALLS.answer("CTR_TOTAL", [[[5], [7]], [[100, 100]]])) == "#VALUE!"


@pytest.mark.parametrize(
    ("name", "args", "code", "said"),
    [
        ("CTRR", [5, 100], "#NAME?", "Did you mean CTR"),
        ("", [], "#NAME?", "no function"),
        ("CTR", [5], "#VALUE!", "takes 2 arguments (clicks, impressions), 1 given"),
        ("CTR", [5, 100, 1], "#VALUE!", "3 given"),
        ("CTR", [5, None], "#VALUE!", "impressions is blank"),
        ("CTR", ["five", 100], "#VALUE!", "clicks is the text 'five'"),
        ("CTR", [True, 100], "#VALUE!", "logical value TRUE"),
        ("CTR", [5, 0], "#DIV/0!", "impressions is zero"),
        ("CTR", [10**400, 1], "#NUM!", "clicks is too large"),
        ("CTR", [[[5], [7, 8]], 100], "#VALUE!", "rows of different lengths"),
        ("CTR", [[5, [7]], 100], "#VALUE!", "mixes cells and rows"),
        ("CTR", [[], 100], "#VALUE!", "without cells"),
        ("KPI_TOTAL", [], "#VALUE!", "takes a KPI's name first"),
        ("KPI_TOTAL", ["CTRR", [[1]], [[1]]], "#NAME?", "Did you mean CTR"),
    ],
)
def test_what_is_wrong_is_said(name: str, args: list[Any], code: str, said: str) -> None:
    answer = CALLS.answer(name, args)
    assert answer["error"] == code
    assert said in answer["reason"]


@pytest.mark.parametrize("name", ["CTR", "ctr", "KPI.CTR", "kpi_ctr", "Kpi.Ctr", " CTR "])
def test_names_are_taken_as_hosts_write_them(name: str) -> None:
    assert CALLS.answer(name, [5, 100]) == {"value": 0.05}


def test_names_of_an_office_addin_are_known() -> None:
    assert CALLS.answer("KPI.ER_FOLLOWERS", [50, 1000]) == {"value": 0.05}


def test_a_call_takes_no_more_than_it_may() -> None:
    limits = Limits(cells=100)
    column, row = [[1.0]] * 40, [[1.0] * 40]
    assert "101 cells are given" in CALLS.answer("CTR", [[[1.0]] * 101, 5], limits)["reason"]
    assert "40 x 40 cells would be answered" in CALLS.answer("CTR", [column, row], limits)["reason"]
    slow = Limits(seconds=0.0)
    many = [[1.0]] * 5000
    assert "took longer than 0 seconds" in CALLS.answer("CTR", [many, many], slow)["reason"]


TAKING_RANGES = [kpi for kpi in catalog.shipped.values() if any(p.is_range for p in kpi.parameters)]


@pytest.mark.parametrize(
    ("kpi", "cell"),
    [*((kpi, "random") for kpi in TAKING_RANGES), (catalog["SEASONAL_ELAPSED"], "zero")],
)
def test_the_largest_ranges_are_brought_together_well_within_the_time(kpi: Kpi, cell: str) -> None:
    """What is computed in one go cannot be stopped midway, so it must not take long."""
    limits, random = Limits(), Random(1)
    ranges = sum(p.is_range for p in kpi.parameters)
    size = (limits.cells - len(kpi.parameters)) // ranges
    column = [[random.random() if cell == "random" else 0.0] for _ in range(size)]
    started = process_time()
    answer = CALLS.answer(kpi.id, [column if p.is_range else 1.0 for p in kpi.parameters])
    assert process_time() - started < limits.seconds
    assert "value" in answer or answer["error"] in ("#DIV/0!", "#NUM!")


@given(st.lists(st.integers(0, 50), min_size=1001, max_size=2500))
@settings(max_examples=5)
def test_a_long_series_rises_as_its_pairs_do(values: list[int]) -> None:
    pairs = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])
    assert catalog["MANN_KENDALL_S"](values) == pairs
