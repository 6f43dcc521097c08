"""A client's workbook that is open in Excel."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import xlwings

from kpicells.sheets_sync.hosts import excel_live_native
from kpicells.sheets_sync.refresh import xlsx
from kpicells.sheets_sync.refresh.comparing import Edits, Plan, compare, nothing
from kpicells.sheets_sync.refresh.live import LiveTarget
from kpicells.templates.build import build
from kpicells.templates.content import Content
from tests.engines.excel_fake import Excel, engine_of, opened
from tests.sheets_sync.refresh.test_xlsx import FIRST, NEXT


@dataclass
class Desk:
    """A person's computer: the file that was opened, and Excel with the workbook in it."""

    path: Path
    excel: Excel
    kept: list[Edits]
    said: list[str]

    def refresh(self, content: Content = NEXT, *, take_back: bool = False) -> Plan:
        target = LiveTarget.open("excel")
        plan = compare(target, build(replace(content, frame=target.frame)), take_back=take_back)
        if plan.changes:
            self.said = target.apply(plan, content.log[-1], self.kept.append)
        return plan

    def saved(self) -> Path:
        """What the person would have if they saved now."""
        return self.excel.open[0].save_copy(self.path.with_name("saved.xlsx"))


def put_in_front(patch: pytest.MonkeyPatch, excel: Excel | None) -> None:
    """Let xlwings find this Excel running, as it would find the real one."""
    patch.setattr(xlwings.engines, "active", xlwings.Engine(impl=engine_of(excel)))
    patch.setattr(excel_live_native, "_on_mac", lambda: excel is not None and excel.mac)


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client's workbook before the refresh."""
    path = tmp_path_factory.mktemp("first") / "client.xlsx"
    xlsx.create(path, build(FIRST))
    return path


@pytest.fixture(scope="session")
def by_file(first: Path) -> Path:
    """The same workbook, refreshed as a file."""
    path = Path(shutil.copy(first, first.with_name("by_file.xlsx")))
    target = xlsx.FileTarget.open(path)
    plan = compare(target, build(replace(NEXT, frame=target.frame)))
    target.apply(plan, NEXT.log[-1], nothing)
    return path


@pytest.fixture(params=["windows"])
def desk(
    request: pytest.FixtureRequest, first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    path = Path(shutil.copy(first, tmp_path / "client.xlsx"))
    excel = opened(path, mac=request.param == "mac")
    put_in_front(monkeypatch, excel)
    return Desk(path, excel, [], [])
