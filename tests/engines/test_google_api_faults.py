"""What goes wrong on order: tokens, access, quotas, broken connections; and the outer controls."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from google.auth.exceptions import RefreshError
from google.oauth2 import credentials as people

from tests.engines.google_api import Clock, Emulator, Fault, running
from tests.engines.google_calls import Refused, Sheets, area, line
from tests.engines.google_clients import credentials, session


@pytest.fixture
def google() -> Iterator[Emulator]:
    with running() as emulator:
        yield emulator


@pytest.fixture
def book(google: Emulator) -> Sheets:
    return Sheets.of(google)


class TestTokens:
    def test_a_request_without_a_token_is_told_so(self, google: Emulator) -> None:
        answer = requests.get(f"{google.url}/v4/spreadsheets/x", timeout=5)
        assert answer.status_code == 401
        assert answer.json()["error"]["status"] == "UNAUTHENTICATED"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer realm=")

    def test_tokens_expire_by_the_clock_and_are_renewed(
        self, google: Emulator, book: Sheets
    ) -> None:
        book.read("A1")
        first = book.http.credentials.token
        google.clock.advance(3600)
        book.read("A1")
        assert book.http.credentials.token != first
        assert [call.status for call in google.calls("sheets")] == [200, 401, 200]

    def test_a_foreign_signature_is_refused(self, google: Emulator, tmp_path: Path) -> None:
        google.service_account("other")
        mine = json.loads(google.key_file.read_text())
        theirs = json.loads((google.key_file.parent / "other.json").read_text())
        forged = tmp_path / "forged.json"
        forged.write_text(json.dumps(mine | {"private_key": theirs["private_key"]}))
        with pytest.raises(RefreshError, match=r"Invalid JWT Signature\."):
            session(google, forged).get(f"{google.url}/v4/spreadsheets/x")

    def test_an_account_that_was_deleted_is_not_found(self, google: Emulator) -> None:
        google.world.tokens.accounts[0].disabled = True
        with pytest.raises(RefreshError, match="account not found"):
            session(google).get(f"{google.url}/v4/spreadsheets/x")

    def test_scopes_bound_what_a_token_may_do(self, google: Emulator) -> None:
        only = ("https://www.googleapis.com/auth/spreadsheets.readonly",)
        book = Sheets.of(google)
        book.http.credentials = credentials(google.key_file, only)
        assert book.read("A1") == []
        with pytest.raises(Refused, match="insufficient authentication scopes") as caught:
            book.write("A1", [[1]])
        assert caught.value.status == 403
        reason = caught.value.error["details"][0]["reason"]
        assert reason == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"

    def test_the_key_file_is_for_its_owner_alone(self, google: Emulator) -> None:
        assert google.key_file.stat().st_mode & 0o777 == 0o600

    def test_a_person_with_a_refresh_token(self, google: Emulator) -> None:
        info = json.loads(google.person("anna@agency.example").read_text())
        anna = people.Credentials(
            None,
            refresh_token=info["refresh_token"],
            token_uri=info["token_uri"],
            client_id=info["client_id"],
            client_secret=info["client_secret"],
        )
        book = Sheets.of(google)
        book.http.credentials = anna
        with pytest.raises(Refused, match="The caller does not have permission"):
            book.read("A1")
        google.share(book.id, "anna@agency.example", "reader")
        assert book.read("A1") == []
        with pytest.raises(Refused, match="The caller does not have permission"):
            book.write("A1", [[1]])

    def test_a_person_consents_on_another_device(self, google: Emulator) -> None:
        google.person("anna@agency.example")
        form = {"client_id": "cli", "scope": "https://www.googleapis.com/auth/spreadsheets"}
        codes = requests.post(f"{google.url}/device/code", data=form, timeout=5).json()
        grant = {
            "client_id": "cli",
            "client_secret": "s",
            "device_code": codes["device_code"],
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        }
        waiting = requests.post(google.token_uri, data=grant, timeout=5)
        assert waiting.json()["error"] == "authorization_pending"
        approval = {"user_code": codes["user_code"], "email": "anna@agency.example"}
        requests.post(f"{google.url}/control/approve", json=approval, timeout=5)
        token = requests.post(google.token_uri, data=grant, timeout=5).json()
        assert token["refresh_token"]
        assert token["expires_in"] == 3599


class TestAccess:
    def test_unshared_deleted_and_unknown(self, google: Emulator, book: Sheets) -> None:
        book.write("A1", [[1]])
        google.unshare(book.id, google.email)
        with pytest.raises(Refused, match="The caller does not have permission") as caught:
            book.read("A1")
        assert caught.value.error["status"] == "PERMISSION_DENIED"
        google.delete(book.id)
        with pytest.raises(Refused, match=r"Requested entity was not found\.") as caught:
            book.read("A1")
        assert caught.value.error["status"] == "NOT_FOUND"


class TestFaults:
    @pytest.mark.parametrize(
        ("kind", "status", "name"),
        [
            ("rate_limited", 429, "RESOURCE_EXHAUSTED"),
            ("internal", 500, "INTERNAL"),
            ("unavailable", 503, "UNAVAILABLE"),
        ],
    )
    def test_errors_before_change_nothing(
        self, google: Emulator, book: Sheets, kind: Any, status: int, name: str
    ) -> None:
        google.fail(Fault(kind, method="update$", seconds=30))
        with pytest.raises(Refused) as caught:
            book.write("A1", [[1]])
        assert (caught.value.status, caught.value.error["status"]) == (status, name)
        assert (caught.value.headers.get("Retry-After") == "30") == (status == 429)
        assert book.read("A1") == []
        book.write("A1", [[2]])
        assert book.read("A1") == [["2"]]

    def test_errors_after_have_changed_something(self, google: Emulator, book: Sheets) -> None:
        google.fail(Fault("unavailable", when="after", method="update$"))
        with pytest.raises(Refused):
            book.write("A1", [[1]])
        assert book.read("A1") == [["1"]]

    @pytest.mark.parametrize(("when", "left"), [("before", []), ("after", [["1"]])])
    def test_connections_drop(
        self, google: Emulator, book: Sheets, when: Any, left: list[list[str]]
    ) -> None:
        google.fail(Fault("drop", when=when, method="update$"))
        with pytest.raises(requests.ConnectionError):
            book.write("A1", [[1]])
        assert book.read("A1") == left
        assert google.calls("sheets", "write")[0].status == 0

    def test_a_hanging_call_is_given_up_by_the_client(self, google: Emulator, book: Sheets) -> None:
        google.fail(Fault("hang", when="after", method="batchUpdate$"))
        cell = {"userEnteredValue": {"numberValue": 1}}
        body = {
            "requests": [{"repeatCell": {"range": area("0:1", "0:1"), "cell": cell, "fields": "*"}}]
        }
        url = f"{google.url}/v4/spreadsheets/{book.id}:batchUpdate"
        with pytest.raises(requests.ReadTimeout):
            book.http.post(url, json=body, timeout=0.3)
        assert book.read("A1") == [["1"]]

    def test_slow_answers_come(self, google: Emulator, book: Sheets) -> None:
        google.fail(Fault("slow", seconds=0.2))
        start = time.monotonic()
        assert book.read("A1") == []
        assert time.monotonic() - start >= 0.2

    def test_a_page_instead_of_an_answer(self, google: Emulator, book: Sheets) -> None:
        google.fail(Fault("bad_gateway"))
        with pytest.raises(Refused) as caught:
            book.read("A1")
        assert caught.value.status == 502
        assert "html" in caught.value.headers["Content-Type"]

    def test_access_and_documents_vanish_between_two_calls(
        self, google: Emulator, book: Sheets
    ) -> None:
        google.fail(Fault("revoked", skip=1))
        book.read("A1")
        with pytest.raises(Refused, match="does not have permission"):
            book.read("A1")
        google.share(book.id, google.email)
        google.fail(Fault("deleted", when="after"))
        assert book.read("A1") == []
        with pytest.raises(Refused, match="not found"):
            book.read("A1")

    def test_an_expired_token_is_renewed_by_the_client(
        self, google: Emulator, book: Sheets
    ) -> None:
        google.fail(Fault("expired_token"))
        assert book.read("A1") == []
        assert [call.status for call in google.calls("sheets")] == [401, 200]

    def test_faults_by_chance_strike_their_share(self, google: Emulator, book: Sheets) -> None:
        google.quotas.limits.per_user = 10**6
        google.fail(Fault("internal", times=None, chance=0.5))
        struck = 0
        for _ in range(60):
            try:
                book.read("A1")
            except Refused:
                struck += 1
        assert 15 <= struck <= 45
        google.faults.clear()
        assert book.read("A1") == []


class TestQuotas:
    def test_sixty_reads_a_minute_for_each_user(self, google: Emulator, book: Sheets) -> None:
        for _ in range(60):
            book.read("A1")
        with pytest.raises(Refused) as caught:
            book.read("A1")
        assert caught.value.status == 429
        assert caught.value.error["message"].startswith(
            "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute "
            "per user' of service 'sheets.googleapis.com' for consumer 'project_number:"
        )
        assert caught.value.error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
        book.write("A1", [[1]])
        google.clock.advance(59)
        with pytest.raises(Refused):
            book.read("A1")
        google.clock.advance(1)
        assert book.read("A1") == [["1"]]

    def test_the_project_has_a_quota_of_its_own(self, google: Emulator, book: Sheets) -> None:
        google.quotas.limits.per_project = 10
        for _ in range(10):
            book.read("A1")
        same = Sheets(google, book.id, session(google, google.service_account("two")))
        google.share(book.id, google.world.tokens.accounts[-1].email)
        with pytest.raises(Refused, match="limit 'Read requests per minute' of service"):
            same.read("A1")
        key = google.service_account("three", project="elsewhere")
        google.share(book.id, google.world.tokens.accounts[-1].email)
        assert Sheets(google, book.id, session(google, key)).read("A1") == []


class TestFromOutside:
    def test_the_look_of_a_sheet(self, google: Emulator, book: Sheets) -> None:
        book.write("A1:B1", [["<b>", "=1/4"]])
        book.batch({"mergeCells": {"range": area("2:3", "0:2")}})
        page = requests.get(f"{google.url}/look/{book.id}", timeout=5).text
        assert "&lt;b&gt;" in page
        assert "0.25" in page
        assert "colspan=2" in page
        assert book.id in requests.get(f"{google.url}/look", timeout=5).text

    def test_sizes_and_charts_are_looked_at_too(self, google: Emulator, book: Sheets) -> None:
        book.write("A1:B3", [["Meta", 12], ["Google", 3], ["TikTok", 5]])
        source = {"sourceRange": {"sources": [area("0:3", "1:2")]}}
        labels = {"sourceRange": {"sources": [area("0:3", "0:1")]}}
        spec = {
            "title": "By source",
            "altText": "Leads by source",
            "basicChart": {
                "chartType": "BAR",
                "domains": [{"domain": labels}],
                "series": [{"series": source, "targetAxis": "BOTTOM_AXIS"}],
            },
        }
        place = {"overlayPosition": {"anchorCell": {"rowIndex": 4}, "widthPixels": 300}}
        wide = {"range": line("COLUMNS", 0, 1), "fields": "*", "properties": {"pixelSize": 222}}
        hide = {"range": line("ROWS", 1, 2), "fields": "*", "properties": {"hiddenByUser": True}}
        book.batch(
            {"addChart": {"chart": {"spec": spec, "position": place}}},
            {"updateDimensionProperties": wide},
            {"updateDimensionProperties": hide},
        )
        page = requests.get(f"{google.url}/look/{book.id}", timeout=5).text
        assert '<col style="width:222px">' in page
        assert "<th>2" not in page, "hidden rows are not there"
        assert 'aria-label="Leads by source"' in page
        bars = re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"', page)
        assert [round(float(bar) / float(bars[0]), 3) for bar in bars] == [1, 0.25, 0.417]

    def test_controls(self, google: Emulator, book: Sheets) -> None:
        def control(verb: str, name: str, **body: Any) -> Any:
            return requests.request(verb, f"{google.url}/control/{name}", json=body, timeout=5)

        control("POST", "faults", kind="internal")
        with pytest.raises(Refused):
            book.read("A1")
        assert control("POST", "faults", kind="nonsense").status_code == 400
        assert control("POST", "faults", colour="red").status_code == 400
        before = control("POST", "clock", advance=0).json()["now"]
        assert control("POST", "clock", advance=5).json()["now"] == pytest.approx(before + 5)
        made = control("POST", "spreadsheets", title="X", owner="a@example.com").json()["id"]
        control("POST", "share", spreadsheet=made, email=google.email)
        assert Sheets.of(google, made).read("A1") == []
        assert len(control("GET", "calls").json()) == 2
        control("DELETE", "calls")
        assert control("GET", "calls").json() == []
        assert control("GET", "nothing").status_code == 404

    def test_it_starts_for_any_client(self, tmp_path: Path) -> None:
        key = tmp_path / "KEY.json"
        command = [sys.executable, "-m", "tests.engines.google_api", "--port", "0", "--key", key]
        root = Path(__file__).parent.parent.parent
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            url = process.stdout.readline().split()[-1]
            process.stdout.readline()
            book = process.stdout.readline().split()[1]
            try:
                http = session(Emulator.__new__(Emulator), key)
                found = http.get(f"{url}/v4/spreadsheets/{book}/values/A1", timeout=5).json()
                assert found["range"] == "Sheet1!A1"
                assert json.loads(key.read_text())["token_uri"] == f"{url}/token"
            finally:
                process.terminate()

    def test_a_running_clock_runs(self) -> None:
        clock = Clock(running=True)
        before = clock.now()
        time.sleep(0.01)
        assert clock.now() > before
