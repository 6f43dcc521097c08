"""Answers batches: bytes in, bytes out, whatever the way they came."""

from __future__ import annotations

import logging
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kpicells.addin.calls import Answer, Calls, Function, Limits
from kpicells.addin.reasons import translated
from kpicells.addin.server.data_reasons import about_data_in_russian
from kpicells.addin.server.settings import Settings
from kpicells.addin.server.wire import Call, write_answers

_log = logging.getLogger(__name__)

_MANY, _CHUNK = 8, 1000
"""So many calls of one function are worth computing in one go, and so many at once."""
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
    answers = _in_one_go(batch, calls)
    limits, clock = settings.call, time.monotonic
    until = clock() + settings.batch_seconds
    errors: Counter[str] = Counter()
    for place, answer in enumerate(answers):
        if answer is None:
            call = batch[place]
            if isinstance(call, dict):
                answer = call
            elif clock() > until:
                answer = _TOO_LATE
            else:
                answer = _answer(call, calls, limits, more)
            if "error" in answer:
                errors[answer["error"]] += 1
            answers[place] = _in_russian(call, answer, calls) if lang == "ru" else answer
    return Answered(write_answers(answers), len(answers), errors)


def _in_one_go(batch: Sequence[Call | Answer], calls: Calls) -> list[Answer | None]:
    """The answers to calls of one function with plain numbers, as a column of cells makes them."""
    answers: list[Answer | None] = [None] * len(batch)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, call in enumerate(batch):
        if call.__class__ is Call:
            places[call.id].append(place)
    for name, found in places.items():
        function = calls.function(name) if len(found) >= _MANY else None
        if function is None:
            continue
        for first in range(0, len(found), _CHUNK):
            some = found[first : first + _CHUNK]
            rows = [batch[place].args for place in some]  # type: ignore[union-attr]
            if set(map(len, rows)) != {len(function.arguments)}:
                continue
            for place, value in zip(
                some, function.in_one_go(zip(*rows, strict=True)) or (), strict=False
            ):
                answers[place] = {"value": value}
    return answers


def _answer(
    call: Call, calls: Calls, limits: Limits, more: Mapping[str, Function] | None
) -> Answer:
    try:
        return calls.answer(call.id, call.args, limits, more)
    except Exception as error:  # noqa: BLE001  (its neighbours are to be answered)
        _log.error("call failed", exc_info=error, extra={"function": call.id[:64]})
        return _OUR_FAULT


def _in_russian(call: Call | Answer, answer: Answer, calls: Calls) -> Answer:
    kpi = calls.kpi(call.id) if isinstance(call, Call) else None
    return about_data_in_russian(translated(answer, kpi))
