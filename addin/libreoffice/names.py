"""The names by which LibreOffice knows the functions.

A person types ``KPI_CTR``, the display name. A file holds the name of the service and of its
method, ``KPI.CTR``: the same text as a call of Excel's add-in, so that a workbook saved by one is
understood by the other.
"""

from __future__ import annotations

import re

SERVICE = "KPI"
"""The service that LibreOffice makes when a function is first called."""
INTERFACE = "kpicells.calc.XFunctions"
"""The interface that declares a method for each function."""
TOTAL = "TOTAL"
"""``KPI_TOTAL("CTR"; clicks; impressions)``: the total of any KPI."""

_NOT_ALLOWED = re.compile(r"_(?=_|$)")


def method_name(kpi_id: str) -> str:
    """The method of a function: its id, where underscores stand only between letters or digits.

    >>> method_name("ER_IMPRESSIONS"), method_name("OUR__OWN_")
    ('ER_IMPRESSIONS', 'OUR_OWN')
    """
    return _NOT_ALLOWED.sub("", kpi_id)


def display_name(kpi_id: str) -> str:
    """What a person types.

    >>> display_name("CTR")
    'KPI_CTR'
    """
    return f"KPI_{kpi_id}"
