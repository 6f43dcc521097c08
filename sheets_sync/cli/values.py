"""Reads the numbers of ``kpicells calc``: ``clicks=5``, or ``5 100`` in the order of arguments.

Nothing is guessed: 12 400, 1,500 and 5% may mean several things, and are refused with what to type
instead. A decimal comma is taken where it can be nothing else. In a range commas stand between
cells, and a cell may be blank: ``series=5,,20``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from kpicells.formulas.kpi import Kpi
from kpicells.formulas.signature import Parameter
from kpicells.formulas.units import Unit

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_WITH_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_MAY_BE_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_AROUND = re.compile(r"[\s'’_]|[$€£₽]|(?<=\d)\s*(usd|eur|rub|руб\.?|р\.?)$", re.IGNORECASE)


class WrongValues(Exception):
    """The values do not fit the KPI; the message says what to type."""


def read_values(kpi: Kpi, words: Sequence[str]) -> dict[str, Any]:
    """The arguments of a KPI from the words of a command line; a blank is None.

    >>> from kpicells.formulas import catalog
    >>> read_values(catalog["CTR"], ["5", "impressions=100"])
    {'clicks': 5.0, 'impressions': 100.0}

    Raises:
        WrongValues: An argument is missing, unknown or given twice, or a value is no number.
    """
    by_name = {
        name.casefold(): parameter
        for parameter in kpi.parameters
        for name in (parameter.ru, parameter.en, parameter.name)
    }
    values: dict[str, Any] = {}
    named = False
    for place, word in enumerate(words):
        name, equals, text = word.partition("=")
        if equals:
            named, parameter = True, _parameter(kpi, by_name, name.strip())
        elif named:
            raise WrongValues(_stray(word, words[place - 1]))
        elif place < len(kpi.parameters):
            parameter, text = kpi.parameters[place], word
        else:
            raise WrongValues(f"{_takes(kpi)}; {len(words)} values are given: {', '.join(words)}")
        if parameter.name in values:
            raise WrongValues(f"{parameter.name} is given twice")
        values[parameter.name] = _value(parameter, text)
    missing = [name for name in kpi.arguments if name not in values]
    if missing:
        raise WrongValues(f"{kpi.id} needs {' and '.join(missing)} too. {_example(kpi)}")
    return values


def _parameter(kpi: Kpi, by_name: Mapping[str, Parameter], name: str) -> Parameter:
    if found := by_name.get(name.casefold()):
        return found
    near = get_close_matches(name.casefold(), by_name, n=1, cutoff=0.5)
    hint = f" Did you mean {by_name[near[0]].name}?" if near else ""
    raise WrongValues(f"{kpi.id} has no argument {name!r}.{hint} {_takes(kpi)}.")


def _takes(kpi: Kpi) -> str:
    return f"{kpi.id} takes {', '.join(kpi.arguments)}"


def _example(kpi: Kpi) -> str:
    from kpicells.formulas.card import command_call

    return f"For example: {command_call(kpi)}"


def _stray(word: str, before: str) -> str:
    joined = f"{before}{word}"
    if word.isdigit() and before[-1:].isdigit():
        return f"{word!r} stands alone. If it belongs to {before}, write {joined}"
    return f"{word!r} stands after a value with a name, so it needs a name too: name={word}"


def _value(parameter: Parameter, text: str) -> float | list[float | None] | None:
    if not parameter.is_range:
        return _number(parameter.name, text, decimal_comma=True)
    if ";" in text:
        raise WrongValues(
            f"{parameter.name}: cells of a range are separated by commas, and their numbers have "
            f"decimal points: {parameter.name}=1.5,2,3"
        )
    return [
        _number(f"{parameter.name}, cell {place},", cell, decimal_comma=False)
        for place, cell in enumerate(text.split(","), 1)
    ]


def _number(name: str, text: str, *, decimal_comma: bool) -> float | None:
    text = text.strip()
    if not text:
        return None
    if decimal_comma and _WITH_COMMA.fullmatch(text):
        if _MAY_BE_THOUSANDS.fullmatch(text):
            thousands, point = text.replace(",", ""), text.replace(",", ".")
            raise WrongValues(f"{name}={text} may be {thousands} or {point}: write one of these")
        text = text.replace(",", ".")
    if not _NUMBER.fullmatch(text):
        raise WrongValues(f"{name} is {text[:40]!r}, but a number is needed{_instead(text)}")
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise WrongValues(f"{name} is too large a number: {text[:40]}")
    return value


def _instead(text: str) -> str:
    """What to type in place of a text that people write for a number."""
    bare = _AROUND.sub("", text.replace("−", "-"))
    share = bare.endswith("%")
    bare = bare.rstrip("%").replace(",", ".")
    if not _NUMBER.fullmatch(bare):
        return " such as 1250.5"
    if share:
        return f": a share is a fraction, write {Decimal(bare) / 100:f}"
    return f": write {bare}"


def in_per_cent(kpi: Kpi, arguments: Mapping[str, Any]) -> list[str]:
    """What to tell of shares that were probably given in per cent: a margin of 40.

    >>> from kpicells.formulas import catalog
    >>> in_per_cent(catalog["BREAK_EVEN_ROAS"], {"margin": 40.0})
    ['margin=40 is 4000 %; for 40 % write margin=0.4']
    """
    told = []
    for parameter in kpi.parameters:
        given = arguments[parameter.name]
        cells = given if isinstance(given, list) else [given]
        most = max((cell for cell in cells if cell is not None), default=0.0)
        if parameter.unit is Unit.SHARE and most > _MOST_OF_A_SHARE:
            name, shown = parameter.name, as_text(most)
            percent, fraction = (Decimal(shown) * 100).normalize(), Decimal(shown) / 100
            told.append(f"{name}={shown} is {percent:f} %; for {shown} % write {name}={fraction:f}")
    return told


_MOST_OF_A_SHARE = 3.0
"""Attainments and growth may well be above 1."""


def as_text(value: float) -> str:
    """A number in the shortest way that reads back as the same one, without an exponent if short.

    >>> as_text(5.0), as_text(0.05), as_text(-0.0), as_text(1e-7), as_text(1e300)
    ('5', '0.05', '0', '0.0000001', '1e+300')
    """
    text = repr(value + 0.0)
    if "e" in text and 1e-12 <= abs(value) < 1e21:
        text = f"{Decimal(text):f}"
    return text.removesuffix(".0")
