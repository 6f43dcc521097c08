"""In which language the command speaks, and its help in that language."""

from __future__ import annotations

import locale
import os
import sys
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, TypeVar

Command = TypeVar("Command")
VARIABLE = "KPICELLS_LANG"
"""Environment: ``ru`` or ``en``, where the system's language is not the wanted one."""
_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken(words: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """The language that a person reads: as asked for with ``--lang``, or the system's.

    Args:
        words: The command line.
        environment: The variables of the environment.

    Returns:
        ``"ru"`` or ``"en"``.

    >>> spoken(["refresh", "--help", "--lang", "ru"], {"LANG": "en_GB.UTF-8"})
    'ru'
    >>> spoken(["refresh"], {"LC_ALL": "ru_RU.UTF-8", "KPICELLS_LANG": "en"})
    'en'
    """
    for index, word in enumerate(words):
        if word == "--lang" and words[index + 1 : index + 2] in (["ru"], ["en"]):
            return words[index + 1]
        if word in ("--lang=ru", "--lang=en"):
            return word[-2:]
    if (wanted := environment.get(VARIABLE, "").lower()[:2]) in ("ru", "en"):
        return wanted
    told = next((environment[name] for name in _SYSTEM if environment.get(name)), "")
    if not told and sys.platform == "win32":
        told = locale.getlocale()[0] or ""
    return "ru" if told.lower().startswith("ru") else "en"


def help_texts() -> dict[str, dict[str, str]]:
    """The Russian help: for each command its text and those of its parameters."""
    text = files("kpicells.sheets_sync.cli") / "texts" / "help.ru.toml"
    return tomllib.loads(text.read_text("utf-8"))


def in_russian(command: Command) -> Command:
    """A command and all below it, with their help in Russian.

    Its headings are those of all commands of this process.
    """
    from typer import rich_utils

    texts = help_texts()
    for name, heading in texts["headings"].items():
        setattr(rich_utils, name, heading)
    _translate(command, "", texts)
    return command


def _translate(command: Any, name: str, texts: Mapping[str, Mapping[str, str]]) -> None:
    own = texts.get(name or "kpicells", {})
    command.help = own.get("help", command.help or "").strip()
    for parameter in command.params:
        if getattr(parameter, "help", None):
            told = own.get(parameter.name) or texts["every"].get(parameter.name)
            parameter.help = told or parameter.help
    ask = command.get_help_option

    def help_option(context: Any) -> Any:
        if option := ask(context):
            option.help = texts["every"]["help"]
        return option

    command.get_help_option = help_option
    for word, below in getattr(command, "commands", {}).items():
        _translate(below, f"{name} {word}".strip(), texts)
