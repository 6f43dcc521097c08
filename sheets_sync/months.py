"""Months of the calendar; a month is known by its first day."""

from __future__ import annotations

import calendar
from datetime import date


def days_in_month(month: date) -> int:
    """How many days a month has.

    >>> days_in_month(date(2028, 2, 1))
    29
    """
    return calendar.monthrange(month.year, month.month)[1]


def month_end(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=days_in_month(month))


def month_after(month: date, count: int = 1) -> date:
    """The first day of the month that comes ``count`` months later.

    >>> month_after(date(2026, 11, 1), 3)
    datetime.date(2027, 2, 1)
    """
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, index + 1, 1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return month_after(month, -1)


def months_through(first: date, last: date) -> list[date]:
    """Every month from a first to a last one.

    >>> len(months_through(date(2026, 7, 1), date(2027, 6, 1)))
    12
    """
    return months_from(first, (last.year - first.year) * 12 + last.month - first.month + 1)


def months_from(first: date, count: int) -> list[date]:
    """So many months from a first one on."""
    return [month_after(first, number) for number in range(count)]
