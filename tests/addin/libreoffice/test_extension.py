"""LibreOffice with the extension: ten thousand formulas, computed by Python inside LibreOffice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from kpicells.addin.libreoffice.extension import extension
from kpicells.formulas import (
    Better,
    CellError,
    DefinitionError,
    Kpi,
    Stage,
    Unit,
    ZeroDenominator,
    catalog,
)
from kpicells.formulas.own import Own, own_kpi
from tests.engines.calc_extension import Calc
from tests.engines.libreoffice import read
from tests.engines.sheet import Sheet
from tests.formulas.agreement import agree
from tests.formulas.cases import ERROR, Case, all_cases

PER_KPI = 72
TITLE = "Calls"


@pytest.fixture(scope="module")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Calc:
    made = Calc(tmp_path_factory.mktemp("calc"))
    made.install(extension())
    return made


@dataclass(frozen=True)
class Called:
    """A call in column A, as a person types it and as Calc hands it over."""

    kpi: Kpi
    case: Case
    formula: str

    @property
    def expected(self) -> float | str:
        try:
            answer: float = self.kpi(*map(_handed_over, self.case))
        except CellError as error:
            return error.code
        return answer

    @property
    def method(self) -> str:
        return self.formula.removeprefix("=KPI.").partition("(")[0]

    @property
    def holds_an_error_in_a_range(self) -> bool:
        return any(isinstance(cells, list) and ERROR in cells for cells in self.case)


def _handed_over(argument: Any) -> Any:
    """Calc gives a blank single cell as 0 and TRUE as 1: it does not tell them apart."""
    if isinstance(argument, list):
        return [float(cell) if isinstance(cell, bool) else cell for cell in argument]
    if argument == ERROR:
        return ZeroDenominator("the cell holds it")
    if argument is None or isinstance(argument, bool):
        return float(argument or 0)
    return argument


def calls_on(sheet: Sheet) -> Iterator[Called]:
    for kpi_id, cases in all_cases().items():
        whole = kpi_id.removesuffix("_TOTAL")
        if whole not in catalog:
            continue
        fit = [case for case in cases if not any(map(_changes_in_a_file, _flat(case)))]
        for case in fit[:PER_KPI]:
            cells = sheet.add([_as_written(argument) for argument in case])
            given = [f'"{whole}"', *cells] if whole != kpi_id else cells
            name = "TOTAL" if whole != kpi_id else kpi_id
            yield Called(catalog[kpi_id], case, f"=KPI.{name}({','.join(given)})")


def _as_written(argument: Any) -> Any:
    """A file has no cell with an empty text but as a formula's answer."""
    if isinstance(argument, list):
        return [_as_written(cell) for cell in argument]
    return '=""' if argument == "" else argument


def _changes_in_a_file(cell: Any) -> bool:
    """Whether XlsxWriter, which writes 16 digits, writes another number."""
    return isinstance(cell, float) and float(f"{cell:.16G}") != cell


def _flat(value: Any) -> Iterator[Any]:
    for part in value:
        yield from _flat(part) if isinstance(part, (list, tuple)) else [part]


def test_ten_thousand_formulas_agree_with_python(calc: Calc, tmp_path: Path) -> None:
    sheet = Sheet()
    calls = list(calls_on(sheet))
    path = tmp_path / "calls.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(TITLE)
        for line, (row, call) in enumerate(zip(sheet.rows, calls, strict=True)):
            page.write_formula(line, 0, call.formula, None, "#NAME?")
            for column, content in enumerate(row, 1):
                if content is not None:
                    page.write(line, column, content)
    shown = read(calc.recalculated(path))
    wrong, compared = [], 0
    for line, call in enumerate(calls):
        found = shown.get((TITLE, line, 0), "nothing")
        if call.holds_an_error_in_a_range:
            assert found == "#VALUE!", "Calc itself refuses such a range"
            continue
        compared += 1
        if not agree(call.kpi, "libreoffice", call.case, call.expected, found):
            wrong.append(f"{call.formula} {call.case}: {found!r}, Python {call.expected!r}")
    assert not wrong, "\n".join([f"{len(wrong)} of {compared}", *wrong[:5]])
    assert compared >= 10_000
    # The answers came from Python: LibreOffice's bridge to it tells of each call. A call with an
    # error among its arguments is answered by Calc.
    handed_over = Counter(
        c.method for c in calls if not any(cell == ERROR for cell in _flat(c.case))
    )
    assert handed_over.total() >= 10_000 - len(catalog)
    assert handed_over - calc.calls() == Counter()


def test_without_the_extension_there_is_no_such_function(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet(TITLE).write_formula("A1", "=KPI.CTR(5,100)", None, 0.05)
    plain = Calc(tmp_path / "plain")
    assert read(plain.recalculated(path)) == {(TITLE, 0, 0): "#NAME?"}
    assert not plain.calls()


def test_ranges_are_computed_cell_by_cell_with_errors_where_they_belong(
    calc: Calc, tmp_path: Path
) -> None:
    path = tmp_path / "ranges.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(TITLE)
        sheet.write_column("A1", [5, 7, "text"])
        sheet.write_column("B1", [100, 0, 250, 400])
        sheet.write_array_formula("C1:C4", "{=KPI.CTR(A1:A4,B1:B4)}")
        sheet.write_array_formula("D1:D4", "{=KPI.CTR(5,B1:B4)}")
        sheet.write_formula("E1", "=SUMPRODUCT(KPI.CTR(A1:A1,B1:B1))")
        sheet.write_formula("E2", '=IFERROR(KPI.CTR(A2,B2),"-")')
        sheet.write_formula("E3", "=KPI.CTR(KPI.CTR(A1,B1),B1)")
        sheet.write_formula("E4", '=KPI.TOTAL("ERR",A1:A2,B1:B2)')
        sheet.write_formula("F1", '=KPI.TOTAL("CTX",A1:A2,B1:B2)')
        sheet.write_formula("F2", "=KPI.CTR(A1)")
    shown = read(calc.recalculated(path))
    table = [[shown.get((TITLE, row, column)) for column in (2, 3, 4)] for row in range(4)]
    # The fourth of A is blank: a blank in a range is seen. 5 / 400 = 0.0125.
    assert table == [
        [0.05, 0.05, 0.05],
        ["#DIV/0!", "#DIV/0!", "-"],
        ["#VALUE!", 0.02, 0.0005],
        ["#VALUE!", 0.0125, "#N/A"],
    ]
    assert [shown.get((TITLE, row, 5)) for row in (0, 1)] == ["#NAME?", "#VALUE!"]


def test_a_blank_is_seen_in_a_range_of_one_cell(calc: Calc, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(TITLE)
        sheet.write("B1", 100)
        sheet.write_formula("C1", "=KPI.CTR(A1:A1,B1)")
        sheet.write_formula("D1", "=KPI.CTR(B1:B1,B1:B1)")
    shown = read(calc.recalculated(path))
    assert (shown[TITLE, 0, 2], shown[TITLE, 0, 3]) == ("#VALUE!", 1.0)


def test_a_kpicells_of_that_python_is_not_taken_for_ours(
    calc: Calc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kpicells").mkdir()
    (tmp_path / "kpicells" / "__init__.py").write_text("raise ImportError('of another version')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    path = tmp_path / "calls.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet(TITLE).write_formula("A1", "=KPI.CTR(5,100)")
    assert read(calc.recalculated(path)) == {(TITLE, 0, 0): 0.05}


def test_a_saved_sheet_knows_its_functions_again(calc: Calc, tmp_path: Path) -> None:
    path = tmp_path / "first.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(TITLE)
        sheet.write_formula("A1", "=KPI.HOLD_RATE_15S(5,100)")
    again = calc.recalculated(calc.recalculated(path, "ods"), "xlsx")
    assert read(again) == {(TITLE, 0, 0): 0.05}
    stored = openpyxl.load_workbook(BytesIO(again.read_bytes())).worksheets[0]["A1"].value
    assert stored == "=KPI.HOLD_RATE_15S(5,100)"


def test_a_person_types_them_and_is_helped_in_two_languages(calc: Calc) -> None:
    answer = calc.ask(["=KPI_CTR(A1;B1)", '=KPI_TOTAL("CTR";A1:A2;B1:B2)', "=KPI_CTR(A1;0)"])
    assert answer["typed"] == [
        ["0.05", "=KPI_CTR(A1,B1)"],
        ["0.05", '=KPI_TOTAL("CTR",A1:A2,B1:B2)'],
        ["#DIV/0!", "=KPI_CTR(A1,0)"],
    ]
    assert set(answer["wizard"]) == {f"KPI_{kpi_id}" for kpi_id in (*catalog, "TOTAL")}
    for kpi in catalog.values():
        said, arguments = answer["wizard"][f"KPI_{kpi.id}"]
        assert said == f"{kpi.en}. {kpi.meaning}"
        assert [name for name, _, _ in arguments] == [p.en for p in kpi.parameters]
        assert all(text for _, text, _ in arguments)
        assert not any(optional for *_, optional in arguments)
        said, arguments = answer["ru"][f"KPI_{kpi.id}"]
        assert said == f"{kpi.ru}. {kpi.ru_meaning}"
        assert [name for name, _ in arguments] == [p.ru for p in kpi.parameters]
        assert all(text for _, text in arguments)
    assert answer["wizard"]["KPI_DRR"][1][0][1] == "Spend (in one currency)"


def test_an_agencys_own_kpi_is_in_it(tmp_path: Path) -> None:
    points = own_kpi(
        "OUR__POINTS",
        en="Points",
        ru="Баллы",
        formula="(likes + 2*comments) / posts",
        unit=Unit.RATIO,
        better=Better.HIGHER,
        stage=Stage.INTEREST,
    )
    with Own(kpis=(points,)).in_use():
        made = extension()
    calc = Calc(tmp_path / "calc")
    calc.install(made)
    path = tmp_path / "own.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(TITLE)
        sheet.write_row("B1", [10, 20])
        sheet.write_row("B2", [5, 5])
        sheet.write_row("B3", [2, 3])
        sheet.write_formula("A1", "=KPI.OUR_POINTS(B1,B2,B3)")
        sheet.write_formula("A2", '=KPI.TOTAL("OUR__POINTS",B1:C1,B2:C2,B3:C3)')
    shown = read(calc.recalculated(path))
    # (10 + 2*5) / 2, and (30 + 2*10) / 5.
    assert (shown[TITLE, 0, 0], shown[TITLE, 1, 0]) == (10.0, 10.0)
    assert calc.calls() == {"OUR_POINTS": 1, "TOTAL": 1}


def test_own_kpis_that_calc_could_not_tell_apart_are_refused() -> None:
    def own(kpi_id: str) -> Kpi:
        return own_kpi(
            kpi_id, en=kpi_id, ru=kpi_id, formula="likes / posts", unit=Unit.RATIO,
            better=Better.HIGHER, stage=Stage.INTEREST,
        )  # fmt: skip

    kpis = (own("OUR_POINTS"), own("OUR__POINTS"))
    with (
        Own(kpis=kpis).in_use(),
        pytest.raises(DefinitionError, match="cannot tell OUR__POINTS and OUR_POINTS apart"),
    ):
        extension()
