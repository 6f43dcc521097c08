"""Reading plan.toml: what is right is read, what is wrong is told with the key and the way out."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from kpicells.formulas import Better, Goal, Stage, Unit
from kpicells.sheets_sync.errors import PlanError
from kpicells.sheets_sync.facts.rollup import Rollup
from kpicells.sheets_sync.plan import Plan, read_plan
from kpicells.sheets_sync.plan.proposing import propose
from kpicells.sheets_sync.plan.starter import starter_plan
from kpicells.sheets_sync.refresh.assembling import assemble
from kpicells.templates.build import build

GOOD = """
client = "Nordlys Coffee"
goal = "leads"
starts = "2026-07"

[[kpis]]
metric = "leads"
weight = 0.5
targets = { "2026-07" = 90, "2026-08" = 95.5 }

[[kpis]]
kpi = "ctr"
use = { clicks = "link_clicks" }
sources = ["meta_ads"]
weight = 0.3

[[kpis]]
kpi = "CPL"
weight = 0.2
"""


def _plan(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "plan.toml"
    path.write_text(text, "utf-8")
    return read_plan(path)


def test_a_plan_is_read(tmp_path: Path) -> None:
    plan = _plan(tmp_path, GOOD)
    leads, ctr, cpl = plan.kpis
    assert plan.starts == date(2026, 7, 1)
    assert leads.targets == {date(2026, 7, 1): 90, date(2026, 8, 1): 95.5}
    assert (ctr.kpi, ctr.unit, ctr.stage) == ("CTR", Unit.SHARE, Stage.INTEREST)
    assert (cpl.direction, cpl.unit) == (Better.LOWER, Unit.MONEY)
    assert leads.label("ru") == "Лиды"
    assert plan.weight(ctr) == 0.3


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('goal = "leads"', 'goal = "lead"', "'lead': write leads, or name a goal of your own"),
        ('goal = "leads"', 'goal = " "', "' ' is no goal; write awareness, leads, sales, or"),
        ("weight = 0.2", "weight = 0.2\nbenchmark = { value = 12 }", "source: this key is missing"),
        ('goal = "leads"', "", "goal: this key is missing"),
        ("[[kpis]]\nkpi", "[[kpis]]\ncolour = 1\nkpi",
         "colour: there is no such key; allowed here: kpi, metric"),
        ('"2026-08"', '"2026-13"', "kpis[1].targets.2026-13: '2026-13' is no month"),
        ('"2026-08" = 95.5', '"2026-08" = 0', "kpis[1].targets.2026-08: found 0; "),
        ('"2026-08" = 95.5', '"2026-08" = nan', "kpis[1].targets.2026-08"),
        ('kpi = "CPL"', 'kpi = "CPLL"', "kpis[3].kpi: There is no KPI 'CPLL'. Did you mean CPL"),
        ('clicks = "link_clicks"', 'clicks = "clics"',
         "kpis[2].use.clicks: 'clics' is no metric; allowed: "),
        ('clicks = "link_clicks"', 'click = "link_clicks"',
         "CTR takes no 'click'; allowed: clicks, impressions"),
        ('kpi = "CPL"', 'kpi = "PACE"', "PACE takes 'actual', which is no metric"),
        ('kpi = "CPL"', 'kpi = "WEIGHTED_SCORE"', "WEIGHTED_SCORE takes ranges (attainments"),
        ('kpi = "CPL"', 'metric = "reach"', "the total of 'reach' over a month is no sum of days"),
        ('kpi = "CPL"', 'kpi = "CPL"\nmetric = "leads"', "not both and not neither"),
        ("weight = 0.2", "weight = 0.3", "the weights add up to 1.1; they must add up to 1"),
        ("weight = 0.2", "", "give every KPI a weight, or none of them"),
        ('kpi = "CPL"', 'metric = "leads"', "'leads' stands there twice"),
        ('goal = "leads"', 'goal = "leads"\nthresholds = {on_track = 0.5}',
         "at_risk (0.8) must be below on_track (0.5)"),
        ('goal = "leads"', 'goal = "leads"\ncadence_months = 6', "cadence_months: found 6"),
        ('goal = "leads"', 'goal = "leads', "no valid TOML"),
        ('goal = "leads"', 'goal = "leads"\ncurrency = "$"', "currency: found '$'"),
    ],
)  # fmt: skip
def test_an_error_names_file_key_and_what_is_allowed(
    tmp_path: Path, wrong: str, right: str, says: str
) -> None:
    assert wrong in GOOD
    with pytest.raises(PlanError) as caught:
        _plan(tmp_path, GOOD.replace(wrong, right))
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "plan.toml"))


def test_every_wrong_key_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        _plan(tmp_path, GOOD.replace("leads", "lead").replace("CPL", "CPLX"))
    assert len(str(caught.value).splitlines()) == 3


def test_a_missing_plan_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="kpicells init"):
        read_plan(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("goal", list(Goal))
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_starter_plan_is_valid_and_covers_the_funnel(goal: Goal, lang: str) -> None:
    text = starter_plan('A "quoted" client', goal, lang, date(2026, 7, 1))
    plan = Plan.model_validate(tomllib.loads(text))
    assert plan.client == 'A "quoted" client'
    assert 3 <= len(plan.kpis) == len(propose(goal)) <= 5
    assert len({row.stage for row in plan.kpis}) >= 2
    assert not any(row.targets for row in plan.kpis), "no target comes from thin air"


def test_an_agency_names_a_goal_of_its_own(tmp_path: Path) -> None:
    plan = _plan(tmp_path, GOOD.replace('"leads"', '"Hire 20 baristas"', 1))
    assert plan.goal == "Hire 20 baristas"
    layout = build(assemble(plan, Rollup(), date(2026, 7, 1)))
    shown = {str(cell.value) for sheet in layout.sheets for cell in sheet.cells.values()}
    assert "Hire 20 baristas" in shown
    assert any(text.startswith("Goal: Hire 20 baristas · ") for text in shown)


def test_a_benchmark_is_shown_with_its_source(tmp_path: Path) -> None:
    quoted = 'benchmark = { value = 31.5, source = "Coffee Trade Report 2026, p. 12" }'
    plan = _plan(tmp_path, f"{GOOD}{quoted}\n")
    guide = build(assemble(plan, Rollup(), date(2026, 7, 1))).sheet("guide")
    rows = {row for (row, _), cell in guide.cells.items() if cell.value == 31.5}
    sources = {row for (row, _), cell in guide.cells.items() if "Trade Report" in str(cell.value)}
    assert rows == sources != set()
