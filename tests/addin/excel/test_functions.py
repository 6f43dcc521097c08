"""Excel is told of every KPI, with help for each argument, in names that Excel takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicells.addin.excel.functions import FROM_WORKSPACE, function_names, functions_json
from kpicells.formulas import catalog
from kpicells.formulas.hosts.named import addin_name
from tests.engines.office_schemas import faults_of_functions

URL = "https://kpi.example.com/addin"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_microsoft_schema_takes_the_functions(lang: str, tmp_path: Path) -> None:
    assert faults_of_functions(functions_json(lang, URL), tmp_path) == []


def test_schema_judges(tmp_path: Path) -> None:
    """The judge would have seen a name that is too short: Excel registers none of the functions."""
    metadata = functions_json("en", URL)
    metadata["functions"][0]["name"] = "ER"
    assert [f["keyword"] for f in faults_of_functions(metadata, tmp_path)] == ["minLength"]


def test_every_kpi_is_a_function_with_its_arguments() -> None:
    functions = {function["id"]: function for function in functions_json("en", URL)["functions"]}
    for kpi in catalog.values():
        function = functions[addin_name(kpi)]
        assert len(function["parameters"]) == len(kpi.arguments)
        if kpi.id not in FROM_WORKSPACE:
            assert [p["name"] for p in function["parameters"]] == list(kpi.arguments)
            assert kpi.en in function["description"]
    assert set(functions) == {addin_name(k) for k in catalog.values()} | {
        "TOTAL",
        *FROM_WORKSPACE,
    }


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_argument_has_help_and_a_name_of_its_own(lang: str) -> None:
    for function in functions_json(lang, URL)["functions"]:
        names = [parameter["name"] for parameter in function["parameters"]]
        assert len(set(names)) == len(names), function["id"]
        assert all(name.isidentifier() for name in names), names
        assert all(parameter["description"] for parameter in function["parameters"])


def test_languages_differ_in_words_only() -> None:
    english, russian = (functions_json(lang, URL)["functions"] for lang in ("en", "ru"))
    for one, other in zip(english, russian, strict=True):
        assert (one["id"], one["name"]) == (other["id"], other["name"])
        assert one["description"] != other["description"]


def test_names_are_no_cells_and_no_macros() -> None:
    """A name that looks like a cell, or that Excel 4 macros had, is refused by Excel."""
    import re

    for name in function_names():
        assert not re.fullmatch(r"[A-Z]{1,3}\d+|R\d+C\d+|RUN|ECHO", name), name


def test_ranges_come_whole_and_errors_come_through() -> None:
    metadata = functions_json("en", URL)
    assert metadata["allowErrorForDataTypeAny"] is True
    for function in metadata["functions"]:
        assert function["options"] == {"cancelable": True}
        for part in (*function["parameters"], function["result"]):
            assert (part["type"], part["dimensionality"]) == ("any", "matrix")
