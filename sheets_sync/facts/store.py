"""The store of facts: one DuckDB file per workspace.

Physically wide, logically tidy. One record per row of a file, with one column per metric, keeps
imports fast and numbers traceable; the view ``facts`` shows the same numbers one per line.

    imports   one line per imported file
    parts     what many records of an import share: source, report, account, grain, currency
    records   row, names, dates and metrics
    measures  per metric, what an exact sum must know of its values
    facts     a view: client, source, ..., metric, value, file, row
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from kpicells.sheets_sync.errors import StoreError
from kpicells.sheets_sync.facts import sql

MEMORY = "400MB"
"""What DuckDB may hold in memory; beyond it, it works on disk."""

_EAGER = "type_pushdown"
"""DuckDB 2 moves a TRY_CAST into the reader of a file, where one wrong cell is an error."""

_SCHEMA = """
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
    link VARCHAR, utm_source VARCHAR, utm_medium VARCHAR, utm_content VARCHAR, date DATE,
    date_to DATE, person VARCHAR);
CREATE TABLE measures (metric VARCHAR, decimals INTEGER);
"""

_NEWEST = ("link", "utm_source", "utm_medium", "utm_content", "person")
"""Columns that stores of earlier versions may lack, in the order in which they came."""

_NO_FACTS = """
CREATE OR REPLACE VIEW facts AS SELECT
    client, source, report, account, NULL::VARCHAR AS campaign, NULL::VARCHAR AS channel,
    NULL::VARCHAR AS post, NULL::DATE AS date, NULL::DATE AS date_to, grain,
    NULL::VARCHAR AS metric, NULL::DOUBLE AS value, currency, NULL::VARCHAR AS file, sheet,
    NULL::INTEGER AS "row", import_id
FROM parts WHERE false
"""

_FACTS = """
CREATE OR REPLACE VIEW facts AS SELECT
    p.client, p.source, p.report, p.account, u.campaign, u.channel, u.post, u.date, u.date_to,
    p.grain, u.metric[3:] AS metric, u.value, p.currency, i.file, p.sheet, u."row", p.import_id
FROM (UNPIVOT records ON {columns} INTO NAME metric VALUE value) AS u
JOIN parts AS p ON p.id = u.part
JOIN imports AS i ON i.id = p.import_id
"""

_SPILLED = f"kpicells-{uuid4().hex}"


class Store:
    """An open store.

    DuckDB lets one process write, or several read; a second one is told so. Nothing is stored
    until a ``transaction`` ends well.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the store, and make it if it is to be written and is not there.

        Raises:
            StoreError: It is in use, damaged, or not there to be read.
        """
        self.path = path
        self._made = not path.exists()
        if read_only and self._made:
            raise StoreError(f"{path}: there are no facts yet; `kpicells import` brings some in")
        self.con = self._connect(read_only)
        if not self._has("records"):
            with self.transaction():
                self.con.execute(_SCHEMA)
                self.con.execute(_NO_FACTS)
        elif not self._has("records", _NEWEST[-1]):
            self._bring_up_to_date(read_only)

    def _connect(self, read_only: bool) -> duckdb.DuckDBPyConnection:
        try:
            con = duckdb.connect(
                self.path,
                read_only=read_only,
                config={
                    "memory_limit": MEMORY,
                    "threads": min(4, os.cpu_count() or 1),
                    # Made when it is needed, and removed; workspaces may lie on slow drives. One
                    # for all, since a process opens a file in one way only.
                    "temp_directory": f"{tempfile.gettempdir()}/{_SPILLED}",
                    # Tables of people, not of programs: nothing is fetched from the network.
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                },
            )
        except duckdb.Error as error:
            raise _explained(self.path, error) from None
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be opened: {error}") from None
        con.execute("SET enable_progress_bar = false")
        if con.execute(f"FROM duckdb_optimizers() WHERE name = '{_EAGER}'").fetchall():
            con.execute(f"SET disabled_optimizers = '{_EAGER}'")
        return con

    def _bring_up_to_date(self, read_only: bool) -> None:
        """Add what stores of earlier versions lack: addresses of posts, tags of visits, people."""
        if read_only:
            self.con.close()
            self.con = self._connect(False)
        with self.transaction():
            for column in _NEWEST:
                self.con.execute(f"ALTER TABLE records ADD COLUMN IF NOT EXISTS {column} VARCHAR")
        if read_only:
            self.con.close()
            self.con = self._connect(True)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store; one that was made but got no facts is removed again."""
        unused = False
        if self._made:
            row = self.con.execute("SELECT count(*) FROM imports").fetchone()
            unused = row is not None and row[0] == 0
        self.con.close()
        if unused:
            for path in (self.path, self.path.with_name(self.path.name + ".wal")):
                path.unlink(missing_ok=True)

    @contextmanager
    def transaction(self, *, keep: bool = True) -> Iterator[None]:
        """All that is done within it happens, or none of it.

        Args:
            keep: False to undo everything at the end in any case.
        """
        self.con.execute("BEGIN TRANSACTION")
        try:
            yield
        except BaseException:
            self.con.execute("ROLLBACK")
            raise
        self.con.execute("COMMIT" if keep else "ROLLBACK")

    def rows(self, query: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """All rows of a query's answer."""
        return self.con.execute(query, values).fetchall()

    def one(self, query: str, values: Sequence[Any] | dict[str, Any] = ()) -> Any:
        """The only row of a query's answer."""
        row = self.con.execute(query, values).fetchone()
        assert row is not None
        return row

    @property
    def metrics(self) -> list[str]:
        """The metrics that any record may have, in the order in which they came."""
        columns = self.rows(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = 'records' "
            "AND database_name = current_database() AND column_name LIKE 'm\\_%' ESCAPE '\\' "
            "ORDER BY column_index"
        )
        return [column.removeprefix("m_") for (column,) in columns]

    def add_metrics(self, wanted: Sequence[str]) -> None:
        """Make sure that records have a column for each metric."""
        known = self.metrics
        new = [metric for metric in wanted if metric not in known]
        for metric in new:
            self.con.execute(f"ALTER TABLE records ADD COLUMN {sql.metric(metric)} DOUBLE")
        if new:
            columns = ", ".join(sql.metric(metric) for metric in (*known, *new))
            self.con.execute(_FACTS.format(columns=columns))

    def _has(self, table: str, column: str = "") -> bool:
        found = self.rows(
            "SELECT 1 FROM duckdb_columns() WHERE database_name = current_database() "
            "AND table_name = ? AND (column_name = ? OR ? = '') LIMIT 1",
            [table, column, column],
        )
        return bool(found)


def _explained(path: Path, error: duckdb.Error) -> StoreError:
    message = str(error)
    if "lock" in message:
        return StoreError(
            f"{path}: is in use by another kpicells or database program; "
            "wait until it is done, or close it"
        )
    if "not a valid DuckDB database" in message:
        return StoreError(
            f"{path}: is damaged, or is no store of facts; move it away, import the exports again"
        )
    return StoreError(f"{path}: cannot be opened: {message.splitlines()[0]}")
