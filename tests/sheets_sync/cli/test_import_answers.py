"""What an import asks at a terminal, and what a script says instead."""

from __future__ import annotations

import os
import select
import sys
import time
from pathlib import Path

import pytest

from tests.sheets_sync.cli.test_main_job import answer, run

MAPPING = 'source = "ads"\ndate = "Day"\n[metrics]\nclicks = "Clicks"\n'
OPEN = "Day,Clicks\n03/04/2026,1\n05/06/2026,2\n"
ZONED = "Day,Clicks\n2026-10-01T21:30:00Z,1\n"
IMPORT = ("import", "table.csv", "--client", "Kofe", "--mapping", "table.toml")
PLAN = 'client = "Kofe"\ngoal = "leads"\nstarts = "2026-10"\n{zone}\n[[kpis]]\nkpi = "CTR"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "table.toml").write_text(MAPPING, "utf-8")
    (tmp_path / "table.csv").write_text(OPEN, "utf-8")
    return tmp_path


def test_a_script_says_what_comes_first(folder: Path) -> None:
    refused = run(folder, *IMPORT)
    assert refused.returncode == 1
    assert "03 April 2026 or 04 March 2026" in refused.stderr
    assert "--day-first or --month-first" in refused.stderr
    days = answer(folder, *IMPORT, "--day-first")
    assert days["period"] == {"from": "2026-04-03", "to": "2026-06-05"}
    other = tuple("Other" if word == "Kofe" else word for word in IMPORT)
    months = answer(folder, *other, "--month-first")
    assert months["period"] == {"from": "2026-03-04", "to": "2026-05-06"}


def test_what_the_file_settles_itself_is_not_overruled(folder: Path) -> None:
    (folder / "table.csv").write_text(OPEN + "25/06/2026,3\n", "utf-8")
    found = answer(folder, *IMPORT, "--month-first")
    assert found["period"] == {"from": "2026-04-03", "to": "2026-06-25"}


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made as Unix makes it")
@pytest.mark.parametrize(("lang", "question"), [("en", "1 or 2?"), ("ru", "1 или 2?")])
def test_a_person_is_asked(lang: str, question: str, folder: Path) -> None:
    said = at_a_terminal(folder, question, ["x", "2"], lang)
    first, second = ("3 April 2026", "4 March 2026")
    if lang == "ru":
        first, second = ("3 апреля 2026", "4 марта 2026")
    assert f"1  {first}" in said
    assert f"2  {second}" in said
    found = answer(folder, "facts", "Kofe", "--metric", "clicks", "--by", "day")
    assert [row["day"] for row in found["rows"]] == ["2026-03-04", "2026-05-06"]


def at_a_terminal(folder: Path, question: str, answers: list[str], lang: str) -> str:
    """What an import prints at a terminal where somebody answers its questions."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        words = [sys.executable, "-m", "kpicells", *IMPORT]
        os.execve(sys.executable, words, {**os.environ, "KPICELLS_LANG": lang, "COLUMNS": "200"})
    said, left, until = "", list(answers), time.monotonic() + 90
    raw = b""
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                chunk = os.read(terminal, 4096)
            except OSError:  # on Linux the end of what a child prints
                break
            if not chunk:
                break
            raw += chunk
        said = raw.decode("utf-8", "replace")
        if left and said.count(question) > len(answers) - len(left):
            os.write(terminal, left.pop(0).encode() + b"\n")
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, said
    return said


SAID = {
    "the option": (("--time-zone", "Europe/Moscow"), "Asia/Tokyo", "Asia/Tokyo", "Asia/Tokyo"),
    "the mapping": ((), "Europe/Moscow", "Asia/Tokyo", "Asia/Tokyo"),
    "the plan": ((), "", "Europe/Moscow", "Asia/Tokyo"),
    "the workspace": ((), "", "", "Europe/Moscow"),
}


@pytest.mark.parametrize("where", SAID)
def test_who_says_the_time_zone(where: str, folder: Path) -> None:
    option, *others = SAID[where]
    mapping, plan, workspace = (f'time_zone = "{zone}"\n' if zone else "" for zone in others)
    (folder / "table.csv").write_text(ZONED, "utf-8")
    (folder / "table.toml").write_text(mapping + MAPPING, "utf-8")
    (folder / "workspace.toml").write_text(workspace, "utf-8")
    (folder / "clients" / "Kofe").mkdir(parents=True)
    (folder / "clients" / "Kofe" / "plan.toml").write_text(PLAN.format(zone=plan), "utf-8")
    found = answer(folder, *IMPORT, *option)
    assert found["time_zone"] == "Europe/Moscow"
    assert found["period"]["from"] == "2026-10-02"


def test_the_zone_is_told_and_a_wrong_one_refused(folder: Path) -> None:
    (folder / "table.csv").write_text(ZONED, "utf-8")
    told = run(folder, *IMPORT, "--time-zone", "Europe/Moscow", KPICELLS_LANG="ru")
    assert "время разложено по дням пояса Europe/Moscow" in told.stdout
    wrong = run(folder, *IMPORT, "--time-zone", "Moscow")
    assert wrong.returncode == 1
    assert wrong.stderr == ("error: there is no time zone 'Moscow'; did you mean Europe/Moscow?\n")
    (folder / "table.toml").write_text('time_zone = "Moskow"\n' + MAPPING, "utf-8")
    wrong = run(folder, *IMPORT)
    assert "table.toml: time_zone: there is no time zone 'Moskow'" in wrong.stderr
