"""What a spreadsheet's function wizard says about a KPI and its arguments, in two languages.

The sentences are the catalogue's own. The few words between them stand here and not in a Fluent
file, because this is also read inside spreadsheets, where nothing but the formulas is installed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kpicells.formulas.kpi import Kpi
from kpicells.formulas.signature import Parameter
from kpicells.formulas.units import Unit


@dataclass(frozen=True, slots=True)
class _Words:
    takes: str
    total: str
    any_total: str
    total_id: str
    total_range: str
    range: str
    may_be_blank: str
    units: dict[Unit, str] = field(default_factory=dict)


_WORDS = {
    "en": _Words(
        takes="Takes",
        total="Total over rows, a ratio of sums",
        any_total="The total of a KPI over rows: a ratio of sums, not a mean of ratios.",
        total_id='the KPI\'s id as a text, such as "CTR"',
        total_range="the range of the KPI's argument in this place",
        range="a range",
        may_be_blank="blank counts as 0",
        units={
            Unit.SHARE: "as a fraction, 0.05 for 5 %",
            Unit.SECONDS: "in seconds",
            Unit.HOURS: "in hours",
            Unit.DAYS: "in days",
            Unit.MONEY: "in one currency",
        },
    ),
    "ru": _Words(
        takes="Аргументы",
        total="Итог по строкам: сумма делится на сумму",
        any_total="Итог показателя по строкам: сумма делится на сумму, а не усредняются доли.",
        total_id='код показателя в кавычках, например "CTR"',
        total_range="диапазон аргумента показателя, стоящего на этом месте",
        range="диапазон",
        may_be_blank="пусто считается за 0",
        units={
            Unit.SHARE: "дробью: 0,05 — это 5 %",
            Unit.SECONDS: "в секундах",
            Unit.HOURS: "в часах",
            Unit.DAYS: "в днях",
            Unit.MONEY: "в одной валюте",
        },
    ),
}
TOTAL_SUFFIX = "_TOTAL"


def function_help(kpi: Kpi, lang: str = "en") -> str:
    """What a function is for, in one or two sentences.

    >>> from kpicells.formulas import catalog
    >>> function_help(catalog["CTR"])
    'Click-through rate. The share of impressions that led to a click.'
    """
    meaning = kpi.ru_meaning if lang == "ru" else kpi.meaning
    said = f"{kpi.name(lang)}. {meaning}".rstrip()
    return f"{_WORDS[lang].total}. {said}" if kpi.id.endswith(TOTAL_SUFFIX) else said


def argument_help(parameter: Parameter, lang: str = "en") -> str:
    """What to give for an argument.

    >>> from kpicells.formulas import catalog
    >>> argument_help(catalog["ENGAGEMENTS"].parameters[0])
    'Likes (blank counts as 0)'
    >>> argument_help(catalog["FORECAST"].parameters[1], "ru")
    'Прошедшая доля периода (дробью: 0,05 — это 5 %)'
    """
    words = _WORDS[lang]
    name = parameter.ru if lang == "ru" else parameter.en
    remarks = [words.range] if parameter.is_range else []
    if unit := words.units.get(parameter.unit):
        remarks.append(unit)
    if parameter.blank_is_zero:
        remarks.append(words.may_be_blank)
    return f"{name} ({', '.join(remarks)})" if remarks else name


def takes(kpi: Kpi, lang: str = "en") -> str:
    """The arguments in one sentence.

    >>> from kpicells.formulas import catalog
    >>> takes(catalog["CTR"])
    'Takes: Clicks, Impressions.'
    """
    names = ", ".join(p.ru if lang == "ru" else p.en for p in kpi.parameters)
    return f"{_WORDS[lang].takes}: {names}."


def any_total_help(lang: str = "en") -> str:
    """What ``KPI_TOTAL`` is for."""
    return _WORDS[lang].any_total


def any_total_arguments(lang: str = "en") -> tuple[str, str]:
    """What ``KPI_TOTAL`` takes: a KPI's id, and a range for each of its arguments."""
    words = _WORDS[lang]
    return words.total_id, words.total_range
