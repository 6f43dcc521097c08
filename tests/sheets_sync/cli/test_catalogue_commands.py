"""``formulas``, ``calc`` and ``emit`` as people and programs use them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kpicells.formulas import catalog
from kpicells.formulas.errors import KpicellsError
from kpicells.formulas.hosts import TEXTS, emit
from kpicells.formulas.hosts.named import addin_name
from kpicells.sheets_sync.cli.app import app
from tests.formulas.queries import ENGLISH, RUSSIAN


def run(*words: str) -> Any:
    result = CliRunner().invoke(app, list(words))
    if isinstance(result.exception, KpicellsError):
        return result  # the command's main() tells it on stderr and ends with 1
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def answer(*words: str) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_catalogue_as_programs_read_it() -> None:
    found = answer("formulas")["formulas"]
    assert [kpi["id"] for kpi in found] == list(catalog)
    ctr = next(kpi for kpi in found if kpi["id"] == "CTR")
    assert set(ctr) >= {
        "id", "names", "aliases", "arguments", "unit", "better", "stage", "goals", "equation",
        "source", "example", "hosts",
    }  # fmt: skip
    assert ctr["names"] == {"en": "Click-through rate", "ru": "Кликабельность"}
    assert [argument["name"] for argument in ctr["arguments"]] == ["clicks", "impressions"]
    assert ctr["equation"] == "clicks / impressions"
    assert {"python", "excel", "google", "lambda", "javascript", "sql"} <= set(ctr["hosts"])


def test_examples_in_json_compute_to_their_results() -> None:
    for kpi in answer("formulas")["formulas"]:
        value = catalog[kpi["id"]](**kpi["example"]["arguments"])
        assert value == pytest.approx(kpi["example"]["result"], rel=5e-3), kpi["id"]


@pytest.mark.parametrize(
    "query", ["цена лида", "cost per lead", "CPL", "KPI_CPL", "стоимость заявки"]
)
def test_a_search_finds_the_best_match_first(query: str) -> None:
    assert answer("formulas", "--search", query)["formulas"][0]["id"] == "CPL"


def test_there_are_queries_in_both_languages() -> None:
    assert len(ENGLISH) >= 60
    assert len(RUSSIAN) >= 60


def test_a_search_without_an_answer_says_so() -> None:
    result = run("formulas", "--search", "xyzzyx")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "xyzzyx" in result.stderr
    assert answer("formulas", "--search", "xyzzyx")["formulas"] == []


def test_filters_narrow_the_list() -> None:
    found = answer("formulas", "--goal", "sales", "--stage", "action")["formulas"]
    assert {"ROAS", "AOV"} <= {kpi["id"] for kpi in found}
    assert all("sales" in kpi["goals"] and kpi["stage"] == "action" for kpi in found)


@pytest.mark.parametrize("kpi_id", catalog)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_card_is_whole_in_both_languages(kpi_id: str, lang: str) -> None:
    kpi = catalog[kpi_id]
    card = " ".join(run("formulas", kpi_id, "--lang", lang).stdout.split())
    assert kpi.en in card
    assert kpi.ru in card
    assert f"KPI_{kpi_id}(" in card
    assert f"KPI.{addin_name(kpi)}(" in card
    meaning = kpi.ru_meaning if lang == "ru" else kpi.meaning
    assert " ".join(meaning.split()) in card


def test_an_unknown_id_names_the_nearest() -> None:
    result = run("formulas", "CPLL")
    assert "CPL" in str(result.exception)


def test_numbers_by_name_and_in_order() -> None:
    assert run("calc", "CTR", "clicks=5", "impressions=100").stdout == "0.05\n"
    assert run("calc", "KPI_CTR", "5", "100").stdout == "0.05\n"
    assert answer("calc", "ctr", "clicks=5", "impressions=100") == {
        "id": "CTR", "value": 0.05, "unit": "share",
    }  # fmt: skip
    assert run("calc", "GAP", "-5", "10").exit_code == 0


def test_a_decimal_comma_is_read_where_it_can_be_nothing_else() -> None:
    assert run("calc", "CTR", "1,5", "100").stdout == "0.015\n"
    assert run("calc", "CTR", "1,500", "100").exit_code == 2


def test_ranges_and_totals() -> None:
    assert run("calc", "CTR_TOTAL", "clicks=5,15", "impressions=100,100").stdout == "0.1\n"


@pytest.mark.parametrize(
    "words",
    [
        ("CTR", "clicks=5"),
        ("CTR", "clicks=5", "impressions=100", "spend=1"),
        ("CTR", "clicks=five", "impressions=100"),
        ("CTR", "clicks=5 %", "impressions=100"),
        ("CTR", "5", "100", "7"),
        ("CTR", "5", "100", "--colour"),
    ],
)
def test_a_wrong_command_line_ends_with_2_and_prints_nothing(words: tuple[str, ...]) -> None:
    result = run("calc", *words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_a_zero_denominator_ends_with_1_and_says_why() -> None:
    result = run("calc", "CTR", "5", "0")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "#DIV/0!: impressions is zero" in result.stderr
    told = run("calc", "CTR", "5", "0", "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout) == {
        "id": "CTR", "error": "#DIV/0!", "reason": "impressions is zero",
    }  # fmt: skip


def test_a_total_that_would_be_untrue_is_refused() -> None:
    assert "untrue" in str(run("calc", "ERR_TOTAL", "1,2", "3,4").exception)


@pytest.mark.parametrize("host", TEXTS)
def test_a_text_is_one_line(host: str) -> None:
    result = run("emit", "CPM", "--host", host)
    assert result.stdout == emit(catalog["CPM"], host) + "\n"
    assert result.stdout.count("\n") == 1


def test_cells_and_locale() -> None:
    text = run("emit", "CPL", "--cells", "B2;C2", "--locale", "ru").stdout
    assert text.startswith("=ЕСЛИ(ЕЧИСЛО(B2)*ЕЧИСЛО(C2);B2/C2;")
    assert run("emit", "CPL", "--cells", "B2").exit_code == 2
    assert run("emit", "CPL", "--host", "word").exit_code == 2


def test_all_texts_of_a_host() -> None:
    result = run("emit", "--all", "--host", "sql")
    rows = dict(line.split("\t", 1) for line in result.stdout.splitlines())
    assert rows["CTR"] == emit(catalog["CTR"], "sql")
    carried = {kpi.id for kpi in catalog.values() if "sql" in kpi.hosts}
    assert set(rows) == carried


def test_what_a_host_cannot_carry_is_said_with_those_that_can() -> None:
    missing = next(kpi for kpi in catalog.values() if "sql" not in kpi.hosts)
    result = run("emit", missing.id, "--host", "sql")
    text = str(result.exception or "") + result.stderr
    assert result.exit_code == 1
    assert "excel" in text


def test_own_kpis_of_a_workspace_are_known(tmp_path: Path) -> None:
    (tmp_path / "workspace.toml").write_text('lang = "en"\n', "utf-8")
    (tmp_path / "kpis.toml").write_text(
        '[POINTS]\nen = "Points"\nru = "Баллы"\nformula = "(likes + 2*comments) / reach"\n'
        'unit = "ratio"\nbetter = "higher"\nstage = "interest"\ngoals = ["awareness"]\n',
        "utf-8",
    )
    where = ("--workspace", str(tmp_path))
    assert run("calc", "POINTS", "10", "5", "100", *where).stdout == "0.2\n"
    assert "B2" in run("emit", "POINTS", *where).stdout
    found = answer("formulas", "--search", "баллы", *where)["formulas"]
    assert found[0]["id"] == "POINTS"
    assert "POINTS" in str(run("calc", "POINTS", "10", "5", "100").exception)


def test_computing_one_kpi_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from kpicells.sheets_sync.cli import main\n"
        "sys.argv = ['kpicells', 'calc', 'CTR', '5', '100']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'pandas', 'numpy', 'duckdb', 'gspread', 'xlsxwriter', 'lxml'} "
        "& set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "0.05\n[]\n", done.stderr


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["ДРР", "расход=1000", "выручка=10000"], 0.1),
        (["engagement rate", "Engagements=5", "followers=100"], 0.05),
        (["цена_лида", "Расход=500", "leads=25"], 20.0),
    ],
)
def test_a_kpi_and_its_arguments_are_known_by_their_names(words: list[str], value: float) -> None:
    assert answer("calc", *words)["value"] == value


def test_a_name_of_several_kpis_is_asked_back() -> None:
    result = run("calc", "LR", "likes=1", "followers=2")
    assert result.exit_code == 1
    assert "LOVE_RATE" in str(result.exception)
    assert "LIKE_RATE" in str(result.exception)


def test_a_share_in_per_cent_is_pointed_out_and_a_growth_above_one_is_not() -> None:
    words = ("calc", "ROMI", "revenue=50000", "margin=60", "marketing_cost=10000")
    assert "for 60 % write margin=0.6" in run(*words).stderr
    assert run("calc", "ROMI", "revenue=50000", "margin=0.6", "marketing_cost=10000").stderr == ""
    assert run("calc", "WEIGHTED_SCORE", "attainments=1.5,0.5", "weights=1,1").stderr == ""
