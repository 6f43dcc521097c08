"""``kpicells check`` on facts that were imported, and what a refresh tells of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.quality.findings import Finding, Kind, Sure
from kpicells.sheets_sync.quality.series import Daily
from kpicells.sheets_sync.quality.telling import Teller
from tests.sheets_sync.quality.simulated import DAYS, account, day, write_ads

PLAN = """client = "N"
goal = "leads"
currency = "USD"
starts = "2026-10"
[[kpis]]
metric = "leads"
sources = ["meta_ads"]
targets = { "2026-10" = 200 }
[[kpis]]
kpi = "CPL"
sources = ["meta_ads"]
targets = { "2026-10" = 20 }
[[kpis]]
kpi = "CTR"
use = { clicks = "link_clicks" }
targets = { "2026-10" = 0.02 }
"""


def _run(*words: str) -> Any:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, (done.output, done.exception)
    return done


def _faulty() -> Daily:
    """A gap, four days without leads, and a day on which clicks are above impressions."""
    one = account(11, levels={"impressions": 20_000, "link_clicks": 300, "leads": 25})
    metrics = {m: values.copy() for m, values in one.metrics.items()}
    metrics["leads"][140:144] = 0
    metrics["link_clicks"][130] = metrics["impressions"][130] + 5
    told = one.told.copy()
    told[120:122] = False
    return replace(one, told=told, metrics=metrics)


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agency")
    file = write_ads(folder / "ads.csv", _faulty())
    _run("import", str(file), "--client", "N", "-w", str(folder))
    deals = ["Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Create Date,Close Date"]
    number = 0
    for place in range(DAYS - 14):
        for _ in range(12):
            number += 1
            deals.append(f"{number},a,Contract Sent,P,,USD,{day(place)},")
    (folder / "deals.csv").write_text("\n".join(deals) + "\n", "utf-8")
    _run("import", str(folder / "deals.csv"), "--client", "N", "-w", str(folder))
    (folder / "clients" / "N").mkdir(parents=True, exist_ok=True)
    (folder / "clients" / "N" / "plan.toml").write_text(PLAN, "utf-8")
    return folder


def _check(folder: Path, *words: str) -> list[dict[str, Any]]:
    done = _run("check", "N", "-w", str(folder), "--json", *words)
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def test_everything_planted_is_found(agency: Path) -> None:
    found = {(one["kind"], one["source"]): one for one in _check(agency)}
    assert found["gap", "meta_ads"]["from"] == str(day(120))
    assert found["gap", "meta_ads"]["to"] == str(day(121))
    zero = found["zero", "meta_ads"]
    assert (zero["metrics"], zero["from"], zero["to"]) == (["leads"], str(day(140)), str(day(143)))
    assert zero["sure"] in ("almost-certain", "very-likely")
    above = found["more-than", "meta_ads"]
    assert (above["metrics"], above["from"], above["rows"]) == (
        ["link_clicks", "impressions"],
        str(day(130)),
        1,
    )
    assert above["sure"] == "certain"
    assert above["chance_of_noise"] is None
    # The CRM is silent for the last 14 days, and has half the leads that the ads report.
    assert found["stale", "hubspot"]["days"] == 14
    assert found["part-above-whole", "meta_ads"]["other_source"] == "hubspot"
    rises = [key for key in found if key[0] == "rise"]
    assert rises == [("rise", "meta_ads")]  # the clicks above impressions
    assert {key[0] for key in found} == {
        "gap", "zero", "more-than", "stale", "part-above-whole", "rise",
    }  # fmt: skip


def test_only_the_days_that_are_asked_for(agency: Path) -> None:
    kinds = {one["kind"] for one in _check(agency, "--days", "12")}
    assert "zero" in kinds
    assert "gap" not in kinds
    assert "more-than" not in kinds


def test_it_is_told_in_both_languages(agency: Path) -> None:
    english = _run("check", "N", "-w", str(agency)).stdout
    assert "almost certain" in " ".join(english.split())
    russian = _run("check", "N", "-w", str(agency), "--lang", "ru").stdout
    assert "почти наверняка" in " ".join(russian.split())


def test_every_kind_has_its_texts() -> None:
    one = Finding(Kind.GAP, "meta_ads", ("clicks", "reach"), day(0), day(1), chance=0.5)
    for lang in ("en", "ru"):
        teller = Teller(lang)
        for kind in Kind:
            assert teller.notice(replace(one, kind=kind))
        for sure in Sure:
            assert teller.words(f"sure-{sure}")


def test_a_clean_account_has_no_findings(tmp_path: Path) -> None:
    one = account(4)
    file = write_ads(tmp_path / "ads.csv", one)
    _run("import", str(file), "--client", "N", "-w", str(tmp_path))
    assert _check(tmp_path) == []
    assert "nothing looks wrong" in _run("check", "N", "-w", str(tmp_path)).stdout


def test_the_workbook_tells_it_once(agency: Path) -> None:
    _run("refresh", "N", "-w", str(agency))
    path = agency / "clients" / "N" / "N.xlsx"
    book = load_workbook(path)
    log = [str(cell.value) for row in book["Log"].iter_rows() for cell in row if cell.value]
    assert sum("leads 0, usually about" in text for text in log) == 1
    board = [str(c.value) for row in book["Dashboard"].iter_rows() for c in row if c.value]
    assert any("leads 0, usually about" in text and "⚠" in text for text in board)
    again = json.loads(_run("refresh", "N", "-w", str(agency), "--json").stdout)
    assert again["changed"] == []
    # A newer export with one more fault: told once, beside what was told before.
    newer = _faulty()
    newer.metrics["impressions"][146] = 0
    newer.metrics["link_clicks"][146] = 0
    write_ads(agency / "ads_2.csv", newer)
    _run("import", str(agency / "ads_2.csv"), "--client", "N", "-w", str(agency))
    assert json.loads(_run("refresh", "N", "-w", str(agency), "--json").stdout)["changed"]
    book = load_workbook(path)
    log = [str(cell.value) for row in book["Log"].iter_rows() for cell in row if cell.value]
    assert sum("leads 0, usually about" in text for text in log) == 1
    assert sum("impressions 0, usually about" in text for text in log) == 1
    assert json.loads(_run("refresh", "N", "-w", str(agency), "--json").stdout)["changed"] == []


def test_an_account_that_has_just_begun(tmp_path: Path) -> None:
    one = account(1)
    short = replace(one, told=one.told[:10], metrics={m: v[:10] for m, v in one.metrics.items()})
    assert short.last == day(0) + timedelta(9)
    assert not np.isnan(short.metrics["leads"]).any()
    _run("import", str(write_ads(tmp_path / "a.csv", short)), "-c", "N", "-w", str(tmp_path))
    assert _check(tmp_path) == []
