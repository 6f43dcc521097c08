"""Answers batches: bytes in, bytes out, whatever the way they came."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpicells.addin.calls import Answer, Calls, Function
from kpicells.addin.reasons import translated
from kpicells.addin.server.settings import Settings
from kpicells.addin.server.wire import Call, write_answers

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
    batch: Sequence[Call | Answer],
    calls: Calls,
    settings: Settings,
    more: Mapping[str, Function] | None = None,
    lang: str = "en",
) -> Answered:
    """Answer all calls of a batch, in their order.

    Args:
        batch: The batch, as it was read.
        calls: The functions that may be called.
        settings: What a batch and a call may take.
        more: Functions of this request alone, by id.
        lang: The language of the reasons, ``en`` or ``ru``.

    Raises:
        TooManyCalls: It has more calls than one may have.
    """
    if len(batch) > settings.calls:
        raise TooManyCalls(
            f"the batch has {len(batch):,} calls; one may have {settings.calls:,}: send several"
        )
    answers: list[Answer] = []
    limits, clock = settings.call, time.monotonic
    until = clock() + settings.batch_seconds
    for call in batch:
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
    if lang == "ru":
        answers = [
            _in_russian(call, answer, calls) for call, answer in zip(batch, answers, strict=True)
        ]
    return Answered(write_answers(answers), len(answers), errors)


def _in_russian(call: Call | Answer, answer: Answer, calls: Calls) -> Answer:
    return translated(answer, calls.kpi(call.id) if isinstance(call, Call) else None)
