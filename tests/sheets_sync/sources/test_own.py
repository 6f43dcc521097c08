"""Names of columns and stages that a workspace adds to what is shipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.errors import MappingError
from kpicells.sheets_sync.sources import KNOWN, choose, known_in
from kpicells.sheets_sync.tables import read_tables
from tests.sheets_sync.sources.samples import FOLDER


def workspace(tmp_path: Path, text: str) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "own.toml").write_text(text, "utf-8")
    return tmp_path


AMOCRM = """
source = "amocrm"
called = "amoCRM"
[[export]]
id = "amocrm_deals"
columns.stage.ru = "Шаг воронки"
stages.qualified = "Записан на дегустацию"
"""


def test_an_agency_adds_a_stage_of_its_own(tmp_path: Path) -> None:
    folder = workspace(tmp_path, AMOCRM)
    answer = CliRunner().invoke(
        app,
        ["import", str(FOLDER / "amocrm_deals.csv"), "--client", "A", "--workspace", str(folder),
         "--json"],
    )  # fmt: skip
    assert answer.exit_code == 0, answer.stderr
    assert not [w for w in json.loads(answer.stdout)["warnings"] if "stages" in w]
    facts = CliRunner().invoke(
        app,
        ["facts", "A", "--metric", "qualified_leads", "--workspace", str(folder), "--json"],
    )
    assert json.loads(facts.stdout)["total"] == 4


def test_a_column_with_another_name_is_proposed_and_taken_when_it_is_declared(
    tmp_path: Path,
) -> None:
    text = (FOLDER / "instagram_content.csv").read_text("utf-8-sig").replace("Reach", "Reaches")
    path = tmp_path / "content.csv"
    path.write_text(text, "utf-8")
    (reading,) = choose(read_tables(path, tmp_path), tmp_path).readings
    assert "reach" not in reading.recipe.metrics
    (said,) = (warning for warning in reading.table.warnings if "was not read" in warning)
    assert "'Reaches' was not read: it is much like 'Reach' (reach)" in said
    assert 'metrics.reach.en = "Reaches"' in said
    own = (
        'source = "instagram"\ncalled = "Instagram"\n[[export]]\nid = "instagram_content"\n'
        'metrics.reach.en = "Reaches"\n'
    )
    known = known_in(workspace(tmp_path, own))
    (reading,) = choose(read_tables(path, tmp_path), tmp_path, known=known).readings
    assert reading.recipe.metrics["reach"] == "Reaches"
    assert reading.recipe.metrics["views"] == "Views"


def test_an_export_of_the_agencys_own(tmp_path: Path) -> None:
    own = """
source = "booking"
called = "Booking"
[[export]]
id = "booking"
report = "bookings"
en = "Bookings"
ru = "Записи"
grain = "day"
needs = ["date", "leads"]
columns.date.ru = "Дата записи"
metrics.leads.ru = "Записались"
written.ru = { seen = "our files" }
"""
    known = known_in(workspace(tmp_path, own))
    assert len(known) == len(KNOWN) + 1
    path = tmp_path / "booking.csv"
    path.write_text("Дата записи;Записались\n13.10.2026;5\n", "utf-8")
    (reading,) = choose(read_tables(path, tmp_path), tmp_path, known=known).readings
    assert (reading.recipe.source, reading.recipe.metrics) == ("booking", {"leads": "Записались"})


def test_without_files_of_its_own_a_workspace_knows_what_is_shipped(tmp_path: Path) -> None:
    assert known_in(tmp_path) is KNOWN


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("source = ", "own.toml: is no TOML file"),
        ('source = "a"\ncalled = "A"\n', "own.toml: export"),
        (AMOCRM + "colums.a.ru = 'x'\n", "own.toml: export.0.colums"),
        (AMOCRM.replace("columns.stage", "metrics.stage"), "there is no metric 'stage'"),
        ('source = "a"\ncalled = "A"\nexport = 5\n', "own.toml: export"),
        ('source = "a"\ncalled = "A"\n[[export]]\nid = "new"\n', "own.toml: export.0.report"),
    ],
)
def test_a_mistake_is_told_with_its_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(MappingError, match=says):
        known_in(workspace(tmp_path, text))
