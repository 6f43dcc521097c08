"""Columns: what a whole table says is what each of its rows says alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.formulas import CellError, Kpi, catalog
from tests.formulas.nodes_as_kpis import TRIALS

MANY = 70_001
"""More rows than are computed at a time, and no multiple of that."""


def row_by_row(kpi: Kpi, *columns: Any) -> list[float]:
    def one(*row: float) -> float:
        try:
            return float(kpi(*row))
        except CellError:
            return float("nan")

    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [one(*row) for row in rows]


@pytest.mark.parametrize("kpi_id", ["CTR", "CPM", "CPL", "ENGAGEMENTS", "STATUS"])
@pytest.mark.parametrize("dtype", ["float64", "int64", "uint8", "float32"])
def test_long_columns_say_what_each_row_says(kpi_id: str, dtype: str) -> None:
    kpi, random = catalog[kpi_id], np.random.default_rng(7)
    columns = [
        pd.Series(random.integers(0, 4, MANY).astype(dtype), index=np.arange(MANY)[::-1])
        for _ in kpi.parameters
    ]
    before = [column.copy() for column in columns]
    result = kpi(*columns)
    assert result.dtype == "float64"
    pd.testing.assert_index_equal(result.index, columns[0].index)
    np.testing.assert_array_equal(result.to_numpy(), row_by_row(kpi, *columns))
    for column, kept in zip(columns, before, strict=True):
        pd.testing.assert_series_equal(column, kept)


numbers = st.one_of(
    st.integers(-3, 3).map(float),
    st.floats(allow_nan=False),
    st.sampled_from([float("inf"), float("-inf"), float("nan"), -0.0]),
)


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=8))
def test_infinities_and_gaps_never_become_numbers(rows: list[tuple[float, ...]]) -> None:
    columns = [pd.Series(cells) for cells in zip(*rows, strict=True)]
    for name in ("T_EXTREMES", "T_CHOICE", "T_DEEP"):
        kpi = TRIALS[name]
        found = kpi(*columns).to_numpy()
        np.testing.assert_array_equal(found, row_by_row(kpi, *columns), name)


def test_the_result_is_the_persons_own() -> None:
    """Nothing that is computed later writes into an earlier result."""
    impressions = pd.Series([10, 20])
    first = catalog["CTR"](pd.Series([1, 1]), impressions)
    catalog["CTR"](pd.Series([5, 5]), impressions)
    assert first.tolist() == [0.1, 0.05]
    first[:] = 0
    assert impressions.tolist() == [10, 20]


def test_nothing_in_nothing_out() -> None:
    assert catalog["CTR"](pd.Series([], dtype="int64"), pd.Series([], dtype="int64")).empty


def test_a_plain_number_stands_for_a_column() -> None:
    assert catalog["CPM"](pd.Series([5, 10]), 1000).tolist() == [5, 10]
    assert catalog["CPM"](spend=5, impressions=pd.Series([1000, 0])).isna().tolist() == [
        False,
        True,
    ]
