"""The command as people and programs use it, each call a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook

EXPORTS = Path(__file__).parents[3] / "sheets_sync" / "demo" / "exports"
CLIENT = "Nordlys Coffee"


def run(folder: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kpicells", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        check=False,
    )


def answer(folder: Path, *words: str) -> Any:
    """The one JSON object that a successful call prints, and nothing else."""
    done = run(folder, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The README's way: init, import, refresh."""
    folder = tmp_path_factory.mktemp("readme")
    words = ("--client", CLIENT, "--goal", "leads", "--starts", "2026-07")
    made = answer(folder, "init", "agency", *words)
    assert (folder / made["plan"]).is_file()
    exports = [str(path) for path in sorted(EXPORTS.glob("*2026-11-01.csv"))]
    imported = answer(folder / "agency", "import", *exports, "--client", CLIENT)
    for one in imported["files"]:
        rows = one["rows_imported"] + one["rows_skipped"] + len(one["rows_rejected"])
        assert one["rows_read"] == rows
    return folder / "agency"


def test_a_refresh_makes_the_clients_workbook_and_a_second_one_changes_nothing(
    agency: Path,
) -> None:
    first = answer(agency, "refresh", CLIENT)
    assert (agency / first["target"]).is_file()
    second = answer(agency, "refresh", CLIENT)
    assert (second["changed"], second["kept"], second["dry_run"]) == ([], [], False)


def test_facts_answer_with_a_total_and_where_it_comes_from(agency: Path) -> None:
    found = answer(
        agency, "facts", CLIENT, "--metric", "leads", "--month", "2026-10", "--by", "campaign",
        "--trace",
    )  # fmt: skip
    assert found["total"] == sum(row["value"] for row in found["rows"])
    assert found["total"] == sum(row["value"] for row in found["trace"])
    row = found["trace"][0]
    line = (EXPORTS / row["file"]).read_text("utf-8").splitlines()[row["row"] - 1]
    assert row["campaign"] in line
    reach = answer(agency, "facts", CLIENT, "--metric", "reach")
    assert reach["total"] is None
    assert "counted again" in reach["reason"]


def test_an_import_tells_of_one_file_in_one_object(agency: Path) -> None:
    path = str(EXPORTS / "ga4_traffic_2026-11-08.csv")
    found = answer(agency, "import", path, "--client", "Another", "--dry-run")
    assert set(found) >= {
        "file", "source", "client", "rows_read", "rows_imported", "rows_skipped",
        "rows_rejected", "metrics", "period",
    }  # fmt: skip
    assert found["period"] == {"from": "2026-10-25", "to": "2026-11-07"}
    assert run(agency, "facts", "Another", "--metric", "sessions").returncode == 1


def test_messages_go_to_stderr_without_colours_when_piped(agency: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = run(agency, "import", str(bad), "--client", CLIENT)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "error: bad.csv: is not a table but a PNG picture\n"
    assert "\x1b" not in run(agency, "refresh", CLIENT, "--dry-run").stdout


def test_a_bad_file_among_good_ones_spoils_only_itself(agency: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("")
    good = str(EXPORTS / "ga4_traffic_2026-11-01.csv")
    done = run(agency, "import", str(bad), good, "--client", "Third", "--json")
    assert done.returncode == 1
    first, second = json.loads(done.stdout)["files"]
    assert "is empty" in first["error"]
    assert second["rows_imported"] > 0


def test_an_unknown_table_brings_a_mapping_that_works(tmp_path: Path) -> None:
    table = tmp_path / "agency.csv"
    table.write_text("Date;Campaign;Impressions;Spent\n01.10.2026;autumn;1200;12,50\n", "utf-8")
    refused = run(tmp_path, "import", "agency.csv", "--client", "x")
    assert refused.returncode == 1
    assert not (tmp_path / "facts.duckdb").exists(), "nothing is left behind"
    assert not (tmp_path / "workspace.toml").exists()
    mapping = refused.stderr[refused.stderr.index("# Which column") :]
    mapping = mapping.replace('# currency = "USD"', 'currency = "EUR"')
    (tmp_path / "agency.toml").write_text(mapping, "utf-8")
    words = ("import", "agency.csv", "--client", "x", "--mapping", "agency.toml")
    assert answer(tmp_path, *words)["rows_imported"] == 1
    assert answer(tmp_path, "facts", "x", "--metric", "spend")["total"] == 12.5


def test_a_wrong_command_line_is_2_and_a_wrong_input_1(agency: Path) -> None:
    assert run(agency, "refresh").returncode == 2
    assert run(agency, "refresh", CLIENT, "--all").returncode == 2
    assert run(agency, "facts", CLIENT, "--metric", "leads", "--month", "October").returncode == 2
    assert run(agency, "init", "x", "--client", "A").returncode == 2
    assert run(agency, "refresh", "Nobody").returncode == 1
    assert run(agency, "facts", CLIENT, "--metric", "likers").returncode == 1


def test_no_workspace_is_said_with_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "refresh", CLIENT)
    assert done.returncode == 1
    assert "kpicells init" in done.stderr


def test_a_review_shows_what_the_workbook_shows(agency: Path) -> None:
    found = answer(agency, "review", CLIENT, "--month", "2026-10")
    assert (found["month"], found["next_review"]) == ("2026-10", "2026-11-01")
    leads = found["kpis"][0]
    assert (
        leads["actual"]
        == answer(agency, "facts", CLIENT, "--metric", "leads", "--month", "2026-10")["total"]
    )
    assert leads["status"] == "○ No target"
    assert "set one" in leads["finding"]


def test_targets_come_from_history_and_the_plan_remembers_why(agency: Path, tmp_path: Path) -> None:
    folder = tmp_path / "agency"
    shutil.copytree(agency, folder)
    found = answer(folder, "targets", CLIENT, "--growth", "10", "--months", "2", "--write")
    leads = found["kpis"][0]
    monthly = answer(folder, "facts", CLIENT, "--metric", "leads")["rows"]
    last = sorted(row["value"] for row in monthly[-3:])
    assert leads["from_months"] == ["2026-08", "2026-09", "2026-10"]
    assert leads["baseline"] == last[1]
    assert leads["targets"]["2026-11"] == pytest.approx(last[1] * 1.1, rel=0.03)
    plan = answer(folder, "plan", CLIENT)
    assert plan["kpis"][0]["targets"] == leads["targets"]
    assert "10 % better" in plan["versions"][-1]["why"]
    assert plan["advice"] == []
    refused = run(folder, "targets", CLIENT, "--growth", "10", "--season", "1,2")
    assert refused.returncode == 2


def test_all_clients_are_refreshed_and_a_broken_plan_is_named(agency: Path, tmp_path: Path) -> None:
    folder = tmp_path / "agency"
    shutil.copytree(agency, folder)
    broken = folder / "clients" / "Broken" / "plan.toml"
    broken.parent.mkdir()
    broken.write_text('client = "Broken"\ngoal = "lead"\n', "utf-8")
    done = run(folder, "refresh", "--all", "--json")
    assert done.returncode == 1
    answers = json.loads(done.stdout)["clients"]
    assert "write leads" in answers[0]["error"]
    assert answers[1]["client"] == CLIENT


def test_undo_restores_the_last_state(agency: Path, tmp_path: Path) -> None:
    folder = tmp_path / "agency"
    shutil.copytree(agency, folder)
    target = folder / answer(folder, "refresh", CLIENT)["target"]
    before = target.read_bytes()
    answer(folder, "import", str(EXPORTS / "ga4_traffic_2026-11-08.csv"), "--client", CLIENT)
    assert answer(folder, "refresh", CLIENT)["changed"]
    assert answer(folder, "undo", CLIENT)["restored"]
    assert target.read_bytes() == before


@pytest.mark.parametrize("goal", ["awareness", "leads", "sales"])
def test_a_template_needs_no_workspace(tmp_path: Path, goal: str) -> None:
    for lang in ("en", "ru"):
        words = ("template", goal, "--to", f"{lang}.xlsx", "--lang", lang)
        assert (tmp_path / answer(tmp_path, *words)["target"]).is_file()
    done = run(tmp_path, "template", goal, "--to", "en.xlsx")
    assert done.returncode == 1
    assert "there is such a file already" in done.stderr


def test_a_blank_template_takes_a_goal_and_kpis_of_ones_own(tmp_path: Path) -> None:
    goal = ("template", "blank", "--own-goal", "hire 20 baristas")
    done = run(tmp_path, *goal, "--kpi", "leads", "--kpi", "cpl", "--to", "hiring.xlsx")
    assert done.returncode == 0, done.stderr
    book = OpenWorkbook(tmp_path / "hiring.xlsx")
    top = [str(book.read("Dashboard", 1, column).value) for column in range(4)]
    assert any(text.startswith("Goal: hire 20 baristas") for text in top)
    assert {"target_leads", "target_cpl"} <= book.names.keys()
    assert run(tmp_path, "template", "blank", "--to", "plain.xlsx", "--lang", "ru").returncode == 0
    wrong = run(tmp_path, "template", "blank", "--kpi", "reach", "--to", "no.xlsx")
    assert wrong.returncode == 2
    assert "--kpi" in wrong.stderr
    assert "reach" in wrong.stderr


def test_chosen_kpis_are_advised_on(tmp_path: Path) -> None:
    words = ("init", "agency", "-c", "A", "--goal", "hire 20", "--kpi", "CTR", "--kpi", "CTR_LINK")
    done = run(tmp_path, *words)
    assert done.returncode == 0
    assert "2 KPIs: three to five can be watched" in done.stderr
    assert "All KPIs speak about one stage" in done.stderr
    assert 'goal = "hire 20"' in (tmp_path / "agency/clients/A/plan.toml").read_text("utf-8")


def test_the_doctor_names_what_works(tmp_path: Path) -> None:
    checks = {check["what"]: check for check in answer(tmp_path, "doctor")["checks"]}
    assert checks["LibreOffice (pictures)"]["ok"]
    assert checks["kpicells"]["ok"]


def test_every_command_has_help_with_an_example(tmp_path: Path) -> None:
    listed = run(tmp_path, "--help").stdout
    for command in ("init", "import", "refresh", "facts", "formulas", "calc", "emit", "undo"):
        assert command in listed
        assert "kpicells " in run(tmp_path, command, "--help").stdout
