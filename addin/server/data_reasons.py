"""Why there is no number of a client in a cell, in Russian.

The reasons are written where they are found, in English; a test looks for one without a
translation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kpicells.addin.calls import Answer

_SENTENCES = (
    (
        r"this server has no workspace; .+",
        "у сервера нет рабочей папки: запустите его с --workspace",
    ),
    (
        r"a client's data need an access key: .+",
        "для данных клиента нужен ключ доступа: его создаёт `kpicells keys new`",
    ),
    (
        r"this key does not open the data of client ('.*')",
        r"этот ключ не открывает данные клиента \1",
    ),
    (r"there is no client ('.*') in this workspace", r"в рабочей папке нет клиента \1"),
    (r"there are no facts yet; .+", "данных ещё нет: их загружает `kpicells import`"),
    (
        r"there are no numbers of ('.*') for this month from (.+)",
        r"за этот месяц нет чисел \1 из источника \2",
    ),
    (
        r"there are no numbers of ('.*') for this month(?:, nor of their parts)?",
        r"за этот месяц нет чисел \1",
    ),
    (
        r"('.*') was measured (\d+) times in this month \((.*)\), and the sum would be untrue.+",
        r"\1 за этот месяц измерено несколько раз (\3): складывать нельзя, одни и те же люди могли "
        r"попасть в оба числа; назовите один источник",
    ),
    (
        r"('.*') is no metric, and only metrics have sources",
        r"\1 — не метрика, а источник бывает только у метрик",
    ),
    (
        r"('.*') is neither a metric nor a KPI of the plan\. Did you mean (.+)\? "
        r"In the plan are: (.+)",
        r"\1 — не метрика и не показатель плана. Может быть, \2? В плане есть: \3",
    ),
    (
        r"('.*') is neither a metric nor a KPI of the plan\. In the plan are: (.+)",
        r"\1 — не метрика и не показатель плана. В плане есть: \2",
    ),
    (r"(\d{4}-\d\d) is not in the plan: (\S+) to (\S+)", r"\1 нет в плане: он с \2 по \3"),
    (r"(.+) has no plan yet; .+", r"у клиента \1 ещё нет плана: его создаёт `kpicells init`"),
    (r"(.+) has no target for this month", r"\1: на этот месяц цель не задана"),
    (r"(.+) has no number for this month", r"\1: за этот месяц числа нет"),
    (r"(\w+) is blank, but a name is needed", r"\1: пустая ячейка, а нужно название"),
    (r"(\w+) is no text, but a name is needed", r"\1: не текст, а нужно название"),
    (r"month is ('.*'): write it as .+", r"месяц \1 не понят: напишите 2026-10 или укажите дату"),
    (r"the batch took too long; .+", "расчёт шёл слишком долго: запросите меньше за раз"),
    (r"an error in kpicells itself; .+", "ошибка в самом kpicells: подробности в журнале сервера"),
)
_TABLE = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in _SENTENCES)


def in_russian(reason: str) -> str:
    """A reason in Russian; as it is where it has no translation.

    >>> in_russian("there is no client 'Nobody' in this workspace")
    "в рабочей папке нет клиента 'Nobody'"
    """
    for pattern, text in _TABLE:
        if found := pattern.fullmatch(reason):
            return found.expand(text)
    return reason


def about_data_in_russian(answer: Answer) -> Answer:
    """The answer with its reasons in Russian, those inside a range included."""
    translated: Answer = _in_russian(answer)
    return translated


def month_in_russian(month: Mapping[str, Any]) -> dict[str, Any]:
    """A whole month with the reasons of its answers in Russian."""
    translated = {
        name: {key: about_data_in_russian(answer) for key, answer in month[name].items()}
        for name in ("DATA", "TARGET", "STATUS")
        if name in month
    }
    return {**month, **translated}


def _in_russian(part: Any) -> Any:
    if isinstance(part, list):
        return [_in_russian(one) for one in part]
    if isinstance(part, dict) and "reason" in part:
        return part | {"reason": in_russian(part["reason"])}
    if isinstance(part, dict) and isinstance(part.get("value"), list):
        return part | {"value": _in_russian(part["value"])}
    return part
