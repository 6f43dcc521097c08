"""The functions of xlwings, called as Excel calls them on Windows, and the VBA for them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kpicells.addin.excel.udf_names import LONGEST_HELP, argument_name, functions
from kpicells.addin.excel.udf_vba import ENCODING, LONGEST_LINE, vba_module
from kpicells.formulas import CellError, Kpi, ZeroDenominator, catalog
from tests.formulas.cases import ERROR, Case, all_cases

PER_KPI = 20
SCRIPT = Path(__file__).parents[2] / "engines" / "xlwings_on_windows.py"
DIV0 = -2146826281
"""#DIV/0! in a cell, as COM hands it over."""


def excel(calls: list[tuple[str, list[Any]]]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, SCRIPT], input=json.dumps(calls), capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@cache
def told() -> dict[str, Any]:
    """What xlwings reads in each function when it imports them."""
    return excel([])


def calls() -> Iterator[tuple[Kpi, Case]]:
    for kpi_id, cases in all_cases().items():
        if kpi_id in catalog:
            for case in cases[:PER_KPI]:
                yield catalog[kpi_id], case


def as_com(argument: Any) -> Any:
    if isinstance(argument, list):
        return [[as_com(cell)] for cell in argument]
    return DIV0 if argument == ERROR else argument


def by_python(kpi: Kpi, case: Case) -> float | str:
    try:
        answer: float = kpi(*map(as_python, case))
    except CellError as error:
        return error.code
    return answer


def as_python(argument: Any) -> Any:
    if isinstance(argument, list):
        return list(map(as_python, argument))
    return ZeroDenominator("in the cell") if argument == ERROR else argument


def test_every_function_answers_as_python_does() -> None:
    made = list(calls())
    answers = excel([(f"KPI_{kpi.id}", [as_com(a) for a in case]) for kpi, case in made])["answers"]
    wrong = []
    for (kpi, case), rows in zip(made, answers, strict=True):
        expected = by_python(kpi, case)
        ((found,),) = rows
        same = found == expected if isinstance(expected, float) else str(found).startswith(expected)
        if not same:
            wrong.append(f"KPI_{kpi.id}{case}: {found!r}, Python {expected!r}")
    assert not wrong, "\n".join(wrong[:5])
    assert len(made) >= 2000


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        (("KPI_CTR", [[[5], [7]], [[100], [0]]]), [[0.05], ["#DIV/0! impressions is zero"]]),
        (("KPI_CTR", [5, [[100, 200]]]), [[0.05, 0.025]]),
        (("KPI_CTR", [[[5], [DIV0]], 100]), [[0.05], ["#DIV/0! clicks is the error #DIV/0!"]]),
        (("KPI_CPL", [{"money": "500.50"}, 25]), [[20.02]]),
        (("KPI_CPL", [[[{"money": "500.50"}], [None]], 25]),
         [[20.02], ["#VALUE! spend is blank, but a number is needed"]]),
        (("KPI_TOTAL", ["CTR", [[5], [15]], [[100], [300]]]), [[0.05]]),
        (("KPI_TOTAL", ["ENGAGEMENTS", [[1], [2]], [[3], [4]], [[5], [6]], [[7], [8]]]), [[36]]),
    ],
)  # fmt: skip
def test_ranges_money_and_errors(call: tuple[str, list[Any]], shown: list[list[Any]]) -> None:
    assert excel([call])["answers"] == [shown]


def test_excel_is_told_of_every_function_and_argument() -> None:
    assert set(told()["told"]) == {f"KPI_{kpi_id}" for kpi_id in (*catalog, "TOTAL")}
    for kpi in catalog.values():
        one = told()["told"][f"KPI_{kpi.id}"]
        assert (one["name"], one["category"]) == (f"KPI_{kpi.id}", "KPI")
        assert [a["name"] for a in one["args"]] == list(map(argument_name, kpi.arguments))
        assert one["ret"]["doc"].startswith(f"{kpi.en}. ")
        assert not one["ret"]["options"]
        for argument, parameter in zip(one["args"], kpi.parameters, strict=True):
            assert argument["doc"].startswith(parameter.en)
            assert len(argument["doc"]) <= LONGEST_HELP
            assert "optional" not in argument


def test_the_module_that_xlwings_writes_declares_them() -> None:
    vba = told()["vba"]
    assert "Function KPI_CTR(clicks, impressions)\n" in vba
    assert "Function KPI_TOTAL(kpi, ParamArray ranges())\n" in vba
    assert vba.count("\nFunction ") + vba.startswith("Function ") == len(catalog) + 1


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_our_module_declares_them_and_their_help(lang: str) -> None:
    text = vba_module(catalog.values(), lang)
    lines = text.split("\r\n")
    assert max(map(len, lines)) <= LONGEST_LINE
    assert "\n" not in text.replace("\r\n", "")
    text.encode(ENCODING)
    declared = re.findall(r"^Public Function (KPI_\w+)\((.*)\) As Variant\r?$", text, re.MULTILINE)
    assert [name for name, _ in declared] == [f"KPI_{f.name}" for f in functions(catalog.values())]
    assert dict(declared)["KPI_CTR"] == "clicks, impressions"
    assert dict(declared)["KPI_TOTAL"] == "kpi, ParamArray ranges() As Variant"
    described = re.findall(r'^    Describe "(KPI_\w+)", _\r?$', text, re.MULTILINE)
    assert described == [name for name, _ in declared]
    if lang == "ru":
        assert '"Кликабельность. ' in text
        assert "?" not in text.replace("#NAME?", "")
    for opening, closing in (("Function", "End Function"), ("Sub", "End Sub")):
        begun = re.findall(rf"^(?:Public|Private) {opening} ", text, re.MULTILINE)
        assert len(begun) == lines.count(closing)


@pytest.mark.parametrize("name", ["date", "Next", "end", "caller"])
def test_a_word_of_vba_is_no_argument(name: str) -> None:
    assert argument_name(name) == f"{name}_"


def test_the_module_itself_needs_no_excel() -> None:
    from kpicells.addin.excel import udfs

    assert udfs.KPI_CTR([[5.0]], [[100.0]]) == 0.05
    assert "KPI_CTR" in udfs.__all__
