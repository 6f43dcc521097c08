"""Named functions without an add-in: LAMBDA for Excel's name manager, a body for Google's dialog.

A parameter that looks like a reference (``n1``, ``r``, ``c2``) is no parameter to a spreadsheet,
so such a name gets an underscore.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpicells.formulas.hosts.excel import text
from kpicells.formulas.hosts.locales import INVARIANT, LOCALES, RUSSIAN_SEPARATORS

if TYPE_CHECKING:
    from kpicells.formulas.kpi import Kpi

_REFERENCE = re.compile(r"[a-z]{1,3}\d+|r\d*(c\d*)?|c\d*", re.IGNORECASE)


def parameter_name(argument: str) -> str:
    """The argument's name, changed where a spreadsheet would read it as a reference.

    >>> parameter_name("clicks"), parameter_name("n1"), parameter_name("r1c1")
    ('clicks', 'n1_', 'r1c1_')
    """
    return f"{argument}_" if _REFERENCE.fullmatch(argument) else argument


def parameter_names(kpi: Kpi) -> list[str]:
    """The names of a named function's parameters in order."""
    return [parameter_name(argument) for argument in kpi.arguments]


def addin_name(kpi: Kpi) -> str:
    """The KPI's name after ``KPI.`` in an Office.js add-in, where three letters are the least.

    A shorter id is told apart by its last argument, as its relatives in the catalogue are.

    >>> from kpicells.formulas import catalog
    >>> addin_name(catalog["CTR"]), addin_name(catalog["ER"])
    ('CTR', 'ER_FOLLOWERS')
    """
    return kpi.id if len(kpi.id) > 2 else f"{kpi.id}_{kpi.arguments[-1].upper()}"


def lambda_(kpi: Kpi, cells: Sequence[str] | None = None, locale: str = "en") -> str:
    """What to enter under "Refers to" for the name ``KPI_...`` in Excel 365.

    >>> from kpicells.formulas import catalog
    >>> lambda_(catalog["CTR"])[:50]
    '=LAMBDA(clicks,impressions,IF(ISNUMBER(clicks)*ISN'
    """
    typed = LOCALES[locale]
    names = parameter_names(kpi)
    call = f"LAMBDA({typed.separator.join((*names, text(kpi, names, locale=typed)))})"
    return f"={call}({typed.separator.join(cells)})" if cells else f"={call}"


def stored_lambda(kpi: Kpi) -> str:
    """The same as an .xlsx file stores it in a defined name.

    >>> from kpicells.formulas import catalog
    >>> stored_lambda(catalog["CTR"])[:56]
    '_xlfn.LAMBDA(_xlpm.clicks,_xlpm.impressions,IF(ISNUMBER('
    """
    names = [f"_xlpm.{name}" for name in parameter_names(kpi)]
    return f"_xlfn.LAMBDA({','.join((*names, text(kpi, names)))})"


def google_function(kpi: Kpi, cells: Sequence[str] | None = None, locale: str = "en") -> str:
    """The "formula definition" for Google's dialog of named functions.

    Its argument placeholders are :func:`parameter_names`.
    """
    typed = RUSSIAN_SEPARATORS if locale == "ru" else INVARIANT
    return f"={text(kpi, cells or parameter_names(kpi), locale=typed)}"
