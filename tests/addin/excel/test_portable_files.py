"""Make portable, in workbooks: computed by IronCalc and LibreOffice, nothing else changed."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from lxml import etree
from typer.testing import CliRunner

from kpicells.addin.excel.lambdas import pack
from kpicells.formulas import catalog
from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlsx_formulas import Rewritten, make_portable
from kpicells.sheets_sync.hosts.xlsx_names import add_functions
from tests.addin.excel.called_sheets import (
    TITLE,
    calls_over,
    computed_by_ironcalc,
    disagreements,
    write,
)
from tests.engines.libreoffice import read, recalculated
from tests.engines.sheet import Sheet

PER_KPI = 4


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def edit(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Change a part of a workbook as another program would have written it."""
    content = parts(path)
    content[part] = change(content[part].decode()).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, data in content.items():
            file.writestr(name, data)


def sheet_xml(path: Path, number: int = 1) -> etree._Element:
    return etree.fromstring(parts(path)[f"xl/worksheets/sheet{number}.xml"])


def cell(path: Path, place: str, number: int = 1) -> etree._Element:
    found: Any = sheet_xml(path, number).find(f".//{{*}}c[@r='{place}']")
    assert found is not None, place
    return found  # type: ignore[no-any-return]


def converted(path: Path) -> Rewritten:
    return make_portable(path, catalog.__getitem__, path)


def as_saved(kpi_id: str, cells: list[str], number: int) -> str:
    """A call in one of the ways in which programs save it, inside a person's own formula."""
    name = ("_xldudf_KPI_{}", "KPI_{}", "_xll.KPI.{}", "kpi.{}")[number % 4].format(kpi_id)
    call = f"{name}({','.join(cells)})"
    return f"={call}" if number % 2 else f"=0+{call}"


def test_formulas_agree_with_python_in_two_spreadsheets(tmp_path: Path) -> None:
    sheet, path = Sheet(), tmp_path / "calls.xlsx"
    calls = list(calls_over(sheet, PER_KPI))
    formulas = [as_saved(c.kpi.id, c.cells, number) for number, c in enumerate(calls)]
    write(path, sheet, formulas)
    done = converted(path)
    assert [place for _, place in done.cells] == [f"A{line + 1}" for line in range(len(calls))]
    assert not done.left
    assert not done.not_computed

    # IronCalc does not compute array formulas cell by cell; LibreOffice does.
    root = sheet_xml(path)
    arrays = {f.get("ref") for f in root.iter("{*}f") if f.get("t") == "array"}
    plain = [line for line in range(len(calls)) if f"A{line + 1}" not in arrays]
    assert len(plain) > 500
    answers = computed_by_ironcalc(path, len(calls))
    some = [calls[line] for line in plain]
    assert not disagreements(some, [answers[line] for line in plain], "excel", str)
    stored = read(path)
    shown = [stored.get((TITLE, line, 0)) for line in range(len(calls))]
    assert not disagreements(calls, shown, "excel", formulas.__getitem__)

    # LibreOffice takes TRUE for a number, as its own functions do.
    no_logical = [not any(isinstance(v, bool) for v in _flat(c.case)) for c in calls]
    computed = recalculated(path, tmp_path / "computed")
    kept = [
        (call, computed.get((TITLE, line, 0)) or 0.0)
        for line, (call, fit) in enumerate(zip(calls, no_logical, strict=True))
        if fit
    ]
    found = disagreements([c for c, _ in kept], [v for _, v in kept], "libreoffice", str)
    assert not found
    assert len(kept) > 400


def _flat(value: Any) -> list[Any]:
    return (
        [v for part in value for v in _flat(part)] if isinstance(value, (list, tuple)) else [value]
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A report of a person's own, saved where the add-in was missing."""
    path = tmp_path / "report.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Client's data")
        sheet.write_column("A1", [5, 7, 0])
        sheet.write_column("B1", [100, 200, 300])
        sheet.write_formula("C1", '=IFERROR(_xldudf_KPI_CTR(A1,B1),"-")', None, "#NAME?")
        sheet.write_formula("C2", "=C1*2", None, "#NAME?")
        sheet.write_dynamic_array_formula("D1:D3", "=_xldudf_KPI_CTR(A1:A3,B1:B3)", None, "#NAME?")
        sheet.write_formula("C3", "=KPI_CTR(A1:A3,B1:B3)", None, "#NAME?")
        sheet.write_formula("E1", '=KPI.DATA("a","reach")', None, 70)
        sheet.add_sparkline("F1", {"range": "'Client''s data'!A1:A3"})
        notes = made.add_worksheet("Notes")
        notes.write("A1", "KPI.CTR(A1,B1)")
        made.define_name("rate", "=KPI_CTR('Client''s data'!$A$1,'Client''s data'!$B$1)")
    return path


def test_a_persons_formula_around_the_call_stays_and_shows_its_value(book: Path) -> None:
    done = converted(book)
    assert cell(book, "C1").findtext("{*}f") == (
        'IFERROR(IF(ISNUMBER(A1)*ISNUMBER(B1),A1/B1,A1+B1+VALUE("CTR: clicks, impressions must be '
        'numbers")),"-")'
    )
    assert cell(book, "C1").findtext("{*}v") == "0.05"
    assert cell(book, "C1").get("t") is None
    assert list(map(str, done.elsewhere)) == ["the name rate"]


def test_cells_that_waited_for_it_are_shown_too(book: Path) -> None:
    converted(book)
    assert cell(book, "C2").findtext("{*}v") == "0.1"


def test_a_spilled_range_stays_one_formula(book: Path) -> None:
    converted(book)
    formula = cell(book, "D1").find("{*}f")
    assert formula is not None
    assert dict(formula.attrib) == {"t": "array", "ref": "D1:D3"}
    assert cell(book, "D1").get("cm") == "1"
    assert [cell(book, place).findtext("{*}v") for place in ("D1", "D2", "D3")] == [
        "0.05", "0.035", "0",
    ]  # fmt: skip


def test_a_range_for_one_number_becomes_an_array_formula(book: Path) -> None:
    converted(book)
    formula = cell(book, "C3").find("{*}f")
    assert formula is not None
    assert dict(formula.attrib) == {"t": "array", "ref": "C3"}
    assert cell(book, "C3").findtext("{*}v") == "0.05"


def test_what_reads_the_workspace_is_told_and_keeps_its_value(book: Path) -> None:
    done = converted(book)
    assert [(str(where), why) for where, why in done.left] == [
        ("Client's data!E1", "KPI.DATA reads your workspace, which no formula can")
    ]
    assert cell(book, "E1").findtext("{*}f") == 'KPI.DATA("a","reach")'
    assert cell(book, "E1").findtext("{*}v") == "70"


def test_nothing_else_in_the_package_changes(book: Path) -> None:
    before = parts(book)
    converted(book)
    after = parts(book)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/workbook.xml", "xl/worksheets/sheet1.xml",
    }  # fmt: skip
    assert b"sparklineGroup" in after["xl/worksheets/sheet1.xml"]


def test_a_second_run_finds_nothing_and_leaves_the_file_alone(book: Path) -> None:
    make_portable(book, catalog.__getitem__)
    before = book.read_bytes()
    done = make_portable(book, catalog.__getitem__)
    assert not done.anything
    assert done.before is None
    assert book.read_bytes() == before


def test_formulas_that_were_filled_down_follow_their_first(tmp_path: Path) -> None:
    path = tmp_path / "shared.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("S")
        for row in range(3):
            sheet.write_row(row, 0, [row + 1, 100])
            sheet.write_formula(row, 2, "=KPI_CTR(A1,B1)")
            sheet.write_formula(row, 3, "=KPI_CTR(A$1:A$2,B1)")

    def share(xml: str) -> str:
        for column, group in (("C", 0), ("D", 1)):
            for row in (2, 3):
                xml = re.sub(
                    rf'(<c r="{column}{row}">)<f>.*?</f>', rf'\1<f t="shared" si="{group}"/>', xml
                )
            first = f'<c r="{column}1">'
            shared = f'{first}<f t="shared" ref="{column}1:{column}3" si="{group}">'
            xml = xml.replace(f"{first}<f>", shared)
        return xml

    edit(path, "xl/worksheets/sheet1.xml", share)
    done = converted(path)
    assert {place for _, place in done.cells} == {"C1", "C2", "C3", "D1", "D2", "D3"}
    # 1/100, 2/100, 3/100; and the first of the two, 1/100, in each row.
    values = {p: float(cell(path, p).findtext("{*}v") or "nan") for _, p in done.cells}
    assert values == {"C1": 0.01, "C2": 0.02, "C3": 0.03, "D1": 0.01, "D2": 0.01, "D3": 0.01}
    assert computed_by_ironcalc(path, 3) == [1, 2, 3]
    assert "B3" in (cell(path, "D3").findtext("{*}f") or "")
    assert not cell(path, "C2").findtext("{*}f")


def test_calls_in_rules_and_table_columns(tmp_path: Path) -> None:
    path = tmp_path / "rules.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("S")
        red = made.add_format({"bg_color": "red"})
        sheet.conditional_format(
            "A1:A9", {"type": "formula", "criteria": "=KPI_CTR(A1,B1)>0.1", "format": red}
        )
        sheet.data_validation("C1", {"validate": "custom", "value": "=KPI_CTR(A1,B1)<1"})
        this = "Costs[[#This Row],"
        columns = [
            {"header": "clicks"}, {"header": "shown"},
            {"header": "rate", "formula": f"=KPI_CTR({this}[clicks]],{this}[shown]])"},
        ]  # fmt: skip
        sheet.add_table(
            "E1:G3", {"name": "Costs", "columns": columns, "data": [[5, 100], [7, 100]]}
        )
    done = converted(path)
    assert list(map(str, done.elsewhere)) == ["a rule of S", "a rule of S", "a table of S"]
    assert [place for _, place in done.cells] == ["G2", "G3"]
    for part in ("xl/worksheets/sheet1.xml", "xl/tables/table1.xml"):
        assert b"KPI_" not in parts(path)[part]
    assert (
        b"Costs[[#This Row],[clicks]]/Costs[[#This Row],[shown]]"
        in (parts(path)["xl/tables/table1.xml"])
    )
    assert [cell(path, place).findtext("{*}v") for place in ("G2", "G3")] == ["0.05", "0.07"]


def test_the_lambda_pack_is_replaced_and_a_persons_own_function_is_not(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("S")
        sheet.write_formula("A1", "=KPI_CTR(B1,C1)")
        sheet.write_formula("A2", "=KPI_CPL(B1,C1)")
        made.define_name("KPI_CPL", "=_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a)")
    add_functions(path, pack([catalog["CTR"]]), path)
    done = converted(path)
    assert done.cells == [("S", "A1")]
    assert [(str(where), why) for where, why in done.left] == [
        ("S!A2", "KPI_CPL is a name of your own in this workbook")
    ]


def test_a_value_that_cannot_be_computed_here_stays(tmp_path: Path) -> None:
    path = tmp_path / "unknown.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("S").write_formula(
            "A1", '=_xldudf_KPI_CTR(_xlfn.STOCKHISTORY("X",1),100)', None, 0.25
        )
    done = converted(path)
    assert done.not_computed == 0
    assert cell(path, "A1").findtext("{*}v") == "0.25"


def test_a_value_that_nobody_knows_here_is_told(tmp_path: Path) -> None:
    path = tmp_path / "unknown.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("S").write_formula(
            "A1", '=_xldudf_KPI_CTR(_xlfn.STOCKHISTORY("X",1),100)', None, "#NAME?"
        )
    assert converted(path).not_computed == 1


def test_the_command_keeps_the_workbook_as_it_was_beside_it(book: Path, tmp_path: Path) -> None:
    before = book.read_bytes()
    result = CliRunner().invoke(app, ["excel", "portable", str(book), "--json"])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert {place["cell"] for place in answer["replaced"]} == {"C1", "C3", "D1"}
    assert Path(answer["before"]).name == "report (before).xlsx"
    assert Path(answer["before"]).read_bytes() == before
    assert [left["where"] for left in answer["left"]] == ["Client's data!E1"]


@pytest.mark.parametrize(
    ("lang", "reason"), [("en", "reads your workspace"), ("ru", "из вашей рабочей папки")]
)
def test_the_command_into_another_file(book: Path, tmp_path: Path, lang: str, reason: str) -> None:
    before, other = book.read_bytes(), tmp_path / "for the client.xlsx"
    result = CliRunner().invoke(
        app, ["excel", "portable", str(book), "--out", str(other), "--lang", lang]
    )
    assert result.exit_code == 0, result.output
    assert "3" in result.stdout
    assert "Client's data!E1" in result.stderr
    assert reason in result.stderr
    assert book.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["for the client.xlsx", "report.xlsx"]


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("KPI.CTR(A1;B1)", "utf-8")
    with pytest.raises(TargetError, match=r"text.xlsx: this is no .xlsx workbook"):
        converted(tmp_path / "text.xlsx")
