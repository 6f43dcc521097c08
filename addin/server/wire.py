"""What goes over the wire: batches of calls in, their answers out, as JSON.

A batch that is well formed is read straight into typed objects. One that is not is read again,
loosely, so that a call that is wrong does not spoil its neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn

import msgspec

from kpicells.addin.calls import Answer


class Call(msgspec.Struct):
    """One call: a function's name, and a cell or rows of cells for each argument."""

    id: str
    args: list[Any] = []


class _Batch(msgspec.Struct):
    calls: list[Call]


class Malformed(Exception):
    """A body that holds no batch at all; the message says what was found."""


_decode = msgspec.json.Decoder(_Batch).decode
_encode = msgspec.json.Encoder().encode


def read_batch(body: bytes) -> Sequence[Call | Answer]:
    """The calls of a body; in the place of what is no call stands its answer.

    >>> read_batch(b'{"calls": [{"id": "CTR", "args": [5, 100]}]}')
    [Call(id='CTR', args=[5, 100])]
    >>> read_batch(b'{"calls": [7]}')
    [{'error': '#VALUE!', 'reason': 'a call is an object with "id" and "args", not 7'}]

    Raises:
        Malformed: It is no JSON, or no object with a list of calls.
    """
    try:
        return _decode(body).calls
    except (msgspec.DecodeError, RecursionError):
        return list(map(_call, _loosely(body)))


def _loosely(body: bytes) -> list[Any]:
    try:
        # A number beyond all doubles is infinite here, and told as such in its own call.
        batch = json.loads(body, parse_constant=_refuse)
    except RecursionError:
        raise Malformed("the body is nested too deeply") from None
    except ValueError as error:
        raise Malformed(f"the body is no JSON: {error}") from None
    calls = batch.get("calls") if isinstance(batch, dict) else None
    if not isinstance(calls, list):
        raise Malformed('the body must be an object with a list: {"calls": [...]}')
    return calls


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _call(call: Any) -> Call | Answer:
    try:
        return msgspec.convert(call, Call)
    except msgspec.ValidationError:
        found = _encode(call)[:40].decode("utf-8", "replace")
        return {
            "error": "#VALUE!",
            "reason": f'a call is an object with "id" and "args", not {found}',
        }


def write_answers(answers: Sequence[Answer]) -> bytes:
    """The body of an answer.

    >>> write_answers([{"value": 0.05}])
    b'{"results":[{"value":0.05}]}'
    """
    return _encode({"results": answers})
