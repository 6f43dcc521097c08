"""The package holds what the tree holds, under one import name, and type checkers see all of it."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("addin", "formulas", "sheets_sync", "templates")


def _python_files() -> set[str]:
    """Every module as it should be called in the wheel."""
    inner = {
        f"kpicells/{path.relative_to(ROOT).as_posix()}"
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
    }
    return inner | {f"kpicells/{path.name}" for path in (ROOT / "kpicells").glob("*.py")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("wheel")
    # A copy, so that building leaves no traces in the checkout.
    source = tmp_path_factory.mktemp("source")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    for name in filter(None, tracked):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", out, source],
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(out.glob("*.whl")))


def test_wheel_has_every_module_of_the_tree(wheel: zipfile.ZipFile) -> None:
    shipped = {name for name in wheel.namelist() if name.endswith(".py")}
    assert shipped == _python_files(), "compare [tool.setuptools] packages with the folders"


def test_wheel_takes_one_name_only(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kpicells"}


def test_wheel_ships_texts_samples_and_types(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert "kpicells/py.typed" in names
    for folder, ending in (
        ("templates/texts", ".ftl"),
        ("sheets_sync/cli/texts", ".toml"),
        ("sheets_sync/demo/exports", ".csv"),
        ("addin/excel/texts", ".ftl"),
        ("addin/excel/web/pane", ".js"),
        ("addin/excel/web/icons", ".png"),
    ):
        in_tree = {p.name for p in (ROOT / folder).glob(f"*{ending}")}
        in_wheel = {Path(n).name for n in names if n.startswith(f"kpicells/{folder}/")}
        assert in_tree
        assert in_tree <= in_wheel


def test_type_checker_sees_every_module() -> None:
    """Without the link tree mypy says "Success" having checked nothing."""
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    found = re.search(r"no issues found in (\d+) source files", done.stdout)
    assert found, done.stdout[-2000:]
    # Folders of data count as well, as namespaces.
    assert int(found[1]) >= len(_python_files())


def test_source_files_can_be_read_in_one_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in (*FOLDERS, "kpicells", "tests", "bench")
        for path in (ROOT / folder).rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long, "split these by idea"


ALLOWED = {
    "formulas": set(),
    "templates": {"formulas"},
    "addin": {"formulas", "templates"},
    "sheets_sync": {"formulas", "templates", "addin"},
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_point_one_way(folder: str) -> None:
    import ast

    wrong = []
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                parts = name.split(".")
                if (
                    parts[0] == "kpicells"
                    and len(parts) > 1
                    and parts[1] in FOLDERS
                    and parts[1] not in ALLOWED[folder] | {folder}
                ):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} imports {name}")
    assert not wrong
