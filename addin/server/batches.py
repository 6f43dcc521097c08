"""Answers batches: bytes in, bytes out, whatever the way they came."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpicells.addin.calls import Answer, Calls, Function
from kpicells.addin.server.settings import Settings
from kpicells.addin.server.wire import Call, read_batch, write_answers

_log = logging.getLogger(__name__)

_TOO_LATE: Answer = {"error": "#N/A", "reason": "the batch took too long; ask for less at once"}
_OUR_FAULT: Answer = {"error": "#N/A", "reason": "an error in kpicells itself; the log says where"}


class TooManyCalls(Exception):
    """A batch has more calls than one may have; the message says how many are allowed."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A batch that was answered.

    Attributes:
        body: The answers as JSON.
        calls: How many calls there were.
        errors: How many answers are an error, by code.
    """

    body: bytes
    calls: int
    errors: Mapping[str, int] = field(default_factory=dict)


def answer_batch(
    body: bytes,
    calls: Calls,
    settings: Settings,
    more: Mapping[str, Function] | None = None,
) -> Answered:
    """Answer all calls of a body, in their order.

    Args:
        body: The batch as JSON.
        calls: The functions that may be called.
        settings: What a batch and a call may take.
        more: Functions of this request alone, by id.

    Raises:
        Malformed: It holds no batch.
        TooManyCalls: It has more calls than one may have.
    """
    return answer_calls(read_batch(body), calls, settings, more)


def answer_calls(
    asked: Sequence[Call | Answer],
    calls: Calls,
    settings: Settings,
    more: Mapping[str, Function] | None = None,
) -> Answered:
    """The same for a batch that was read.

    Raises:
        TooManyCalls: It has more calls than one may have.
    """
    if len(asked) > settings.calls:
        raise TooManyCalls(
            f"the batch has {len(asked):,} calls; one may have {settings.calls:,}: send several"
        )
    answers: list[Answer] = []
    limits, until, clock = settings.call, time.monotonic() + settings.batch_seconds, time.monotonic
    for call in asked:
        if isinstance(call, dict):
            answers.append(call)
        elif clock() > until:
            answers.append(_TOO_LATE)
        else:
            try:
                answers.append(calls.answer(call.id, call.args, limits, more))
            except Exception as error:  # noqa: BLE001  (its neighbours are to be answered)
                _log.error("call failed", exc_info=error, extra={"function": call.id[:64]})
                answers.append(_OUR_FAULT)
    errors = Counter(answer["error"] for answer in answers if "error" in answer)
    return Answered(write_answers(answers), len(answers), errors)
