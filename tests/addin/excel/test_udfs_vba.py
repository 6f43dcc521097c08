"""The VBA module runs: LibreOffice's Basic, which knows VBA, takes the part of Excel."""

from __future__ import annotations

import json
from pathlib import Path

from kpicells.addin.excel.udf_names import Function, functions
from kpicells.addin.excel.udf_vba import vba_module
from kpicells.formulas import catalog
from tests.engines.calc_extension import Calc

TEXTS = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]


def _called(function: Function) -> str:
    """A statement that calls a function with 1, 2, 3, ... and tells the answer."""
    given = ", ".join(str(n) for n in range(1, len(function.arguments) + 1))
    return f"Try{{n}} = Told(KPI_{function.name}({given}))"


def test_it_compiles_and_hands_arguments_and_errors_on(tmp_path: Path) -> None:
    every = list(functions(catalog.values()))
    tries = [_called(function) for function in every]
    tries += [f'Try{{n}} = Told(KPI_CTR("{text} a reason", 2))' for text in TEXTS]
    tries += [
        'Try{n} = Told(KPI_CTR("# is no error", 2))',
        "Dim cells(1, 0)\ncells(0, 0) = 5\ncells(1, 0) = \"#DIV/0! zero\"\n"
        "Dim found\nfound = KPI_CTR(cells, 2)\n"
        "Try{n} = Told(found(0, 0)) & \"; \" & Told(found(1, 0))",
        "Dim row\nrow = KPI_CTR(Array(5, \"#N/A none\"), 2)\n"
        "Try{n} = Told(row(0)) & \"; \" & Told(row(1))",
    ]  # fmt: skip
    module = tmp_path / "kpicells.bas"
    module.write_text(vba_module(catalog.values()).replace("\r\n", "\n"), "utf-8")
    statements = [text.replace("{n}", str(n)) for n, text in enumerate(tries)]
    found = Calc(tmp_path / "calc").run("ask_basic.py", str(module), json.dumps(statements))
    # The stand-in for xlwings answers with the first argument.
    assert found[: len(every)] == ["Integer 1"] * len(every)
    errors = found[len(every) : len(every) + len(TEXTS)]
    # Excel's own numbers of its errors, in the order of TEXTS.
    assert errors == [f"error {n}" for n in (2007, 2042, 2029, 2000, 2036, 2023, 2015)]
    assert found[-3:] == [
        "String # is no error",
        "Integer 5; error 2007",
        "Integer 5; error 2042",
    ]
