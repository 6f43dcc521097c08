"""What goes over the wire: batches of calls in, their answers out, as JSON.

A batch that is well formed is read straight into typed objects. One that is not is read again,
loosely, so that a call that is wrong does not spoil its neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn, TypeAlias

import msgspec

from kpicells.addin.calls import Answer

Argument: TypeAlias = (
    "float | str | bool | dict[str, Any] | list[float | str | bool | dict[str, Any] | "
    "list[float | str | bool | dict[str, Any] | None] | None] | None"
)
"""A cell, a row of cells, or rows of cells. Whole numbers are read as floats."""


class Call(msgspec.Struct, gc=False):
    """One call: a function's name, and a cell or rows of cells for each argument."""

    id: str
    args: list[Argument] = []


class _Batch(msgspec.Struct):
    calls: list[Call]


class Malformed(Exception):
    """A body that holds no batch at all; the message says what was found."""


_NO_CALL = 'a call is an object with "id" and "args", each a cell, a row or rows of cells'
_decode = msgspec.json.Decoder(_Batch).decode
_encode = msgspec.json.Encoder().encode


def read_batch(body: bytes) -> Sequence[Call | Answer]:
    """The calls of a body; in the place of what is no call stands its answer.

    >>> read_batch(b'{"calls": [{"id": "CTR", "args": [5, 100]}]}')
    [Call(id='CTR', args=[5.0, 100.0])]
    >>> [call["error"] for call in read_batch(b'{"calls": [7]}')]
    ['#VALUE!']

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
    except (msgspec.ValidationError, OverflowError) as error:
        return {"error": "#VALUE!", "reason": f"{_NO_CALL}: {str(error)[:200]}"}


def write_answers(answers: Sequence[Answer | None]) -> bytes:
    """The body of an answer.

    >>> write_answers([{"value": 0.05}])
    b'{"results":[{"value":0.05}]}'
    """
    return _encode({"results": answers})
