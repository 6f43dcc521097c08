"""Five million rows of daily advertising results: imported, and rolled up for a workbook.

The same job in pandas as in ``import_rollup``, on five times as many rows; pandas needs four
gigabytes of memory for it. Ours is bounded in memory, too: under a gigabyte, whatever the file's
size. ``make bench-5m`` runs it alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from bench.import_rollup import MEASURES, OURS, PANDAS
from bench.measuring import Result, compared, in_child

ROWS = 5_000_000
MOST_MB = 1000
BOUND = 1 / 5
_ROUNDS = 2


def run() -> Iterator[Result]:
    """Seconds and memory of whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "meta_ads.csv"
        write_export(path)
        figures = []
        for number in range(_ROUNDS):
            pair = []
            for name, program in (("ours", OURS), ("pandas", PANDAS)):
                with tempfile.TemporaryDirectory(dir=folder, prefix=f"{name}{number}") as place:
                    pair.append(in_child(program, path, place))
            figures.append(pair)
    what = f"import and roll up {ROWS:,} rows"
    for name, unit, bound in (("seconds", "s", BOUND), ("cpu", "s", None), ("mb", "MB", 1 / 3)):
        pairs = [(getattr(ours, name), getattr(theirs, name)) for ours, theirs in figures]
        yield compared(f"{what}, {MEASURES[name]}; the same job in pandas", unit, pairs, bound)
    most = [(ours.mb, float(MOST_MB)) for ours, _ in figures]
    yield compared(f"{what}, memory; the most allowed", "MB", most, 1.0)


def write_export(path: Path) -> None:
    """A Meta Ads export of 2,000 ads by day, from 2019 to 2025."""
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute("SELECT setseed(0.5)")
        con.execute(
            f"""COPY (
            SELECT printf('campaign %02d', n % 100) AS "Campaign name",
                printf('ad %04d', n % 2000) AS "Ad name",
                DATE '2019-01-01' + CAST(n // 2000 AS INTEGER) AS "Day",
                shown * 9 // 10 AS "Reach", shown AS "Impressions", shown // 70 AS "Link clicks",
                CASE WHEN shown >= 2000 THEN shown // 2000 END AS "Leads",
                printf('%.2f', shown / 110.0) AS "Amount spent (USD)",
                "Day" AS "Reporting starts", "Day" AS "Reporting ends"
            FROM (SELECT range AS n, CAST(100 + random() * 19900 AS BIGINT) AS shown
                FROM range({ROWS})) ORDER BY n
            ) TO '{path}' (HEADER)"""
        )
