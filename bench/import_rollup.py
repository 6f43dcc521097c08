"""A million rows of daily advertising results: imported into the store, and rolled up
for a workbook.

The straightforward way does the same job with pandas: every cell read as text, checked and
converted, totals and repeats left out, the facts kept as a tidy table in a database file, each
with its row of the file, and the last fourteen months summed by day and campaign. Beside it
stands what many would call the job: the numbers read and grouped, nothing checked and nothing
kept. That is for information.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.measuring import Result, compared, in_child

ROWS = 1_000_000
MEASURES = {"seconds": "time", "cpu": "processor time", "mb": "memory"}
"""What is compared of two processes, and what it is called."""

_ADS, _CAMPAIGNS, _ROUNDS = 400, 100, 5

OURS = """
import sys
from datetime import date
from pathlib import Path
from kpicells.sheets_sync.facts.importing import import_file
from kpicells.sheets_sync.facts.rollup import roll_up
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.sources import choose
from kpicells.sheets_sync.tables import read_tables

path, folder = Path(sys.argv[1]), Path(sys.argv[2])
def read(careful, work):
    return choose(read_tables(path, work, careful=careful), work)
with Store(folder / "facts.duckdb") as store:
    done = import_file(store, "client", path, read)
    rollup = roll_up(store, "client", date(2024, 8, 1), date(2025, 9, 30))
print(done.rows_imported, len(rollup.days))
"""

PANDAS = """
import sys
import duckdb
import pandas as pd

path, folder = sys.argv[1], sys.argv[2]
metrics = ["Reach", "Impressions", "Link clicks", "Leads", "Amount spent (USD)"]
frame = pd.read_csv(path, dtype=str, keep_default_na=False)
frame["row"] = range(2, len(frame) + 2)
frame = frame[frame["Campaign name"] != ""]
frame = frame[~frame.drop(columns="row").duplicated()]
frame["date"] = pd.to_datetime(frame["Reporting starts"], format="%Y-%m-%d", errors="coerce")
wrong = frame["date"].isna()
for metric in metrics:
    text = frame[metric].str.strip()
    frame[metric] = pd.to_numeric(text, errors="coerce")
    wrong |= frame[metric].isna() & (text != "")
frame = frame[~wrong]
facts = frame.melt(["Campaign name", "Ad name", "date", "row"], metrics, "metric")
facts = facts.dropna(subset=["value"])
facts["client"], facts["source"], facts["file"] = "client", "meta_ads", path
store = duckdb.connect(folder + "/facts.duckdb")
store.execute("CREATE TABLE facts AS SELECT * FROM facts")
store.close()
facts = facts[(facts["metric"] != "Reach") & facts["date"].between("2024-08-01", "2025-09-30")]
daily = facts.pivot_table("value", ["date", "Campaign name"], "metric", aggfunc="sum")
rows = [
    (day, campaign, dict(zip(daily.columns, values)))
    for (day, campaign), values in zip(daily.index, daily.to_numpy())
]
print(len(frame), len(rows))
"""

_BARE = """
import sys
import pandas as pd

frame = pd.read_csv(sys.argv[1], parse_dates=["Day"])
metrics = ["Impressions", "Link clicks", "Leads", "Amount spent (USD)"]
frame = frame[frame["Day"].between("2024-08-01", "2025-09-30")]
print(len(frame.groupby(["Day", "Campaign name"])[metrics].sum()))
"""


def run() -> Iterator[Result]:
    """Seconds and memory of whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "meta_ads.csv"
        write_export(path)
        ours, theirs, bare = [], [], []
        for number in range(_ROUNDS):
            for program, figures in ((OURS, ours), (PANDAS, theirs), (_BARE, bare)):
                place = Path(folder) / f"{number}{len(program)}"
                place.mkdir()
                figures.append(in_child(program, path, place))
    same, nothing_kept = "the same job in pandas", "bare pandas: read and group only"
    # The start of the process counts for more than with five million rows, hence not a fifth.
    bounds = {"seconds": 0.3, "mb": 1 / 3}
    for others, other, at_most in ((theirs, same, bounds), (bare, nothing_kept, {})):
        for name, what in MEASURES.items():
            pairs = [
                (getattr(a, name), getattr(b, name)) for a, b in zip(ours, others, strict=True)
            ]
            unit = "MB" if name == "mb" else "s"
            said = f"import and roll up {ROWS:,} rows, {what}; {other}"
            yield compared(said, unit, pairs, at_most.get(name))


def write_export(path: Path) -> None:
    """A Meta Ads export of ads by day, from 2019 to 2025."""
    random = Random(1)
    header = (
        "Campaign name", "Ad name", "Day", "Reach", "Impressions", "Link clicks", "Leads",
        "Amount spent (USD)", "Reporting starts", "Reporting ends",
    )  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(header)
        first = date(2019, 1, 1)
        for number in range(ROWS):
            day = first + timedelta(number // _ADS)
            shown = random.randrange(100, 20_000)
            rows.writerow(
                (
                    f"campaign {number % _CAMPAIGNS:02d}", f"ad {number % _ADS:03d}", day,
                    shown * 9 // 10, shown, shown // 70, shown // 2000 or "",
                    f"{shown / 110:.2f}", day, day,
                )
            )  # fmt: skip
