"""Whether days or months come first in dates such as ``10/9/2026``, by all columns together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpicells.sheets_sync.tables import Table, data_rows

_DATE = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")


def date_format_of(table: Table, columns: Sequence[str]) -> str | None:
    """The one format in which all dates of some columns can be read, if there is only one.

    Args:
        table: The table.
        columns: The columns with dates; a cell that holds none tells nothing.
    """
    places = [table.header.index(column) for column in columns]
    days_first = months_first = False
    signs: set[str] = set()
    for _, row in data_rows(table):
        for place in places:
            if match := _DATE.match(row[place].strip()):
                signs.add(match[2])
                days_first |= int(match[1]) > 12
                months_first |= int(match[3]) > 12
    if days_first == months_first or len(signs) != 1:
        return None
    sign = signs.pop()
    return f"%d{sign}%m{sign}%Y" if days_first else f"%m{sign}%d{sign}%Y"
