"""A KPI over a million rows in DuckDB, against the SQL that a careful person writes by hand."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from bench.measuring import Result, compared, paired
from kpicells.formulas import catalog
from kpicells.formulas.hosts import emit

ROWS = 1_000_000
BOUND = 1.1

_BY_HAND = {
    "CTR": "clicks / nullif(impressions, 0)",
    "CPM": "1000 * (spend / nullif(impressions, 0))",
    "CPL": "spend / nullif(leads, 0)",
    "ENGAGEMENTS": " + ".join(f"coalesce({name}, 0)" for name in catalog["ENGAGEMENTS"].arguments),
}


def run() -> Iterator[Result]:
    """Each KPI in turn, the sum of its column so that nothing is skipped."""
    con = duckdb.connect()
    columns = ", ".join(
        f"CASE WHEN random() < 0.1 THEN NULL ELSE floor(random() * 900) END::DOUBLE AS {name}"
        for name in dict.fromkeys(n for kpi in _BY_HAND for n in catalog[kpi].arguments)
    )
    con.execute("SELECT setseed(0.5)")
    con.execute(f"CREATE TABLE t AS SELECT {columns} FROM range({ROWS})")
    for kpi_id, by_hand in _BY_HAND.items():
        text = emit(catalog[kpi_id], "sql")
        hand = f"CASE WHEN isfinite({by_hand}) THEN {by_hand} END"

        def ours(text: str = text) -> object:
            return con.execute(f"SELECT sum({text}) FROM t").fetchall()

        def theirs(text: str = hand) -> object:
            return con.execute(f"SELECT sum({text}) FROM t").fetchall()

        assert abs(ours()[0][0] - theirs()[0][0]) < 1e-6 * abs(theirs()[0][0])  # type: ignore[index]
        yield compared(
            f"{kpi_id}, {ROWS:,} rows, DuckDB; by hand", "s", paired(ours, theirs, 15), BOUND
        )
