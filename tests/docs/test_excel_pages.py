"""docs/excel-without-addin.md, libreoffice.md and xlwings.md: their commands are there and work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner

from kpicells.formulas import catalog
from kpicells.sheets_sync.cli.app import app

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("excel-without-addin.md", "libreoffice.md", "xlwings.md")
NOT_HERE = ("kpicells libreoffice install", "kpicells excel install")
"""They change the programs of the computer; their own tests try them elsewhere."""


def commands(page: str) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    blocks = "".join(re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S))
    whole = [line.partition("#")[0].strip() for line in blocks.splitlines()]
    inline = re.findall(r"`(kpicells (?:excel|libreoffice|emit) [^`]+)`", text)
    return [c for c in dict.fromkeys((*whole, *inline)) if c]


@pytest.mark.parametrize("page", PAGES)
def test_commands_of_the_page_work(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("report.xlsx", "FILE.xlsx"):
        with xlsxwriter.Workbook(tmp_path / name) as book:
            book.add_worksheet().write_formula("A1", "=KPI.CTR(B1,C1)")
    assert commands(page)
    for command in commands(page):
        _, *words = shlex.split(command)
        if command in NOT_HERE:
            words.append("--help")
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, f"{command}: {result.output}{result.exception}"


@pytest.mark.parametrize("page", PAGES)
def test_links_of_the_page_lead_somewhere(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)\)", text)
    assert targets
    for target in targets:
        assert target.startswith("https://") or (DOCS / target).is_file(), target


def test_the_python_of_the_page_is_true() -> None:
    assert catalog["CTR"](clicks=5, impressions=100) == 0.05
    assert 'catalog["CTR"](clicks=5, impressions=100)  # 0.05' in (
        (DOCS / "xlwings.md").read_text("utf-8")
    )
