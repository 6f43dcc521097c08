"""Keys, scopes and rates: who may ask for what, and how often."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from kpicells.addin.server.settings import Settings
from kpicells.formulas import catalog
from tests.addin.server.serving import ask, serving
from tests.addin.server.stand_ins import (
    FOR_ALL,
    FOR_NORDLYS,
    NORDLYS,
    OTHER,
    Numbers,
    TwoKeys,
    bearer,
)

DATA = ("KPI.DATA", [NORDLYS, "reach", "2026-10"])


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(Settings(), Numbers(), TwoKeys()) as found:
        yield found


def test_formulas_are_open_on_this_machine_and_data_need_a_key(client: httpx.Client) -> None:
    formula, data = ask(client, ("CTR", [5, 100]), DATA)
    assert formula == {"value": 0.05}
    assert data["error"] == "#N/A"
    assert "access key" in data["reason"]
    assert client.get("/v1/clients").status_code == 401
    assert client.get("/v1/review", params={"client": NORDLYS}).status_code == 401


def test_a_key_opens_data(client: httpx.Client) -> None:
    answers = ask(
        client,
        DATA,
        ("target", [NORDLYS, "CPL", 46296]),
        ("KPI_STATUS", [[[NORDLYS]], [["CPL"]]]),
        ("DATA", [[[NORDLYS], [OTHER]], "reach", [["2026-09", 46296, "10.2026"]]]),
        **bearer(FOR_ALL),
    )
    assert answers == [
        {"value": 1010.0},
        {"value": 27.0},
        {"value": [["● On track"]]},
        {"value": [[1009.0, 1010.0, 1010.0], [14.0, 15.0, 15.0]]},
    ]


def test_a_status_of_numbers_is_still_computed(client: httpx.Client) -> None:
    given = list(catalog["STATUS"].example.arguments.values())
    answers = ask(client, ("STATUS", given), **bearer(FOR_ALL))
    assert answers == [{"value": catalog["STATUS"].example.gives}]


def test_a_key_opens_its_own_clients_only(client: httpx.Client) -> None:
    own, others = ask(
        client, ("DATA", [" nordlys  COFFEE", "nothing"]), ("DATA", [OTHER, "reach"]),
        **bearer(FOR_NORDLYS),
    )  # fmt: skip
    assert "no numbers of 'nothing'" in own["reason"]
    assert others["error"] == "#N/A"
    assert "does not open" in others["reason"]
    headers = bearer(FOR_NORDLYS)
    assert client.get("/v1/clients", headers=headers).json() == {"clients": [NORDLYS]}
    assert client.get("/v1/review", params={"client": OTHER}, headers=headers).status_code == 404
    reviewed = client.get("/v1/review", params={"client": NORDLYS}, headers=headers)
    assert reviewed.json()["client"] == NORDLYS


@pytest.mark.parametrize(
    "said",
    ["Bearer kpi_x_y", "Bearer", "Basic YTpi", f"Bearer {'k' * 5000}", "Bearer é"],
)
def test_a_wrong_key_is_refused_even_where_none_is_needed(client: httpx.Client, said: str) -> None:
    reply = client.post("/v1/call", json={"calls": []}, headers={"Authorization": said.encode()})
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"].startswith("Bearer")
    assert "kpicells keys new" in reply.json()["error"]["message"]


def test_a_server_for_others_asks_a_key_for_everything() -> None:
    settings = Settings(names=frozenset({"127.0.0.1"}), key_for_formulas=True)
    with serving(settings, Numbers(), TwoKeys()) as client:
        body = {"calls": [{"id": "CTR", "args": [5, 100]}]}
        assert client.post("/v1/call", json=body).status_code == 401
        assert client.get("/v1/catalog").status_code == 401
        assert client.get("/metrics").status_code == 401
        assert client.get("/health").status_code == 200
        assert ask(client, ("CTR", [5, 100]), **bearer(FOR_ALL)) == [{"value": 0.05}]


def test_open_gives_data_without_a_key() -> None:
    with serving(Settings(key_for_data=False), Numbers()) as client:
        assert ask(client, DATA) == [{"value": 1010.0}]
        assert client.get("/v1/clients").json() == {"clients": [NORDLYS, OTHER]}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([None, "reach"], "client is blank"),
        ([NORDLYS, 1.5], "metric is no text"),
        ([NORDLYS, "reach", "October"], "month is 'October'"),
        ([NORDLYS, "reach", "2026-13"], "month is '2026-13'"),
        ([NORDLYS, "reach", -5], "month is '-5'"),
        ([NORDLYS, "reach", True], "month is 'True'"),
        ([NORDLYS, {"error": "#REF!"}], "metric is the error #REF!"),
        ([NORDLYS], "DATA takes 2 to 4 arguments (client, metric, month, source), 1 given"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(
    client: httpx.Client, args: list[object], said: str
) -> None:
    (answer,) = ask(client, ("DATA", args), **bearer(FOR_ALL))
    assert answer["error"] in ("#VALUE!", "#REF!")
    assert said in answer["reason"]


def test_too_many_requests_are_told_when_to_come_again() -> None:
    with serving(Settings(requests_a_minute=60, burst=5), Numbers(), TwoKeys()) as client:
        replies = [client.get("/v1/catalog") for _ in range(10)]
        statuses = [reply.status_code for reply in replies]
        assert statuses[:5] == [200] * 5
        assert 429 in statuses[5:]
        refused = replies[statuses.index(429)]
        assert int(refused.headers["retry-after"]) >= 1
        assert refused.json()["error"]["code"] == "too_many_requests"
        # Whoever asks with a key is not held up by those without.
        assert client.get("/v1/clients", headers=bearer(FOR_ALL)).status_code == 200


def test_guessing_keys_is_slowed_down() -> None:
    with serving(Settings(requests_a_minute=1, burst=5), Numbers(), TwoKeys()) as client:
        statuses = [
            client.get("/v1/clients", headers=bearer(f"kpi_all_guess-{n}")).status_code
            for n in range(8)
        ]
        assert statuses == [401] * 5 + [429] * 3
