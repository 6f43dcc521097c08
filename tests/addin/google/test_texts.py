"""The texts: the same in both languages, with the same values, and none that nobody says."""

from __future__ import annotations

import re
from pathlib import Path

from kpicells.addin.excel.pane_data import texts as excel_texts
from kpicells.addin.google.functions import TEXTS
from kpicells.addin.plain_texts import plain_texts
from kpicells.formulas import Unit

GOOGLE = Path(__file__).parents[3] / "addin" / "google"


def test_texts_say_the_same_in_both_languages() -> None:
    english, russian = plain_texts(TEXTS, "en"), plain_texts(TEXTS, "ru")
    assert list(english) == list(russian)
    for key, text in english.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", russian[key])), key


def test_every_text_is_said() -> None:
    sources = "".join(
        path.read_text("utf-8") for path in GOOGLE.rglob("*") if path.suffix in (".py", ".js")
    )
    said = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', sources))
    said |= {f"returns-{unit.value}" for unit in Unit} | set(excel_texts("en"))
    said |= {f"{kind}-{name}" for kind in ("ask", "function") for name in _ASKED}
    unsaid = [key for key in plain_texts(TEXTS, "en") if key not in said]
    assert not unsaid


_ASKED = ("client", "metric", "kpi", "month", "source", "data", "target", "status")


def test_scripts_ask_for_texts_that_exist() -> None:
    known = plain_texts(TEXTS, "en").keys() | excel_texts("en").keys()
    for path in (GOOGLE / "script").glob("*.js"):
        for key in re.findall(r'say_?\("([^"]+)"', path.read_text("utf-8")):
            assert key in known, f"{path.name}: {key}"
    for path in (GOOGLE / "web").rglob("*.js"):
        for key in re.findall(r'\bsay\("([^"]+)"', path.read_text("utf-8")):
            assert key in known, f"{path.name}: {key}"
