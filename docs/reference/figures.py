"""Numbers as people of a country write them."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isclose, log10

from babel.numbers import format_decimal

from kpicells.formulas import Unit

_DIGITS = 4
"""A result is shown with so many digits."""


@dataclass(frozen=True)
class Answer:
    """A result as it is shown.

    Attributes:
        text: The number with its unit.
        exact: Whether nothing was rounded.
    """

    text: str
    exact: bool


def plain(value: float, lang: str) -> str:
    """A number: 1,000.5 in English.

    >>> plain(1000.5, "en"), plain(2 / 3, "en"), plain(5.0, "en")
    ('1,000.5', '0.666667', '5')
    """
    return _written(value, 6, lang)


def answer(value: float, unit: Unit, lang: str) -> Answer:
    """A result: a share in per cent, money with its hundredths.

    >>> answer(0.05, Unit.SHARE, "en"), answer(10 / 3, Unit.MONEY, "en")
    (Answer(text='5%', exact=True), Answer(text='3.33', exact=False))
    """
    shown = value * 100 if unit is Unit.SHARE else value
    whole_digits = floor(log10(abs(shown))) + 1 if shown else 1
    decimals = 2 if unit is Unit.MONEY else max(0, _DIGITS - whole_digits)
    rounded = round(shown, decimals)
    text = _written(rounded, decimals, lang, at_least=2 if unit is Unit.MONEY else 0)
    signs = {Unit.SHARE: "%" if lang == "en" else "\u00a0%"}
    return Answer(text + signs.get(unit, ""), isclose(rounded, shown, rel_tol=1e-12))


def _written(value: float, decimals: int, lang: str, at_least: int = 0) -> str:
    pattern = "#,##0." + "0" * at_least + "#" * max(0, decimals - at_least)
    text: str = format_decimal(value, format=pattern, locale=lang)
    return text
