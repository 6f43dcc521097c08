"""The add-in's folder is whole, and what cannot be built is told in one sentence."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kpicells.addin.excel import pyodide_files
from kpicells.addin.excel.building import NotSecure, build
from kpicells.addin.excel.functions import functions_json
from kpicells.addin.excel.pane_data import cards, functions, texts
from kpicells.addin.excel.pyodide_files import NoPyodide, bring_pyodide
from kpicells.addin.excel.python_inside import archive
from kpicells.formulas import catalog
from tests.engines.office_schemas import NODE_TOOLS


def test_every_file_that_the_pages_name_is_there(pages: Path) -> None:
    named = re.findall(r'(?:src|href)="((?!https:)[^"]+)"', (pages / "pane.html").read_text())
    scripts = [path for path in pages.rglob("*.js") if "pyodide" not in path.parts]
    imported = [
        (path.parent / found).resolve()
        for path in scripts
        for found in re.findall(r'from "(\.[^"]+)"', path.read_text("utf-8"))
    ]
    assert len(scripts) > 8
    assert [
        path for path in (*(pages / name for name in named), *imported) if not path.is_file()
    ] == []
    assert (pages / "pyodide" / "pyodide.asm.wasm").stat().st_size > 5_000_000


def test_manifest_names_files_that_are_there(pages: Path) -> None:
    text = (pages / "manifest.xml").read_text("utf-8")
    for name in re.findall(r'"https://localhost:8443/addin/([^"]+)"', text):
        assert (pages / name).is_file(), name


def test_python_inside_is_pure_and_always_the_same() -> None:
    names = zipfile.ZipFile(__import__("io").BytesIO(archive())).namelist()
    assert "kpicells/addin/excel/inside.py" in names
    assert all(name.endswith(".py") for name in names)
    assert archive() == archive()


def test_pyodide_is_the_one_that_the_tests_run() -> None:
    lock = json.loads((NODE_TOOLS / "package-lock.json").read_text("utf-8"))
    locked = lock["packages"]["node_modules/pyodide"]
    assert locked["version"] == pyodide_files.VERSION
    assert locked["integrity"] == pyodide_files.INTEGRITY


def test_another_pyodide_is_refused(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"version": "0.1.0"}')
    with pytest.raises(NoPyodide, match=r"holds version 0.1.0, and the add-in needs pyodide 314"):
        bring_pyodide(tmp_path / "to", tmp_path)
    with pytest.raises(NoPyodide, match="has no pyodide package in it"):
        bring_pyodide(tmp_path / "to", tmp_path / "nowhere")


def test_without_npm_the_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoPyodide, match=r"install Node\.js, or unpack the npm package"):
        bring_pyodide(tmp_path / "to")


def test_what_npm_hands_over_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "npm"
    npm.write_text('#!/bin/sh\necho other > "$4/pyodide.tgz"\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(NoPyodide, match="its digest differs"):
        bring_pyodide(tmp_path / "to")


@pytest.mark.parametrize("url", ["http://kpi.example.com", "kpi.example.com", "https://"])
def test_addresses_that_excel_refuses(url: str, tmp_path: Path) -> None:
    with pytest.raises(NotSecure, match="https:// addresses alone"):
        build(tmp_path, url)


def test_every_kpi_has_a_card_in_both_languages() -> None:
    for lang in ("en", "ru"):
        found = cards(lang)["kpis"]
        assert [card["id"] for card in found] == list(catalog)
        for card in found:
            assert card["meaning"]
            assert card["name"]
            assert card["formula"][0].startswith("<math")
            assert len(card["arguments"]) == len(catalog[card["id"]].arguments)


def test_an_agencys_own_kpi_is_a_function_that_the_server_answers() -> None:
    own = replace(catalog["CTR"], id="CLUB_CTR", ru_meaning="")
    with catalog.extended_by([own]):
        described = functions_json("en", "https://kpi.example.com")["functions"]
        assert "CLUB_CTR" in {function["name"] for function in described}
        assert "CLUB_CTR" in functions()["fromServer"]
        assert {card["id"] for card in cards("en")["kpis"] if card["own"]} == {"CLUB_CTR"}
    assert "CLUB_CTR" not in functions()["names"]


def test_texts_say_the_same_in_both_languages() -> None:
    english, russian = texts("en"), texts("ru")
    assert set(english) == set(russian)
    for key, text in english.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", russian[key])), key


def test_scripts_ask_for_texts_that_exist(pages: Path) -> None:
    known = texts("en")
    for path in pages.rglob("*.js"):
        for key in re.findall(r'\bsay\("([\w-]+)"', path.read_text("utf-8")):
            assert key in known, f"{path.name}: {key}"
