"""First consent of a person, by google-auth-oauthlib's own flow, on the emulator's own page."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.google.connection import Connection
from kpicells.sheets_sync.google.failures import GoogleError
from kpicells.sheets_sync.google.identity import SCOPES, from_file
from kpicells.sheets_sync.google.login import log_in
from tests.engines.google_api import Emulator

ANNA = "anna@agency.example"


class Form(HTMLParser):
    """The fields of the page's form, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = said["action"]
        if tag == "input":
            self.fields.append((said["name"], said["value"]))


def consent(address: str, answer: str = "allow", *, ticked: bool = True) -> str:
    """What a person does on the page; the address at which the browser ends."""
    page = requests.get(address, timeout=10)
    assert page.ok, page.text
    form = Form(page.text)
    fields = [(n, v) for n, v in form.fields if ticked or n != "ticked"]
    parts = urlsplit(address)
    reply = requests.get(
        f"{parts.scheme}://{parts.netloc}{form.action}",
        params=[*fields, ("account", ANNA), ("answer", answer)],
        allow_redirects=False,
        timeout=10,
    )
    assert reply.status_code == 302, reply.text
    return reply.headers["Location"]


BROWSER = f"""#!{sys.executable}
import sys
sys.path.insert(0, {str(Path(__file__).parents[3])!r})
import requests
from tests.sheets_sync.google.test_login import consent
answer = sys.argv[0].rpartition("-")[2]
page = requests.get(consent(sys.argv[1], answer), timeout=20).text
open(sys.argv[0] + ".page", "w").write(page)
"""


@pytest.fixture(scope="module", autouse=True)
def anna(emulator: Emulator) -> None:
    emulator.person(ANNA)


@pytest.fixture
def client_secret(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    # The emulator's addresses are http; oauthlib insists on https otherwise.
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "KPICELLS_GOOGLE_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return emulator.oauth_client()


def login(*words: str, paste: str | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kpicells", "google", "login", *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "COLUMNS": "300"},
    )  # fmt: skip


def printed_address(running: subprocess.Popen[str]) -> str:
    assert running.stderr is not None
    for line in running.stderr:
        if found := re.search(r"http://\S+/o/oauth2/auth\S+", line):
            return found[0]
    raise AssertionError("no address was printed")


def uses(emulator: Emulator, kept: Path) -> str:
    """The title of a sheet of Anna's, read with the consent that was kept."""
    sheet = emulator.spreadsheet("Anna's", owner=ANNA, share=False)
    connection = Connection(from_file(kept), [], emulator.clock.advance)
    return str(connection.get(sheet, "properties.title")["properties"]["title"])


def test_over_ssh_the_address_is_printed_and_the_answer_pasted(
    client_secret: Path, emulator: Emulator, tmp_path: Path
) -> None:
    """No browser here, and nobody had to say so."""
    with login("--client-secret", str(client_secret)) as running:
        address = printed_address(running)
        assert "access_type=offline" in address
        assert "code_challenge_method=S256" in address
        said, problems = running.communicate(consent(address) + "\n", timeout=60)
    assert running.returncode == 0, problems
    kept = tmp_path / "config" / "kpicells" / "google.json"
    assert str(kept) in said
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert uses(emulator, kept) == "Anna's"
    # The first token runs out within the hour; the consent goes on.
    emulator.expire_tokens(ANNA)
    assert uses(emulator, kept) == "Anna's"
    secret = json.loads(kept.read_text("utf-8"))["refresh_token"]
    assert secret not in said + problems


@pytest.mark.parametrize("answer", ["allow", "deny"])
def test_with_a_browser_here_it_comes_back_by_itself(
    client_secret: Path, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:  # fmt: skip
    browser = tmp_path / f"browser-{answer}"
    browser.write_text(BROWSER)
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s &")
    with login("--client-secret", str(client_secret)) as running:
        said, problems = running.communicate(timeout=90)
    kept = tmp_path / "config" / "kpicells" / "google.json"
    if answer == "deny":
        assert running.returncode == 1
        assert "it was declined; log in again" in problems
        assert not kept.exists()
        return
    assert running.returncode == 0, problems
    assert said.startswith("consent kept in"), "nothing but the answer stands on the output"
    assert uses(emulator, kept) == "Anna's"
    assert "this window can be closed" in browser.with_name("browser-allow.page").read_text()


def test_the_code_alone_may_be_pasted(client_secret: Path, emulator: Emulator) -> None:
    def paste(address: str) -> str:
        found = re.search(r"code=([^&]+)", consent(address))
        assert found is not None
        return f"  {found[1].replace('%2F', '/')} "

    assert uses(emulator, log_in(client_secret, paste)) == "Anna's"


def test_an_answer_of_another_login_is_not_taken(client_secret: Path) -> None:
    """Whoever gets somebody to paste an address of his own must not be logged in by it."""
    addresses: list[str] = []

    def keep(address: str) -> str:
        addresses.append(consent(address))
        return "nothing"

    with pytest.raises(InputError, match="not the address at which the browser ended"):
        log_in(client_secret, keep)
    with pytest.raises(GoogleError, match="gave no consent"):
        log_in(client_secret, lambda _: addresses[0])


def test_consent_that_was_declined_or_given_in_part_is_told(client_secret: Path) -> None:
    with pytest.raises(GoogleError, match="it was declined; log in again"):
        log_in(client_secret, lambda address: consent(address, "deny"))
    with pytest.raises(GoogleError, match=r"covers less than is needed.*leave every box ticked"):
        log_in(client_secret, lambda address: consent(address, ticked=False))


def test_a_code_is_good_once(client_secret: Path) -> None:
    used: list[str] = []

    def paste(address: str) -> str:
        used.append(consent(address))
        return used[0]

    log_in(client_secret, paste, SCOPES)
    code = re.search(r"code=([^&]+)", used[0])
    assert code is not None
    with pytest.raises(GoogleError, match="Malformed auth code"):
        log_in(client_secret, lambda _: code[1].replace("%2F", "/"))


def test_what_is_no_client_secret_is_told(tmp_path: Path) -> None:
    for text in ("{}", "no json", '{"web": {}}'):
        (tmp_path / "client.json").write_text(text)
        with pytest.raises(InputError, match="OAuth client of type Desktop app"):
            log_in(tmp_path / "client.json", str)
    with pytest.raises(InputError, match="is no client secret"):
        log_in(tmp_path / "missing.json", str)
