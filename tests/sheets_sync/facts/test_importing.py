"""An import: every row is accounted for, all of it happens or nothing, and only once."""

from __future__ import annotations

from collections import Counter
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.sheets_sync.errors import InputError
from tests.sheets_sync.facts.desk import CLIENT, DAILY, HEADER, csv, desk, october

GOOD = (october(1), "A", "autumn", 3, 1.25)
KINDS = {
    "good": (GOOD, "imported"),
    "half measured": ((october(2), "A", "autumn", "n/a", 2.5), "imported"),
    "wrong number": ((october(3), "A", "autumn", "12 apples", 1), "rejected Clicks"),
    "percent": ((october(3), "A", "autumn", 3, "12%"), "rejected Spend"),
    "wrong date": (("soon", "A", "autumn", 3, 1), "rejected Day"),
    "no such day": (("2026-02-30", "A", "autumn", 3, 1), "rejected Day"),
    "no date": ((None, "A", "autumn", 3, 1), "rejected Day"),
    "not measured": ((october(4), "A", "autumn", "—", "нет данных"), "no numbers"),
    "total": ((october(5), "A", "Итого", 30, 12.5), "total row"),
    "header again": (HEADER, "repeated header"),
}


@settings(max_examples=15)
@given(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=12))
def test_every_row_is_accounted_for(kinds: list[str]) -> None:
    # More good rows than bad ones: a file that is mostly wrong is refused as a whole.
    kinds = ["good", *kinds, *["good"] * (len(kinds) + 1)]
    fates = [KINDS[kind][1] for kind in kinds]
    with desk() as at:
        done = at.take(csv(KINDS[kind][0] for kind in kinds))
        stored = at.store.one("SELECT count(*), sum(m_clicks), sum(m_spend) FROM records")
    assert done.rows_read == len(kinds)
    assert done.rows_read == done.rows_imported + done.skipped.total() + len(done.rejected)
    assert done.rows_imported == fates.count("imported")
    rejected = [(f"rejected {row.column}", row.row) for row in done.rejected]
    # The header is row 1.
    assert rejected == [(f, row) for row, f in enumerate(fates, 2) if f.startswith("rejected")]
    skipped = [f for f in fates if f != "imported" and not f.startswith("rejected")]
    assert done.skipped == Counter(skipped)
    good, half = kinds.count("good"), kinds.count("half measured")
    assert stored == (good + half, 3 * good, 1.25 * good + 2.5 * half)


def test_a_date_that_cannot_be_read_costs_one_row_not_the_file() -> None:
    with desk() as at:
        done = at.take(csv([GOOD, GOOD, GOOD, ("soon", "A", "autumn", 1, 1)]))
    (row,) = done.rejected
    assert (row.row, row.column, row.found, row.reason) == (5, "Day", "soon", "is no date")
    assert done.rows_imported == 3


def test_a_row_that_repeats_another_is_kept_or_skipped_as_the_mapping_says() -> None:
    with desk() as at:
        assert at.take(csv([GOOD, GOOD])).rows_imported == 2
    with desk() as at:
        done = at.take(csv([GOOD, GOOD]), 'repeats = "skip"\n' + DAILY)
        assert done.rows_imported == 1
        assert done.skipped == {"repeated row": 1}


TWICE = """
source = "ads"
date = "Day"
[metrics]
clicks = "Clicks"
"""


def test_of_columns_with_one_name_the_first_that_is_filled_counts() -> None:
    text = "Day,Clicks,Clicks,Clicks\n2026-10-01,,10,\n2026-10-02,5,6,\n2026-10-03,,,7\n"
    with desk() as at:
        done = at.take(text, TWICE)
        assert at.store.rows("SELECT m_clicks FROM records ORDER BY date") == [(10,), (5,), (7,)]
        assert done.warnings == [
            "several columns are called 'Clicks' and differ in 1 rows; the first that is filled "
            "was taken"
        ]
        # Whoever names one of them apart, by its number, means them as two.
        at.take(text, TWICE + 'link_clicks = "Clicks (2)"', name="other.csv", client="Other")
        found = at.store.rows(
            "SELECT m_clicks, m_link_clicks FROM records JOIN parts ON parts.id = part "
            "WHERE client = 'Other' ORDER BY date"
        )
    assert found == [(None, 10), (5, 6)]


REFUSED = {
    "mostly wrong": (csv([("soon", "A", "x", 1, 1)] * 8 + [GOOD]), "wrong as a whole"),
    "nothing readable": (csv([("soon", "A", "x", 1, 1)]), "holds no date"),
    "header only": (csv([]), "rows"),
    "totals only": (csv([(october(1), "A", "Total", 5, 5)]), "no row with numbers"),
    "two currencies": (
        csv([(october(1), "A", "x", 1, "$5.00"), (october(2), "A", "x", 1, "5.00 €")]),
        "several currencies",
    ),
    "other currency than before": (csv([(october(1), "A", "x", 1, "5.00 €")]), "currenc"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_file_leaves_nothing_behind(kind: str) -> None:
    text, said = REFUSED[kind]
    with desk() as at:
        at.take(csv([GOOD]), name="first.csv")
        before = at.everything()
        with pytest.raises(InputError, match=said) as caught:
            at.take(text)
        assert "table.csv" in str(caught.value)
        assert at.everything() == before


@pytest.mark.parametrize("lost", ["measures", "imports"])
def test_a_failure_in_the_middle_undoes_the_beginning(lost: str) -> None:
    # Records are inserted first; decimals are noted then, and the import comes last.
    with desk() as at:
        at.take(csv([GOOD]), name="first.csv")
        before = at.everything()
        at.store.con.execute(f"ALTER TABLE {lost} RENAME TO aside")
        with pytest.raises(duckdb.Error):
            at.take(csv([(october(1), "A", "autumn", 900, 90.25)]))
        at.store.con.execute(f"ALTER TABLE aside RENAME TO {lost}")
        assert at.everything() == before


def test_importing_twice_changes_nothing() -> None:
    text = csv([GOOD, (october(2), "B", None, 5, 0.1)])
    with desk() as at:
        first = at.take(text)
        before = at.everything()
        for name in ("table.csv", "the same under another name.csv"):
            again = at.take(text, name=name)
            assert again.skipped == {"already imported": 2}
            assert again.rows_read == again.rows_imported + again.skipped.total()
            assert again.import_id == first.import_id
            assert again.period == (october(1), october(2))
            assert at.everything() == before


def test_the_same_file_read_in_another_way_is_imported_anew() -> None:
    text = csv([GOOD])
    with desk() as at:
        at.take(text)
        swapped = DAILY.replace('clicks = "Clicks"', 'link_clicks = "Clicks"')
        assert at.take(text, swapped).rows_imported == 1
        assert at.store.metrics == ["clicks", "spend", "link_clicks"]


def test_another_client_gets_the_same_file() -> None:
    with desk() as at:
        at.take(csv([GOOD]))
        assert at.take(csv([GOOD]), client="Other").rows_imported == 1
        assert at.store.rows("SELECT client, sum(value) FROM facts GROUP BY 1 ORDER BY 1") == [
            (CLIENT, 4.25),
            ("Other", 4.25),
        ]


def test_a_dry_run_tells_all_and_stores_nothing() -> None:
    rows = [GOOD, GOOD, GOOD, (october(3), "A", "autumn", "many", 1)]
    with desk() as at:
        told = at.take(csv(rows), dry_run=True)
        assert not any(at.everything().values())
        done = at.take(csv(rows))
    assert (told.import_id, told.dry_run) == (None, True)
    for key in ("rows_read", "rows_imported", "rejected", "metrics", "period", "warnings"):
        assert getattr(told, key) == getattr(done, key)
    assert done.period == (date(2026, 10, 1), date(2026, 10, 1))


def test_a_file_that_was_overtaken_says_so() -> None:
    old = csv([GOOD, (october(2), "A", "autumn", 5, 1)])
    with desk() as at:
        at.take(old, name="old.csv")
        at.take(csv([(october(2), "A", "autumn", 6, 2)]), name="new.csv")
        before = at.everything()
        (warning,) = at.take(old, name="old.csv").warnings
        assert "newer files have replaced 1 of its 2 rows" in warning
        assert at.everything() == before
