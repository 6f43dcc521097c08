"""Forged, oversized and slow requests; headers that keep browsers honest."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from kpicells.addin.calls import Limits
from kpicells.addin.server import connections
from kpicells.addin.server.settings import Settings
from tests.addin.server.serving import ask, serving

BODY = {"calls": [{"id": "CTR", "args": [5, 100]}]}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    pages = tmp_path_factory.mktemp("pages")
    (pages / "pane.html").write_text("<!doctype html><title>Pane</title>")
    (pages / "functions.json").write_text("{}")
    (pages.parent / "secret.txt").write_text("secret")
    settings = Settings(
        pages=pages,
        origins=("https://addin.example.com", "https://*.googleusercontent.com"),
        body_bytes=100_000,
        calls=50,
        call=Limits(cells=1000),
        receive_seconds=0.5,
    )
    with serving(settings) as found:
        yield found


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "[", "169.254.1.1"])
def test_a_name_that_is_not_ours_is_refused(client: httpx.Client, host: str) -> None:
    # So a page whose own name was made to point here gets nothing.
    reply = client.post("/v1/call", json=BODY, headers={"Host": host})
    assert reply.status_code == 421
    assert client.get("/addin/pane.html", headers={"Host": host}).status_code == 421


def test_two_names_at_once_are_refused(client: httpx.Client) -> None:
    with _connected(client) as wire:
        wire.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
        assert wire.recv(4096).startswith(b"HTTP/1.1 421 ")


def test_a_small_request_for_a_large_table_keeps_nobody_waiting() -> None:
    """A row of 400 and a column of 400 are 160,000 answers, each of them an error."""
    large = {"calls": [{"id": "CTR", "args": [[[5]] * 400, [[0] * 400]]}]}
    unhurried = Settings(requests_a_minute=1e9, burst=10**6)
    with serving(unhurried) as client, ThreadPoolExecutor() as others:
        slow = others.submit(client.post, "/v1/call", json=large, timeout=60)
        answered = 0
        while not slow.done():
            assert client.post("/v1/call", json=BODY).status_code == 200
            answered += 1
        assert slow.result().status_code == 200
    assert answered > 2


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765"])
def test_our_names_are_answered(client: httpx.Client, host: str) -> None:
    assert client.post("/v1/call", json=BODY, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://addin.example.com"},
        {"Origin": "https://addin.example.com.evil.example"},
        {"Origin": "https://evilgoogleusercontent.com"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_another_sites_page_is_refused(client: httpx.Client, headers: dict[str, str]) -> None:
    for reply in (
        client.post("/v1/call", json=BODY, headers=headers),
        client.get("/v1/catalog", headers=headers),
        client.options("/v1/call", headers=headers),
        client.get("/metrics", headers=headers),
    ):
        assert reply.status_code == 403
        assert "access-control-allow-origin" not in reply.headers


def test_our_own_pages_may_call(client: httpx.Client) -> None:
    own = str(client.base_url)
    headers = {"Origin": own, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/v1/call", json=BODY, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://addin.example.com", "https://n-abc-0lu-script.googleusercontent.com"]
)
def test_an_allowed_origin_gets_cors(client: httpx.Client, origin: str) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    preflight = client.options("/v1/call", headers=asked)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == origin
    assert "Authorization" in preflight.headers["access-control-allow-headers"]
    reply = client.post("/v1/call", json=BODY, headers={"Origin": origin})
    assert reply.status_code == 200
    assert reply.headers["access-control-allow-origin"] == origin
    assert reply.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in reply.headers


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_is_no_batch(client: httpx.Client, kind: str) -> None:
    reply = client.post("/v1/call", content=json.dumps(BODY), headers={"Content-Type": kind})
    assert reply.status_code == 415


def test_a_body_that_is_too_large_is_refused(client: httpx.Client) -> None:
    large = json.dumps({"calls": [{"id": "CTR", "args": ["x" * 200_000]}]})
    headers = {"Content-Type": "application/json"}
    told = client.post("/v1/call", content=large, headers=headers)
    untold = client.post("/v1/call", content=iter([large.encode()]), headers=headers)
    for reply in (told, untold):
        assert reply.status_code == 413
        assert "100,000 bytes" in reply.json()["error"]["message"]


def test_too_many_calls_are_refused_and_too_many_cells_spoil_their_own_call(
    client: httpx.Client,
) -> None:
    reply = client.post("/v1/call", json={"calls": BODY["calls"] * 51})
    assert reply.status_code == 413
    assert "51 calls; one may have 50" in reply.json()["error"]["message"]
    large, good = ask(client, ("CTR", [[[1]] * 1001, 100]), ("CTR", [5, 100]))
    assert "1,001 cells are given" in large["reason"]
    assert good == {"value": 0.05}


def test_a_body_that_comes_too_slowly_is_refused(client: httpx.Client) -> None:
    with _connected(client) as wire:
        wire.sendall(_head(100) + b'{"calls":')
        assert wire.recv(4096).startswith(b"HTTP/1.1 408")


def test_a_head_that_never_ends_is_given_up(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    for sent in (b"", b"POST /v1/call HTTP/1.1\r\nHost: loc"):
        with _connected(client) as wire:
            wire.sendall(sent)
            assert _until_closed(wire).startswith(b"HTTP/1.1 400")


def test_a_head_that_is_too_long_is_given_up(client: httpx.Client) -> None:
    with _connected(client) as wire:
        line = b"X-Long: " + b"x" * 1000 + b"\r\n"
        wire.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + line * 100)
        assert _until_closed(wire).startswith(b"HTTP/1.1 400")


def test_a_second_request_on_a_connection_is_not_waited_for_either(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    with _connected(client) as wire:
        wire.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert wire.recv(4096).startswith(b"HTTP/1.1 200")
        wire.sendall(b"GET /hea")
        assert b"HTTP/1.1 400" in _until_closed(wire)


def test_others_are_answered_while_slow_ones_are_waited_for(client: httpx.Client) -> None:
    with _connected(client) as wire:
        wire.sendall(_head(100))
        started = time.monotonic()
        assert client.get("/health").status_code == 200
        assert time.monotonic() - started < 0.4


def test_pages_have_strict_headers(client: httpx.Client) -> None:
    reply = client.get("/addin/pane.html")
    assert reply.status_code == 200
    assert reply.headers["x-content-type-options"] == "nosniff"
    rules = dict(
        rule.strip().split(" ", 1) for rule in reply.headers["content-security-policy"].split(";")
    )
    assert rules["default-src"] == "'none'"
    assert "unsafe-inline" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"]
    assert "https://*.officeapps.live.com" in rules["frame-ancestors"]
    assert "*" not in rules["frame-ancestors"].split()


def test_office_on_the_web_may_read_the_functions_and_no_other_site(client: httpx.Client) -> None:
    office = {"Origin": "https://eu1-excel.officeapps.live.com"}
    reply = client.get("/addin/functions.json", headers=office)
    assert reply.headers["access-control-allow-origin"] == office["Origin"]
    other = client.get("/addin/functions.json", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
    assert client.post("/v1/call", json=BODY, headers=office).status_code == 403


@pytest.mark.parametrize(
    "path", ["/addin/../secret.txt", "/addin/%2e%2e/secret.txt", "/addin/..%2fsecret.txt"]
)
def test_no_file_outside_the_pages_is_given(client: httpx.Client, path: str) -> None:
    with _connected(client) as wire:
        wire.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        assert b"404 Not Found" in _until_closed(wire)


def test_answers_are_framed_by_nobody_and_kept_nowhere(client: httpx.Client) -> None:
    reply = client.post("/v1/call", json=BODY)
    assert reply.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert reply.headers["cache-control"] == "no-store"
    assert "server" not in reply.headers


def test_a_batch_that_takes_too_long_is_answered_in_part() -> None:
    with serving(Settings(batch_seconds=0.0)) as client:
        answers = ask(client, *[("CTR", [5, 100])] * 3)
        assert all(answer["error"] == "#N/A" for answer in answers)
        assert "too long" in answers[0]["reason"]


def _connected(client: httpx.Client) -> socket.socket:
    url = client.base_url
    return socket.create_connection((url.host, url.port or 80), timeout=10)


def _head(length: int) -> bytes:
    return (
        b"POST /v1/call HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n" % length
    )


def _until_closed(wire: socket.socket) -> bytes:
    found = b""
    try:
        while chunk := wire.recv(4096):
            found += chunk
    except ConnectionResetError:
        pass  # closed with something of ours unread
    return found
