"""An agency's own KPI reaches every host and gives the same answer there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from kpicells.formulas import CellError, Kpi, Unit, ZeroDenominator
from kpicells.formulas.hosts import HOSTS, emit
from tests.engines import node
from tests.engines.sheet import Sheet, by_ironcalc, by_libreoffice
from tests.formulas.agreement import agree, snaps
from tests.formulas.cases import Case, drawn
from tests.formulas.own_kpis import POINTS, own, plain

FORMULAS = {
    "OWN_POINTS": (POINTS, {}),
    "OWN_CPM": ("1000 * spend / impressions", {}),
    "OWN_CPL": ("spend / if(leads > 0, leads, 1)", {}),
    "OWN_BLANKS": ("likes + or_blank(saves) - 2 * or_blank(shares)", {}),
    "OWN_CHOICE": (
        "if(leads >= 10 and spend <= 500 or clicks = 0, spend / leads, -1) + if(leads <> 3, 1, 0)",
        {},
    ),
    "OWN_BEST": ("max(likes, comments, shares * 0.5) / min(reach, views)", {}),
    "OWN_STATISTICS": ("abs(likes - views) / sqrt(views) + round_up(likes / 7)", {}),
    "OWN_CURVE": ("ln(1 + likes) * exp(-share) + reach ^ 0.5", {"share": plain(Unit.SHARE)}),
    "OWN_RANGES": ("sum(clicks * value) / sum(impressions)", {"value": plain(Unit.NUMBER)}),
    "OWN_CAPPED": ("sum(min(likes, most)) / count(likes)", {"most": plain(is_range=False)}),
    "OWN_SPREAD": ("(largest(views) - smallest(views)) / median(views)", {}),
    "OWN_HOLES": ("sum(likes + or_blank(saves)) / mean(likes)", {}),
}


@cache
def made() -> dict[str, Kpi]:
    return {
        kpi_id: own(formula, kpi_id, arguments=arguments)
        for kpi_id, (formula, arguments) in FORMULAS.items()
    }


def calls() -> Iterator[tuple[Kpi, int, Case]]:
    for kpi in made().values():
        for number, case in enumerate(drawn(kpi)[:120]):
            yield kpi, number, case


def numeric(case: Case) -> bool:
    """No texts, no logical values: what a typed column holds."""
    flat = [c for cells in case for c in (cells if isinstance(cells, list) else [cells])]
    return all(c is None or type(c) in (int, float) for c in flat)


def python(kpi: Kpi, case: Case) -> float | str:
    try:
        answer: float = kpi(*case)
    except CellError as error:
        return error.code
    return answer


def compare(host: str, answers: list[tuple[Kpi, Case, Any]], at_least: int) -> None:
    wrong = [
        f"{kpi.id}{case}: {host} says {other!r}, Python {python(kpi, case)!r}"
        for kpi, case, other in answers
        if not agree(kpi, host, case, python(kpi, case), other)
    ]
    assert not wrong, "\n".join([f"{len(wrong)} of {len(answers)}", *wrong[:5]])
    assert len(answers) >= at_least
    assert {kpi.id for kpi, _, _ in answers} == set(FORMULAS)


def test_every_host_carries_them() -> None:
    assert {kpi.hosts for kpi in made().values()} == {HOSTS}


def test_known_answers() -> None:
    assert made()["OWN_POINTS"](10, 5, 2, 100) == 26 / 100
    assert made()["OWN_CPM"](50, 10_000) == 5
    assert made()["OWN_CPL"](30, 0) == 30
    assert made()["OWN_CAPPED"]([1, 5, 9], 5) == 11 / 3
    assert made()["OWN_SPREAD"]([1, 2, 9]) == 4
    with pytest.raises(ZeroDenominator, match="reach is zero"):
        made()["OWN_POINTS"](10, 5, 2, 0)


def test_pandas_agrees() -> None:
    answers = []
    for kpi, _, case in calls():
        if not numeric(case):
            continue
        if any(p.is_range for p in kpi.parameters):
            answers.append((kpi, case, python(kpi, tuple(
                pd.Series(c, dtype="float64") if isinstance(c, list) else c for c in case
            ))))  # fmt: skip
            continue
        found = kpi(*(pd.Series([cell], dtype="float64") for cell in case)).iloc[0]
        answers.append((kpi, case, None if pd.isna(found) else float(found)))
    compare("pandas", answers, 600)


def test_duckdb_agrees() -> None:
    answers = []
    with duckdb.connect() as connection:
        for kpi, _, case in calls():
            if not numeric(case):
                continue
            length = max(len(c) if isinstance(c, list) else 1 for c in case)
            if any(isinstance(c, list) and len(c) != length for c in case):
                continue
            rows = [[c[i] if isinstance(c, list) else c for c in case] for i in range(length)]
            columns = ", ".join(f"{name} DOUBLE" for name in kpi.arguments)
            connection.execute(f"CREATE OR REPLACE TABLE facts ({columns})")
            marks = ", ".join("?" * len(case))
            connection.executemany(f"INSERT INTO facts VALUES ({marks})", rows)
            found = connection.execute(f"SELECT {emit(kpi, 'sql')} FROM facts").fetchone()
            assert found is not None
            answers.append((kpi, case, found[0]))
    compare("sql", answers, 600)


def test_javascript_agrees() -> None:
    asked = [(kpi, case) for kpi, _, case in calls() if "=1/0" not in str(case)]
    functions = {kpi.id: emit(kpi, "javascript") for kpi in made().values()}
    given = [
        (kpi.id, [[[cell] for cell in c] if isinstance(c, list) else c for c in case])
        for kpi, case in asked
    ]
    answers = node.run(functions, given)
    found = [answer.get("value", answer.get("code")) for answer in answers]
    pairs = zip(asked, found, strict=True)
    compare("javascript", [(kpi, case, other) for (kpi, case), other in pairs], 1000)


@cache
def on_a_sheet() -> list[tuple[Kpi, Case]]:
    """What spreadsheets are asked: texts in cells are proven for the catalogue already."""
    return [(kpi, case) for kpi, _, case in calls() if numeric(case) and not snaps(kpi, case)]


def test_excel_s_formula_agrees() -> None:
    sheet = Sheet()
    for kpi, case in on_a_sheet():
        sheet.formulas.append(emit(kpi, "excel", sheet.add(case)))
    pairs = zip(on_a_sheet(), by_ironcalc(sheet), strict=True)
    compare("excel", [(kpi, case, other) for (kpi, case), other in pairs], 400)


def test_the_named_function_agrees() -> None:
    sheet = Sheet()
    asked = [
        (k, c) for k, c in on_a_sheet() if not any(isinstance(v, list) and len(v) == 1 for v in c)
    ]
    for kpi, case in asked:
        sheet.formulas.append(f"=KPI_{kpi.id}({','.join(sheet.add(case))})")
    names = {f"KPI_{kpi.id}": emit(kpi, "lambda") for kpi in made().values()}
    pairs = zip(asked, by_ironcalc(sheet, names), strict=True)
    compare("lambda", [(kpi, case, other) for (kpi, case), other in pairs], 400)


def test_libreoffice_agrees(tmp_path: Path) -> None:
    sheet = Sheet()
    for kpi, case in on_a_sheet():
        sheet.formulas.append(emit(kpi, "libreoffice", sheet.add(case)))
    pairs = zip(on_a_sheet(), by_libreoffice(sheet, tmp_path), strict=True)
    compare("libreoffice", [(kpi, case, other) for (kpi, case), other in pairs], 400)


def test_google_s_texts_are_those_of_excel_and_of_the_named_function() -> None:
    for kpi in made().values():
        assert emit(kpi, "google") == emit(kpi, "excel")
        head, _, body = emit(kpi, "lambda").partition(",IF(")
        assert head.startswith("=LAMBDA(")
        assert emit(kpi, "google-function") == f"=IF({body.removesuffix(')')}"
