"""What a spreadsheet's locale decides: separators, the order of dates, the currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_symbol, get_territory_currencies


@dataclass(frozen=True)
class Conventions:
    """How numbers and dates are written somewhere.

    Attributes:
        locale: Babel's, for names of months and days.
        decimal: The decimal sign.
        group: Stands between thousands.
        date: The default date pattern, in the spreadsheet's letters.
        order: The order of day, month and year: ``mdy``, ``dmy`` or ``ymd``.
        currency: The sign of the local currency.
        currency_first: Whether it stands before the amount.
    """

    locale: Locale
    decimal: str
    group: str
    date: str
    order: str
    currency: str
    currency_first: bool

    @property
    def comma_decimal(self) -> bool:
        """Whether formulas separate arguments by semicolons only."""
        return self.decimal == ","

    def money(self, decimals: int) -> str:
        """The pattern of an amount of the local currency."""
        number = "#,##0" + ("." + "0" * decimals if decimals else "")
        sign = f'"{self.currency}"'
        return f"{sign}{number}" if self.currency_first else f"{number} {sign}"


@cache
def conventions(name: str) -> Conventions:
    """The conventions of a locale such as ``en_US`` or ``ru``; American when it is unknown."""
    try:
        locale = Locale.parse(name.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale.parse("en_US")
    territory = locale.territory or _home(locale.language)
    symbols = locale.number_symbols["latn"]
    currencies = get_territory_currencies(territory) or ["USD"]
    date, order = _date(locale)
    return Conventions(
        locale=locale,
        decimal=symbols["decimal"],
        group=symbols["group"],
        date=date,
        order=order,
        currency=get_currency_symbol(currencies[0], locale),
        currency_first=locale.currency_formats["standard"].pattern.startswith("¤"),
    )


def _home(language: str) -> str:
    return {"en": "US", "uk": "UA", "cs": "CZ", "da": "DK", "sv": "SE", "ja": "JP"}.get(
        language, language.upper()
    )


def _date(locale: Locale) -> tuple[str, str]:
    """The short date with the year in full, and the order of its parts."""
    short = locale.date_formats["short"].pattern
    pattern = re.sub(r"'[^']*'", "", short).strip()
    pattern = re.sub(r"y+", "yyyy", pattern).replace("M", "m").strip()
    order = "".join(dict.fromkeys(re.findall(r"[dmy]", pattern)))
    return pattern, order if order in ("mdy", "dmy", "ymd") else "dmy"
