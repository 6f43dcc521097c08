"""The description is valid OpenAPI, and the server keeps to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from kpicells.addin.server.settings import Settings
from tests.addin.server.serving import serving
from tests.addin.server.stand_ins import FOR_ALL, NORDLYS, Numbers, TwoKeys, bearer


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(Settings(), Numbers(), TwoKeys()) as found:
        yield found


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_it_is_valid_openapi(document: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(document).validate()


def test_its_examples_fit_its_schemas(document: dict[str, Any]) -> None:
    call = document["paths"]["/v1/call"]["post"]
    for content in (call["requestBody"]["content"], call["responses"]["200"]["content"]):
        told = content["application/json"]
        _fits(told["example"], told["schema"], document)


@pytest.mark.parametrize(
    ("method", "path", "asked"),
    [
        ("post", "/v1/call", {"calls": [
            {"id": "CTR", "args": [[[5], [None]], 100]}, {"id": "X", "args": []}, 5,
            {"id": "STATUS", "args": [NORDLYS, "CPL"]},
        ]}),
        ("post", "/v1/call", {"calls": "none"}),
        ("get", "/v1/catalog", None),
        ("get", "/v1/clients", None),
        ("get", f"/v1/review?client={NORDLYS}", None),
        ("get", "/v1/review", None),
        ("get", f"/v1/month?client={NORDLYS}&month=2026-10", None),
        ("get", f"/v1/month?client={NORDLYS}&of=plan", None),
        ("get", "/v1/month?month=never", None),
        ("get", "/health", None),
    ],
)  # fmt: skip
def test_the_server_answers_as_it_says(
    client: httpx.Client, document: dict[str, Any], method: str, path: str, asked: Any
) -> None:
    reply = client.request(method.upper(), path, json=asked, headers=bearer(FOR_ALL))
    told = document["paths"][path.partition("?")[0]][method]["responses"][str(reply.status_code)]
    if "$ref" in told:
        told = document["components"]["responses"][told["$ref"].rpartition("/")[2]]
    _fits(reply.json(), told["content"]["application/json"]["schema"], document)


def test_every_address_is_described(document: dict[str, Any]) -> None:
    from kpicells.addin.server.app import make_app

    served = {getattr(route, "path", None) for route in make_app(Settings()).routes}
    assert served == set(document["paths"])


def _fits(found: Any, schema: dict[str, Any], document: dict[str, Any]) -> None:
    Draft202012Validator({**schema, "components": document["components"]}).validate(found)
