"""What goes wrong is one sentence for a person and one object for a program, never a traceback."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sheets_sync.cli.test_main_job import EXPORTS, run


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which each client has something broken."""
    folder = tmp_path_factory.mktemp("broken") / "агентство"
    for client in ("A folder", "A zip", "Cut off", "In order"):
        done = run(folder.parent, "init", folder.name, "--client", client, "--goal", "leads")
        assert done.returncode == 0, done.stderr
    clients = folder / "clients"
    (clients / "A folder" / "A folder.xlsx").mkdir()
    # An empty ZIP: the shortest file that a ZIP reader takes.
    (clients / "A zip" / "A zip.xlsx").write_bytes(b"PK\5\6" + bytes(18))
    assert run(folder, "refresh", "Cut off").returncode == 0
    book = clients / "Cut off" / "Cut off.xlsx"
    book.write_bytes(book.read_bytes()[:5000])
    (clients / ".thumbnails").mkdir()
    return folder


def test_each_broken_workbook_is_told_and_the_others_are_refreshed(agency: Path) -> None:
    done = run(agency, "refresh", "--all", "--json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = {one["client"]: one for one in json.loads(done.stdout)["clients"]}
    assert "A folder.xlsx: cannot be read" in told["A folder"]["error"]
    assert "A zip.xlsx: " in told["A zip"]["error"]
    assert "damaged" in told["Cut off"]["error"]
    assert "error" not in told["In order"]
    assert ".thumbnails" not in told


@pytest.mark.parametrize(
    "words",
    [
        ("facts", "Nobody", "--metric", "leads"),
        ("check", "Nobody"),
        ("undo", "Nobody"),
        ("review", "A folder"),
        ("plan", "Nobody"),
        ("calc", "CTRR", "clicks=1"),
        ("utm", "check", "none.xlsx"),
        ("excel", "portable", "none.xlsx"),
    ],
)
def test_a_program_gets_the_error_as_one_object(agency: Path, words: tuple[str, ...]) -> None:
    done = run(agency, *words, "--json")
    assert done.returncode == 1
    error = json.loads(done.stdout)["error"]
    assert done.stderr == f"error: {error}\n"
    assert "Traceback" not in error


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "ascii"])
def test_a_terminal_of_another_encoding_shows_what_it_can(agency: Path, encoding: str) -> None:
    words = [sys.executable, "-m", "kpicells", "formulas", "CPL", "--lang", "ru"]
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(words, cwd=agency, capture_output=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode(encoding)
    assert "CPL" in shown
    assert ("Цена лида" in shown) == (encoding != "ascii")
    answer = subprocess.run([*words, "--json"], capture_output=True, env=env, check=True).stdout
    assert json.loads(answer.decode("ascii"))["formulas"][0]["names"]["ru"] == "Цена лида"


def test_a_mistyped_client_is_told_who_is_meant(agency: Path) -> None:
    said = "error: there is no client 'in ordr' in this workspace; did you mean 'In order'?\n"
    for command in ("refresh", "undo", "review", "plan"):
        assert run(agency, command, "in ordr").stderr == said
    others = run(agency, "refresh", "Zzz").stderr
    assert "but A folder, A zip, Cut off, In order; `kpicells init` adds one" in others


def test_an_import_for_a_name_that_is_nearly_a_clients_asks(agency: Path) -> None:
    export = str(EXPORTS / "ga4_traffic_2026-11-08.csv")
    done = run(agency, "import", export, "--client", "In ordr", "--dry-run")
    assert done.returncode == 0
    assert "'In ordr' is a new client here; did you mean 'In order'?" in done.stderr
    done = run(agency, "import", export, "--client", "In order", "--dry-run")
    assert done.stderr == ""


def test_a_pattern_that_matches_nothing_and_a_folder_are_told(agency: Path) -> None:
    done = run(agency, "import", "exports/*.csv", "--client", "In order")
    assert (done.returncode, done.stderr) == (
        1,
        "error: exports/*.csv: there is no such file; put the exports there first\n",
    )
    done = run(agency, "import", "exports", "--client", "In order")
    assert (done.returncode, "is a folder; name the files in it" in done.stderr) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
def test_a_full_disk_is_one_sentence_and_leaves_the_workbook_as_it_was(agency: Path) -> None:
    def on_a_full_disk(*words: str) -> subprocess.CompletedProcess[str]:
        script = f"ulimit -f 20; exec {shlex.join([sys.executable, '-m', 'kpicells', *words])}"
        return subprocess.run(
            ["bash", "-c", script], cwd=agency, capture_output=True, text=True, check=False
        )

    folder = agency / "clients" / "Roomy"
    assert run(agency, "init", ".", "--client", "Roomy", "--goal", "sales").returncode == 0
    done = on_a_full_disk("refresh", "Roomy")
    assert done.returncode == 1
    assert re.fullmatch(r"error: \S+\.xlsx: cannot be written: File too large\n", done.stderr)
    assert not list(folder.rglob("*.xlsx"))
    assert run(agency, "refresh", "Roomy").returncode == 0
    book = folder / "Roomy.xlsx"
    before = book.read_bytes()
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text("utf-8").replace('competition = ""', 'competition = "x"'))
    done = on_a_full_disk("refresh", "Roomy", "--remake")
    assert done.returncode == 1
    assert "no backup can be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert book.read_bytes() == before
    assert [path.name for path in folder.rglob("*.xlsx")] == ["Roomy.xlsx"]


def test_a_client_without_numbers_is_told_so(agency: Path) -> None:
    said = run(agency, "refresh", "In order", "--dry-run").stderr
    assert 'no numbers of In order for these months: kpicells import FILE --client "In' in said


def test_a_damaged_workbook_comes_back_by_undo(agency: Path) -> None:
    assert run(agency, "init", ".", "--client", "Back", "--goal", "leads").returncode == 0
    assert run(agency, "refresh", "Back").returncode == 0
    book = agency / "clients" / "Back" / "Back.xlsx"
    assert run(agency, "refresh", "Back", "--remake").returncode == 0
    book.write_bytes(book.read_bytes()[:3000])
    assert "`kpicells undo` brings back" in run(agency, "refresh", "Back").stderr
    assert run(agency, "undo", "Back").returncode == 0
    assert run(agency, "refresh", "Back").returncode == 0
