"""The LAMBDA pack in workbooks that people made: computed by IronCalc, and nothing else changed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ironcalc
import pytest
import xlsxwriter
from lxml import etree
from typer.testing import CliRunner

from kpicells.addin.excel.lambdas import LONGEST_COMMENT, is_ours, pack
from kpicells.formulas import NotAdditive, catalog
from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlsx_names import add_functions, remove_functions
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook
from tests.addin.excel.called_sheets import (
    calls_over,
    computed_by_ironcalc,
    disagreements,
    write,
)
from tests.engines.sheet import Sheet

PER_KPI = 6


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def named(path: Path, name: str) -> etree._Element:
    names = etree.fromstring(parts(path)["xl/workbook.xml"]).iter("{*}definedName")
    (found,) = (element for element in names if element.get("name") == name)
    return found


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A person's workbook: their own names, a table, a chart, a sparkline."""
    path = tmp_path / "report.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Client's data")
        sheet.write_row("A1", ["Clicks", "Shown"])
        sheet.write_row("A2", [5, 100])
        sheet.write_formula("C2", "=KPI_CTR(A2,B2)", None, "#NAME?")
        sheet.add_table("E1:F3", {"name": "Costs", "columns": [{"header": "a"}, {"header": "b"}]})
        sheet.add_sparkline("D2", {"range": "'Client''s data'!A2:B2"})
        made.define_name("budget", "='Client''s data'!$A$2")
        made.define_name("KPI_local", "='Client''s data'!$B$2")
    return path


def test_every_function_computes_as_python_does(tmp_path: Path) -> None:
    sheet, path = Sheet(), tmp_path / "calls.xlsx"
    calls = list(calls_over(sheet, PER_KPI))
    formulas = [f"=KPI_{call.kpi.id}({','.join(call.cells)})" for call in calls]
    write(path, sheet, formulas)
    add_functions(path, pack(catalog.values()), path)
    answers = computed_by_ironcalc(path, len(calls))
    assert not disagreements(calls, answers, "lambda", formulas.__getitem__)
    assert len(calls) > 500
    assert {call.kpi.id.removesuffix("_TOTAL") for call in calls} == set(catalog)


def test_any_total_hands_the_ranges_on(tmp_path: Path) -> None:
    """IronCalc knows no optional parameters: here all are declared as required, and left blank."""
    path = tmp_path / "totals.xlsx"
    *functions, any_total = pack(catalog.values())
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        for function in functions:
            made.define_name(function.name, f"={function.refers_to}")
        made.define_name("KPI_TOTAL", "=" + any_total.refers_to.replace("_xlop.", "_xlpm."))
        sheet.write_column("B1", [5, 15])
        sheet.write_column("C1", [100, 300])
        sheet.write_formula("A1", '=KPI_TOTAL("CTR",B1:B2,C1:C2,,)')
        sheet.write_formula("A2", '=KPI_TOTAL("cpm",B1:B2,C1:C2,,)')
        sheet.write_formula("A3", '=KPI_TOTAL("ENGAGEMENTS",B1:B2,C1:C2,B1:B2,C1:C2)')
        sheet.write_formula("A4", '=KPI_TOTAL("ERR",B1:B2,C1:C2,,)')
    # (5 + 15) / 400; 1000 x 20 / 400; 20 + 400 + 20 + 400; reach has no total.
    assert computed_by_ironcalc(path, 4) == [0.05, 50.0, 840.0, "#N/A"]


def test_any_total_knows_each_total() -> None:
    with_total = []
    for kpi in catalog.values():
        try:
            with_total.append(f'"{kpi.id}",KPI_{kpi.total.id}(')
        except NotAdditive:
            continue
    any_total = pack(catalog.values())[-1]
    assert any_total.name == "KPI_TOTAL"
    assert all(case in any_total.refers_to for case in with_total)
    assert any_total.refers_to.startswith(
        "_xlfn.LAMBDA(_xlpm.kpi,_xlpm.first,_xlop.second,_xlop.third,_xlop.fourth,"
    )


def test_only_the_workbook_part_changes(book: Path) -> None:
    before = parts(book)
    changed = add_functions(book, pack(catalog.values()), book)
    after = parts(book)
    assert [name for name in before if before[name] != after[name]] == ["xl/workbook.xml"]
    assert list(before) == list(after)
    assert len(changed.added) == len(pack(catalog.values()))


def test_the_rest_of_the_workbook_part_stays(book: Path) -> None:
    before = etree.fromstring(parts(book)["xl/workbook.xml"])
    add_functions(book, pack(catalog.values()), book)
    remove_functions(book, book)
    after = etree.fromstring(parts(book)["xl/workbook.xml"])
    assert etree.tostring(before, method="c14n") == etree.tostring(after, method="c14n")


def test_a_cell_that_waited_for_the_function_is_computed(book: Path) -> None:
    add_functions(book, pack(catalog.values()), book)
    model = ironcalc.load_from_xlsx(str(book))
    model.evaluate()
    assert model.get_cell_value(0, 2, 3) == 0.05
    settings = etree.fromstring(parts(book)["xl/workbook.xml"]).find("{*}calcPr")
    assert settings is not None
    assert settings.get("fullCalcOnLoad") == "1"


def test_a_second_run_changes_nothing(book: Path) -> None:
    add_functions(book, pack(catalog.values()), book)
    before = book.read_bytes()
    changed = add_functions(book, pack(catalog.values()), book)
    assert not changed.anything
    assert book.read_bytes() == before


def test_help_in_another_language_replaces_the_help(book: Path) -> None:
    add_functions(book, pack(catalog.values()), book)
    changed = add_functions(book, pack(catalog.values(), "ru"), book)
    assert len(changed.updated) == len(pack(catalog.values()))
    assert named(book, "KPI_CTR").get("comment", "").startswith("Кликабельность. ")


def test_a_workbook_without_names_gets_its_list_where_the_schema_wants_it(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet().write("A1", 1)
    add_functions(path, pack([catalog["CTR"]]), path)
    root = etree.fromstring(parts(path)["xl/workbook.xml"])
    order = [etree.QName(child).localname for child in root]
    assert order.index("sheets") + 1 == order.index("definedNames")
    assert order.index("definedNames") + 1 == order.index("calcPr")


def own_name(path: Path, refers_to: str) -> None:
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet().write("A1", 1)
        made.define_name("kpi_ctr", refers_to)


def test_a_persons_own_name_is_never_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    own_name(path, "=Sheet1!$A$1")
    before = path.read_bytes()
    with pytest.raises(TargetError, match=r"kpi_ctr is a name in this workbook .*--replace"):
        add_functions(path, pack(catalog.values()), path)
    assert path.read_bytes() == before
    changed = add_functions(path, pack(catalog.values()), path, replace=True)
    assert changed.updated == ["KPI_CTR"]
    assert (named(path, "KPI_CTR").text or "").startswith("_xlfn.LAMBDA(")


def test_a_function_that_a_person_changed_is_theirs(book: Path) -> None:
    add_functions(book, pack([catalog["CTR"]]), book)
    edited = parts(book)["xl/workbook.xml"].replace(
        b"_xlpm.clicks/_xlpm.impressions", b"_xlpm.clicks/_xlpm.impressions*100"
    )
    content = parts(book)
    with zipfile.ZipFile(book, "w") as file:
        for name, data in content.items():
            file.writestr(name, edited if name == "xl/workbook.xml" else data)
    with pytest.raises(TargetError, match="not made by kpicells"):
        add_functions(book, pack(catalog.values()), book)
    assert "KPI_CTR" not in remove_functions(book, book).removed


def test_a_table_of_the_same_name_stops_it(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet().add_table("A1:B3", {"name": "KPI_CTR"})
    with pytest.raises(TargetError, match="a table is called KPI_CTR"):
        add_functions(path, pack(catalog.values()), path, replace=True)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_help_fits_and_is_known_again(lang: str) -> None:
    functions = pack(catalog.values(), lang)
    assert all(len(f.comment) <= LONGEST_COMMENT for f in functions)
    assert all(is_ours(f"={f.refers_to}".replace(",", ", "), f.comment) for f in functions)
    assert len({f.name.casefold() for f in functions}) == len(functions)


@pytest.mark.parametrize("name", ["absent.xlsx", "text.xlsx"])
def test_a_file_that_is_no_workbook_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.xlsx").write_text("clicks;impressions", "utf-8")
    with pytest.raises(TargetError, match=name):
        add_functions(tmp_path / name, pack(catalog.values()), tmp_path / name)


def answer(*command: Any) -> dict[str, Any]:
    words: Sequence[str] = ["excel", "lambdas", *map(str, command), "--json"]
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_command(book: Path, tmp_path: Path) -> None:
    other, before = tmp_path / "other.xlsx", book.read_bytes()
    made = answer(book, "--kpi", "CTR", "--out", other)
    assert made["added"] == ["KPI_CTR", "KPI_CTR_TOTAL", "KPI_TOTAL"]
    assert book.read_bytes() == before
    assert answer(other, "--kpi", "ctr")["unchanged"] == made["added"]
    assert answer(other, "--remove")["removed"] == made["added"]
    assert CliRunner().invoke(app, ["excel", "lambdas", str(book), "--lang", "ru"]).exit_code == 0
    refused = CliRunner().invoke(app, ["excel", "lambdas", str(book), "--remove", "--replace"])
    assert refused.exit_code == 2


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """A client's workbook as we make it."""
    path = tmp_path / "client.xlsx"
    made = CliRunner().invoke(app, ["template", "leads", "--to", str(path)])
    assert made.exit_code == 0, made.output
    return path


def test_a_clients_workbook_takes_every_function(clients: Path) -> None:
    before = OpenWorkbook(clients).names
    done = CliRunner().invoke(app, ["excel", "lambdas", str(clients), "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert said["left_out"] == []
    assert len(said["added"]) == len(pack(catalog.values()))
    after = OpenWorkbook(clients).names
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("replacing", [False, True])
def test_a_clients_workbook_keeps_the_names_that_its_formulas_need(
    clients: Path, replacing: bool
) -> None:
    """An agency's own KPI may be called like one of our ranges."""
    before = OpenWorkbook(clients).names
    ctr, cpl = pack([catalog["CTR"], catalog["CPL"]])[:2]
    changed = add_functions(
        clients, [replace(ctr, name="KPI_FUNNEL"), cpl], clients, replace=replacing
    )
    assert (changed.left_out, changed.added) == (["KPI_FUNNEL"], [cpl.name])
    after = OpenWorkbook(clients).names
    assert {name: after[name] for name in before} == before
