"""``kpicells serve``, ``keys`` and ``certificate``, as a person runs them."""

from __future__ import annotations

import json
import os
import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.addin.server.serving import ask
from tests.addin.server.stand_ins import bearer

CLIENT = "Nordlys Coffee"
OWN = """
[DOUBLE_CTR]
en = "Double CTR"
ru = "Двойной CTR"
formula = "2 * clicks / impressions"
unit = "share"
better = "higher"
stage = "interest"
"""


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    (tmp_path / "workspace.toml").write_text('agency = "Agency"\n')
    (tmp_path / "clients" / CLIENT).mkdir(parents=True)
    (tmp_path / "kpis.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kpicells", *words]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, env=_environment(folder)
    )


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}


@contextmanager
def served(folder: Path, *words: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server that runs as long as the block."""
    command = [sys.executable, "-m", "kpicells", "serve", "--port", "0", *words]
    with subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, text=True, env=_environment(folder)
    ) as server:
        assert server.stderr is not None
        try:
            told = ""
            while not (found := re.search(r"answers at (https?://\S+:[1-9]\d*)", told)):
                line = server.stderr.readline()
                assert line, told
                told += line
            yield found[1], server
        finally:
            server.terminate()
            server.wait(20)


def test_a_key_is_made_used_and_revoked(agency: Path) -> None:
    made = run(agency, "keys", "new", "--for", "Anna's laptop", "--client", "nordlys coffee")
    key = made.stdout.strip()
    assert re.fullmatch(r"kpi_[0-9a-f]{8}_\S{43}", key)
    key_id = key.split("_")[1]
    assert f"keys revoke {key_id}" in made.stderr
    with served(agency) as (address, server), httpx.Client(base_url=address) as client:
        formula, data = ask(client, ("KPI.DOUBLE_CTR", [5, 100]), ("DATA", [CLIENT, "reach"]))
        assert formula == {"value": 0.1}
        assert "access key" in data["reason"]
        (data,) = ask(client, ("DATA", [CLIENT, "reach"]), **bearer(key))
        assert "there are no facts yet" in data["reason"]
        names = {kpi["id"] for kpi in client.get("/v1/catalog").json()["formulas"]}
        assert {"CTR", "DOUBLE_CTR"} <= names

        assert run(agency, "keys", "revoke", key_id).returncode == 0
        assert client.get("/v1/clients", headers=bearer(key)).status_code == 401
        server.terminate()
        assert server.wait(20) == 0
        assert server.stderr is not None
        log = server.stderr.read()
    lines = [json.loads(line) for line in log.splitlines()]
    assert {line["path"] for line in lines} == {"/v1/call", "/v1/catalog", "/v1/clients"}
    assert key.split("_")[2] not in log
    assert CLIENT not in log


def test_keys_are_listed_without_their_hashes(agency: Path) -> None:
    made = json.loads(run(agency, "keys", "new", "--for", "Anna", "--json").stdout)
    listed = json.loads(run(agency, "keys", "list", "--json").stdout)["keys"]
    assert [(key["id"], key["for"], key["clients"]) for key in listed] == [
        (made["id"], "Anna", None)
    ]
    assert "sha256" not in listed[0]
    assert "Anna" in run(agency, "keys", "list").stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["keys", "new", "--for", "x", "-c", "Nobody"], 1, f"there are: {CLIENT}"),
        (["keys", "revoke", "nothing"], 1, "there is no key 'nothing'"),
        (["serve", "--name", "kpi.example.com"], 1, "needs keys"),
        (["serve", "--host", "0.0.0.0"], 1, "needs keys"),
        (["serve", "--open", "--name", "kpi.example.com"], 2, "this machine alone"),
        (["serve", "--allow-origin", "*"], 2, "an origin is written"),
        (["serve", "--certificate", "workspace.toml"], 2, "go together"),
        (["serve", "--host", "192.0.2.1", "--name", "x.example"], 1, "needs keys"),
        (["serve", "--https"], 1, "`kpicells certificate` makes one"),
    ],
)
def test_what_would_not_be_safe_is_refused(
    agency: Path, words: list[str], status: int, said: str
) -> None:
    done = run(agency, *words)
    assert done.returncode == status
    assert said in " ".join(done.stderr.split())


def test_a_server_for_others_asks_keys_and_says_no_data_without(agency: Path) -> None:
    key = run(agency, "keys", "new", "--for", "Anna").stdout.strip()
    with served(agency, "--name", "kpi.example.com") as (address, _):
        elsewhere: dict[str, Any] = {"Host": "kpi.example.com"}
        body = {"calls": [{"id": "CTR", "args": [5, 100]}]}
        with httpx.Client(base_url=address, headers=elsewhere) as client:
            assert client.post("/v1/call", json=body).status_code == 401
            assert client.post("/v1/call", json=body, headers=bearer(key)).status_code == 200


def test_a_port_that_is_taken_is_told(agency: Path) -> None:
    with served(agency) as (address, _):
        port = address.rpartition(":")[2]
        done = run(agency, "serve", "--port", port)
    assert done.returncode == 1
    assert f"port {port}: " in done.stderr
    assert "--port takes another" in done.stderr


def test_https_on_this_machine(agency: Path) -> None:
    made = run(agency, "certificate")
    authority = re.search(r'"([^"]+authority\.pem)"', made.stdout)
    assert authority
    trusting = ssl.create_default_context(cafile=authority[1])
    with served(agency, "--https") as (address, _):
        assert address.startswith("https://localhost:")
        assert httpx.get(f"{address}/health", verify=trusting).json()["status"] == "ok"
        with pytest.raises(httpx.ConnectError, match=r"self-signed|unable to get"):
            httpx.get(f"{address}/health")


def test_an_agency_that_reads_russian_is_told_in_russian(agency: Path) -> None:
    (agency / "workspace.toml").write_text('agency = "Агентство"\nlang = "ru"\n', encoding="utf-8")
    assert "Ключей нет" in run(agency, "keys", "list").stderr
    made = run(agency, "keys", "new", "--for", "Анна")
    assert "второй раз его не увидеть" in made.stderr
    listed = run(agency, "keys", "list").stdout
    assert {"чей", "клиенты", "создан", "отозван", "все"} <= set(listed.split())
    assert "There" not in run(agency, "keys", "list", "--lang", "en").stderr
    assert "отозван" in run(agency, "keys", "revoke", made.stdout.split("_")[1]).stderr
    assert "нужны ключи" in run(agency, "serve", "--host", "0.0.0.0").stderr
    assert "указывают вместе" in run(agency, "serve", "--certificate", "workspace.toml").stderr
    assert "чтобы система доверяла" in run(agency, "certificate").stderr.lower()
