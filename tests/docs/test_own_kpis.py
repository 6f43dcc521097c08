"""docs/own-kpis.md: everything that it shows is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kpicells.formulas import Better, DefinitionError, Goal, Stage, Unit, catalog
from kpicells.formulas.formula_text import parse
from kpicells.formulas.formula_words import FUNCTIONS
from kpicells.formulas.nodes import Argument
from kpicells.formulas.ranges import Cells
from kpicells.sheets_sync.plan import read_plan
from kpicells.sheets_sync.workspace import Workspace

PAGE = (Path(__file__).parents[2] / "docs" / "own-kpis.md").read_text("utf-8")
PLAN = 'client = "Kofe"\ngoal = "awareness"\nstarts = "2026-10"\n'


def blocks(language: str, what: str) -> list[str]:
    found = re.findall(rf"^```{language} {re.escape(what)}\n(.*?)^```$", PAGE, re.M | re.S)
    assert found
    return found


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.make(tmp_path / "agency")
    (made.folder / "kpis.toml").write_text("\n".join(blocks("toml", "kpis.toml")), "utf-8")
    (made.folder / "kpis.py").write_text("\n".join(blocks("python", "kpis.py")), "utf-8")
    return made


def test_every_block_is_run_here() -> None:
    kinds = re.findall(r"^```(\w.*)$", PAGE, re.M)
    assert set(kinds) == {
        "toml kpis.toml", "toml plan.toml", "toml mistake", "text mistake", "python kpis.py",
        "python program",
    }  # fmt: skip


def test_all_kpis_of_the_page_are_read_and_computed(workspace: Workspace) -> None:
    own = workspace.own()
    assert [kpi.id for kpi in own.kpis] == [
        "ENGAGEMENT_POINTS", "CLICK_RATE_OF_ALL_POSTS", "CAPPED_LIKES_PER_POST",
        "STAND_VISIT_PRICE", "CAREFUL_CPL",
    ]  # fmt: skip
    with own.in_use():
        assert catalog["ENGAGEMENT_POINTS"](10, 5, 2, 100) == 0.26
        assert catalog["CLICK_RATE_OF_ALL_POSTS"]([5, 15], [100, 100]) == 0.1
        assert catalog["CAPPED_LIKES_PER_POST"]([1, 5, 9], 5) == 11 / 3
        assert catalog["STAND_VISIT_PRICE"](300, 60) == 5
        assert catalog["CAREFUL_CPL"](100, 2) == 20
        assert catalog["CAREFUL_CPL"](100, 10) == 10
        assert catalog["STAND_VISIT_PRICE"].total([100, 200], [20, 40]) == 5


def test_the_plan_of_the_page_is_valid_in_its_workspace(workspace: Workspace) -> None:
    path = workspace.folder / "plan.toml"
    path.write_text(PLAN + blocks("toml", "plan.toml")[0], "utf-8")
    with workspace.own().in_use():
        (row,) = read_plan(path).kpis
        assert row.definition.en == "Engagement points per person reached"


def test_the_mistake_of_the_page_is_told_as_it_says(workspace: Workspace) -> None:
    (workspace.folder / "kpis.toml").write_text(blocks("toml", "mistake")[0], "utf-8")
    with pytest.raises(DefinitionError) as caught:
        workspace.own()
    said = str(caught.value).replace(f"{workspace.folder}/", "")
    assert said == blocks("text", "mistake")[0].rstrip("\n")


def test_the_program_of_the_page_runs(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.folder.parent)
    exec(blocks("python", "program")[0], {})


def test_words_of_the_page_are_the_words_of_formulas() -> None:
    row = re.compile(r"^\| (functions|over a range) \| (.*) \|$", re.M)
    names = {"a": Argument("a"), "p": Cells("p", beside=("p",), complete=("p",))}
    for kind, said in row.findall(PAGE):
        for word in re.findall(r"`(\w+)`", said):
            assert word in FUNCTIONS
            of = "p" if kind == "over a range" else "a"
            second = ", a" if word in ("min", "max", "power") else ""
            parse(f"{word}({of}{second})", names)


@pytest.mark.parametrize(
    ("key", "allowed"), [("unit", Unit), ("better", Better), ("stage", Stage), ("goals", Goal)]
)
def test_allowed_values_of_the_page_are_all_there_are(key: str, allowed: type) -> None:
    (said,) = re.findall(rf"^\| `{key}` \| (.*) \|$", PAGE, re.M)
    assert set(re.findall(r"`(\w+)`", said)) == {value.value for value in allowed}
