"""What a KPI's card says besides its definition: how it is typed in each place, and its total.

A card is read in a terminal, in an add-in's pane and in the reference; each has words and looks
of its own, and takes the facts from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kpicells.formulas.hosts import emit
from kpicells.formulas.hosts.excel import default_cells, needs_array
from kpicells.formulas.hosts.locales import LOCALES
from kpicells.formulas.hosts.named import addin_name
from kpicells.formulas.kpi import Kpi
from kpicells.formulas.signature import Parameter
from kpicells.formulas.totals import Obstacle, obstacle


@dataclass(frozen=True)
class Card:
    """How one KPI is typed, with formulas as a country writes them.

    Attributes:
        kpi: The KPI.
        addin: A call in Excel with the add-in: ``=KPI.CTR(B2,C2)``.
        named: A call where the name is ours to choose: Google Sheets, LibreOffice, xlwings, LAMBDA.
        formula: The formula itself, for a cell of Excel; no add-in is needed.
        as_array: Whether Excel 2019 and older need it ended with Ctrl+Shift+Enter.
        python: A call in Python with the numbers of the example.
        command: The same on the command line.
        total: A call for the total over rows, or nothing where that would be untrue.
        obstacle: The argument that forbids a total, and why.
        carriers: The hosts that carry it.
    """

    kpi: Kpi
    addin: str
    named: str
    formula: str
    as_array: bool
    python: str
    command: str
    total: str
    obstacle: tuple[Parameter, Obstacle] | None
    carriers: tuple[str, ...]


def card(kpi: Kpi, locale: str = "en") -> Card:
    """The card of a KPI.

    Args:
        kpi: The KPI.
        locale: ``en`` or ``ru``: how formulas are typed there.

    >>> from kpicells.formulas import catalog
    >>> of_ctr = card(catalog["CTR"])
    >>> of_ctr.addin, of_ctr.named, of_ctr.total
    ('=KPI.CTR(B2,C2)', '=KPI_CTR(B2,C2)', '=KPI_TOTAL("CTR",B2:B13,C2:C13)')
    >>> of_ctr.command
    'kpicells calc CTR clicks=5 impressions=100'
    """
    cells = default_cells(kpi)
    separator = LOCALES[locale].separator
    hindrance = obstacle(kpi)
    rows = [f'"{kpi.id}"', *default_cells(kpi.total)] if hindrance is None else []
    return Card(
        kpi=kpi,
        addin=f"=KPI.{addin_name(kpi)}({separator.join(cells)})",
        named=f"=KPI_{kpi.id}({separator.join(cells)})",
        formula=emit(kpi, "excel", cells, locale),
        as_array=needs_array(kpi.body),
        python=f'catalog["{kpi.id}"]({_given(kpi, ", ", _for_python)})',
        command=command_call(kpi),
        total=f"=KPI_TOTAL({separator.join(rows)})" if rows else "",
        obstacle=hindrance,
        carriers=kpi.hosts,
    )


def command_call(kpi: Kpi) -> str:
    """A call on the command line with the numbers of the example."""
    return f"kpicells calc {kpi.id} {_given(kpi, ' ', _for_command)}"


def _given(kpi: Kpi, separator: str, written: Callable[[Any], str]) -> str:
    """The example's arguments in the order of the KPI's."""
    given = kpi.example.arguments
    return separator.join(f"{name}={written(given[name])}" for name in kpi.arguments)


def _for_python(value: Any) -> str:
    return repr(value if isinstance(value, int | float) else list(value))


def _for_command(value: Any) -> str:
    return repr(value) if isinstance(value, int | float) else ",".join(map(repr, value))
