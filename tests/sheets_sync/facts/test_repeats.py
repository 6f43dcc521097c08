"""A row that stands twice: a copy, unless the file's own total counts it twice."""

from __future__ import annotations

import pytest

from tests.sheets_sync.facts.desk import DAILY, csv, desk, october

ROW = (october(1), "A", "autumn", 3, "1.333")
OTHER = (october(1), "A", "winter", 4, "2.0")


def total(clicks: int, spend: str) -> tuple[object, ...]:
    return (october(1), "A", "Total", clicks, spend)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        # 3 + 3 + 4 = 10: the total counts the row twice, and misses the money by rounding only.
        ([total(10, "4.67"), ROW, ROW, OTHER], 3),
        ([ROW, ROW, OTHER, total(10, "4.67")], 3),
        # 3 + 4 = 7: the row was copied.
        ([total(7, "3.33"), ROW, ROW, OTHER], 2),
        # Neither: the total is of something else, and a copy is the likelier.
        ([total(99, "50"), ROW, ROW, OTHER], 2),
        ([ROW, ROW, OTHER], 2),
        # Clicks say one thing, money another: a copy is the likelier.
        ([total(10, "3.333"), ROW, ROW, OTHER], 2),
    ],
)
def test_the_total_settles_whether_a_repeated_row_counts(
    rows: list[tuple[object, ...]], kept: int
) -> None:
    with desk() as at:
        done = at.take(csv(rows), 'repeats = "skip"\n' + DAILY)
        ((clicks,),) = at.store.rows("SELECT sum(m_clicks) FROM records")
    assert done.rows_imported == kept
    assert done.skipped["repeated row"] == 3 - kept
    assert clicks == 3 * (kept - 1) + 4
    assert done.rows_read == done.rows_imported + done.skipped.total()
