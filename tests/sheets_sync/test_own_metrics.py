"""What a mapping file declares of a metric outlives the import."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicells.formulas import DefinitionError, catalog, metrics
from kpicells.formulas.metrics import Over
from kpicells.formulas.units import Unit
from kpicells.sheets_sync.own_metrics import REMEMBERED, OwnMetric, remember
from kpicells.sheets_sync.workspace import Workspace
from tests.sheets_sync.cli.test_main_job import answer, run

MAPPING = """
source = "stand"
date = "Day"
[metrics]
guests = "Guests"
[own_metrics.guests]
en = "Guests of the stand"
ru = "Гости стенда"
adds = "nothing"
"""
GUESTS = OwnMetric(en="Guests of the stand", ru="Гости стенда", adds="nothing")


@pytest.fixture
def stand(tmp_path: Path) -> Path:
    (tmp_path / "stand.toml").write_text(MAPPING, "utf-8")
    (tmp_path / "stand.csv").write_text("Day,Guests\n2026-10-01,5\n2026-10-02,6\n", "utf-8")
    return tmp_path


def test_later_commands_know_it(stand: Path) -> None:
    words = ("import", "stand.csv", "--client", "Kofe", "--mapping", "stand.toml")
    assert answer(stand, *words, "--dry-run")["rows_imported"] == 2
    assert not (stand / REMEMBERED).exists(), "a dry run keeps nothing"
    answer(stand, *words)
    found = answer(stand, "facts", "Kofe", "--metric", "guests")
    # Two days' guests are the same people: without the declaration the answer was 11.
    assert (found["total"], [row["value"] for row in found["rows"]]) == (None, [5, 6])
    (stand / "kpis.toml").write_text(
        '[PER_GUEST]\nen = "Spend per guest"\nru = "Расход на гостя"\nunit = "money"\n'
        'formula = "spend / guests"\nbetter = "lower"\nstage = "interest"\n',
        "utf-8",
    )
    with Workspace.demand(stand).own().in_use():
        assert metrics["guests"].adds_over is Over.NOTHING
        assert metrics["guests"].ru == "Гости стенда"
        assert catalog["PER_GUEST"](100, 20) == 5
    shown = run(stand, "calc", "PER_GUEST", "spend=100", "guests=20")
    assert shown.stdout == "5\n", shown.stderr


def test_a_mapping_that_says_otherwise_is_refused_with_both(stand: Path) -> None:
    words = ("import", "stand.csv", "--client", "Kofe", "--mapping", "stand.toml")
    answer(stand, *words)
    text = MAPPING.replace('"nothing"', '"anything"')
    (stand / "stand.toml").write_text(text, "utf-8")
    done = run(stand, *words)
    assert done.returncode == 1
    assert "own_metrics.guests" in done.stderr
    assert "adds nothing" in done.stderr
    assert REMEMBERED in done.stderr


def test_what_people_wrote_into_the_file_stays(tmp_path: Path) -> None:
    remember(tmp_path, {"guests": GUESTS})
    path = tmp_path / REMEMBERED
    mine = path.read_text("utf-8").replace('unit = "count"', 'unit = "number" # mine')
    path.write_text(mine, "utf-8")
    remember(tmp_path, {"guests": GUESTS, "talks": OwnMetric(en="Talks", ru="Беседы")})
    assert path.read_text("utf-8").startswith(mine)
    Workspace.make(tmp_path)
    found = {metric.id: metric.unit for metric in Workspace.demand(tmp_path).own().metrics}
    assert found == {"guests": Unit.NUMBER, "talks": Unit.COUNT}


WRONG = {
    "no TOML": ("[guests", "", "own_metrics.toml: this is no valid TOML"),
    "unknown key": ("[guests]\nen='G'\nru='Г'\nname='x'", "", "guests.name: there is no such key"),
    "shipped": ("[clicks]\nen='C'\nru='К'", "", "own_metrics.toml: clicks: metric 'clicks'"),
    "both": (
        "[guests]\nen='G'\nru='Г'",
        "[metrics.guests]\nen='G'\nru='Г'\nadds='nothing'",
        "own_metrics.toml has this metric otherwise (unit count, adds anything)",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_mistake_is_told_with_file_and_key(kind: str, tmp_path: Path) -> None:
    text, kpis, said = WRONG[kind]
    workspace = Workspace.make(tmp_path)
    (tmp_path / REMEMBERED).write_text(text, "utf-8")
    if kpis:
        (tmp_path / "kpis.toml").write_text(kpis, "utf-8")
    with pytest.raises(DefinitionError) as caught:
        workspace.own()
    assert said in str(caught.value)
