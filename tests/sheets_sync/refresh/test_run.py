"""A client's workbook over its life: made, refreshed, changed by people, taken back, remade."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpicells.sheets_sync.demo.run import CLIENT, run_demo
from kpicells.sheets_sync.errors import InputError, PlanError, TargetError
from kpicells.sheets_sync.facts.importing import import_file
from kpicells.sheets_sync.facts.store import Store
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook
from kpicells.sheets_sync.plan.decisions import DecisionHistory
from kpicells.sheets_sync.refresh.contents import day_number
from kpicells.sheets_sync.refresh.history import KEPT_BACKUPS, History
from kpicells.sheets_sync.refresh.outcome import Outcome
from kpicells.sheets_sync.refresh.reviewing import review
from kpicells.sheets_sync.refresh.run import Wish, refresh, workbook_of
from kpicells.sheets_sync.sources import choose
from kpicells.sheets_sync.sources.mapping import load_mapping
from kpicells.sheets_sync.tables import read_tables
from kpicells.sheets_sync.workspace import Workspace

EXPORTS = Path(__file__).parents[3] / "sheets_sync" / "demo" / "exports"
NOW = datetime(2026, 11, 8, 9, 30)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the older exports, refreshed once."""
    folder = tmp_path_factory.mktemp("first")
    run_demo(folder, exported="2026-11-01", now=datetime(2026, 11, 1, 9), draw=False)
    workspace = Workspace.demand(folder)
    (folder / f"{CLIENT}.xlsx").rename(workbook_of(workspace, CLIENT))
    return folder


@pytest.fixture
def workspace(first: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(first, tmp_path / "agency")
    return Workspace.demand(tmp_path / "agency")


def add(workspace: Workspace, *paths: Path, mapping: Path | None = None) -> None:
    with Store(workspace.facts) as store:
        for path in paths:

            def read(careful: bool, work: Path, path: Path = path):  # type: ignore[no-untyped-def]
                tables = read_tables(path, work, careful=careful)
                return load_mapping(mapping).chosen(tables) if mapping else choose(tables, work)

            import_file(store, CLIENT, path, read)


def newer(workspace: Workspace) -> None:
    add(workspace, *sorted(EXPORTS.glob("*2026-11-08.csv")))


def again(workspace: Workspace, **wish: object) -> Outcome:
    return refresh(workspace, CLIENT, Wish(**wish), now=NOW)  # type: ignore[arg-type]


def named(path: Path, name: str, index: int = 0) -> tuple[str, int, int]:
    """The place of a cell of a defined name."""
    area = OpenWorkbook(path).names[name]
    return (area.sheet, *list(area.places())[index])


def shown(path: Path, name: str, index: int = 0) -> object:
    return OpenWorkbook(path).read(*named(path, name, index)).value


def typed(path: Path, name: str, index: int, value: str | float) -> None:
    """Type into a cell as a person would."""
    book = OpenWorkbook(path)
    book.write(*named(path, name, index), value)
    book.save(path)


def log(path: Path) -> Iterator[str]:
    book = OpenWorkbook(path)
    area = book.names["kpi_log"]
    for row in range(area.first_row + 1, area.last_row + 1):
        yield str(book.read(area.sheet, row, area.first_column + 1).value)


def test_newer_exports_change_owned_cells_and_say_so(workspace: Workspace) -> None:
    path = workbook_of(workspace, CLIENT)
    assert shown(path, "period") == day_number(date(2026, 10, 1))
    newer(workspace)
    outcome = again(workspace)
    assert outcome.changed
    assert outcome.kept == []
    assert shown(path, "period") == day_number(date(2026, 11, 1))
    made, refreshed = log(path)
    assert made.startswith("Workbook made: ")
    assert refreshed == f"Refreshed: {len(outcome.changed):,} cells changed."
    assert again(workspace).changed == []
    assert list(log(path)) == [made, refreshed]


def test_a_backup_and_a_journal_are_left_and_undo_brings_the_state_back(
    workspace: Workspace,
) -> None:
    path = workbook_of(workspace, CLIENT)
    before = path.read_bytes()
    newer(workspace)
    outcome = again(workspace)
    assert outcome.backup is not None
    assert Path(outcome.backup).read_bytes() == before
    history = History(workspace.client_folder(CLIENT))
    assert history.journal[-1]["changed"] == len(outcome.changed)
    after = path.read_bytes()
    history.undo(path, NOW)
    assert path.read_bytes() == before
    history.undo(path, NOW)
    assert path.read_bytes() == after


def test_workbooks_of_one_name_have_backups_of_their_own(
    workspace: Workspace, tmp_path: Path
) -> None:
    here, there = tmp_path / "here" / "report.xlsx", tmp_path / "there" / "report.xlsx"
    history = History(workspace.client_folder(CLIENT))
    for path in (here, there):
        path.parent.mkdir()
        path.write_text(path.parent.name)
        history.back_up(path, NOW)
        path.write_text("changed")
    history.undo(here, NOW)
    assert here.read_text() == "here"
    assert there.read_text() == "changed"


def test_the_oldest_backups_go(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    history = History(workspace.client_folder(CLIENT))
    for number in range(KEPT_BACKUPS + 5):
        path.write_text(str(number))
        last = history.back_up(path, NOW + timedelta(seconds=number))
    assert len(list(last.parent.iterdir())) == KEPT_BACKUPS
    assert last.read_text() == str(KEPT_BACKUPS + 4)


def test_undo_without_an_earlier_state_is_refused(workspace: Workspace) -> None:
    path = workbook_of(workspace, CLIENT)
    with pytest.raises(TargetError, match="no earlier state"):
        History(workspace.client_folder(CLIENT)).undo(path, NOW)


def test_a_journal_cut_off_by_a_crash_is_still_read(workspace: Workspace) -> None:
    history = History(workspace.client_folder(CLIENT))
    history.write_down(changed=7)
    with (history.folder / "journal.jsonl").open("a") as file:
        file.write('{"changed": 8, "ke')
    assert history.journal[-1] == {"changed": 7}


def test_a_dry_run_writes_nothing_at_all(workspace: Workspace) -> None:
    newer(workspace)
    before = {p: p.read_bytes() for p in workspace.folder.rglob("*") if p.is_file()}
    outcome = again(workspace, dry_run=True)
    assert outcome.changed
    assert {p: p.read_bytes() for p in workspace.folder.rglob("*") if p.is_file()} == before


def test_a_target_typed_in_the_workbook_stays_and_moves_the_status(workspace: Workspace) -> None:
    path = workbook_of(workspace, CLIENT)
    typed(path, "target_leads", 4, 60.0)  # November, 190 in the plan
    newer(workspace)
    outcome = again(workspace)
    assert [(kept.found, kept.ours) for kept in outcome.kept] == [(60.0, 190.0)]
    assert shown(path, "target_leads", 4) == 60.0
    # 20 leads in 7 of 30 days: 85.7 in the month, above 60.
    assert shown(path, "review_status") == "● On track"
    assert review(workspace, CLIENT).kpis[0].status == "● On track"
    assert again(workspace, take_back=True).kept == []
    assert shown(path, "target_leads", 4) == 190.0


def test_new_campaigns_sources_and_metrics_need_no_new_workbook(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = workbook_of(workspace, CLIENT)
    table, mapping = tmp_path / "vk.csv", tmp_path / "vk.toml"
    rows = "".join(f"2026-11-{day:02d},launch_vk,{100 * day},{day}\n" for day in range(1, 8))
    table.write_text("Date,Campaign,Sessions,Gifts\n" + rows, "utf-8")
    mapping.write_text(
        'source = "vk"\ndate = "Date"\ncampaign = "Campaign"\n'
        '[metrics]\nsessions = "Sessions"\ngifts = "Gifts"\n'
        '[own_metrics.gifts]\nen = "Gifts"\nru = "Подарки"\n',
        "utf-8",
    )
    newer(workspace)
    before = _sessions_of_november(workspace, path)
    add(workspace, table, mapping=mapping)
    outcome = again(workspace)
    assert shown(path, "actual_sessions", 4) == before + 2800
    assert any("VK" in warning and "gifts" in warning for warning in outcome.warnings)
    campaigns = [shown(path, "by_campaign", i) for i in range(12)]
    assert "launch_vk" in campaigns
    assert again(workspace).changed == []


def _sessions_of_november(workspace: Workspace, path: Path) -> float:
    again(workspace)
    value = shown(path, "actual_sessions", 4)
    assert isinstance(value, float)
    return value


def test_a_changed_plan_needs_a_remake_which_carries_over_what_people_typed(
    workspace: Workspace,
) -> None:
    path = workbook_of(workspace, CLIENT)
    typed(path, "target_cpl", 5, 31.0)
    typed(path, "on_track", 0, 0.9)
    typed(path, "review_decision", 1, "change KPI")
    typed(path, "review_note", 1, "new pictures from the client on Monday")
    plan = workspace.client_folder(CLIENT) / "plan.toml"
    text = plan.read_text("utf-8")
    start, end = text.index('[[kpis]]\nmetric = "sessions"'), text.index('[[kpis]]\nkpi = "ERR"')
    text = text[:start] + text[end:].replace("weight = 0.1\n", "weight = 0.25\n")
    plan.write_text(text.replace("2026-12 = 120 ", "2026-12 = 111 "), "utf-8")
    newer(workspace)
    with pytest.raises(TargetError, match="--remake"):
        again(workspace)
    old = path.read_bytes()
    outcome = again(workspace, remake=True)
    assert outcome.backup is not None
    assert Path(outcome.backup).read_bytes() == old
    assert len(outcome.kept) == 4
    assert shown(path, "target_cpl", 5) == 31.0
    assert shown(path, "on_track") == 0.9
    assert shown(path, "review_decision", 1) == "change KPI"
    assert shown(path, "review_note", 1) == "new pictures from the client on Monday"
    assert shown(path, "target_leads", 5) == 111.0, "what nobody typed follows the plan"
    *_, remade = log(path)
    assert "(4)" in remade
    following = again(workspace)
    assert following.changed == []
    assert {kept.found for kept in following.kept} == {31.0, 0.9}, "they are people's still"


def test_a_remake_names_the_sheets_that_stay_in_the_backup(workspace: Workspace) -> None:
    import openpyxl

    path = workbook_of(workspace, CLIENT)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Our notes")["A1"] = "ours"
    book.save(path)
    assert any("Our notes" in said for said in again(workspace, remake=True).warnings)


def test_a_client_without_data_gets_a_workbook_that_says_so(tmp_path: Path) -> None:
    workspace = Workspace.make(tmp_path)
    folder = workspace.client_folder(CLIENT)
    folder.mkdir()
    text = (EXPORTS.parent / "plan.toml").read_text("utf-8")
    (folder / "plan.toml").write_text(text, "utf-8")
    outcome = again(workspace)
    assert outcome.created
    assert shown(Path(outcome.target), "review_status") == "○ No data"


def test_a_plan_that_is_missing_is_said(tmp_path: Path) -> None:
    space = Workspace.make(tmp_path)
    with pytest.raises(InputError, match="kpicells init"):
        again(space)
    space.client_folder(CLIENT).mkdir()
    with pytest.raises(PlanError, match="kpicells init"):
        again(space)


def test_a_target_that_is_no_workbook_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InputError, match=r"must end with \.xlsx"):
        again(workspace, to=workspace.folder / "report.pdf")


def test_the_answer_for_programs_is_json(workspace: Workspace) -> None:
    newer(workspace)
    answer = json.loads(json.dumps(dict(again(workspace, dry_run=True).to_json())))
    assert set(answer) >= {"client", "target", "changed", "kept", "api_calls", "dry_run"}
    assert set(answer["changed"][0]) == {"sheet", "cell", "old", "new"}


def test_the_review_says_what_the_weeks_say_and_stays_as_it_is(workspace: Workspace) -> None:
    newer(workspace)
    again(workspace)
    path = workbook_of(workspace, CLIENT)
    book = OpenWorkbook(path)
    area = book.names["review_finding"]
    said = [
        str(book.read(area.sheet, row, area.first_column + 1).value)
        for row in range(area.first_row, area.last_row + 1)
    ]
    assert any(
        text.startswith("Not moving: the last 4 weeks and the 14 weeks before") for text in said
    )
    assert any("more than chance (p = 0," in text or "(p = 0." in text for text in said)
    shown = {kpi.key: kpi.history for kpi in review(workspace, CLIENT).kpis}
    assert list(shown.values()) == said
    assert again(workspace).changed == []


def test_decisions_typed_in_the_workbook_are_kept_with_the_plan(workspace: Workspace) -> None:
    path = workbook_of(workspace, CLIENT)
    typed(path, "review_decision", 0, "raise target")
    typed(path, "review_note", 0, "agreed with Ann")
    typed(path, "review_who", 0, "Ann and Boris")
    outcome = again(workspace)
    (decided,) = DecisionHistory(workspace.client_folder(CLIENT)).decisions
    assert (decided.key, decided.decision, decided.note) == (
        "leads", "raise target", "agreed with Ann",
    )  # fmt: skip
    assert decided.who == "Ann and Boris"
    assert decided.finding == "The month closed 42 short of the target."
    assert decided.history.startswith("Not moving")
    written = {change.new for change in outcome.changed}
    assert {"raise target", "agreed with Ann", "Ann and Boris"} <= written
    assert again(workspace).changed == []
    assert len(DecisionHistory(workspace.client_folder(CLIENT)).decisions) == 1
    typed(path, "review_decision", 0, "keep")
    again(workspace)
    said = [one.decision for one in DecisionHistory(workspace.client_folder(CLIENT)).decisions]
    assert said == ["raise target", "keep"]
    assert shown(path, "review_decision", 0) == "keep"


def test_a_dry_run_keeps_no_decision(workspace: Workspace) -> None:
    typed(workbook_of(workspace, CLIENT), "review_decision", 1, "drop")
    again(workspace, dry_run=True)
    assert DecisionHistory(workspace.client_folder(CLIENT)).decisions == []
