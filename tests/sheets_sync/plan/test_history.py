"""The versions of a plan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kpicells.sheets_sync.plan.history import PlanHistory

FIRST = """client = "A"
goal = "leads"
starts = "2026-01"
[[kpis]]
metric = "leads"
targets = { 2026-01 = 100, 2026-02 = 110 }
[[kpis]]
kpi = "CPL"
"""


def write(folder: Path, text: str) -> PlanHistory:
    (folder / "plan.toml").write_text(text, "utf-8")
    return PlanHistory(folder)


def test_what_was_the_target_when_who_changed_it_and_why(tmp_path: Path) -> None:
    first = write(tmp_path, FIRST).record("ann", now=datetime(2026, 1, 5, 9))
    assert first is not None
    assert first.changes == ()
    changed = FIRST.replace("2026-02 = 110", "2026-02 = 130, 2026-03 = 140")
    write(tmp_path, changed).record("bob", "reached early", datetime(2026, 2, 3, 9))
    history = PlanHistory(tmp_path).versions
    assert [version.who for version in history] == ["ann", "bob"]
    assert history[1].why == "reached early"
    assert [(c.key, c.old, c.new) for c in history[1].changes] == [
        ("kpis.leads.targets.2026-02", 110, 130),
        ("kpis.leads.targets.2026-03", None, 140),
    ]


def test_a_plan_that_did_not_change_is_no_version(tmp_path: Path) -> None:
    write(tmp_path, FIRST).record("ann")
    assert write(tmp_path, f"# a comment\n{FIRST}").record("bob") is None
    assert len(PlanHistory(tmp_path).versions) == 1


def test_kpis_are_known_by_what_they_are_not_by_their_place(tmp_path: Path) -> None:
    write(tmp_path, FIRST).record("ann")
    head, one, two = FIRST.split("[[kpis]]\n")
    swapped = f"{head}[[kpis]]\n{two}[[kpis]]\n{one}"
    assert write(tmp_path, swapped).record("bob") is None


def test_a_line_cut_off_by_a_crash_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, FIRST).record("ann")
    with (tmp_path / "history" / "plan.jsonl").open("a") as file:
        file.write('{"when": "2026-')
    assert len(PlanHistory(tmp_path).versions) == 1


def test_a_reason_may_be_added_after_the_change(tmp_path: Path) -> None:
    write(tmp_path, FIRST).record("ann")
    assert PlanHistory(tmp_path).record("ann", "agreed with the client") is not None
    last = PlanHistory(tmp_path).versions[-1]
    assert (last.why, last.changes) == ("agreed with the client", ())
