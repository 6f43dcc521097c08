"""Many clients refreshed together: each once, also when a run is killed, and none for another."""

from __future__ import annotations

import re
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from kpicells.formulas import metrics
from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.refresh.fleet import Answer, Fleet
from kpicells.sheets_sync.refresh.outcome import Outcome

NOW = datetime(2026, 11, 8, 9, 30)
CLIENTS = [f"client {number}" for number in range(12)]


class Work:
    """Refreshes that can be counted, of which some fail."""

    def __init__(self, *failing: str) -> None:
        self.done: list[str] = []
        self.failing = failing

    def __call__(self, client: str) -> Outcome:
        if client in self.failing:
            raise TargetError(f"{client}: somebody has it open")
        self.done.append(client)
        return Outcome(client, f"{client}.xlsx")


def test_every_client_is_done_once_and_a_failure_stops_no_other(tmp_path: Path) -> None:
    work = Work("client 3", "client 7")
    answers = list(Fleet(tmp_path, work, at_once=4).run(CLIENTS, NOW))
    assert sorted(answer.client for answer in answers) == sorted(CLIENTS)
    failed = {answer.client: answer.error for answer in answers if answer.error}
    assert failed == {name: f"{name}: somebody has it open" for name in work.failing}
    assert sorted(work.done) == sorted(set(CLIENTS) - set(work.failing))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left", "a.xlsx"), StopIteration()])
def test_a_fault_that_nobody_foresaw_stops_no_other_client(
    tmp_path: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "faults"))
    (tmp_path / "faults").mkdir()

    def refresh(client: str) -> Outcome:
        if client == "client 3":
            raise error
        return Outcome(client, f"{client}.xlsx")

    answers = list(Fleet(tmp_path, refresh).run(CLIENTS, NOW))
    assert [answer.client for answer in answers] == CLIENTS
    (failed,) = [answer for answer in answers if answer.error]
    assert failed.client == "client 3"
    assert re.match(r"a\.xlsx: No space left|a fault of kpicells itself", failed.error)


@pytest.mark.parametrize("stopped_after", [1, 5, 11])
def test_a_run_that_was_killed_goes_on_where_it_stopped(tmp_path: Path, stopped_after: int) -> None:
    first = Work()
    running = Fleet(tmp_path, first).run(CLIENTS, NOW)
    for _ in range(stopped_after):
        next(running)
    # Killed here: nothing is tidied up.
    told = set(first.done[:stopped_after])
    second = Work()
    answers = list(Fleet(tmp_path, second).run(CLIENTS, NOW + timedelta(hours=1)))
    skipped = {answer.client for answer in answers if answer.by_run_before}
    assert skipped >= told - {first.done[stopped_after - 1]}
    assert not skipped & set(second.done)
    assert skipped | set(second.done) == set(CLIENTS)


def test_a_failed_client_is_tried_again_by_the_next_run(tmp_path: Path) -> None:
    running = Fleet(tmp_path, Work("client 0")).run(CLIENTS, NOW)
    for _ in range(4):
        next(running)
    second = Work()
    list(Fleet(tmp_path, second).run(CLIENTS, NOW + timedelta(minutes=5)))
    assert "client 0" in second.done


@pytest.mark.parametrize(("hours", "resume"), [(13, True), (-1, True), (1, False)])
def test_an_old_run_is_not_taken_up_again(tmp_path: Path, hours: int, resume: bool) -> None:
    running = Fleet(tmp_path, Work()).run(CLIENTS, NOW)
    for _ in range(4):
        next(running)
    second = Work()
    list(Fleet(tmp_path, second).run(CLIENTS, NOW + timedelta(hours=hours), resume=resume))
    assert sorted(second.done) == sorted(CLIENTS)


def test_a_damaged_list_of_what_is_done_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "fleet.json").write_text('{"when": "2026-11-08T09:30:00", "done": 5}', "utf-8")
    work = Work()
    list(Fleet(tmp_path, work).run(CLIENTS, NOW))
    assert sorted(work.done) == sorted(CLIENTS)


def test_several_run_at_once_and_know_the_workspaces_own_metrics(tmp_path: Path) -> None:
    together = Barrier(3, timeout=20)

    def work(client: str) -> Outcome:
        together.wait()
        assert "likers" in metrics
        return Outcome(client, client)

    from kpicells.formulas import Metric, Unit

    own = Metric("likers", "Likers", "Лайкнувшие", Unit.COUNT)
    with metrics.extended_by([own]):
        answers: list[Answer] = list(Fleet(tmp_path, work, at_once=3).run(CLIENTS[:3], NOW))
    assert [answer.error for answer in answers] == ["", "", ""]
