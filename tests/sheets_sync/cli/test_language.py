"""The command's help in Russian: whole, and about the same things as in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.cli.language import VARIABLE, help_texts, spoken
from tests.sheets_sync.cli.test_main_job import run

_RUSSIAN = re.compile("[а-яё]", re.I)
_CODE = re.compile(r"`([^`]+)`")
TEXTS = help_texts()


def commands() -> Iterator[tuple[str, Any]]:
    def below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield name or "kpicells", command
        for word, one in getattr(command, "commands", {}).items():
            yield from below(f"{name} {word}".strip(), one)

    return below("", get_command(app))


@pytest.mark.parametrize(("name", "command"), [pytest.param(*c, id=c[0]) for c in commands()])
def test_each_command_and_parameter_is_explained_in_russian(name: str, command: Any) -> None:
    own = TEXTS.get(name, {})
    assert _RUSSIAN.search(own.get("help", "")), f"{name} has no help in Russian"
    code = {" ".join(one.split()) for one in _CODE.findall(command.help)}
    assert {" ".join(one.split()) for one in _CODE.findall(own["help"])} == code
    for parameter in command.params:
        if parameter.help:
            told = own.get(parameter.name) or TEXTS["every"].get(parameter.name, "")
            assert _RUSSIAN.search(told), f"{name}: {parameter.name} is not told in Russian"
            assert set(_CODE.findall(told)) <= set(_CODE.findall(parameter.help))


def test_nothing_is_explained_that_is_not_there() -> None:
    known = {name: {one.name for one in command.params} for name, command in commands()}
    every = set().union(*known.values())
    for name, told in TEXTS.items():
        if name == "headings":
            continue
        there = every if name == "every" else known[name]
        assert set(told) - {"help"} <= there, name


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ru_RU.UTF-8"}, "ru"),
        ([], {"LANG": "ru_RU.CP1251"}, "ru"),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "ru_RU.UTF-8", VARIABLE: "en"}, "en"),
        ([], {"LANG": "de_DE.UTF-8", VARIABLE: "ru"}, "ru"),
        (["--help", "--lang=ru"], {}, "ru"),
        (["--lang", "en", "--help"], {"LANG": "ru_RU.UTF-8"}, "en"),
        (["formulas", "--lang"], {}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_systems(
    words: list[str], environment: dict[str, str], language: str
) -> None:
    assert spoken(words, environment) == language


def test_a_russian_system_gets_russian_help(tmp_path: Path) -> None:
    env = {"LANG": "ru_RU.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", VARIABLE: "", "COLUMNS": "60"}
    shown = run(tmp_path, "refresh", "--help", **env).stdout
    assert "Заполнить книгу клиента загруженными данными." in shown
    assert "Показать эту справку." in shown
    assert "Параметры" in shown
    assert max(map(len, shown.splitlines())) <= 60
    assert "Fill a client's workbook" in run(tmp_path, "refresh", "--help", LANG="C").stdout


def test_a_russian_system_gets_russian_lists(tmp_path: Path) -> None:
    env = {"LANG": "ru_RU.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", VARIABLE: ""}
    assert "Цена лида" in run(tmp_path, "formulas", **env).stdout
    assert "Cost per lead" in run(tmp_path, "formulas", "--search", "cost of a lead", **env).stdout
    shown = run(tmp_path, "sources", **env).stdout
    assert "выгрузка" in shown
    assert "Any other" not in shown
