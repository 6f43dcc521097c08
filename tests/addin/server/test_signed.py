"""Signed requests: answered once, and only as they were signed, just now, by who has the key."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicells.addin.server import signed as signing
from kpicells.addin.server.replies import Refusal
from kpicells.addin.server.settings import Settings
from kpicells.addin.server.signed import Once, Signature, secret_proven, signature
from kpicells.sheets_sync.serving.keys import KeyFile
from tests.addin.server.serving import serving
from tests.addin.server.signing import signed
from tests.addin.server.stand_ins import NORDLYS, OTHER, Numbers

BODY = json.dumps({"calls": [{"id": "DATA", "args": [NORDLYS, "reach", "2026-10"]}]}).encode()
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeyFile:
    return KeyFile(tmp_path_factory.mktemp("keys") / "keys.json")


@pytest.fixture(scope="module")
def client(keys: KeyFile) -> Iterator[httpx.Client]:
    with serving(Settings(), Numbers(), keys) as found:
        yield found


@pytest.fixture(scope="module")
def key(keys: KeyFile) -> str:
    return keys.make("The sheet of Nordlys", [NORDLYS])


def call(client: httpx.Client, headers: dict[str, str], body: bytes = BODY) -> httpx.Response:
    return client.post("/v1/call", content=body, headers=JSON | headers)


def refused(reply: httpx.Response) -> tuple[int, str]:
    return reply.status_code, reply.json()["error"]["code"]


def test_a_signed_call_opens_what_its_key_opens(client: httpx.Client, key: str) -> None:
    assert call(client, signed(key, "POST", "/v1/call", BODY)).json() == {
        "results": [{"value": 1010.0}]
    }
    assert client.get("/v1/clients", headers=signed(key, "GET", "/v1/clients")).json() == {
        "clients": [NORDLYS]
    }
    query = "/v1/review?client=Nordlys%20Coffee&month=2026-10"
    assert client.get(query, headers=signed(key, "GET", query)).json()["client"] == NORDLYS
    other = "/v1/review?client=Other%20Client"
    assert client.get(other, headers=signed(key, "GET", other)).status_code == 404
    assert OTHER not in client.get(other, headers=signed(key, "GET", other)).text.lower()


def test_the_secret_does_not_travel(key: str) -> None:
    header = signed(key, "POST", "/v1/call", BODY)["Authorization"]
    assert key.split("_", 2)[2] not in header


def test_a_call_that_comes_again_is_refused(client: httpx.Client, key: str) -> None:
    headers = signed(key, "POST", "/v1/call", BODY)
    assert call(client, headers).status_code == 200
    assert refused(call(client, headers)) == (401, "repeated")
    assert call(client, signed(key, "POST", "/v1/call", BODY)).status_code == 200


def test_what_was_altered_is_refused(client: httpx.Client, key: str) -> None:
    other = BODY.replace(b"2026-10", b"2026-11")
    headers = signed(key, "POST", "/v1/call", BODY)
    assert refused(call(client, headers, other)) == (401, "no_access")
    assert call(client, headers).status_code == 200, "and what was signed is answered still"
    moved = signed(key, "GET", "/v1/review?client=Nordlys%20Coffee")
    path = "/v1/review?client=Nordlys%20Coffee&month=2026-10"
    assert refused(client.get(path, headers=moved)) == (401, "no_access")
    assert refused(client.get("/v1/clients", headers=moved)) == (401, "no_access")
    elsewhere = signed(key, "GET", "/v1/clients", host="kpi.agency.example")
    assert refused(client.get("/v1/clients", headers=elsewhere)) == (401, "no_access")


@pytest.mark.parametrize("part", ["id", "time", "nonce", "proof"])
def test_every_part_of_the_header_is_held_to_the_others(
    client: httpx.Client, keys: KeyFile, key: str, part: str
) -> None:
    other = signed(keys.make("Boris"), "POST", "/v1/call", BODY, moment=time.time() - 7)
    headers = signed(key, "POST", "/v1/call", BODY)

    def parts(one: dict[str, str]) -> dict[str, str]:
        said = one["Authorization"].removeprefix("KPI-Proof ").split(", ")
        return dict(word.split("=") for word in said)

    mixed = parts(headers) | {part: parts(other)[part]}
    forged = "KPI-Proof " + ", ".join(f"{name}={value}" for name, value in mixed.items())
    assert refused(call(client, {"Authorization": forged})) in {(401, "no_access"), (503, "busy")}


@pytest.mark.parametrize("seconds", [-301, 301, -1e9, 9e9])
def test_a_call_that_is_late_or_early_is_refused(
    client: httpx.Client, key: str, seconds: float
) -> None:
    headers = signed(key, "POST", "/v1/call", BODY, moment=max(0, time.time() + seconds))
    assert refused(call(client, headers)) == (401, "wrong_time")


def test_a_key_that_is_revoked_signs_nothing(client: httpx.Client, keys: KeyFile) -> None:
    key = keys.make("Boris")
    assert call(client, signed(key, "POST", "/v1/call", BODY)).status_code == 200
    keys.revoke(key.split("_")[1])
    assert refused(call(client, signed(key, "POST", "/v1/call", BODY))) == (401, "no_access")
    nobody = signed("kpi_00000000_secret", "POST", "/v1/call", BODY)
    assert refused(call(client, nobody)) == (401, "no_access")


def test_whoever_reads_what_the_server_keeps_cannot_sign(
    client: httpx.Client, keys: KeyFile, key: str
) -> None:
    """With a plain HMAC under the kept hash, he could."""
    key_id = key.split("_")[1]
    kept = keys.kept_of(key_id)
    assert kept is not None
    for secret in (kept, bytes.fromhex(kept).decode("latin-1")):
        forged = signed(f"kpi_{key_id}_{secret}", "POST", "/v1/call", BODY)
        assert refused(call(client, forged)) == (401, "no_access")


@pytest.mark.parametrize(
    "said",
    ["nothing", "id=a", "id=a, time=1, nonce=b", "id=a, time=x, nonce=b, proof=cc",
     "id=a, time=1, nonce=b, proof=c", "id=a, id=a, time=1, nonce=b, proof=cc",
     "id=a, time=1, nonce=b, proof=" + "cc" * 60, "id=é, time=1, nonce=b, proof=cc",
     "id=a, time=1, nonce=b, proof=cc, more=1", "id=a, time=-1, nonce=b, proof=cc"],
)  # fmt: skip
def test_other_headers_are_no_signature(client: httpx.Client, said: str) -> None:
    assert signature(said) is None
    header = f"KPI-Proof {said}".encode().decode("latin-1")
    reply = client.post(
        "/v1/call", content=BODY, headers=[(b"Content-Type", b"application/json"),
                                           (b"Authorization", header.encode("latin-1"))]
    )  # fmt: skip
    assert refused(reply) == (401, "no_access")


@given(st.text(max_size=200))
def test_any_text_is_read_or_is_none(said: str) -> None:
    found = signature(said)
    assert found is None or len(found.proof) <= 64


@given(st.binary(max_size=64), st.binary(), st.sampled_from(["a" * 64, "0" * 64]))
def test_any_proof_gives_a_text(proof: bytes, text: bytes, kept: str) -> None:
    secret = secret_proven(proof, kept, text)
    assert len(secret.encode("utf-8", "surrogateescape")) == len(proof)


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def now(self) -> float:
        return self.seconds


def sign(nonce: str, moment: float = 1_000_000) -> Signature:
    return Signature("key", int(moment), nonce, b"")


def test_nothing_is_remembered_longer_than_it_could_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signing, "REMEMBERED", 10)
    clock = Clock()
    once = Once(clock.now)
    for number in range(10):
        once.check_new(sign(str(number)))
        once.take(sign(str(number)))
    with pytest.raises(Refusal, match="too many signed requests"):
        once.check_new(sign("more"))
    with pytest.raises(Refusal, match="answered before"):
        once.check_new(sign("3"))
    clock.seconds += 601
    once.check_new(sign("more"))
    with pytest.raises(Refusal, match="seconds from the server's"):
        once.check_time(1_000_000)


def test_what_was_signed_before_the_server_started_is_not_taken() -> None:
    """It may have been answered before the start, of which nothing is remembered."""
    clock = Clock()
    once = Once(clock.now)
    with pytest.raises(Refusal, match="has just started") as caught:
        once.check_time(999_999)
    assert caught.value.status == 503
    assert caught.value.headers["Retry-After"] == "1"
    once.check_time(1_000_000)


def test_one_key_repeated_by_another_is_slowed_for_itself_alone(keys: KeyFile, key: str) -> None:
    """Who replays what he saw uses up his own address's rate, and not the key's."""
    settings = Settings(requests_a_minute=1, burst=3)
    headers = signed(key, "POST", "/v1/call", BODY)
    with serving(settings, Numbers(), keys) as client:
        assert call(client, signed(key, "POST", "/v1/call", BODY)).status_code == 200
        assert call(client, headers).status_code == 200
        found: list[Any] = [refused(call(client, headers)) for _ in range(5)]
        assert found[:3] == [(401, "repeated")] * 3
        assert found[3:] == [(429, "too_many_requests")] * 2
        assert call(client, signed(key, "POST", "/v1/call", BODY)).status_code == 200


def test_the_key_file_knows_its_keys_by_both_ways(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "keys.json")
    key = file.make("Anna", [NORDLYS])
    _, key_id, secret = key.split("_", 2)
    assert file.grant_of(key_id, secret) == file.grant(key)
    assert file.grant_of(key_id, secret + "x") is None
    assert file.kept_of("nobody") is None
