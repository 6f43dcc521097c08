"""A workbook that calls KPIs over drawn cells, and what Python says to each call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ironcalc
import xlsxwriter

from kpicells.formulas import CellError, Kpi, ZeroDenominator, catalog
from tests.engines.sheet import Content, Sheet
from tests.formulas.agreement import agree, snaps
from tests.formulas.cases import ERROR, Case, all_cases

TITLE = "Calls"


@dataclass(frozen=True)
class Called:
    """One call in column A of a row."""

    kpi: Kpi
    case: Case
    cells: list[str]

    @property
    def expected(self) -> float | str:
        """What Python says: a number or an error's code."""
        try:
            answer: float = self.kpi(*_python_values(self.case))
        except CellError as error:
            return error.code
        return answer


def calls_over(sheet: Sheet, per_kpi: int) -> Iterator[Called]:
    """A few cases of every KPI and of three totals, their cells added to a sheet.

    Left out are the cases in which all spreadsheets differ from IEEE arithmetic, and what
    XlsxWriter does not write as it is: empty texts, and numbers of 17 digits.
    """
    for kpi_id, cases in all_cases().items():
        if kpi_id.removesuffix("_TOTAL") not in catalog:
            continue
        kpi, taken = catalog[kpi_id], 0
        for case in cases:
            if taken < per_kpi and not _unfit(kpi, case):
                taken += 1
                yield Called(kpi, case, sheet.add(case))


def _unfit(kpi: Kpi, case: Case) -> bool:
    # IronCalc hands a range of one cell to a LAMBDA as a mere value, Excel as a range.
    single = any(isinstance(cells, list) and len(cells) == 1 for cells in case)
    return single or snaps(kpi, case) or any(map(_changes_in_a_file, _flat(case)))


def _changes_in_a_file(cell: Any) -> bool:
    return cell == "" or (isinstance(cell, float) and float(f"{cell:.16G}") != cell)


def write(
    path: Path, sheet: Sheet, formulas: Sequence[str], *, values: Sequence[Any] | None = None
) -> None:
    """Write the cells, and the formulas into column A with ``#NAME?`` for their values."""
    stored = values or ["#NAME?"] * len(formulas)
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(TITLE)
        for line, (row, formula) in enumerate(zip(sheet.rows, formulas, strict=True)):
            page.write_formula(line, 0, formula, None, stored[line])
            for column, content in enumerate(row, 1):
                _put(page, line, column, content)


def _put(page: Any, line: int, column: int, content: Content) -> None:
    if isinstance(content, bool):
        page.write_boolean(line, column, content)
    elif isinstance(content, str) and content.startswith("="):
        page.write_formula(line, column, content, None, "#DIV/0!")
    elif isinstance(content, str):
        page.write_string(line, column, content)
    elif content is not None:
        page.write_number(line, column, content)


def computed_by_ironcalc(path: Path, count: int) -> list[float | str]:
    """Column A as IronCalc computes the file."""
    model = ironcalc.load_from_xlsx(str(path))
    model.evaluate()
    return [model.get_cell_value(0, line, 1) for line in range(1, count + 1)]


def disagreements(
    calls: Sequence[Called], answers: Sequence[Any], host: str, said: Callable[[int], str]
) -> list[str]:
    """What a host says otherwise than Python, with the formula."""
    return [
        f"{said(number)} over {call.case}: {host} says {answer!r}, Python {call.expected!r}"
        for number, (call, answer) in enumerate(zip(calls, answers, strict=True))
        if not agree(call.kpi, host, call.case, call.expected, answer)
    ]


def _python_values(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_python_values(part) for part in value]
    return (
        ZeroDenominator("the cell holds it") if isinstance(value, str) and value == ERROR else value
    )


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _flat(part)
    else:
        yield value
