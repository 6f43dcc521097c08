"""The description of the server for programs: OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

import kpicells
from kpicells.addin.server.settings import Settings
from kpicells.addin.server.signed import SCHEME, SKEW

_EXAMPLE_CALLS = {
    "calls": [
        {"id": "CTR", "args": [5, 100]},
        {"id": "CTR", "args": [[[5], [7]], [[100], [0]]]},
    ]
}
_EXAMPLE_RESULTS = {
    "results": [
        {"value": 0.05},
        {"value": [[0.05], [{"error": "#DIV/0!", "reason": "impressions is zero"}]]},
    ]
}


def described(settings: Settings) -> dict[str, Any]:
    """The document of ``/openapi.json``."""
    keyed: list[dict[str, list[str]]] = [{"key": []}, {"signed": []}]
    formulas = keyed if settings.key_for_formulas else [*keyed, {}]
    data = keyed if settings.key_for_data else [*keyed, {}]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kpicells",
            "version": kpicells.__version__,
            "summary": "Answers the KPI functions of spreadsheet cells.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/v1/call": {"post": {**_call(settings), "security": formulas}},
            "/v1/catalog": {"get": {**_CATALOG, "security": formulas}},
            "/v1/clients": {"get": {**_CLIENTS, "security": data}},
            "/v1/review": {"get": {**_REVIEW, "security": data}},
            "/v1/month": {"get": {**_MONTH, "security": data}},
            "/health": {"get": {**_HEALTH, "security": []}},
            "/metrics": {"get": {**_METRICS, "security": [*keyed, {}]}},
            "/openapi.json": {"get": {**_ITSELF, "security": []}},
        },
        "components": {"schemas": _SCHEMAS, "securitySchemes": _SECURITY, "responses": _REFUSALS},
    }


def _call(settings: Settings) -> dict[str, Any]:
    return {
        "operationId": "call",
        "summary": "Answer a batch of calls, in the same order.",
        "description": (
            "A call that is wrong has an error as its answer and does not touch its neighbours. "
            "A function is named as a cell names it: CTR, KPI.CTR or KPI_CTR, in any case. "
            "Single cells spread over ranges as arithmetic does in a spreadsheet. "
            f"At most {settings.calls} calls a batch, {settings.call.cells} cells a call and "
            f"{settings.body_bytes} bytes a body."
        ),
        "parameters": [
            {
                "name": "Accept-Language",
                "in": "header",
                "schema": {"type": "string", "default": "en"},
                "description": "The language of the reasons: en or ru.",
            }
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": _ref("Batch"), "example": _EXAMPLE_CALLS},
            },
        },
        "responses": {
            "200": {
                "description": "The answers.",
                "content": {
                    "application/json": {"schema": _ref("Answers"), "example": _EXAMPLE_RESULTS},
                },
            },
            **_refused("400", "401", "403", "408", "413", "415", "421", "429", "503", "504"),
        },
    }


def _ref(schema: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{schema}"}


def _refused(*statuses: str) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _json(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_CATALOG = {
    "operationId": "catalog",
    "summary": "Every KPI: names, arguments, formula, source; the agency's own among them.",
    "responses": {
        "200": _json("The catalogue.", _ref("Catalog")),
        **_refused("401", "403", "421", "429"),
    },
}
_CLIENTS = {
    "operationId": "clients",
    "summary": "The clients whose data the key opens.",
    "responses": {
        "200": _json("Their names.", _ref("Clients")),
        **_refused("401", "403", "404", "421", "429"),
    },
}
_REVIEW = {
    "operationId": "review",
    "summary": "How each KPI of a client's plan stands in a month, and what to decide.",
    "parameters": [
        {"name": "client", "in": "query", "required": True, "schema": {"type": "string"}},
        {
            "name": "month",
            "in": "query",
            "schema": {"type": "string", "examples": ["2026-10"]},
            "description": "That of the latest data if left out.",
        },
    ],
    "responses": {
        "200": _json("The review.", _ref("Review")),
        **_refused("400", "401", "403", "404", "421", "429", "504"),
    },
}
_MONTH = {
    "operationId": "month",
    "summary": "A whole month of a client, for who will ask for many of its numbers.",
    "parameters": [
        *_REVIEW["parameters"],
        {
            "name": "of",
            "in": "query",
            "schema": {"type": "string", "enum": ["data", "plan"], "default": "data"},
            "description": "All metrics, also by source; or all KPIs of the plan.",
        },
    ],
    "responses": {
        "200": _json("The month.", _ref("Month")),
        **_refused("400", "401", "403", "404", "421", "429", "503", "504"),
    },
}
_HEALTH = {
    "operationId": "health",
    "summary": "Whether the server is there.",
    "responses": {
        "200": _json("It is.", {"type": "object", "properties": {"status": {"const": "ok"}}})
    },
}
_METRICS = {
    "operationId": "metrics",
    "summary": "Counts and times for Prometheus; from elsewhere with a key only.",
    "responses": {
        "200": {"description": "The metrics.", "content": {"text/plain": {}}},
        **_refused("401", "403", "421", "429"),
    },
}
_ITSELF = {
    "operationId": "openapi",
    "summary": "This description.",
    "responses": {"200": _json("OpenAPI 3.1.", {"type": "object"})},
}

_SECURITY = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key that `kpicells keys new` made. Data of a client need it always.",
    },
    "signed": {
        "type": "http",
        "scheme": SCHEME,
        "description": (
            "Proves that one has a key kpi_ID_SECRET, which is not sent: "
            "`KPI-Proof id=ID, time=T, nonce=N, proof=P`. T is the time in seconds since 1970, at "
            f"most {SKEW} apart from the server's; N is new for each request, up to 128 letters, "
            "digits, - . _ ~. P is, in base64url without =, the bytes of SECRET XOR the first of "
            "HMAC-SHA-512(key: KEPT, message: the lines below). KEPT is SHA-256(SECRET) in "
            "hexadecimal digits. The lines, with \\n between them: `kpicells-1`, the method, the "
            "server's name in small letters without a port, the path below the server's address "
            "with its query as sent, T, N, the SHA-256 of the body in hexadecimal digits. "
            "Refused with 401: `wrong_time`, `repeated`, or `no_access` for anything else."
        ),
    },
}

_REFUSALS = {
    status: _json(said, _ref("Refusal"))
    for status, said in {
        "400": "The body is no batch.",
        "401": "A key is missing, not known or revoked, or a signature does not hold.",
        "403": "The request comes from a page that may not call this server.",
        "404": "There is no such client, plan or month, or the key does not open it.",
        "408": "The body came too slowly.",
        "413": "The body is too large, or has too many calls.",
        "415": "The body is not said to be JSON.",
        "421": "The server is not called by this name.",
        "429": "Too many requests; Retry-After says when to come again.",
        "503": "The server is busy or has just started; Retry-After says when to come again.",
        "504": "The batch took too long.",
    }.items()
}

_SCHEMAS: dict[str, Any] = {
    "Batch": {
        "type": "object",
        "required": ["calls"],
        "properties": {
            "calls": {"type": "array", "items": _ref("Call")},
        },
    },
    "Call": {
        "type": "object",
        "required": ["id", "args"],
        "properties": {
            "id": {"type": "string", "description": "CTR, KPI.CTR or KPI_CTR."},
            "args": {
                "type": "array",
                "items": {"anyOf": [_ref("Cell"), _ref("Row"), _ref("Rows")]},
            },
        },
    },
    "Cell": {
        "description": "What a cell holds; null where it is blank.",
        "anyOf": [
            {"type": ["number", "string", "boolean", "null"]},
            _ref("Error"),
        ],
    },
    "Row": {"type": "array", "items": _ref("Cell")},
    "Rows": {"type": "array", "items": _ref("Row")},
    "Answers": {
        "type": "object",
        "required": ["results"],
        "properties": {"results": {"type": "array", "items": _ref("Answer")}},
    },
    "Answer": {"oneOf": [_ref("Value"), _ref("Error")]},
    "Value": {
        "type": "object",
        "required": ["value"],
        "additionalProperties": False,
        "properties": {
            "value": {
                "anyOf": [{"type": ["number", "string"]}, _ref("Rows")],
            }
        },
    },
    "Error": {
        "description": "What a cell shows in place of a value, and why.",
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {"type": "string", "pattern": "^#", "examples": ["#DIV/0!"]},
            "reason": {"type": "string"},
        },
    },
    "Refusal": {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
            }
        },
    },
    "Clients": {
        "type": "object",
        "required": ["clients"],
        "properties": {"clients": {"type": "array", "items": {"type": "string"}}},
    },
    "Review": {
        "type": "object",
        "required": ["client", "month", "score", "next_review", "kpis", "notices"],
        "properties": {
            "client": {"type": "string"},
            "month": {"type": "string"},
            "score": {"type": ["number", "null"]},
            "next_review": {"type": ["string", "null"]},
            "kpis": {"type": "array", "items": _ref("ReviewedKpi")},
            "notices": {"type": "array", "items": {"type": "string"}},
        },
    },
    "Month": {
        "type": "object",
        "required": ["names", "DATA"],
        "properties": {
            "names": {
                "description": (
                    "What may be asked, to a key: in NFKC and lower case, е for ё, one blank for "
                    "blanks and underscores."
                ),
                "type": "object",
                "additionalProperties": {"type": "string"},
            },
            "sources": {"type": "object", "additionalProperties": {"type": "string"}},
            "from": {"type": "object", "additionalProperties": _ref("ByKey")},
            **{name: _ref("ByKey") for name in ("DATA", "TARGET", "STATUS")},
        },
    },
    "ByKey": {"type": "object", "additionalProperties": _ref("Answer")},
    "ReviewedKpi": {
        "type": "object",
        "required": ["key", "name", "unit", "status", "actual", "target", "finding"],
        "properties": {
            "key": {"type": "string"},
            "name": {"type": "string"},
            "unit": {"type": "string"},
            "status": {"type": "string", "description": "A symbol and a word."},
            "finding": {"type": "string", "description": "What to decide."},
            **{
                name: {"type": ["number", "null"]}
                for name in ("actual", "target", "attainment", "pace", "forecast", "change")
            },
        },
    },
    "Catalog": {
        "type": "object",
        "required": ["formulas"],
        "properties": {"formulas": {"type": "array", "items": _ref("Formula")}},
    },
    "Names": {
        "type": "object",
        "required": ["en", "ru"],
        "properties": {"en": {"type": "string"}, "ru": {"type": "string"}},
    },
    "Formula": {
        "type": "object",
        "required": ["id", "names", "arguments", "unit", "equation", "source", "example"],
        "properties": {
            "id": {"type": "string"},
            "names": _ref("Names"),
            "meanings": _ref("Names"),
            "arguments": {"type": "array", "items": _ref("Argument")},
            "unit": {"type": "string"},
            "equation": {"type": "string"},
            "source": {"type": "string"},
            "totals": {"type": "boolean", "description": "Whether its total over rows is true."},
        },
    },
    "Argument": {
        "type": "object",
        "required": ["name", "unit", "names", "range", "blank_is_zero"],
        "properties": {
            "name": {"type": "string"},
            "unit": {"type": "string"},
            "names": _ref("Names"),
            "range": {"type": "boolean", "description": "Whether it is a range, taken whole."},
            "blank_is_zero": {"type": "boolean"},
        },
    },
}
