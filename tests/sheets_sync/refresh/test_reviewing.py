"""A review over a client's facts: the findings, the evidence, and what people typed."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.facts.importing import import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.hosts.compute import compute
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook, parse_area
from kpicells.sheets_sync.refresh.reviewing import Review, ReviewedKpi, review
from kpicells.sheets_sync.refresh.run import Wish, refresh, workbook_of
from kpicells.sheets_sync.refresh.standings import standings
from kpicells.sheets_sync.sources import Chosen
from kpicells.sheets_sync.sources.mapping import load_mapping
from kpicells.sheets_sync.tables import read_tables
from kpicells.sheets_sync.workspace import Workspace
from kpicells.templates.build import build
from tests.templates import contents

NOW = datetime(2026, 11, 16, 9)
PLAN = """
client = "Client"
goal = "leads"
starts = "{starts}"
cadence_months = {cadence}

[[kpis]]
metric = "leads"
targets = {{ 2026-10 = {leads}, 2026-11 = {leads}, 2026-12 = {leads} }}

[[kpis]]
kpi = "CPL"
targets = {{ 2026-11 = 10 }}

[[kpis]]
kpi = "CTR"
"""
MAPPING = """
source = "agency"
currency = "USD"
date = { column = "Date", format = "%Y-%m-%d" }
[metrics]
impressions = "Impressions"
clicks = "Clicks"
spend = "Spent"
leads = "Leads"
"""


def workspace(
    folder: Path,
    leads: Mapping[int, float],
    target: float,
    *,
    days: int = 300,
    cadence: int = 1,
    season: float = 0.0,
) -> Workspace:
    """A client with daily numbers up to 15 November 2026; leads by the days before that."""
    made = Workspace.make(folder)
    client = made.client_folder("Client")
    client.mkdir(parents=True)
    (client / "plan.toml").write_text(
        PLAN.format(starts="2026-08", cadence=cadence, leads=target), "utf-8"
    )
    random, clicking = np.random.default_rng(1), np.random.default_rng(2)
    lines = ["Date,Impressions,Clicks,Spent,Leads"]
    for back in range(days - 1, -1, -1):
        day = date(2026, 11, 15) - timedelta(back)
        usual = next(mean for until, mean in sorted(leads.items(), reverse=True) if back >= until)
        usual *= math.exp(season * math.cos(2 * math.pi * (back - 14) / 364))
        shown = clicking.poisson(5000)
        numbers = (shown, clicking.binomial(shown, 0.02), 100, random.poisson(usual))
        lines.append(",".join([f"{day}", *map(str, numbers)]))
    export, mapping = folder / "export.csv", folder / "mapping.toml"
    export.write_text("\n".join(lines), "utf-8")
    mapping.write_text(MAPPING, "utf-8")
    add(made, export)
    return made


def add(made: Workspace, export: Path) -> None:
    mapping = load_mapping(made.folder / "mapping.toml")

    def read(careful: bool, work: Path) -> Chosen:
        return mapping.chosen(read_tables(export, work, careful=careful))

    with Store(made.facts) as store:
        import_file(store, "Client", export, read)


def of(made: Review, key: str) -> ReviewedKpi:
    return next(kpi for kpi in made.kpis if kpi.key == key)


def said(made: Review, key: str) -> list[str]:
    found: list[str] = of(made, key).to_json()["findings"]
    return found


def test_on_track_and_still_is_told_quietly(tmp_path: Path) -> None:
    made = review(workspace(tmp_path, {0: 10}, 290), "Client")
    assert said(made, "leads") == ["on_track"]
    assert of(made, "leads").history == "Holding: no change beyond chance in the last 4 weeks."


def test_behind_and_not_moving_says_how_long_it_takes_to_know(tmp_path: Path) -> None:
    made = review(workspace(tmp_path, {0: 10}, 400), "Client")
    assert said(made, "leads") == ["behind", "not_moving"]
    answer = of(made, "leads").to_json()
    assert answer["needed"] == pytest.approx((400 - answer["actual"]) / 15)
    assert answer["now"] == pytest.approx(answer["actual"] / 15)
    assert answer["evidence"]["wanted"] == pytest.approx(400 / answer["forecast"] - 1)
    assert "which the target asks for" in answer["history"]
    assert answer["evidence"]["needed"] > 0


def test_a_fall_is_told_with_its_numbers(tmp_path: Path) -> None:
    made = review(workspace(tmp_path, {28: 12, 0: 6}, 300), "Client")
    leads = of(made, "leads")
    assert said(made, "leads") == ["behind"]
    assert leads.history.startswith("−")
    assert "more than chance (p = " in leads.history
    assert "a week in the last 4 weeks" in leads.history
    assert of(made, "cpl").to_json()["evidence"]["what"] == "rose"
    assert of(made, "ctr").to_json()["evidence"]["what"] == "steady"
    assert said(made, "ctr") == ["not_moving", "no_target"]


def test_reached_early_proposes_a_target_and_says_why(tmp_path: Path) -> None:
    made = review(workspace(tmp_path, {0: 30}, 300), "Client")
    leads = of(made, "leads")
    better = leads.to_json()["proposal"]
    assert said(made, "leads") == ["reached_early"]
    assert better["instead_of"] == 300
    assert 700 <= better["target"] <= 950, "30 a day make 900 or so"
    assert better["kept"] <= leads.to_json()["forecast"]
    assert "Reached with 15 days to go" in leads.history
    assert f"Proposed for December: {better['target']:,.0f} instead of 300." in leads.history


def test_a_price_far_below_its_target_proposes_a_lower_one(tmp_path: Path) -> None:
    made = review(workspace(tmp_path, {0: 30}, 2000), "Client")
    better = of(made, "cpl").to_json()["proposal"]
    assert said(made, "cpl") == ["reached_early"]
    assert 3.3 < better["target"] < 4.5, "100 buy 30 leads a day"


def test_the_season_of_a_year_explains_a_rise(tmp_path: Path) -> None:
    made = review(workspace(tmp_path, {0: 20}, 2000, days=640, season=0.5), "Client")
    assert said(made, "leads") == ["behind", "explained_by_season"]
    assert of(made, "leads").history.startswith("It is the season: ")


def test_a_month_in_the_past_knows_nothing_of_later(tmp_path: Path) -> None:
    made = workspace(tmp_path, {28: 12, 0: 4}, 300)
    assert of(review(made, "Client"), "leads").to_json()["evidence"]["what"] == "fell"
    past = of(review(made, "Client", date(2026, 9, 1)), "leads").to_json()
    assert past["evidence"]["what"] == "steady"


def test_tracking_that_died_is_not_measurable(tmp_path: Path) -> None:
    made = workspace(tmp_path, {0: 10}, 300)
    export = tmp_path / "other.csv"
    rows = [f"{date(2026, 11, 16) + timedelta(n)},5000,100,50," for n in range(90)]
    export.write_text("\n".join(["Date,Impressions,Clicks,Spent,Leads", *rows]), "utf-8")
    add(made, export)
    later = review(made, "Client")
    assert said(later, "leads") == said(later, "cpl") == ["not_measurable"]
    assert of(later, "leads").history.startswith("No numbers for two months")
    assert said(later, "ctr") == ["not_moving", "no_target"]


def test_a_counter_that_shows_zeros_only_is_not_measurable(tmp_path: Path) -> None:
    made = workspace(tmp_path, {76: 10, 0: 0}, 300)
    later = review(made, "Client")
    assert said(later, "leads") == ["not_measurable"]
    assert of(later, "leads").history.startswith("Nothing but zeros for two months")
    assert of(later, "ctr").to_json()["evidence"]["what"] == "steady"


def test_a_fall_to_nothing_is_told_before_two_months_are_over(tmp_path: Path) -> None:
    leads = of(review(workspace(tmp_path, {28: 10, 0: 0}, 300), "Client"), "leads")
    assert leads.history.startswith("−100%, more than chance (p = ")
    assert leads.to_json()["findings"] == ["behind"]


def test_a_gap_that_chance_makes_is_at_risk_and_no_more(tmp_path: Path) -> None:
    """Two leads a day scatter by a quarter from week to week: half a month says little."""
    leads = of(review(workspace(tmp_path, {0: 2}, 68), "Client"), "leads")
    assert leads.to_json()["findings"][0] == "at_risk"
    assert "no larger than chance makes it" in leads.history
    assert leads.to_json()["needed"] == pytest.approx((68 - leads.to_json()["actual"]) / 15)


def test_what_looks_wrong_in_the_numbers_of_a_kpi_is_told(tmp_path: Path) -> None:
    made = workspace(tmp_path, {10: 10, 0: 0}, 300)
    (wrong,) = review(made, "Client").notices
    assert wrong.startswith("agency: leads 0, usually about 10")
    assert review(made, "Client", date(2026, 10, 1)).notices == (), "it was not so in October"


def test_a_typed_target_counts_in_the_evidence_and_a_refresh_settles(tmp_path: Path) -> None:
    made = workspace(tmp_path, {0: 10}, 300)
    path = workbook_of(made, "Client")
    refresh(made, "Client", Wish(), now=NOW)
    book = OpenWorkbook(path)
    area = book.names["target_leads"]
    month = review(made, "Client").month
    column = area.first_column + (month.year - 2026) * 12 + month.month - 8
    book.write(area.sheet, area.first_row, column, 600.0)
    book.save(path)
    assert said(review(made, "Client"), "leads")[0] == "behind"
    refresh(made, "Client", Wish(), now=NOW)
    shown = OpenWorkbook(path)
    place = shown.names["review_finding"]
    text = shown.read(place.sheet, place.first_row, place.first_column + 1).value
    assert text == of(review(made, "Client"), "leads").history
    assert str(text).startswith("Not moving")
    assert refresh(made, "Client", Wish(), now=NOW).changed == []


def test_a_review_is_due_until_something_is_decided(tmp_path: Path) -> None:
    made = workspace(tmp_path, {0: 10}, 300, cadence=2)
    today = datetime.now().date()
    due = review(made, "Client").due_since
    assert due is not None
    assert due <= today
    assert (due.month - 8) % 2 == 0, "every two months from August"
    refresh(made, "Client", Wish())
    path = workbook_of(made, "Client")
    book = OpenWorkbook(path)
    area = book.names["review_decision"]
    book.write(area.sheet, area.first_row, area.first_column, "keep")
    book.save(path)
    refresh(made, "Client", Wish())
    assert review(made, "Client").due_since is None


@pytest.mark.parametrize("state", ["half", "full", "awareness", "empty"])
def test_standings_are_those_of_the_workbook(state: str) -> None:
    content = contents.ALL[state]("en")
    if state == "half":
        content = replace(content, period=date(2026, 10, 1))
    layout = build(content)
    values = compute(layout)
    names = layout.all_names()
    for index, kpi in enumerate(content.kpis):
        found = standings(content)[kpi.key]
        shown = {}
        for name in ("actual", "target", "forecast", "attainment", "days"):
            area = parse_area(names[f"review_{name}"])
            assert area is not None
            value = values[area.sheet, area.first_row + index, area.first_column]
            shown[name] = float(value) if isinstance(value, int | float) else None
        assert found.actual == pytest.approx(shown["actual"]), kpi.key
        if shown["actual"] is not None:
            assert found.target == pytest.approx(shown["target"]), kpi.key
            assert found.days == shown["days"], kpi.key
            assert found.forecast == pytest.approx(shown["forecast"]), kpi.key
            assert found.attainment == pytest.approx(shown["attainment"]), kpi.key


def test_both_languages_say_the_same(tmp_path: Path) -> None:
    made = workspace(tmp_path, {28: 12, 0: 6}, 300)
    plan = made.client_folder("Client") / "plan.toml"
    english = of(review(made, "Client"), "leads").history
    plan.write_text('lang = "ru"\n' + plan.read_text("utf-8"), "utf-8")
    russian = of(review(made, "Client"), "leads").history
    assert english.partition("%")[0] == russian.partition("\u00a0%")[0]
    assert "больше случайного разброса" in russian
    assert "в неделю за последние 4 недели" in russian


def test_the_answer_for_programs_is_strict_json(tmp_path: Path) -> None:
    made = review(workspace(tmp_path, {0: 10}, 300, days=40), "Client")
    answer = json.loads(json.dumps(made.to_json(), allow_nan=False))
    assert {"verdict", "findings", "needed", "proposal", "evidence"} <= set(answer["kpis"][0])
    assert answer["kpis"][0]["evidence"]["what"] == "short"


def test_the_demo_says_the_same_in_the_sheet_and_in_the_terminal(tmp_path: Path) -> None:
    demo = run_demo(tmp_path, now=datetime(2026, 11, 8, 9), draw=False)
    made = review(Workspace.demand(tmp_path), CLIENT)
    book = OpenWorkbook(demo.workbook)
    area = book.names["review_finding"]
    for row, kpi in enumerate(made.kpis, start=area.first_row):
        assert book.read(area.sheet, row, area.first_column + 1).value == kpi.history
