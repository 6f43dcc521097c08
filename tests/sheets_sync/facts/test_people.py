"""People counted by hash: by hand, across files, and never under two secrets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.formulas import metrics
from kpicells.sheets_sync.errors import InputError, MappingError, StoreError
from kpicells.sheets_sync.facts.asking import Question, ask, trace
from kpicells.sheets_sync.facts.hashing import SECRET
from kpicells.sheets_sync.facts.people import Counted, counted
from kpicells.sheets_sync.facts.rollup import roll_up
from kpicells.sheets_sync.facts.store import Store
from tests.sheets_sync.facts.desk import CLIENT, Desk, csv, desk

MAPPING = """
source = "shop"
date = "Day"
[personal]
drop = ["Name"]
hash = ["Mail", "Phone"]
[metrics]
leads = "Lead"
purchases = "Paid"
"""
HEADER = ("Day", "Name", "Mail", "Phone", "Lead", "Paid")
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
Deal = tuple[str, str, str, str, int, int]
FIRST: Sequence[Deal] = (
    ("2026-09-03", "Anna", "anna@mail.ru", "", 1, 1),
    ("2026-09-04", "Boris", "", "8 926 123-45-67", 1, 0),
    ("2026-09-05", "Vera", "", "", 1, 1),  # says nothing of who she is
)
SECOND: Sequence[Deal] = (
    ("2026-10-01", "Anna", "ANNA@mail.ru", "+7 900 000-00-00", 1, 1),  # again
    ("2026-10-02", "Boris", "", "+79261234567", 1, 1),  # for the first time
    ("2026-10-03", "Gleb", "gleb@x.org", "", 1, 1),  # twice, for the first time
    ("2026-10-09", "Gleb", "gleb@x.org", "", 0, 1),
)


def test_by_hand_and_across_files() -> None:
    with desk() as at:
        done = at.take(csv(FIRST, HEADER), MAPPING, name="september.csv")
        assert "1 of 3 rows name nobody in Mail, Phone: they count among no people" in done.warnings
        at.take(csv(SECOND, HEADER), MAPPING, name="october.csv")
        assert counted(at.store, CLIENT) == [
            Counted(SEPTEMBER, "shop", {
                "unique_leads": 2, "customers": 1, "new_customers": 1, "repeat_customers": 0,
            }),
            Counted(OCTOBER, "shop", {
                "unique_leads": 3, "customers": 3, "new_customers": 2, "repeat_customers": 2,
            }),
        ]  # fmt: skip
        months = roll_up(at.store, CLIENT, OCTOBER, date(2026, 10, 31)).months
        assert [(row.source, row.metrics["repeat_customers"]) for row in months] == [("shop", 2)]
        new = ask(at.store, Question(CLIENT, "new_customers"))
        assert (new.total, len(new.rows)) == (3, 2)
        buyers = ask(at.store, Question(CLIENT, "customers"))
        assert (buyers.total, [row["value"] for row in buyers.rows]) == (None, [1, 3])
        assert ask(at.store, Question(CLIENT, "customers", month=OCTOBER)).total == 3
        with pytest.raises(InputError, match="leads and purchases"):
            trace(at.store, Question(CLIENT, "customers"))


people = st.sampled_from(["a@x.io", "b@x.io", "c@x.io", ""])
deals = st.lists(st.tuples(st.integers(1, 3), people, st.booleans()), min_size=1, max_size=14)


@settings(max_examples=15)
@given(deals)
def test_as_python_counts_them(rows: list[tuple[int, str, bool]]) -> None:
    rows = [(1, "z@x.io", True), *rows]
    table = [(f"2026-{m:02}-05", "", who, "", 1, int(paid)) for m, who, paid in rows]
    with desk() as at:
        at.take(csv(table, HEADER), MAPPING)
        found = {
            (c.month.month, m): v for c in counted(at.store, CLIENT) for m, v in c.metrics.items()
        }
    for month in (1, 2, 3):
        bought = [(m, who) for m, who, paid in rows if paid and who and m <= month]
        now = {who for m, who in bought if m == month}
        before = {who for m, who in bought if m < month}
        again = {who for who in now if sum(w == who for _, w in bought) > 1}
        asked = {who for m, who, _ in rows if who and m == month}
        expected = {
            "unique_leads": len(asked),
            "customers": len(now),
            "new_customers": len(now - before),
            "repeat_customers": len(again),
        }
        for metric, value in expected.items():
            assert found.get((month, metric), 0) == value


def test_what_a_source_measures_itself_counts() -> None:
    own = MAPPING + 'customers = "Paid"\n'.replace("Paid", "Buyers")
    with desk() as at:
        at.take(csv([(*FIRST[0], 40)], (*HEADER, "Buyers")), own)
        (month,) = counted(at.store, CLIENT)
        assert "customers" not in month.metrics
        assert ask(at.store, Question(CLIENT, "customers")).total == 40


def test_people_are_told_in_both_languages() -> None:
    assert (metrics["unique_leads"].en, metrics["unique_leads"].ru) == (
        "Unique leads", "Уникальные лиды",
    )  # fmt: skip


def test_another_secret_is_refused_and_nothing_is_stored() -> None:
    with desk() as at:
        at.take(csv(FIRST, HEADER), MAPPING, name="september.csv")
        before = at.everything()
        (at.folder / SECRET).write_text("ab" * 32, "ascii")
        with pytest.raises(StoreError, match=r"another secret than that of .*personal.key"):
            at.take(csv(SECOND, HEADER), MAPPING, name="october.csv")
        assert at.everything() == before


def test_a_dry_run_makes_no_secret() -> None:
    with desk() as at:
        done = at.take(csv(FIRST, HEADER), MAPPING, dry_run=True)
        assert done.rows_imported == 3
        assert not (at.folder / SECRET).exists()


def test_declaring_people_later_reads_the_file_anew() -> None:
    plain = MAPPING.replace('hash = ["Mail", "Phone"]', "")
    with desk() as at:
        at.take(csv(FIRST, HEADER), plain)
        assert counted(at.store, CLIENT) == []
        assert at.take(csv(FIRST, HEADER), MAPPING).rows_imported == 3
        assert counted(at.store, CLIENT)[0].metrics["unique_leads"] == 2
        assert at.store.one("SELECT sum(m_leads) FROM records") == (3,)


WRONG = {
    "no such column": (MAPPING.replace('"Phone"', '"Fone"'), "personal.hash: .*no column 'Fone'"),
    "stored too": (
        MAPPING.replace("[personal]", 'title = "Name"\n[personal]'),
        "title: .*personal",
    ),
    "a metric": (MAPPING.replace('"Lead"', '"Phone"'), "metrics.leads: .*declared personal"),
    "no such key": (MAPPING.replace("drop =", "drops ="), r"personal.drops: there is no such key"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_declaration_is_told_with_its_key(kind: str) -> None:
    mapping, said = WRONG[kind]
    with desk() as at, pytest.raises(MappingError, match=said):
        at.take(csv(FIRST, HEADER), mapping)


def test_a_store_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    with Store(path) as store:
        unhashed = MAPPING.replace('hash = ["Mail", "Phone"]', "")
        Desk(tmp_path, store).take(csv(FIRST, HEADER), unhashed)
        store.con.execute("DROP VIEW facts")
        store.con.execute("ALTER TABLE records DROP COLUMN person")
    with Store(path, read_only=True) as store:
        assert counted(store, CLIENT) == []
    with Store(path) as store:
        assert Desk(tmp_path, store).take(csv(SECOND, HEADER), MAPPING).rows_imported == 4
