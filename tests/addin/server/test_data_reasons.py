"""Every reason why there is no number of a client is told in Russian too."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kpicells.addin.server.data_reasons import in_russian
from tests.addin.server.serving import ask, serving

ROOT = Path(__file__).parents[3]
RAISING = (
    *("addin/server/data_functions.py", "sheets_sync/facts/figures.py"),
    "sheets_sync/serving/workspace.py",
)


def _sentences() -> list[str]:
    """Each sentence that the modules raise, with a word in the place of what varies."""
    found = []
    for path in RAISING:
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                said = node.exc.args[0]
                if isinstance(said, ast.Constant):
                    found.append(str(said.value))
                elif isinstance(said, ast.JoinedStr):
                    found.append("".join(map(_shown, said.values)))
    return found


def _shown(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    text = ast.unparse(part)
    if "len(values)" in text:
        return "2"
    if "missing" in text:
        return "target"
    if "month" in text or "first" in text or "last" in text:
        return "2026-10"
    if "_of(source)" in text:
        return " from tiktok"
    if "hint or" in text:
        return ". Did you mean leads?"
    return "'word'" if part.conversion == ord("r") else "word"


@pytest.mark.parametrize("sentence", _sentences())
def test_it_has_a_translation(sentence: str) -> None:
    assert re.search("[а-яё]", in_russian(sentence)), sentence


def test_it_comes_through_the_server() -> None:
    with serving() as client:
        alone, inside = ask(
            client,
            ("DATA", ["Client", "reach"]),
            ("DATA", [["A", "B"], "reach"]),
            **{"Accept-Language": "ru"},
        )
    said = "у сервера нет рабочей папки: запустите его с --workspace"
    assert alone == {"error": "#N/A", "reason": said}
    assert inside == {"value": [[alone, alone]]}
