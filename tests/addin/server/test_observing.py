"""Metrics and logs tell how it goes, and nothing of what is in cells."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from kpicells.addin.server.logs import log_to
from kpicells.addin.server.settings import Settings
from tests.addin.server.serving import ask, serving
from tests.addin.server.stand_ins import FOR_ALL, NORDLYS, Numbers, TwoKeys, bearer


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    names = ("kpicells", "uvicorn")
    before = {name: logging.getLogger(name) for name in names}
    kept = {name: (one.handlers, one.propagate, one.level) for name, one in before.items()}
    log_to(stream)
    yield stream
    for name, (handlers, propagate, level) in kept.items():
        before[name].handlers, before[name].propagate = handlers, propagate
        before[name].setLevel(level)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_metrics_count_requests_and_outcomes() -> None:
    with serving() as client:
        ask(client, ("CTR", [5, 100]), ("CTR", [5, 0]), ("NOTHING", []))
        client.get("/no/such/place")
        text = client.get("/metrics").text
    found = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["kpicells_requests_total", "/v1/call", "200"] == 1
    assert found["kpicells_requests_total", "404", "other"] == 1
    outcomes = {
        name: found["kpicells_calls_total", name] for name in ("value", "#DIV/0!", "#NAME?")
    }
    assert outcomes == {"value": 1, "#DIV/0!": 1, "#NAME?": 1}
    assert found["kpicells_request_seconds_count", "/v1/call"] == 1


def test_every_request_is_one_line_of_json_without_data_or_key(log: io.StringIO) -> None:
    with serving(Settings(), Numbers(), TwoKeys()) as client:
        ask(
            client,
            ("CTR", ["my secret text", 987654321]),
            ("DATA", [NORDLYS, "reach"]),
            **bearer(FOR_ALL),
        )
        asked = {"client": NORDLYS}
        client.get("/v1/review", params=asked, headers=bearer(FOR_ALL))
        client.get("/v1/review", params=asked, headers=bearer("kpi_all_wrong-secret"))
        client.post("/v1/call", content=b"{my secret", headers={"Content-Type": "application/json"})
    told = [line for line in lines(log) if line["event"] == "answered"]
    assert [(line["path"], line["status"]) for line in told] == [
        ("/v1/call", 200), ("/v1/review", 200), ("/v1/review", 401), ("/v1/call", 400),
    ]  # fmt: skip
    assert told[0]["key"] == "all"
    assert told[0]["calls"] == 2
    assert told[0]["errors"] == {"#VALUE!": 1}
    for secret in ("secret", "987654321", "Nordlys", FOR_ALL.split("_")[2]):
        assert secret not in log.getvalue()


class Broken(Numbers):
    def data(self, *_: Any) -> float:
        raise RuntimeError("the secret of Nordlys is 42")


def test_an_error_of_ours_is_told_by_its_place_and_spoils_one_call(log: io.StringIO) -> None:
    with serving(Settings(key_for_data=False), Broken()) as client:
        broken, good = ask(client, ("DATA", [NORDLYS, "reach"]), ("CTR", [5, 100]))
    assert broken["error"] == "#N/A"
    assert good == {"value": 0.05}
    (failed,) = (line for line in lines(log) if line["level"] == "error")
    assert failed["error"] == "RuntimeError"
    assert any(place.startswith("test_observing.py:") for place in failed["at"])
    assert "42" not in failed["event"]
    assert "secret" not in log.getvalue()


class BrokenList(Numbers):
    def clients(self) -> list[str]:
        raise RuntimeError("the secret of Nordlys is 42")


def test_a_request_that_fails_whole_is_answered_in_json(log: io.StringIO) -> None:
    with serving(Settings(key_for_data=False), BrokenList()) as client:
        reply = client.get("/v1/clients")
    assert reply.status_code == 500
    assert reply.json()["error"]["code"] == "our_fault"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert [line["status"] for line in lines(log) if line["event"] == "answered"] == [500]
    assert "secret" not in log.getvalue()


def test_reasons_come_in_russian_to_those_who_read_it() -> None:
    with serving() as client:
        headers = {"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"}
        (answer,) = ask(client, ("CTR", [5, 0]), **headers)
    assert answer == {"error": "#DIV/0!", "reason": "«Показы»: ноль, а на него нужно делить"}
