"""`kpicells init` at a terminal, in both languages, with mistakes on the way."""

from __future__ import annotations

import os
import pty
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")


def walked(folder: Path, answers: Sequence[str], *words: str) -> str:
    """What stands on the terminal at the end, every question being answered in turn."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover  (another process)
        os.chdir(folder)
        os.environ |= {"COLUMNS": "200", "NO_COLOR": "1", "LANG": "C.UTF-8"}
        os.execv(sys.executable, [sys.executable, "-m", "kpicells", "init", "agency", *words])
    shown, waiting = "", list(answers)
    seen = 0
    while True:
        try:
            shown += os.read(terminal, 4096).decode("utf-8", "replace")
        except OSError:  # the other end is closed
            break
        asks = shown.endswith(": ") and len(shown) > seen and not shown.endswith("\r\n")
        if asks and waiting:
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
            seen = len(shown) + 1
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, shown
    assert not waiting, shown
    return shown.replace("\r\n", "\n")


def plan_of(folder: Path, client: str) -> dict[str, Any]:
    return tomllib.loads((folder / "agency/clients" / client / "plan.toml").read_text("utf-8"))


def test_everything_is_asked_and_mistakes_are_asked_again(tmp_path: Path) -> None:
    answers = ["de", "en", "Nordlys", "x" * 61, "2", "metaads", "meta_ads ga4", "4", "launch", "5",
               "3", "Björk gives coffee away", "1 2 9", "1 4 2 sessions"]  # fmt: skip
    shown = walked(tmp_path, answers)
    assert "“metaads” is none of them. Did you mean: meta_ads" in shown
    assert "1 Leads (action): the business result itself" in shown
    assert "There is no KPI '9'" in shown
    assert "Stages of the funnel: action, interest." in shown
    plan = plan_of(tmp_path, "Nordlys")
    kept = ("goal", "lang", "stage", "cadence_months", "competition")
    assert [plan[key] for key in kept] == ["leads", "en", "launch", 3, "Björk gives coffee away"]
    assert [k.get("kpi") or k["metric"] for k in plan["kpis"]] == [
        "leads",
        "CTR",
        "CPL",
        "sessions",
    ]


def test_a_second_client_is_asked_in_the_language_of_the_workspace(tmp_path: Path) -> None:
    walked(tmp_path, ["ru", ""])
    shown = walked(tmp_path, ["Кофе", "узнаваемость", "инст", "instagram", "", "", "", ""])
    assert "Цель бизнеса: 1 узнаваемость, 2 лиды, 3 продажи" in shown
    assert "«инст» среди них нет" in shown
    assert "Этапы воронки: " in shown
    plan = plan_of(tmp_path, "Кофе")
    assert (plan["goal"], plan["lang"], plan["currency"]) == ("awareness", "ru", "RUB")


def test_what_is_given_is_not_asked(tmp_path: Path) -> None:
    words = ("-c", "A", "--goal", "sales", "--lang", "en", "--data", "crm", "--brand-stage",
             "mature", "--cadence", "2", "--competition", "none", "--kpi", "revenue")  # fmt: skip
    shown = walked(tmp_path, [], *words)
    assert "1 KPI: three to five can be watched" in shown
    assert plan_of(tmp_path, "A")["stage"] == "mature"
