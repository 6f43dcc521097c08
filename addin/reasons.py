"""Why a cell shows an error, in Russian.

The reasons are written where the errors are found, in English. A test runs every KPI over every
kind of wrong cell and says which sentence has no translation here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kpicells.formulas.kpi import Kpi

_WHAT = r"(?P<what>.+?)(?:, cell (?P<cell>\d+),)?"
_NEEDED = ", but a number is needed"
_SENTENCES: tuple[tuple[str, str], ...] = (
    (rf"{_WHAT} is blank{_NEEDED}", "{what}: пустая ячейка, а нужно число"),
    (
        rf"{_WHAT} is the logical value (?P<value>TRUE|FALSE){_NEEDED}",
        "{what}: логическое значение {value}, а нужно число",
    ),
    (rf"{_WHAT} is the text (?P<value>.+){_NEEDED}", "{what}: текст {value}, а нужно число"),
    (rf"{_WHAT} is a date{_NEEDED}", "{what}: дата, а нужно число"),
    (rf"{_WHAT} is (?:infinite|no number|a \w+){_NEEDED}", "{what}: не число, а нужно число"),
    (rf"{_WHAT} is the error (?P<value>#\S+)", "{what}: в ячейке ошибка {value}"),
    (r"the answer is (?:too large a|no finite) number", "ответ: слишком большое число"),
    (r"(?P<what>.+) is too large a number", "{what}: слишком большое число"),
    (r"there are no rows for (?P<what>.+)", "нет ни одной заполненной строки: {what}"),
    (r"there are no rows", "нет ни одной заполненной строки"),
    (r"zero has no negative power", "ноль нельзя возвести в отрицательную степень"),
    (
        r"(?P<what>.+) is zero and its power negative",
        "{what}: ноль, а степень отрицательная",
    ),
    (r"(?P<what>.+) is zero", "{what}: ноль, а на него нужно делить"),
    (
        r"(?P<what>.+) is (?P<value>\S+) and has no square root",
        "{what} равно {value}: квадратного корня нет",
    ),
    (
        r"(?P<what>.+) is (?P<value>\S+) and has no logarithm",
        "{what} равно {value}: логарифма нет",
    ),
    (
        r"(?P<what>.+) is (?P<value>\S+) and has no normal point",
        "{what} равно {value}: такой доли у нормального распределения нет",
    ),
    (
        r"ranges beside each other need as many cells each: (?P<value>.+)",
        "в соседних диапазонах должно быть поровну ячеек, а их: {value}",
    ),
    (
        r"ranges beside each other need one shape: (?P<value>.+)",
        "соседние диапазоны должны быть одного размера, а они: {value}",
    ),
    (r"(?P<what>.+) mixes cells and rows of cells", "{what}: ячейки вперемешку со строками"),
    (r"(?P<what>.+) has rows of different lengths", "{what}: строки разной длины"),
    (r"(?P<what>.+) is a range without cells", "{what}: в диапазоне нет ячеек"),
    (r"a range ends before the others do", "этот диапазон короче других"),
    (
        r"(?P<value>[\d,]+) cells are given to (?P<id>\w+); one call takes (?P<most>[\d,]+)",
        "{id}: дано ячеек {value}, а за один вызов берётся не больше {most}",
    ),
    (
        r"(?P<value>[\d,]+ x [\d,]+) cells would be answered by (?P<id>\w+); "
        r"one call computes (?P<most>[\d,]+)",
        "{id}: получилось бы ячеек {value}, а за один вызов считается не больше {most}",
    ),
    (
        r"(?P<id>\w+) took longer than (?P<value>[\d.]+) seconds",
        "{id}: не посчитано за {value} с; возьмите диапазон поменьше",
    ),
    (
        r"(?P<id>\w+) takes (?P<value>\d+(?: to \d+)?) arguments? "
        r"\((?P<names>.*)\), (?P<given>\d+) given",
        "{id}: нужно аргументов {value} ({names}), дано {given}",
    ),
    (
        r"(?P<id>\w+) takes ranges, so each other argument is one number",
        "{id}: остальные аргументы, кроме диапазонов, — по одному числу",
    ),
    (
        r"TOTAL takes a KPI's name first: .+",
        'TOTAL: сначала код показателя, например KPI.TOTAL("CTR"; клики; показы)',
    ),
    (r"there is no function (?P<value>'.*')", "нет функции {value}"),
    (r"there is no KPI (?P<value>'.*')", "нет показателя {value}"),
    (
        r"there is no (?P<kind>function|KPI) (?P<value>'.*')\. Did you mean (?P<near>.+)\?",
        "нет {kind} {value}. Может быть, {near}?",
    ),
    (
        r"(?P<id>\w+) takes ranges as it is: it has no total of its own",
        "{id} и так берёт диапазоны: отдельного итога нет",
    ),
    (
        r"(?P<id>\w+) has no total: (?P<what>\w+) is .+ (?:not add up|may be untrue|several rows)",
        "у {id} нет итога: {what} по строкам не складываются",
    ),
    (
        r"(?P<id>\w+) has no total: the sum of .+ would be untrue, because (?P<why>.+?); "
        r"take .+ from the platform",
        "у {id} нет итога: сумма была бы неправдой, потому что {why}; "
        "возьмите число за весь период на площадке",
    ),
)
_SENTENCES += (
    (
        r"There is no KPI (?P<value>'.*')\. Did you mean (?P<near>.+)\? `kpicells formulas` .+",
        "нет показателя {value}. Может быть, {near}?",
    ),
    (r"There is no KPI (?P<value>'.*')\. `kpicells formulas` .+", "нет показателя {value}"),
    # Why a call stays when a workbook is made portable.
    (
        r"(?P<what>KPI\.\w+) reads your workspace, which no formula can",
        "{what} берёт данные из вашей рабочей папки, а формула этого не может",
    ),
    (
        r"(?P<what>\S+) is a name of your own in this workbook",
        "имя {what} в этой книге занято вашей собственной функцией",
    ),
    (
        r"written out it has (?P<value>[\d,]+) characters, and Excel takes (?P<most>[\d,]+)",
        "формула получилась бы длиной {value} знаков, а Excel берёт не больше {most}",
    ),
    (
        r"(?P<id>\w+): (?P<what>\w+) has to be a range of cells, to be counted in order",
        "{id}: {what} — только диапазон ячеек, важен их порядок",
    ),
    (
        r"KPI\.TOTAL\(.*\): write the KPI's id as a text in quotes",
        'KPI.TOTAL: код показателя нужно написать в кавычках, например "CTR"',
    ),
)
_WHY = {
    "the same people are counted again in each row": "одни и те же люди считаются в каждой строке",
    "it is a state of one moment, not an amount of each day": "это состояние на один момент",
    "it is a measure of each row, not an amount": "это мера каждой строки, а не количество",
}
_KIND = {"function": "функции", "KPI": "показателя"}
_TABLE = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in _SENTENCES)


def as_data() -> dict[str, Any]:
    """The table as plain data, for places that have no Python.

    >>> sorted(as_data())
    ['kind', 'sentences', 'why']
    """
    # JavaScript names a group without Python's P.
    sentences = [[pattern.replace("(?P<", "(?<"), text] for pattern, text in _SENTENCES]
    return {"sentences": sentences, "why": _WHY, "kind": _KIND}


def in_russian(reason: str, kpi: Kpi | None = None) -> str:
    """A reason in Russian; as it is where it has no translation.

    Args:
        reason: The reason as the formulas give it.
        kpi: The KPI that was called; its arguments are then named in Russian.

    >>> from kpicells.formulas import catalog
    >>> in_russian("impressions is zero", catalog["CTR"])
    '«Показы»: ноль, а на него нужно делить'
    """
    for pattern, text in _TABLE:
        if found := pattern.fullmatch(reason):
            return text.format_map(_said(found.groupdict(), kpi))
    return reason


def _said(parts: Mapping[str, str | None], kpi: Kpi | None) -> dict[str, str]:
    said = {name: text or "" for name, text in parts.items()}
    names = {p.name: p.ru for p in kpi.parameters} if kpi else {}
    if what := said.get("what"):
        said["what"] = f"«{names[what]}»" if what in names else what
    if said.get("cell"):
        said["what"] += f", ячейка {said['cell']}"
    if "value" in said:
        said["value"] = said["value"].replace(" has ", " — ").replace(" to ", "–")
    for name, words in (("why", _WHY), ("kind", _KIND)):
        if name in said:
            said[name] = words.get(said[name], said[name])
    if "near" in said:
        said["near"] = said["near"].replace(" or ", " или ")
    return said


def translated(answer: dict[str, Any], kpi: Kpi | None) -> dict[str, Any]:
    """The answer to a call with its reasons in Russian, those inside a range included."""
    if "error" in answer:
        return answer | {"reason": in_russian(answer["reason"], kpi)}
    if not isinstance(answer.get("value"), list):
        return answer
    return answer | {"value": _rows(answer["value"], lambda reason: in_russian(reason, kpi))}


def _rows(rows: Iterable[Iterable[Any]], say: Callable[[str], str]) -> list[list[Any]]:
    known: dict[str, str] = {}

    def cell(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        reason = value["reason"]
        if reason not in known:
            known[reason] = say(reason)
        return value | {"reason": known[reason]}

    return [[cell(value) for value in row] for row in rows]
