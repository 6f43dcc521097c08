"""``kpicells excel install``, ``vba`` and ``lite``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kpicells.addin.excel.udf_lite import lite_main
from kpicells.addin.excel.udf_names import MODULE
from kpicells.formulas import Better, Stage, Unit
from kpicells.formulas.own import Own, own_kpi
from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlwings_setup import configure, refuse_without_excel
from tests.engines.office_schemas import NODE_TOOLS

INTERPRETER = Path("python.exe")
STAND_IN = """
def func(f=None, **options): return f if f else (lambda f: f)
def arg(*names, **options): return lambda f: f
ret = arg
"""
"""What xlwings' decorators do where no Excel listens; xlwings Lite brings its own."""


@pytest.mark.parametrize(
    ("platform", "words"),
    [("linux", "there is no Excel on this computer"), ("darwin", "On a Mac take the add-in")],
)
def test_where_there_is_no_such_excel_another_way_is_named(
    platform: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(TargetError, match=words):
        refuse_without_excel()


def test_the_command_says_so_and_fails() -> None:
    result = CliRunner().invoke(app, ["excel", "install"])
    assert isinstance(result.exception, TargetError)
    assert "kpicells excel lambdas" in str(result.exception)


def test_xlwings_is_told_of_the_module_and_keeps_what_it_knew(tmp_path: Path) -> None:
    settings = tmp_path / ".xlwings" / "xlwings.conf"
    settings.parent.mkdir()
    settings.write_text(
        '"INTERPRETER_MAC","/usr/bin/python"\n"UDF MODULES","mine;other"\n', "utf-8"
    )
    module = configure(settings.parent, INTERPRETER)
    expected = (
        '"INTERPRETER_MAC","/usr/bin/python"\n'
        f'"UDF MODULES","mine;other;{MODULE}"\n'
        '"INTERPRETER_WIN","python.exe"\n'
    )
    assert settings.read_text("utf-8") == expected
    assert module.read_bytes().startswith(b'Attribute VB_Name = "kpicells"\r\n')
    configure(settings.parent, INTERPRETER)
    assert settings.read_text("utf-8") == expected


def test_settings_are_made_where_there_are_none(tmp_path: Path) -> None:
    configure(tmp_path / "new", INTERPRETER, "ru")
    settings = (tmp_path / "new" / "xlwings.conf").read_text("utf-8")
    assert settings == f'"UDF MODULES","{MODULE}"\n"INTERPRETER_WIN","python.exe"\n'


def own_points() -> Own:
    points = own_kpi(
        "OUR_POINTS", en="Points", ru="Баллы", formula="(likes + 2*comments) / posts",
        unit=Unit.RATIO, better=Better.HIGHER, stage=Stage.INTEREST,
    )  # fmt: skip
    return Own(kpis=(points,))


OWN_CALLS = """
assert {0}.KPI_OUR_POINTS([[10.0]], [[5.0]], [[2.0]]) == 10
assert {0}.KPI_TOTAL("OUR_POINTS", [[10.0], [20.0]], [[5.0], [5.0]], [[2.0], [3.0]]) == 10
"""
"""(10 + 2*5) / 2, and (30 + 2*10) / 5."""


def test_an_agencys_own_kpis_reach_windows(tmp_path: Path) -> None:
    folder = tmp_path / ".xlwings"
    with own_points().in_use():
        module = configure(folder, INTERPRETER)
    assert b"Public Function KPI_OUR_POINTS(likes, comments, posts)" in module.read_bytes()
    code = f"from kpicells.addin.excel import udfs\n{OWN_CALLS.format('udfs')}"
    home = {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    configure(folder, INTERPRETER)
    assert sorted(p.name for p in folder.iterdir()) == ["kpicells.bas", "xlwings.conf"]


def test_an_agencys_own_kpis_reach_lite(tmp_path: Path) -> None:
    (tmp_path / "xlwings.py").write_text(STAND_IN, "utf-8")
    with own_points().in_use():
        (tmp_path / "main.py").write_text(lite_main(), "utf-8")
    code = f"import sys\nsys.path.insert(0, '.')\nimport main\n{OWN_CALLS.format('main')}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(TargetError, match="cannot be written"):
        configure(tmp_path / "file" / "inside", INTERPRETER)


@pytest.mark.parametrize(("command", "name"), [("vba", "k.bas"), ("lite", "main.py")])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_files_are_written(tmp_path: Path, command: str, name: str, lang: str) -> None:
    words = ["excel", command, "--out", str(tmp_path / name), "--lang", lang]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    assert name in result.stdout
    result = CliRunner().invoke(app, [*words, "--json"])
    assert json.loads(result.stdout)["file"] == str(tmp_path / name)
    assert (tmp_path / name).stat().st_size > 10_000


def test_the_text_for_lite_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    (tmp_path / "xlwings.py").write_text(STAND_IN, "utf-8")
    (tmp_path / "main.py").write_text(lite_main("ru"), "utf-8")
    code = """
import sys
sys.path.insert(0, ".")
import main
assert main.KPI_CTR([[5.0], [7.0]], [[100.0], [0.0]])[0] == [0.05]
assert main.KPI_TOTAL("CTR", [[5.0], [15.0]], [[100.0], [300.0]]) == 0.05
assert main.KPI_CTR.__doc__.startswith("Кликабельность. ")
import kpicells
assert "kpicells.zip" in kpicells.__file__, kpicells.__file__
"""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_text_for_lite_runs_in_the_python_of_browsers(tmp_path: Path) -> None:
    """Pyodide, on which xlwings Lite runs: errors are Excel's there, some with a reason."""
    (tmp_path / "main.py").write_text(lite_main(), "utf-8")
    script = f"""
import {{ loadPyodide }} from {json.dumps(str(NODE_TOOLS / "node_modules/pyodide/pyodide.mjs"))};
import {{ readFileSync }} from "node:fs";
const python = await loadPyodide();
python.FS.writeFile("/home/pyodide/xlwings.py", {json.dumps(STAND_IN)});
python.FS.writeFile("/home/pyodide/main.py", readFileSync("main.py"));
const found = python.runPython(`
import json, main
found = [main.KPI_CTR([[5.0]], [[100.0]]), main.KPI_CTR([[5.0]], [[0.0]]),
         main.KPI_CTR([[5.0], ["x"]], [[100.0], [1.0]])]
try:
    main.KPI_CTR([[None]], [[1.0]])
except ValueError as error:
    found.append(str(error))
json.dumps(found)
`);
process.stdout.write(found);
"""
    (tmp_path / "run.mjs").write_text(script, "utf-8")
    done = subprocess.run(
        ["node", "run.mjs"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout) == [
        0.05,
        "#DIV/0!",
        [[0.05], ["#VALUE!"]],
        "clicks is blank, but a number is needed",
    ]
