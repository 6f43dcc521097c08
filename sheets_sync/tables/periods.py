"""The first and the last day that a text states, such as ``October 1, 2026 - October 31, 2026``."""

from __future__ import annotations

import re
from datetime import date

from kpicells.sheets_sync.tables.months import month_number

_WORD = r"([^\W\d_]{3,12})\.?(?: de)?"
_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})[-./_](?P<m>\d{1,2})[-./_](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})"
    r"|(?P<c>20\d{6})"
    rf"|{_WORD} (?P<d3>\d{{1,2}}), (?P<y3>\d{{4}})"
    rf"|(?P<d4>\d{{1,2}})\.? (?:de )?{_WORD} (?P<y4>\d{{4}}))(?!\d)"
)


def period_in(text: str) -> tuple[date, date] | None:
    """The period that a text states: exactly two days, the first of which is not the later.

    Example:
        >>> period_in("Отчёт за 01.10.2026 – 31.10.2026")
        (datetime.date(2026, 10, 1), datetime.date(2026, 10, 31))
        >>> period_in("Views 2026-10-31") is None
        True
    """
    days = days_in(text)
    if len(days) == 2 and days[0] <= days[1]:
        return days[0], days[1]
    return None


def days_in(text: str) -> list[date]:
    """Every day that a text names, in its order."""
    return [day for match in _DATE.finditer(text) if (day := _day(match)) is not None]


def _day(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    if part["c"]:
        year, month, day = part["c"][:4], part["c"][4:6], part["c"][6:]
    elif part["y"]:
        year, month, day = part["y"], part["m"], part["d"]
    elif part["y2"]:
        year, month, day = part["y2"], part["m2"], part["d2"]
    else:
        name = next(group for group in match.groups() if group and group.isalpha())
        month = str(month_number(name) or 0)
        year, day = part["y3"] or part["y4"], part["d3"] or part["d4"]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
