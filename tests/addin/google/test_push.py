"""``kpicells google push`` over HTTP: every request is held against Google's discovery document."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.credentials import Credentials

from kpicells.addin.google.project import ProjectFile, project
from kpicells.addin.google.pushing import merged
from kpicells.addin.google.script_api import SCOPES, ScriptApi, ScriptError
from kpicells.sheets_sync.cli import main
from kpicells.sheets_sync.google.endpoint import ENDPOINT_VARIABLE
from tests.engines.google_api import Emulator, Fault, running
from tests.engines.google_api.validation import check

ANNA = "anna@agency.example"


@pytest.fixture(scope="module")
def google() -> Iterator[Emulator]:
    with running() as found:
        yield found


@pytest.fixture
def home(google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer on which Anna has given consent to change scripts."""
    google.world.tokens.accounts[1:] = []
    google.world.scripts.clear()
    google.world.scripts_switched_off.clear()
    google.faults.clear()
    google.forget_calls()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv(ENDPOINT_VARIABLE, google.url)
    # google-auth takes no other address from a person's file.
    monkeypatch.setattr("google.oauth2.credentials._GOOGLE_OAUTH2_TOKEN_ENDPOINT", google.token_uri)
    monkeypatch.chdir(tmp_path)
    kept = tmp_path / "config" / "kpicells" / "google-scripts.json"
    kept.parent.mkdir(parents=True)
    shutil.copy2(google.person(ANNA), kept)
    return tmp_path


@pytest.fixture
def sheet(google: Emulator) -> str:
    return google.spreadsheet("Client", owner=ANNA)


class Done(NamedTuple):
    """What the command did, as a shell sees it."""

    exit_code: int
    stdout: str
    stderr: str


def push(*words: str) -> Done:
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr("sys.argv", ["kpicells", "google", "push", *words])
        with pytest.raises(SystemExit) as ended:
            main()
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())


def told(*words: str) -> Any:
    done = push(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def link(sheet: str) -> str:
    return f"https://docs.google.com/spreadsheets/d/{sheet}/edit#gid=0"


def files(google: Emulator, script: str) -> dict[str, str]:
    return {file["name"]: file["source"] for file in google.world.scripts[script]["files"]}


def methods(google: Emulator) -> list[str]:
    return [call.method.removeprefix("script.projects.") for call in google.calls("script")]


def test_the_first_push_and_those_after_it(google: Emulator, home: Path, sheet: str) -> None:
    first = told(link(sheet))
    assert first["created"]
    assert first["kept"] == []
    made = google.world.scripts[first["script"]]
    assert made["project"]["parentId"] == sheet, "it belongs to the spreadsheet"
    assert files(google, first["script"]).keys() == {file.name for file in project("en")}
    assert methods(google) == ["create", "getContent", "updateContent"]
    google.forget_calls()
    again = told(link(sheet))
    assert again | {"link": None} == {
        "script": first["script"], "sheet": sheet, "created": False, "link": None,
        "changed": [], "removed": [], "kept": [],
    }  # fmt: skip
    assert methods(google) == ["getContent"], "nothing changed, so nothing is written"
    russian = told(link(sheet), "--lang", "ru", "--server", "https://kpi.agency.com")
    assert russian["script"] == first["script"]
    assert {"Functions", "Texts", "appsscript"} <= set(russian["changed"])
    manifest = json.loads(files(google, first["script"])["appsscript"])
    assert manifest["urlFetchWhitelist"] == ["https://kpi.agency.com/"]
    assert manifest["timeZone"] == "America/New_York", "that of the script stays"


def test_what_is_pushed_is_what_google_takes() -> None:
    for lang in ("en", "ru"):
        made = project(lang)
        check("script", "Content", {"files": [file._asdict() for file in made]})
        names = [file.name for file in made]
        assert len(set(names)) == len(names), "Apps Script knows files by their names alone"
        assert [file.name for file in made if file.type == "JSON"] == ["appsscript"]


def test_scripts_that_people_wrote_stay(google: Emulator, home: Path, sheet: str) -> None:
    script = told(link(sheet))["script"]
    there = google.world.scripts[script]["files"]
    there.append({"name": "Code", "type": "SERVER_JS", "source": "function mine() {}\n"})
    there.append(
        {"name": "Old", "type": "SERVER_JS", "source": "// Made by kpicells 0.0.1; ...\nlet a;"}
    )
    done = told(link(sheet), "--lang", "ru")
    assert done["kept"] == ["Code"]
    assert done["removed"] == ["Old"]
    assert files(google, script)["Code"] == "function mine() {}\n"
    # Theirs has no file of ours by another's name.
    there = google.world.scripts[script]["files"]
    there[:] = [file for file in there if file["name"] != "Menu"]
    there.append({"name": "Menu", "type": "SERVER_JS", "source": "function onOpen() {}"})
    refused = push(link(sheet))
    assert refused.exit_code == 1
    assert "a file 'Menu' that kpicells did not make" in refused.stderr.replace("\n", " ")


def test_manifests_are_brought_together() -> None:
    def manifest(**more: Any) -> ProjectFile:
        return ProjectFile("appsscript", "JSON", json.dumps({"timeZone": "Europe/Moscow"} | more))

    own = ProjectFile("Code", "SERVER_JS", "function mine() {}")
    ours = project("en", "https://kpi.agency.com")

    def result(*there: ProjectFile) -> Any:
        return json.loads(merged(ours, there)[0].source)

    alone = result(manifest(oauthScopes=["https://x"], urlFetchWhitelist=["https://x/"]))
    assert alone == json.loads(ours[0].source) | {"timeZone": "Europe/Moscow"}
    both = result(
        manifest(oauthScopes=["https://x"], urlFetchWhitelist=["https://x/"], webapp={}), own
    )
    assert both["oauthScopes"] == [*alone["oauthScopes"], "https://x"]
    assert both["urlFetchWhitelist"] == ["https://kpi.agency.com/", "https://x/"]
    assert both["webapp"] == {}
    # Without lists, people's own scripts may do what they need; ours would forbid it.
    free = result(manifest(), own)
    assert "oauthScopes" not in free
    assert "urlFetchWhitelist" not in free


def test_a_script_without_a_sheet_is_for_an_add_on(google: Emulator, home: Path) -> None:
    script = told("--addon")["script"]
    assert "parentId" not in google.world.scripts[script]["project"]
    assert "const IS_ADDON_ = true;" in files(google, script)["Texts"]
    assert told("--addon", "--script", script)["created"] is False
    nothing = push()
    assert nothing.exit_code == 2
    assert "name the spreadsheet by its link" in nothing.stderr


def test_people_are_told_what_to_do(google: Emulator, home: Path, sheet: str) -> None:
    done = push(link(sheet), "--lang", "ru")
    assert "Функции в таблице: https://script.google.com/d/" in done.stdout
    assert "Перезагрузите таблицу" in done.stdout
    assert "Всё уже обновлено" in push(link(sheet), "--lang", "ru").stdout
    google.world.scripts_switched_off.add(ANNA)
    refused = push(link(sheet))
    assert refused.exit_code == 1
    assert "https://script.google.com/home/usersettings" in refused.stderr
    google.world.scripts_switched_off.clear()
    google.world.scripts.clear()
    gone = push(link(sheet))
    assert "--new makes another one" in gone.stderr
    assert told(link(sheet), "--new")["created"]
    theirs = google.spreadsheet("Theirs", owner="other@client.example")
    assert "that you may edit it" in push(link(theirs)).stderr.replace("\n", " ")


def test_only_a_persons_account_pushes(google: Emulator, home: Path, sheet: str) -> None:
    kept = home / "config" / "kpicells" / "google-scripts.json"
    shutil.copy2(google.key_file, kept)
    assert "a service account may not push scripts" in push(link(sheet)).stderr
    kept.unlink()
    refused = push(link(sheet))
    assert refused.exit_code == 1
    assert "--client-secret FILE" in refused.stderr.replace("\n", " ")
    assert methods(google) == []


def test_a_withdrawn_consent_is_told(google: Emulator, home: Path, sheet: str) -> None:
    google.world.tokens.accounts[-1].disabled = True
    refused = push(link(sheet))
    assert refused.exit_code == 1
    assert "Google no longer accepts the consent" in refused.stderr


@pytest.fixture
def api(google: Emulator, home: Path) -> ScriptApi:
    kept = home / "config" / "kpicells" / "google-scripts.json"
    person: Any = Credentials.from_authorized_user_file  # type: ignore[no-untyped-call]
    session: Any = AuthorizedSession
    credentials = person(str(kept), SCOPES)
    return ScriptApi(session(credentials), google.url, google.clock.advance)


@pytest.mark.parametrize("kind", ["unavailable", "internal", "rate_limited", "drop"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_passing_faults_are_not_seen(
    google: Emulator, api: ScriptApi, sheet: str, kind: Any, when: Any
) -> None:
    script = api.create("kpicells", sheet)
    google.fail(Fault(kind, when=when, method="updateContent$", times=2))
    api.update(script, project("en"))
    assert len(files(google, script)) == len(project("en"))


def test_no_second_script_is_made_when_an_answer_is_lost(
    google: Emulator, api: ScriptApi, sheet: str
) -> None:
    google.fail(Fault("drop", when="after", method="create$"))
    with pytest.raises(ScriptError, match="push again with --script"):
        api.create("kpicells", sheet)
    google.fail(Fault("unavailable", when="after", method="create$"))
    with pytest.raises(ScriptError, match="push again with --script"):
        api.create("kpicells", sheet)
    assert len(google.world.scripts) == 2, "one for each call, and none by itself"


def test_a_fault_that_lasts_is_told(google: Emulator, api: ScriptApi, sheet: str) -> None:
    script = api.create("kpicells", sheet)
    google.fail(Fault("unavailable", method="getContent$", times=100))
    with pytest.raises(ScriptError, match="Google has trouble of its own"):
        api.content(script)
