"""A cell's formula for each spreadsheet: the same text but for what each needs of its own.

- Google Sheets computes a range cell by cell only inside ARRAYFORMULA, and takes English
  function names in every country.
- LibreOffice takes TRUE for a number, so its checks ask for logical values too. Inside a range it
  cannot tell one from the other, and TRUE counts as 1 there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpicells.formulas.hosts.excel import default_cells, formula, text
from kpicells.formulas.hosts.locales import INVARIANT, LOCALES, RUSSIAN_SEPARATORS

if TYPE_CHECKING:
    from kpicells.formulas.kpi import Kpi


def excel(kpi: Kpi, cells: Sequence[str] | None, locale: str) -> str:
    """A formula for a cell of Excel."""
    return formula(kpi, cells, locale=LOCALES[locale])


def google(kpi: Kpi, cells: Sequence[str] | None, locale: str) -> str:
    """A formula for a cell of Google Sheets."""
    places = cells or default_cells(kpi)
    typed = RUSSIAN_SEPARATORS if locale == "ru" else INVARIANT
    body = text(kpi, places, locale=typed)
    over_ranges = any(
        ":" in place and not parameter.is_range
        for place, parameter in zip(places, kpi.parameters, strict=True)
    )
    return f"=ARRAYFORMULA({body})" if over_ranges else f"={body}"


def libreoffice(kpi: Kpi, cells: Sequence[str] | None, locale: str) -> str:
    """A formula for a cell of LibreOffice Calc."""
    places = cells or default_cells(kpi)
    return f"={text(kpi, places, locale=LOCALES[locale], logical_is_number=True)}"
