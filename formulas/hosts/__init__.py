"""The hosts: one small module for each place where a KPI is computed.

Each is a table from node to text; :mod:`~kpicells.formulas.hosts.printer` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from kpicells.formulas.errors import Unprintable

if TYPE_CHECKING:
    from kpicells.formulas.kpi import Kpi

TEXTS: Mapping[str, str] = {
    "excel": "spreadsheets:excel",
    "lambda": "named:lambda_",
    "google": "spreadsheets:google",
    "google-function": "named:google_function",
    "libreoffice": "spreadsheets:libreoffice",
    "javascript": "javascript:standalone",
    "sql": "sql:expression",
}
"""Each host that is given a text, and the function that prints it; imported when asked for."""

HOSTS = ("python", "pandas", *TEXTS)
"""Every host. Python and pandas carry all KPIs: they compute the tree itself."""


def emit(kpi: Kpi, host: str, cells: Sequence[str] | None = None, locale: str = "en") -> str:
    """The KPI as one line of text for a host.

    Args:
        kpi: The KPI.
        host: One of :data:`TEXTS`.
        cells: What stands for each argument: references in a spreadsheet, columns in SQL.
        locale: ``en`` or ``ru``: how formulas are typed there.

    >>> from kpicells.formulas import catalog
    >>> emit(catalog["CTR"], "sql")
    'CASE WHEN isfinite(clicks::DOUBLE / NULLIF(impressions::DOUBLE, 0)) THEN \
clicks::DOUBLE / NULLIF(impressions::DOUBLE, 0) END'

    Raises:
        Unprintable: The host has no words for the KPI.
    """
    module, _, name = TEXTS[host].partition(":")
    printer: Callable[[Kpi, Sequence[str] | None, str], str]
    printer = getattr(import_module(f"{__name__}.{module}"), name)
    return printer(kpi, cells, locale)


def carriers(kpi: Kpi) -> tuple[str, ...]:
    """The hosts that carry a KPI."""
    return tuple(host for host in HOSTS if host not in TEXTS or _prints(kpi, host))


def _prints(kpi: Kpi, host: str) -> bool:
    try:
        emit(kpi, host)
    except Unprintable:
        return False
    return True
