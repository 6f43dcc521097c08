"""Every command line that the README and the pages show is one that kpicells takes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from kpicells.sheets_sync.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
_STOPS = ("#", "|", "||", "&&", ">", ">>", "2>", ";", "->")


def command_lines(text: str) -> Iterator[str]:
    """Lines of sh blocks, and code in sentences, that begin with ``kpicells``."""
    for block in re.findall(r"```(?:sh|console|bash)\n(.*?)```", text, flags=re.DOTALL):
        joined = block.replace("\\\n", " ")
        for line in joined.splitlines():
            words = line.strip().removeprefix("$ ")
            if words.startswith("kpicells "):
                yield words
    without_blocks = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    for code in re.findall(r"`(kpicells [^`]+)`", without_blocks):
        yield " ".join(code.split())


SHOWN = sorted({(page, line) for page in PAGES for line in command_lines(page.read_text("utf-8"))})


def words_of(line: str) -> list[str]:
    """A command line's words after ``kpicells``, up to a comment or a pipe."""
    words = shlex.split(line, comments=True)[1:]
    end = next((index for index, word in enumerate(words) if word in _STOPS), len(words))
    return words[:end]


@pytest.mark.parametrize(
    ("page", "line"), [pytest.param(p, line, id=f"{p.stem}: {line}") for p, line in SHOWN]
)
def test_a_command_that_is_shown_is_known_with_its_options(page: Path, line: str) -> None:
    command = typer.main.get_command(app)
    words = words_of(line)
    while words and (known := getattr(command, "commands", None)):
        assert words[0] in known, f"{page.name}: there is no command {line!r}"
        command = known[words.pop(0)]
    options = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    for word in words:
        name = word.partition("=")[0]
        if re.fullmatch(r"--?[a-z][a-z-]*", name):
            assert name in options | {"--help"}, f"{page.name}: {line!r} has no option {name}"


def test_there_are_many_of_them() -> None:
    assert len(SHOWN) > 60
