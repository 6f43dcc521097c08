"""Files so large that a look at their beginning decides how they are read."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.facts.staging import TOTAL, says_total
from tests.sheets_sync.facts.desk import csv, desk, october

ROWS = 40_000
"""More than a megabyte of them."""


@pytest.mark.parametrize(
    ("strange", "moved_by"),
    [
        ("", 0),
        ("\n", 1),  # a blank line
        ("\r\n\n", 2),
        ("\n\n2026-10-09,A,autumn,1,1\r2026-10-10,A,autumn,1,1\n", 4),  # an old Mac's line end
        ('2026-10-09,A,"autumn\nsale",1,1\n', 1),
    ],
)
def test_what_is_strange_far_down_is_seen_and_moves_no_number(strange: str, moved_by: int) -> None:
    rows = csv((october(1 + n % 31), "A", f"campaign {n}", n, 0.5) for n in range(ROWS))
    text = rows + strange + "soon,A,autumn,1,1\n" + "\n\n"
    with desk() as at:
        done = at.take(text)
        (last,) = at.store.one("SELECT max(\"row\") FROM records WHERE campaign LIKE 'campaign %'")
    (wrong,) = done.rejected
    assert (wrong.row, wrong.found) == (ROWS + 2 + moved_by, "soon")
    assert last == ROWS + 1
    assert done.rows_read == done.rows_imported + done.skipped.total() + 1


def test_a_zero_byte_far_down_is_refused() -> None:
    rows = csv((october(1), "A", f"campaign {n}", n, 0.5) for n in range(ROWS))
    with desk() as at, pytest.raises(UnreadableFile, match="zero bytes"):
        at.take(rows + "2026-10-09,A,aut\0umn,1,1\n")


def test_a_file_may_follow_one_that_was_too_large_for_memory() -> None:
    with desk() as at:
        at.store.con.execute("SET memory_limit = '40MB'")
        for month in ("2025-10", "2025-11"):
            done = at.take(csv([(f"{month}-01", "A", "autumn", 1, 1)]), name=f"{month}.csv")
            assert done.rows_imported == 1
            at.store.con.execute(
                "CREATE OR REPLACE TEMP TABLE large AS "
                "SELECT repeat(range::VARCHAR, 20) AS text FROM range(600_000)"
            )


@given(st.from_regex(f"(?i) *(?:{TOTAL}) *", fullmatch=True) | st.text(max_size=12))
def test_asking_for_the_first_letter_first_misses_no_total(cell: str) -> None:
    whole = f"regexp_full_match($1, '(?i) *(?:{TOTAL}) *')"
    found = duckdb.execute(f"SELECT {says_total('$1')}, {whole}", [cell]).fetchall()
    assert found[0][0] == found[0][1]
