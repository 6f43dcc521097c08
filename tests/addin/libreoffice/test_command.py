"""``kpicells libreoffice`` as people and programs use it."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kpicells.formulas import catalog
from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.libreoffice_extension import install
from kpicells.sheets_sync.workspace import Workspace


def test_the_extension_is_made(tmp_path: Path) -> None:
    out = tmp_path / "our.oxt"
    result = CliRunner().invoke(app, ["libreoffice", "extension", "--out", str(out), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["functions"] == len(catalog)
    assert "component.py" in zipfile.ZipFile(out).namelist()


@pytest.mark.parametrize(("lang", "words"), [("en", "Double-click"), ("ru", "двойным щелчком")])
def test_it_says_what_to_do_next(tmp_path: Path, lang: str, words: str) -> None:
    out = str(tmp_path / "k.oxt")
    result = CliRunner().invoke(app, ["libreoffice", "extension", "--out", out, "--lang", lang])
    assert result.exit_code == 0, result.output
    assert words in result.stdout


def test_a_workspaces_own_kpis_are_in_it(tmp_path: Path) -> None:
    Workspace.make(tmp_path)
    (tmp_path / "kpis.toml").write_text(
        '[OUR_POINTS]\nen = "Points"\nru = "Баллы"\nformula = "likes / posts"\n'
        'unit = "ratio"\nbetter = "higher"\nstage = "interest"\n',
        "utf-8",
    )
    out = tmp_path / "our.oxt"
    words = ["libreoffice", "extension", "--out", str(out), "--workspace", str(tmp_path)]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(out) as file:
        assert b"KPI_OUR_POINTS" in file.read("CalcAddIns.xcu")
        assert "own_kpis.pickle" in file.namelist()


def test_a_file_that_is_no_extension_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.oxt"
    bad.write_bytes(b"no extension")
    shared = ["--shared"] if os.geteuid() == 0 else []
    profile = [
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        f"-env:UNO_SHARED_PACKAGES_CACHE={(tmp_path / 'shared').as_uri()}",
    ]
    with pytest.raises(TargetError, match=r"bad.oxt: LibreOffice did not install it"):
        install(bad, [*shared, *profile])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused")
def test_root_is_told_to_install_as_a_person(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="run this as yourself"):
        install(tmp_path / "k.oxt")
