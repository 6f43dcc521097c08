"""How dates are written in a column, settled over the whole column, and the SQL that reads them.

A day is taken as it is written: a time of day is cut off, and no time zone is applied.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpicells.sheets_sync.facts import sql

_EARLIEST, _LATEST = "DATE '1990-01-01'", "DATE '2100-01-01'"

DAY_FORMATS = [
    *"%Y-%m-%d %Y/%m/%d %Y.%m.%d %Y%m%d %d.%m.%Y %d.%m.%y %d-%m-%Y %m-%d-%Y %d/%m/%Y".split(),
    *"%m/%d/%Y %d-%m-%y %m-%d-%y %d/%m/%y %m/%d/%y %d-%b-%Y %d-%b-%y".split(),
    *(
        "%d %b %Y",
        "%d %B %Y",
        "%b %d, %Y",
        "%B %d, %Y",
        "%b %d %Y",
        "%B %d %Y",
        "%d %B, %Y",
        "%d %b, %Y",
    ),
    *("%a, %d %b %Y", "%A, %d %B %Y", "%A, %B %d, %Y", "%a, %b %d, %Y"),
]
MONTH_FORMATS = ["%Y-%m", "%Y/%m", "%Y%m", "%m.%Y", "%m/%Y", "%B %Y", "%b %Y", "%B, %Y", "%b-%y"]

_TIME = (
    r"(?:T|,? +)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?(?:Z|UTC|[-+]\d{2}:?\d{2}))?$"
)
_MONTHS = {
    "январ[яьье]": "January",
    "феврал[яьье]": "February",
    "марта?": "March",
    "апрел[яьье]": "April",
    "ма[яй]": "May",
    "июн[яьье]": "June",
    "июл[яьье]": "July",
    "августа?": "August",
    "сентябр[яьье]": "September",
    "октябр[яьье]": "October",
    "ноябр[яьье]": "November",
    "декабр[яьье]": "December",
    "янв": "January",
    "фев": "February",
    "февр": "February",
    "мар": "March",
    "апр": "April",
    "авг": "August",
    "сен": "September",
    "сент": "September",
    "окт": "October",
    "ноя": "November",
    "нояб": "November",
    "дек": "December",
}


@dataclass(frozen=True, slots=True)
class DateWriting:
    """How the dates of a column are written.

    Attributes:
        format: A strptime format; None for year, month, day in this order, with any of the usual
            signs between them.
        plain: Whether the format alone reads them all, with nothing to be cut off or translated.
    """

    format: str | None = None
    plain: bool = True

    def day(self, cell: str) -> str:
        """SQL for the day in a cell; NULL for one that holds none."""
        if self.format is None or (self.plain and self.format == "%Y-%m-%d"):
            # A cast to DATE is several times as fast, and takes nothing that is ambiguous.
            return f"TRY_CAST({cell} AS DATE)"
        first = parsed(cell, self.format)
        return first if self.plain else f"coalesce({first}, {parsed(tidied(cell), self.format)})"


def parsed(cell: str, form: str) -> str:
    """SQL for a cell read by a strptime format."""
    return f"CAST(TRY_STRPTIME({cell}, {sql.text(form)}) AS DATE)"


def read_strictly(cell: str, form: str) -> str:
    """SQL for a cell read by a format, if it is a day of our times."""
    return within_reason(parsed(cell, form))


def within_reason(day: str) -> str:
    """SQL for a day, if it is one of our times."""
    # A format lets 24 pass as the year 24, and a cast lets 12-05-2024 pass as the year 12.
    return f"CASE WHEN {day} BETWEEN {_EARLIEST} AND {_LATEST} THEN {day} END"


def tidied(cell: str) -> str:
    """SQL for a date without its time of day, with English names of months."""
    text = f"trim(translate({cell}, '\u00a0\u202f', '  '))"
    text = f"regexp_replace({text}, {sql.text(_TIME)}, '')"
    russian = f"regexp_replace(lower({text}), ' *(?:г\\.?|года)$', '')"
    for month, english in _MONTHS.items():
        russian = f"regexp_replace({russian}, '(^|[^а-я]){month}\\.?($|[^а-я])', '\\1{english}\\2')"
    return f"CASE WHEN regexp_matches({text}, '[а-яА-Я]') THEN {russian} ELSE {text} END"


def formats_for(month: bool) -> list[str]:
    """The formats that are tried where none is given."""
    return [*DAY_FORMATS, *MONTH_FORMATS] if month else DAY_FORMATS
