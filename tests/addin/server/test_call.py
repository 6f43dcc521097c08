"""Batches of calls over HTTP: the same order, and no call spoils its neighbours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicells.formulas import CellError, Kpi, catalog
from tests.addin.server.serving import ask, serving


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving() as found:
        yield found


def test_the_example_of_the_contract(client: httpx.Client) -> None:
    body = '{"calls":[{"id":"CTR","args":[5,100]},{"id":"CTR","args":[[[5],[7]],[[100],[0]]]}]}'
    reply = client.post(
        "/v1/call", content=body, headers={"Content-Type": "application/json; charset=utf-8"}
    )
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/json"
    assert reply.json() == {
        "results": [
            {"value": 0.05},
            {"value": [[0.05], [{"error": "#DIV/0!", "reason": "impressions is zero"}]]},
        ]
    }


# A text in the first place of STATUS is a client's name.
KPIS = [
    kpi
    for kpi in catalog.values()
    if kpi.id != "STATUS" and not any(parameter.is_range for parameter in kpi.parameters)
]
numbers = st.one_of(st.none(), st.integers(0, 10**6), st.floats(0, 1e9), st.just("text"))


drawn_calls = st.lists(
    st.sampled_from(KPIS).flatmap(
        lambda kpi: st.tuples(st.just(kpi), st.tuples(*(numbers for _ in kpi.arguments)))
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(drawn_calls)
def test_answers_are_the_catalogues_in_the_same_order(
    client: httpx.Client, drawn: list[Any]
) -> None:
    answers = ask(client, *((kpi.id, list(args)) for kpi, args in drawn))
    assert answers == [_in_python(kpi, args) for kpi, args in drawn]


def _in_python(kpi: Kpi, args: Sequence[Any]) -> dict[str, Any]:
    try:
        return {"value": kpi(*args)}
    except CellError as error:
        return {"error": error.code, "reason": str(error)}


@pytest.mark.parametrize(
    "bad",
    [
        7,
        None,
        [],
        "CTR",
        {},
        {"id": 7, "args": []},
        {"id": "CTR", "args": {"clicks": 5}},
        {"id": "NOTHING", "args": [1]},
        {"id": "CTR", "args": [5]},
        {"id": "CTR", "args": [[[[5]]], 100]},
        {"id": "CTR", "args": [{"a": [1]}, 100]},
        {"id": "DATA", "args": ["client", "reach", "2026-10"]},
        {"id": "CTR"},
    ],
    ids=str,
)
def test_a_bad_call_does_not_spoil_its_neighbours(client: httpx.Client, bad: Any) -> None:
    good = {"id": "CTR", "args": [5, 100]}
    reply = client.post("/v1/call", json={"calls": [good, bad, good]})
    first, answer, last = reply.json()["results"]
    assert first == last == {"value": 0.05}
    if "value" in answer:
        answer = answer["value"][0][0]
    assert answer["error"].startswith("#")
    assert answer["reason"]


def test_a_number_beyond_all_doubles_spoils_its_own_call_only(client: httpx.Client) -> None:
    body = '{"calls":[{"id":"CTR","args":[1e999,100]},{"id":"CTR","args":[5,100]}]}'
    reply = client.post("/v1/call", content=body, headers={"Content-Type": "application/json"})
    assert [set(answer) for answer in reply.json()["results"]] == [{"error", "reason"}, {"value"}]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"{}", b'{"calls":5}', b'{"calls":[NaN]}', b"\xff", b"[" * 100_000]
)
def test_what_is_no_batch_is_refused_in_json(client: httpx.Client, body: bytes) -> None:
    reply = client.post("/v1/call", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400
    assert reply.json()["error"]["code"] == "malformed"


def test_a_large_batch_is_answered_whole(client: httpx.Client) -> None:
    calls = [("KPI.CTR", [number, 1000]) for number in range(10_000)]
    assert ask(client, *calls) == [{"value": number / 1000} for number in range(10_000)]


def test_the_catalogue_is_that_of_the_command(client: httpx.Client) -> None:
    from typer.testing import CliRunner

    from kpicells.sheets_sync.cli.app import app

    printed = CliRunner().invoke(app, ["formulas", "--json"]).stdout
    assert client.get("/v1/catalog").json() == json.loads(printed)


def test_health_says_ok(client: httpx.Client) -> None:
    assert client.get("/health").json()["status"] == "ok"
