"""What the README shows works as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import typer

from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.sources.mapping import load_mapping

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, flags=re.DOTALL)


def shown() -> list[tuple[str, str]]:
    """Each ``$ command`` with the output below it; empty where none is shown."""
    found: list[list[str]] = []
    for line in "\n".join(blocks("sh")).splitlines():
        if line.startswith("$ "):
            found.append([line[2:].partition("#")[0].strip(), ""])
        elif line.strip() and found and not line.startswith(("kpicells", "make", "pipx", "cd ")):
            found[-1][1] += line + "\n"
    return [(command, output) for command, output in found]


@pytest.mark.parametrize(("command", "output"), shown())
def test_a_command_prints_what_is_shown(command: str, output: str) -> None:
    program, *words = shlex.split(command)
    assert program == "kpicells"
    done = subprocess.run(
        [sys.executable, "-m", "kpicells", *words], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    if output:
        assert done.stdout == output
    else:
        assert "CPL" in done.stdout


def test_the_agencys_way_runs_as_it_stands_there(tmp_path: Path) -> None:
    (block,) = [one for one in blocks("sh") if "kpicells init agency" in one]
    exports = ROOT / "sheets_sync" / "demo" / "exports"
    copying = f"cp {shlex.quote(str(exports))}/*2026-11-01.csv exports/"
    script = re.sub(r"(?m)^cd agency.*$", rf"cd agency; {copying}", block)
    here = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{here}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-e", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "agency/clients/Nordlys Coffee/Nordlys Coffee.xlsx").is_file()


def test_the_python_example_runs() -> None:
    table = pd.DataFrame({"clicks": [5], "impressions": [100]})
    for block in blocks("python"):
        exec(block, {"table": table})


def test_the_mapping_file_is_one(tmp_path: Path) -> None:
    (block,) = blocks("toml")
    path = tmp_path / "mapping.toml"
    path.write_text(block, "utf-8")
    assert load_mapping(path).metrics["leads"] == "Enquiries"


def test_every_command_that_is_named_exists() -> None:
    known = set(typer.main.get_group(app).commands)
    named = set(re.findall(r"kpicells ([a-z]+)\b", TEXT))
    assert named - {"takes", "wrote", "tables"} <= known | {"demo"}, named - known


def test_the_kinds_that_a_refresh_leaves_alone_are_counted() -> None:
    page = (ROOT / "docs" / "preservation.md").read_text("utf-8")
    table = [line for line in page.splitlines() if line.startswith("| ")]
    assert f"checked for {len(table) - 1} kinds of content" in " ".join(TEXT.split())


def test_pictures_and_pages_that_are_linked_exist() -> None:
    for target in re.findall(r"\[[^]\"]*\]\(([^)#\s]+)\)", TEXT):
        assert target.startswith("http") or (ROOT / target).exists(), target
