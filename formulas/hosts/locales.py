"""How a formula is typed in a country: its separator, its decimal sign, its function names.

Files store formulas in one invariant way whatever the country; only a person who types or pastes
one needs these. A Russian Excel knows its functions by Russian names alone, while Google Sheets
takes English names everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)  # one is like no other, so that rules can be kept for it
class Locale:
    """How formulas are typed in a country: ``=IF(A1>0,5;B1)`` or ``=IF(A1>0.5,B1)``."""

    separator: str = ","
    decimal: str = "."
    functions: Mapping[str, str] = field(default_factory=dict)

    def function(self, name: str) -> str:
        """The name of a function, known by its English name."""
        return self.functions.get(name, name)


INVARIANT = Locale()
"""As files store formulas, whatever the country of the person who opens them."""

_RUSSIAN = {
    "COLUMN": "СТОЛБЕЦ",
    "COLUMNS": "ЧИСЛСТОЛБ",
    "COUNT": "СЧЁТ",
    "COUNTBLANK": "СЧИТАТЬПУСТОТЫ",
    "IF": "ЕСЛИ",
    "INT": "ЦЕЛОЕ",
    "ISBLANK": "ЕПУСТО",
    "ISLOGICAL": "ЕЛОГИЧ",
    "ISNUMBER": "ЕЧИСЛО",
    "MAX": "МАКС",
    "MEDIAN": "МЕДИАНА",
    "MIN": "МИН",
    "MMULT": "МУМНОЖ",
    "NORMSDIST": "НОРМСТРАСП",
    "NORMSINV": "НОРМСТОБР",
    "POWER": "СТЕПЕНЬ",
    "ROW": "СТРОКА",
    "ROWS": "ЧСТРОК",
    "SIGN": "ЗНАК",
    "SQRT": "КОРЕНЬ",
    "SUM": "СУММ",
    "SUMPRODUCT": "СУММПРОИЗВ",
    "TRANSPOSE": "ТРАНСП",
    "VALUE": "ЗНАЧЕН",
}

RUSSIAN = Locale(separator=";", decimal=",", functions=_RUSSIAN)
RUSSIAN_SEPARATORS = Locale(separator=";", decimal=",")
"""For Google Sheets, which takes English function names in every country."""

LOCALES: Mapping[str, Locale] = {"en": INVARIANT, "ru": RUSSIAN}
