"""``kpicells refresh CLIENT --to excel`` and ``kpicells undo CLIENT --to excel``, as typed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kpicells.sheets_sync.cli.app import app
from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.refresh.history import History
from kpicells.sheets_sync.workspace import Workspace
from tests.engines.excel_fake import opened
from tests.sheets_sync.refresh.live.conftest import put_in_front
from tests.sheets_sync.refresh.live.test_live import contents
from tests.sheets_sync.refresh.test_run import newer


def test_refresh_and_undo_in_the_open_excel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_demo(tmp_path, exported="2026-11-01", now=datetime(2026, 11, 1, 9), draw=False)
    workspace = Workspace.demand(tmp_path)
    newer(workspace)
    excel = opened(tmp_path / f"{CLIENT}.xlsx")
    put_in_front(monkeypatch, excel)
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> dict[str, object]:
        done = CliRunner().invoke(app, [words[0], CLIENT, "--to", "excel", *words[1:], "--json"])
        assert done.exit_code == 0, done.output
        return dict(json.loads(done.stdout))

    def now() -> list[object]:
        return [
            (name, row, column, value)
            for name, row, column, value in contents(excel.open[0].save_copy(tmp_path / "s.xlsx"))
            if value is not None
        ]

    before = now()
    dry = run("refresh", "--dry-run")
    assert now() == before
    told = run("refresh")
    assert told["changed"] == dry["changed"]
    assert told["target"] == f"Excel: {tmp_path / CLIENT}.xlsx"
    assert run("refresh")["changed"] == []
    history = History(workspace.client_folder(CLIENT))
    assert len(history.journal[-1]["backup"]) > 0
    undone = run("undo")
    assert undone["target"] == told["target"]
    changed = told["changed"]
    assert isinstance(changed, list)
    assert isinstance(undone["cells"], int)
    assert undone["cells"] > len(changed)  # the log's and the record's too
    assert now() == before
    done = CliRunner().invoke(app, ["undo", CLIENT, "--to", "excel"])
    assert isinstance(done.exception, TargetError)
    assert "no refresh of it is on record" in str(done.exception)
