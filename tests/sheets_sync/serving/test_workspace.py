"""What a workspace gives to cells: numbers of its dashboard, and reasons where there are none."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from math import fsum
from pathlib import Path

import pytest

from kpicells.formulas import CellError, catalog
from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.refresh.run import PLAN, workbook_of
from kpicells.sheets_sync.serving.workspace import ServedWorkspace
from kpicells.sheets_sync.workspace import Workspace
from tests.sheets_sync.refresh.test_run import shown, typed

EXPORTS = Path(__file__).parents[3] / "sheets_sync" / "demo" / "exports"
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agency")
    run_demo(folder, now=datetime(2026, 11, 8, 9), draw=False)
    (folder / f"{CLIENT}.xlsx").rename(workbook_of(Workspace.demand(folder), CLIENT))
    return folder


@pytest.fixture(scope="module")
def served(made: Path) -> ServedWorkspace:
    return ServedWorkspace(Workspace.demand(made))


@pytest.fixture
def mine(made: Path, tmp_path: Path) -> ServedWorkspace:
    """A workspace of this test's own, to be changed."""
    shutil.copytree(made, tmp_path / "agency")
    return ServedWorkspace(Workspace.demand(tmp_path / "agency"))


def _folder(served: ServedWorkspace) -> Path:
    return served._workspace.folder


def _of_october(column: str) -> float:
    """The month's sum of a column of the ads export, by hand."""
    days: dict[tuple[str, str], float] = {}
    for path in sorted(EXPORTS.glob("meta_ads_campaigns_by_day_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["Campaign name"] and row["Day"].startswith("2026-10") and row[column]:
                    days[row["Day"], row["Campaign name"]] = float(row[column])
    return fsum(days.values())


@pytest.mark.parametrize(
    ("metric", "column"), [("leads", "Leads"), ("spend", "Amount spent (USD)")]
)
def test_data_are_the_sums_of_the_export(served: ServedWorkspace, metric: str, column: str) -> None:
    assert served.data(CLIENT, metric, OCTOBER, None) == pytest.approx(_of_october(column))


@pytest.mark.parametrize("name", ["leads", "Leads", "LEADS", " лиды "])
@pytest.mark.parametrize("client", [CLIENT, "nordlys  COFFEE"])
def test_names_are_taken_as_people_write_them(
    served: ServedWorkspace, client: str, name: str
) -> None:
    assert served.data(client, name, OCTOBER, None) == 140


def test_without_a_month_the_latest_is_meant(served: ServedWorkspace) -> None:
    assert served.data(CLIENT, "leads", None, None) == 20
    assert served.data(CLIENT, "leads", NOVEMBER, None) == 20


def test_reach_of_a_month_is_as_it_was_measured(served: ServedWorkspace) -> None:
    path = EXPORTS / "meta_ads_account_by_month_2026-11-08.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Reporting starts"]: float(row["Reach"]) for row in csv.DictReader(file)}
    assert served.data(CLIENT, "reach", OCTOBER, None) == rows["2026-10-01"]
    assert served.data(CLIENT, "Охват", OCTOBER, "Meta Ads") == rows["2026-10-01"]


def test_kpis_of_the_plan_are_those_of_the_dashboard(made: Path, served: ServedWorkspace) -> None:
    path = workbook_of(Workspace.demand(made), CLIENT)
    assert served.data(CLIENT, "CPL", None, None) == pytest.approx(shown(path, "review_actual", 1))
    assert served.target(CLIENT, "KPI_CPL", None) == shown(path, "review_target", 1)
    assert served.status(CLIENT, "Cost per lead", None) == shown(path, "review_status", 1)
    assert served.data(CLIENT, "engagements", OCTOBER, None) / served.data(
        CLIENT, "post_reach", OCTOBER, None
    ) == pytest.approx(served.data(CLIENT, "ERR", OCTOBER, None))


def test_a_target_that_a_person_changed_counts(mine: ServedWorkspace) -> None:
    assert mine.target(CLIENT, "leads", NOVEMBER) == 190
    typed(workbook_of(mine._workspace, CLIENT), "target_leads", 4, 60.0)
    assert mine.target(CLIENT, "leads", NOVEMBER) == 60
    # 20 leads in 7 of 30 days: 85.7 in the month, above 60.
    assert mine.status(CLIENT, "leads", NOVEMBER) == "● On track"


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda s: s.data("Nobody", "leads", None, None), "there is no client 'Nobody'"),
        (lambda s: s.data("../" + CLIENT, "leads", None, None), "there is no client"),
        (lambda s: s.data(CLIENT, "lead", None, None), "Did you mean leads"),
        (lambda s: s.data(CLIENT, "leads", date(2020, 1, 1), None), "no numbers of 'leads'"),
        (lambda s: s.data(CLIENT, "leads", OCTOBER, "instagram"), "from instagram"),
        (lambda s: s.data(CLIENT, "CPL", OCTOBER, "instagram"), "only metrics have sources"),
        (lambda s: s.target(CLIENT, "ROAS", None), "In the plan are: Leads, Cost per lead"),
        (lambda s: s.status(CLIENT, "leads", date(2020, 1, 1)), "2026-07 to 2027-06"),
    ],
)
def test_what_there_is_not_is_said(
    served: ServedWorkspace, ask: Callable[[ServedWorkspace], object], said: str
) -> None:
    with pytest.raises(CellError, match=said) as found:
        ask(served)
    assert found.value.code == "#N/A"


def test_people_counted_by_two_sources_are_not_added_up(mine: ServedWorkspace) -> None:
    folder = _folder(mine)
    with Store(folder / "facts.duckdb") as store, store.transaction():
        store.con.execute(
            "INSERT INTO parts SELECT 999, import_id, client, 'tiktok', report, account, grain, "
            "currency, sheet FROM parts WHERE source = 'meta_ads' AND grain = 'month' LIMIT 1"
        )
        store.con.execute(
            "INSERT INTO records BY NAME SELECT 999 AS part, 1 AS \"row\", DATE '2026-10-01' AS "
            "date, DATE '2026-10-31' AS date_to, 100.0 AS m_reach"
        )
    with pytest.raises(CellError, match="may count the same people again: name one source"):
        mine.data(CLIENT, "reach", OCTOBER, None)
    assert mine.data(CLIENT, "reach", OCTOBER, "tiktok") == 100


IMPORT = """
import sys, time
from pathlib import Path
from kpicells.sheets_sync.facts.store import Store

with Store(Path(sys.argv[1])) as store, store.transaction():
    store.con.execute("UPDATE records SET m_leads = m_leads + 1 WHERE m_leads > 0")
    print("importing", flush=True)
    time.sleep(0.7)
"""


def test_an_import_is_waited_for_and_never_hindered(mine: ServedWorkspace) -> None:
    assert mine.data(CLIENT, "leads", OCTOBER, None) == 140
    command = [sys.executable, "-c", IMPORT, str(_folder(mine) / "facts.duckdb")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as importing:
        assert importing.stdout is not None
        # It could not have begun if the server still held the facts.
        assert importing.stdout.readline() == "importing\n"
        assert mine.data(CLIENT, "leads", NOVEMBER, None) > 20
    assert importing.returncode == 0
    assert mine.data(CLIENT, "leads", OCTOBER, None) > 140


def test_a_message_does_not_tell_where_the_workspace_lies(mine: ServedWorkspace) -> None:
    plan = mine._workspace.client_folder(CLIENT) / PLAN
    plan.write_text("client = 5\n", encoding="utf-8")
    with pytest.raises(CellError, match=r"plan\.toml") as found:
        mine.status(CLIENT, "leads", None)
    assert str(_folder(mine)) not in str(found.value)
    plan.unlink()
    with pytest.raises(CellError, match="has no plan yet"):
        mine.status(CLIENT, "leads", None)


OWN = """
[metrics.trial_visits]
en = "Trial visits"
ru = "Пробные визиты"
unit = "count"
adds = "nothing"

[TRIAL_RATE]
en = "Trial rate"
ru = "Доля пробных"
formula = "trial_visits / leads"
unit = "share"
better = "higher"
stage = "action"
"""


def test_own_kpis_come_go_and_change_while_the_server_runs(mine: ServedWorkspace) -> None:
    before = mine.kpis
    assert mine.kpis is before
    own = _folder(mine) / "kpis.toml"
    own.write_text(OWN, encoding="utf-8")
    assert mine.kpis["TRIAL_RATE"](trial_visits=5, leads=50) == 0.1
    assert "TRIAL_RATE" not in catalog
    own.write_text(OWN.replace("/ leads", "/ leeds"), encoding="utf-8")
    assert "TRIAL_RATE" in mine.kpis, "a mistake in the file takes nothing away"
    own.unlink()
    assert "TRIAL_RATE" not in mine.kpis


def test_what_is_kept_is_found_again_fast(served: ServedWorkspace) -> None:
    served.status(CLIENT, "leads", None)
    started = time.perf_counter()
    for _ in range(20):
        served.status(CLIENT, "leads", None)
        served.data(CLIENT, "leads", OCTOBER, None)
    assert time.perf_counter() - started < 1


def test_clients_without_facts_or_plan_are_known_too(mine: ServedWorkspace) -> None:
    assert mine.clients() == [CLIENT]
    (_folder(mine) / "clients" / "New One").mkdir()
    os.utime(_folder(mine) / "clients")
    assert set(mine.clients()) == {CLIENT, "New One"}
