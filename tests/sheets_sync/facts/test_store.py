"""The store itself: what earlier versions have left is read, and brought up to date."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

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
