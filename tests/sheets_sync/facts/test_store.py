"""The store itself: what earlier versions have left is read, and brought up to date."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import duckdb
import pytest

from kpicells.sheets_sync.errors import StoreError
from kpicells.sheets_sync.facts.store import Store

EARLIER = """
CREATE TABLE imports (
    id INTEGER, client VARCHAR, file VARCHAR, path VARCHAR, sha256 VARCHAR, recipe VARCHAR,
    source VARCHAR, imported_at TIMESTAMP, imported_by VARCHAR,
    rows_read BIGINT, rows_imported BIGINT, rows_skipped BIGINT, rows_rejected BIGINT,
    metrics VARCHAR[], first_day DATE, last_day DATE);
CREATE TABLE parts (
    id INTEGER, import_id INTEGER, client VARCHAR, source VARCHAR, report VARCHAR,
    account VARCHAR, grain VARCHAR, currency VARCHAR, sheet VARCHAR);
CREATE TABLE records (
    part INTEGER, "row" INTEGER, campaign VARCHAR, channel VARCHAR, post VARCHAR, title VARCHAR,
    {link} date DATE, date_to DATE, m_clicks DOUBLE);
CREATE TABLE measures (metric VARCHAR, decimals INTEGER);
INSERT INTO records BY NAME SELECT 1 AS part, 2 AS "row", DATE '2026-10-01' AS date, 5 AS m_clicks;
"""


@pytest.mark.parametrize("link", ["", "link VARCHAR,"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_store_of_an_earlier_version(tmp_path: Path, link: str, read_only: bool) -> None:
    path = tmp_path / "facts.duckdb"
    with duckdb.connect(path) as con:
        con.execute(EARLIER.format(link=link))
    with Store(path, read_only=read_only) as store:
        assert store.rows("SELECT utm_source, utm_content, link, m_clicks FROM records") == [
            (None, None, None, 5.0)
        ]
        assert store.metrics == ["clicks"]
        if read_only:
            with pytest.raises(duckdb.Error, match="read-only"):
                store.con.execute("DELETE FROM records")


HOLDING = """
import sys
from pathlib import Path
from kpicells.sheets_sync.facts.store import Store
with Store(Path(sys.argv[1])) as store:
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_store_in_use_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreError) as caught:
            Store(path)
        holder.communicate("")
    assert str(caught.value) == (
        f"{path}: is in use by another kpicells or database program; "
        "wait until it is done, or close it"
    )


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    with pytest.raises(StoreError, match="no facts yet; `kpicells import` brings some in"):
        Store(path, read_only=True)
    path.write_text("no database at all, just a long enough text " * 200)
    with pytest.raises(StoreError, match="is damaged, or is no store of facts"):
        Store(path)


def test_a_store_that_got_no_facts_is_not_left_behind(tmp_path: Path) -> None:
    with Store(tmp_path / "facts.duckdb"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_several_threads_may_read_at_the_same_time(tmp_path: Path) -> None:
    """As they do when many clients are refreshed at once."""
    with Store(tmp_path / "facts.duckdb") as store:
        store.con.execute("CREATE TABLE kept AS SELECT 7 AS number")
        store._made = False  # it stays, although it has no facts
    meet = Barrier(4)

    def read(_: int) -> int:
        with Store(tmp_path / "facts.duckdb", read_only=True) as mine:
            meet.wait(20)
            return int(mine.one("SELECT number FROM kept")[0])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, range(4))) == [7] * 4
