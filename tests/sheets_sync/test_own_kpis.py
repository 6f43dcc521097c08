"""kpis.toml and kpis.py of a workspace: what they may say, and what is said when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicells.formulas import DefinitionError, NotAdditive, UnknownKpi, catalog, metrics
from kpicells.formulas.own import Own
from kpicells.sheets_sync.errors import PlanError
from kpicells.sheets_sync.plan import read_plan
from kpicells.sheets_sync.sources.mapping import load_mapping
from kpicells.sheets_sync.workspace import Workspace

NAMES = 'en = "Points"\nru = "Баллы"\n'
REST = 'unit = "ratio"\nbetter = "higher"\nstage = "interest"\n'
POINTS = f'[POINTS]\n{NAMES}formula = "(likes + 2*comments) / reach"\n{REST}'
VISITS = '[metrics.booth_visits]\nen = "Booth visits"\nru = "Визиты на стенд"\n'
CODE = '''
from __future__ import annotations

from kpicells.formulas import Better, Example, Goal, Stage, kpi
from kpicells.formulas.expression import ratio
from kpicells.formulas.units import Count, Money


@kpi(en="Price", ru="Цена", better=Better.LOWER, stage=Stage.ACTION, goals=(Goal.SALES,),
     source="agency", example=Example(spend=6, booth_visits=2, gives=3, by="agency"),
     arguments={"booth_visits": ("Visits", "Визиты")})
def booth_price(spend: Money, booth_visits: Count) -> Money:
    """The price of a visit."""
    return ratio(spend, booth_visits)
'''


def workspace(folder: Path, texts: str = "", code: str = "") -> Workspace:
    made = Workspace.make(folder)
    if texts:
        (folder / "kpis.toml").write_text(texts, "utf-8")
    if code:
        (folder / "kpis.py").write_text(code, "utf-8")
    return made


def own(folder: Path, texts: str = "", code: str = "") -> Own:
    return workspace(folder, texts, code).own()


def test_a_workspace_needs_neither_file(tmp_path: Path) -> None:
    assert own(tmp_path) == Own()


def test_everything_that_may_be_said(tmp_path: Path) -> None:
    more = """
        formula = "(likes + 2*comments + 3*vip) / reach"
        goals = ["awareness", "leads"]
        means = { en = "Points per person.", ru = "Баллы на человека." }
        aliases = ["weighted engagement", "взвешенное вовлечение"]
        example = { likes = 10, comments = 5, vip = 2, reach = 100, gives = 0.26 }
        source = "https://agency.example/kpi"
        arguments = { vip = { en = "VIP shares", ru = "Репосты VIP", unit = "count" } }
    """
    (kpi,) = own(tmp_path, f"[POINTS]\n{NAMES}{REST}{more}").kpis
    assert (kpi.en, kpi.ru, kpi.meaning) == ("Points", "Баллы", "Points per person.")
    assert (kpi.aliases[1], kpi.source) == ("взвешенное вовлечение", "https://agency.example/kpi")
    assert [goal.value for goal in kpi.goals] == ["awareness", "leads"]
    assert kpi.parameters[2].ru == "Репосты VIP"
    assert kpi(10, 5, 2, 100) == 0.26


def test_both_files_and_a_metric_of_ones_own(tmp_path: Path) -> None:
    found = own(tmp_path, POINTS + VISITS + 'adds = "nothing"\n', CODE)
    assert [kpi.id for kpi in found.kpis] == ["POINTS", "BOOTH_PRICE"]
    with found.in_use():
        assert catalog["kpi_booth_price"](spend=6, booth_visits=2) == 3
        assert catalog["BOOTH_PRICE"].parameters[1].ru == "Визиты на стенд"
        assert metrics["booth_visits"].name("ru") == "Визиты на стенд"
        with pytest.raises(NotAdditive, match="booth visits"):
            _ = catalog["BOOTH_PRICE"].total
    assert "booth_visits" not in metrics


def test_a_plan_takes_them_in_its_own_workspace_only(tmp_path: Path) -> None:
    text = 'client = "Kofe"\ngoal = "awareness"\nstarts = "2026-10"\n'
    text += '[[kpis]]\nkpi = "points"\n[[kpis]]\nmetric = "booth_visits"\n'
    plan = tmp_path / "plan.toml"
    plan.write_text(text, "utf-8")
    ours = own(tmp_path / "ours", POINTS + VISITS)
    theirs = own(tmp_path / "theirs", POINTS.replace("2*comments", "comments"))
    with ours.in_use():
        points, visits = read_plan(plan).kpis
        assert points.definition(10, 5, 100) == 0.2
        assert visits.label("en") == "Booth visits"
    with theirs.in_use():
        assert catalog["POINTS"](10, 5, 100) == 0.15
        with pytest.raises(PlanError, match="'booth_visits' is no metric"):
            read_plan(plan)
    with pytest.raises(PlanError, match="There is no KPI 'points'"):
        read_plan(plan)


def test_a_mapping_s_own_metric_stays_in_the_workspace(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        'source = "booth"\ndate = "Day"\n[metrics]\nbooth_talks = "Talks"\nbooth_visits = "V"\n'
        '[own_metrics.booth_talks]\nen = "Talks"\nru = "Разговоры"\n',
        "utf-8",
    )
    with own(tmp_path, VISITS).in_use():
        load_mapping(mapping)
        assert metrics["booth_talks"].ru == "Разговоры"
    assert "booth_talks" not in metrics


WRONG = {
    "no TOML": ("[POINTS", ["kpis.toml: this is no valid TOML"]),
    "no table": ("POINTS = 5", ["kpis.toml: POINTS: found 5; a table is needed, with en, ru, "]),
    "small id": (POINTS.lower(), ["'points' cannot be the id of a KPI"]),
    "shipped id": (POINTS.replace("[POINTS]", "[CTR]"), ["CTR is a KPI of the catalogue"]),
    "missing": (f"[POINTS]\n{NAMES}", ["POINTS.formula: this key is missing", "POINTS.unit: this"]),
    "unknown key": (POINTS + 'units = "x"', ["POINTS.units: there is no such key; allowed here:"]),
    "unit": (POINTS.replace('"ratio"', '"ratoi"'), ["POINTS.unit: found 'ratoi'", "'share'"]),
    "better": (POINTS.replace('"higher"', '"more"'), ["POINTS.better: found 'more'", "'lower'"]),
    "stage": (POINTS.replace('"interest"', '"end"'), ["POINTS.stage: found 'end'", "'attention'"]),
    "goals": (POINTS + 'goals = ["fame"]', ["POINTS.goals[1]: found 'fame'", "'awareness'"]),
    "no goals": (POINTS + "goals = []", ["POINTS.goals: found []"]),
    "means": (POINTS + 'means = { en = "x" }', ["POINTS.means.ru: this key is missing"]),
    "formula": (
        POINTS.replace("reach", "raech"),
        ["kpis.toml: POINTS.formula: there is no metric 'raech'. Did you mean reach", "^^^^^"],
    ),
    "example": (
        POINTS + "example = { likes = 10, comments = 5, reach = 100, gives = 2 }",
        ["POINTS.example: the formula gives 0.2, but the example says 2"],
    ),
    "example of a text": (
        POINTS + 'example = { likes = "10", comments = 5, reach = 100, gives = 2 }',
        ["POINTS.example.likes: found '10'; a number is needed"],
    ),
    "example of nothing": (
        POINTS + "example = { likes = nan, gives = true }",
        ["POINTS.example.likes: found nan", "POINTS.example.gives: found True"],
    ),
    "argument": (
        POINTS.replace("reach", "vip") + "arguments = { vip = 5 }",
        ["POINTS.arguments.vip: found 5; a table is needed, with en, ru, unit, range"],
    ),
    "argument's key": (
        POINTS.replace("reach", "vip") + 'arguments = { vip = { eng = "x" } }',
        ["POINTS.arguments.vip.eng: there is no such key; allowed here: en, ru, unit, range"],
    ),
    "argument without names": (
        POINTS.replace("reach", "vip") + 'arguments = { vip = { en = "x" } }',
        ["POINTS.arguments.vip: vip is no metric: give it"],
    ),
    "metrics": ("metrics = 5", ["kpis.toml: metrics: found 5; a table is needed"]),
    "metric": ("metrics.visits = 5", ["metrics.visits: found 5; a table is needed, with en, ru"]),
    "metric's key": (VISITS + 'adds = "all"', ["metrics.booth_visits.adds: found", "'parts'"]),
    "metric's id": (VISITS.replace("booth_v", "Booth_v"), ["metrics.Booth_visits", "lower-case"]),
    "shipped metric": (VISITS.replace("booth_visits", "reach"), ["'reach' is already defined"]),
    "several": (
        POINTS.replace("ratio", "ratoi") + POINTS.replace("POINTS", "OTHER").replace("reach", "re"),
        ["POINTS.unit: found", "OTHER.formula: there is no metric 're'"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_named(tmp_path: Path, kind: str) -> None:
    text, said = WRONG[kind]
    with pytest.raises(DefinitionError) as caught:
        own(tmp_path, text)
    assert str(tmp_path / "kpis.toml") in str(caught.value)
    for part in said:
        assert part in str(caught.value)


LINE = CODE.count("\n") + 1
WRONG_CODE = {
    "syntax": ("def broken(:\n", f"kpis.py, line {LINE}: SyntaxError: "),
    "name": ("\nnothing.at_all\n", f"kpis.py, line {LINE + 1}: NameError: name 'nothing' is not d"),
    "deep inside": ("import json\njson.loads('{')\n", f"kpis.py, line {LINE + 1}: JSONDecodeError"),
    "exit": ("raise SystemExit(3)\n", f"kpis.py, line {LINE}: SystemExit: 3"),
    "definition": (
        "@kpi(en='A', ru='А', better=Better.LOWER, stage=Stage.ACTION, goals=(), source='',\n"
        "     example=Example(clicks=1, gives=1, by=''))\n"
        "def odd(clicks: Count) -> Count:\n    return clicks / 2\n",
        f"kpis.py, line {LINE + 3}: TypeError: unsupported operand type(s) for /",
    ),
    "id": (
        CODE.replace("def booth_price", "def цена"),
        "kpis.py: 'ЦЕНА' cannot be the id of a KPI",
    ),
    "shipped id": (
        CODE.replace("def booth_price", "def cpm"),
        "kpis.py: CPM is a KPI of the catalogue",
    ),
    "argument": (
        CODE.replace("booth_visits", "position"),
        "kpis.py: BOOTH_PRICE: no argument may be called 'position'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG_CODE)
def test_an_error_in_code_is_told_with_its_line(tmp_path: Path, kind: str) -> None:
    code, said = WRONG_CODE[kind]
    with pytest.raises(DefinitionError) as caught:
        own(tmp_path, VISITS, code if code.startswith(CODE[:40]) else CODE + code)
    assert said in str(caught.value)


def test_one_id_in_both_files(tmp_path: Path) -> None:
    texts = VISITS + POINTS.replace("[POINTS]", "[BOOTH_PRICE]")
    with pytest.raises(DefinitionError, match=r"kpis\.py: two KPIs are called BOOTH_PRICE"):
        own(tmp_path, texts, CODE)


def test_code_may_build_upon_the_catalogue(tmp_path: Path) -> None:
    code = CODE + "\nfrom kpicells.formulas.catalog.traffic import ctr\n"
    assert [kpi.id for kpi in own(tmp_path, VISITS, code).kpis] == ["BOOTH_PRICE"]


def test_code_is_read_anew_and_leaves_no_trace(tmp_path: Path) -> None:
    before = own(tmp_path, VISITS, CODE)
    after = own(tmp_path, VISITS, CODE.replace("ratio(spend,", "ratio(2 * spend,"))
    assert (before.kpis[0](6, 2), after.kpis[0](6, 2)) == (3, 6)
    assert not list(tmp_path.rglob("*.pyc"))


def test_code_of_an_export_or_a_client_is_not_run(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    for folder in (made.exports, made.client_folder("Kofe")):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "kpis.py").write_text("raise SystemExit(1)", "utf-8")
        (folder / "kpis.toml").write_text(POINTS, "utf-8")
    with made.own().in_use(), pytest.raises(UnknownKpi):
        catalog["POINTS"]
