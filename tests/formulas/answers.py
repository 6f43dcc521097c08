"""Every host's answers to every case, each host in one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import duckdb
import pandas as pd

from kpicells.formulas import CellError, Kpi, Unprintable, ZeroDenominator
from kpicells.formulas.hosts import emit
from tests.engines import node
from tests.engines.sheet import Sheet, by_ironcalc, by_libreoffice
from tests.formulas.cases import ERROR, Case, all_cases, flat, kpi_of

Answer: TypeAlias = "float | str | None"
"""A number, an error code, or None for a missing value."""
Answers: TypeAlias = dict[tuple[str, int], Answer]
"""By KPI and number of the case; cases that a host cannot be given are left out."""


def _cases() -> Iterator[tuple[Kpi, int, Case]]:
    for kpi_id, cases in all_cases().items():
        for number, case in enumerate(cases):
            yield kpi_of(kpi_id), number, case


def python() -> Answers:
    return {(kpi.id, number): _call(kpi, case) for kpi, number, case in _cases()}


def _call(kpi: Kpi, case: Case) -> Answer:
    try:
        answer: float = kpi(*_with_errors(case))
    except CellError as error:
        return error.code
    return answer


def _with_errors(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_with_errors(part) for part in value]
    is_error = isinstance(value, str) and value == ERROR
    return ZeroDenominator("the cell holds it") if is_error else value


def pandas() -> Answers:
    """All cases of a KPI as columns; a KPI over ranges is given a column for each range."""
    found: Answers = {}
    for kpi_id, cases in all_cases().items():
        kpi = kpi_of(kpi_id)
        fit = [(number, case) for number, case in enumerate(cases) if _has_numbers_only(case)]
        if any(parameter.is_range for parameter in kpi.parameters):
            for number, case in fit:
                columns = [pd.Series(cells) if isinstance(cells, list) else cells for cells in case]
                found[kpi_id, number] = _call(kpi, tuple(columns))
            continue
        columns = [
            pd.Series(cells, dtype="float64") for cells in zip(*(c for _, c in fit), strict=True)
        ]
        result = kpi(*columns)
        for (number, _), value in zip(fit, result, strict=True):
            found[kpi_id, number] = None if pd.isna(value) else float(value)
    return found


def sql() -> Answers:
    """One query per KPI; ranges are columns, and their case is the group."""
    found: Answers = {}
    for kpi_id, cases in all_cases().items():
        kpi = kpi_of(kpi_id)
        if "sql" not in kpi.hosts:
            continue
        records = [
            (number, *row)
            for number, case in enumerate(cases)
            if _has_numbers_only(case)
            for row in _rows(case)
        ]
        connection = duckdb.connect()
        names = ", ".join(f'"{name}" DOUBLE' for name in kpi.arguments)
        connection.execute(f"CREATE TABLE cases (number INT, {names})")
        frame = pd.DataFrame(records, columns=["number", *kpi.arguments])
        connection.execute("INSERT INTO cases SELECT * FROM frame")
        group = "GROUP BY number" if any(p.is_range for p in kpi.parameters) else ""
        query = f"SELECT number, {emit(kpi, 'sql')} FROM cases {group}"
        assert frame is not None
        found |= {(kpi_id, number): value for number, value in connection.sql(query).fetchall()}
    return found


def _rows(case: Case) -> Iterator[tuple[Any, ...]]:
    length = max((len(cells) for cells in case if isinstance(cells, list)), default=1)
    for place in range(length):
        yield tuple(
            _cell(cells[place] if place < len(cells) else None)
            if isinstance(cells, list)
            else cells
            for cells in case
        )


def _cell(cell: Any) -> Any:
    return None if cell == "" else cell


def _has_numbers_only(case: Case) -> bool:
    """Whether a typed column can hold the case; an empty text is a missing value there."""
    return not any(isinstance(cell, (str, bool)) and cell != "" for cell in flat(case)) and not any(
        cell == "" for cell in case
    )


def javascript() -> Answers:
    keys, calls, functions = [], [], {}
    for kpi, number, case in _cases():
        functions[kpi.id] = emit(kpi, "javascript")
        keys.append((kpi.id, number))
        calls.append((kpi.id, [_range_of_rows(value) for value in case]))
    answers = node.run(functions, calls)
    return {
        key: answer["value"] if "value" in answer else answer["code"]
        for key, answer in zip(keys, answers, strict=True)
    }


def _range_of_rows(value: Any) -> Any:
    """Apps Script and Office.js give a range as rows of cells, and an error as its text."""
    if isinstance(value, list):
        return [[_range_of_rows(cell)] for cell in value]
    return "#DIV/0!" if value == ERROR else value


def _spreadsheet(
    formula: Callable[[Kpi, list[str]], str], compute: Callable[[Sheet], list[float | str]]
) -> Answers:
    sheet, keys = Sheet(), []
    for kpi, number, case in _cases():
        if any(p.blank_is_zero and v == "" for p, v in zip(kpi.parameters, case, strict=True)):
            continue  # an empty text is a blank to Python, and a text to a cell
        references = sheet.add([_cells(argument) for argument in case])
        try:
            sheet.formulas.append(formula(kpi, references))
        except Unprintable:
            sheet.rows.pop()
            continue
        keys.append((kpi.id, number))
    return dict(zip(keys, compute(sheet), strict=True))


def _cells(argument: Any) -> Any:
    """XLSX has no cell with an empty text but as a formula's answer."""
    if isinstance(argument, list):
        return [_cells(cell) for cell in argument]
    return '=""' if argument == "" else argument


def excel() -> Answers:
    return _spreadsheet(lambda kpi, cells: emit(kpi, "excel", cells), by_ironcalc)


def lambda_() -> Answers:
    """Typed as a person types it: the defined name, called over cells."""
    names = {f"KPI_{kpi_id}": emit(kpi_of(kpi_id), "lambda") for kpi_id in all_cases()}
    found = _spreadsheet(
        lambda kpi, cells: f"=KPI_{kpi.id}({','.join(cells)})",
        lambda sheet: by_ironcalc(sheet, names),
    )
    # IronCalc hands a range of one cell to a LAMBDA as a mere value, Excel as a range.
    single = {
        (kpi.id, number)
        for kpi, number, case in _cases()
        if any(isinstance(cells, list) and len(cells) == 1 for cells in case)
    }
    return {key: answer for key, answer in found.items() if key not in single}


def libreoffice() -> Answers:
    with TemporaryDirectory() as folder:
        found = _spreadsheet(
            lambda kpi, cells: emit(kpi, "libreoffice", cells),
            lambda sheet: by_libreoffice(sheet, Path(folder)),
        )
    # LibreOffice cannot tell TRUE from 1 inside a range.
    logical = {
        (kpi.id, number)
        for kpi, number, case in _cases()
        if any(isinstance(c, bool) for cells in case if isinstance(cells, list) for c in cells)
    }
    return {key: answer for key, answer in found.items() if key not in logical}


PROOFS: dict[str, Callable[[], Answers]] = {
    "pandas": pandas,
    "sql": sql,
    "javascript": javascript,
    "excel": excel,
    "lambda": lambda_,
    "libreoffice": libreoffice,
}
"""How each host is proven. Google's two texts are Excel's and LAMBDA's own, see their test."""


@cache
def answers(host: str) -> Answers:
    """A host's answers, computed once."""
    return python() if host == "python" else PROOFS[host]()
