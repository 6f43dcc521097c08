"""What Sheets shows while a person types a function, and whether the scripts fit the typings."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kpicells.addin.google.functions import function_names
from kpicells.addin.google.side_bar import functions_module as _functions
from kpicells.formulas import catalog
from tests.engines.apps_script import HERE as APPS_SCRIPT
from tests.engines.office_schemas import NODE_TOOLS

ROOT = Path(__file__).parents[3]
TSC = NODE_TOOLS / "node_modules" / ".bin" / "tsc"
_FUNCTION = re.compile(r"/\*\*\n((?: \*.*\n)+?) \*/\nfunction (\w+)\(([^)]*)\)", re.MULTILINE)


def documented(folder: Path) -> dict[str, tuple[str, list[str]]]:
    """Each function's comment and parameters, read as a person would."""
    text = (folder / "Functions.js").read_text("utf-8")
    return {name: (comment, names.split(", ")) for comment, name, names in _FUNCTION.findall(text)}


def test_every_function_has_its_help(folder: Path) -> None:
    found = documented(folder)
    assert sorted(found) == sorted(function_names())
    assert len(found) == len(catalog) + 5  # TOTAL, WHY, OWN, DATA, TARGET; STATUS is a KPI
    for name, (comment, names) in found.items():
        assert comment.count("@customfunction") == 1, name
        assert comment.count("@return") == 1, name
        told = re.findall(r"@param \{[^}]+\} \[?(\w+)\]? (.+)", comment)
        assert [one for one, _ in told] == [one.removeprefix("...") for one in names], name
        assert all(text.strip() for _, text in told), name


def test_the_help_of_one_function_in_both_languages(folder: Path, russian_folder: Path) -> None:
    english, _ = documented(folder)["KPI_CTR"]
    assert english == (
        " * Click-through rate. The share of impressions that led to a click.\n"
        " * = clicks / impressions\n"
        " * Example: =KPI_CTR(5; 100) gives 0.05.\n"
        " *\n"
        " * @param {number} clicks Clicks\n"
        " * @param {number} impressions Impressions\n"
        " * @return {*} A share, 0.05 for 5 %, or a column of them over ranges.\n"
        " * @customfunction\n"
    )
    russian, _ = documented(russian_folder)["KPI_CTR"]
    assert "Кликабельность. Какая доля показов закончилась кликом." in russian
    assert "Пример: =KPI_CTR(5; 100) — получится 0,05." in russian


def test_a_function_is_private_unless_a_cell_or_a_menu_calls_it(folder: Path) -> None:
    """Whatever has no underscore at its end is offered as a function, so it must mean to be one."""
    public = set()
    for path in folder.glob("*.js"):
        public |= set(re.findall(r"^function (\w+[^_\W])\(", path.read_text("utf-8"), re.MULTILINE))
    others = public - set(function_names()) - {"onOpen", "onInstall"}
    assert all(name.startswith("kpicells") for name in others), others


@pytest.mark.parametrize("fixture", ["folder", "russian_folder"])
def test_the_scripts_fit_googles_typings(
    fixture: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder = request.getfixturevalue(fixture)
    options = {
        "allowJs": True, "checkJs": True, "noEmit": True, "strict": True, "noUnusedLocals": False,
        "target": "es2020", "lib": ["es2020"], "types": ["google-apps-script"],
        "typeRoots": [str(NODE_TOOLS / "node_modules" / "@types")], "skipLibCheck": True,
        "moduleDetection": "legacy",
    }  # fmt: skip
    config = tmp_path / "tsconfig.json"
    config.write_text(json.dumps({"compilerOptions": options, "include": [f"{folder}/*.js"]}))
    done = subprocess.run([TSC, "-p", config], capture_output=True, text=True, timeout=120)
    # What is printed from the definitions has no types; everything else about it is checked.
    untyped = re.compile(r"Formulas\.js\(\d+,\d+\): error TS7\d\d\d")
    told = [line for line in done.stdout.splitlines() if "error TS" in line]
    wrong = [line for line in told if not untyped.search(line)]
    assert not wrong, "\n".join(wrong[:20])
    assert (done.returncode == 0) == (not done.stdout)


def test_the_stand_in_fits_them_too() -> None:
    done = subprocess.run([TSC, "-p", APPS_SCRIPT], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_the_side_bars_modules_fit_each_other(tmp_path: Path) -> None:
    """The pages as they are bundled: the Excel pane's own, with those of Google over them."""
    excel, google = ROOT / "addin" / "excel" / "web", ROOT / "addin" / "google" / "web"
    for web in (excel, google):
        shutil.copytree(web, tmp_path / "web", dirs_exist_ok=True)
    data = tmp_path / "web" / "data"
    data.mkdir()
    (data / "functions.js").write_text(_functions())
    options = {
        "allowJs": True, "checkJs": True, "noEmit": True, "strict": True, "target": "es2023",
        "module": "esnext", "moduleResolution": "bundler", "types": [],
        "lib": ["es2023", "dom", "dom.iterable"], "skipLibCheck": True,
    }  # fmt: skip
    files = [str(tmp_path / "web" / "pane" / "main.js"), str(APPS_SCRIPT / "pane.d.ts")]
    config = tmp_path / "tsconfig.json"
    config.write_text(json.dumps({"compilerOptions": options, "files": files}))
    done = subprocess.run(
        [TSC, "-p", config], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    told = [line for line in done.stdout.splitlines() if "error TS" in line]
    assert told, "the parts that only Excel has are always told"
    # What only Excel has: named in types, or asked for behind a question whether it is there.
    excels = re.compile(
        r"web/(pane/host_excel|functions/answers)"
        r"|web/pane/workbook_view.*(makePortable|'names'|'replace'|TS7031)"
    )
    wrong = [line for line in told if not excels.match(line)]
    assert not wrong, "\n".join(wrong)
