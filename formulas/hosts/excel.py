"""A plain spreadsheet formula over given cells: Excel, LibreOffice and Google Sheets read it,
and no add-in is needed.

A formula that a person types over cells of their own is *checked*: a blank or a text gives
``#VALUE!``, as the KPI's definition says, where bare arithmetic would take a blank for zero.
A template's formulas stand over cells that always hold numbers, and are printed without checks.

Nothing here is newer than Excel 2007, so no function needs the ``_xlfn.`` prefix in a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kpicells.formulas.hosts.excel_rules import needs_array, rules
from kpicells.formulas.hosts.locales import INVARIANT, LOCALES, Locale
from kpicells.formulas.hosts.printer import Printer
from kpicells.formulas.nodes import Expr

if TYPE_CHECKING:
    from kpicells.formulas.kpi import Kpi, Parameter

__all__ = [
    "INVARIANT",
    "LOCALES",
    "Locale",
    "body_formula",
    "default_cells",
    "formula",
    "needs_array",
    "text",
]


def formula(
    kpi: Kpi,
    cells: Sequence[str] | None = None,
    *,
    checked: bool = True,
    locale: Locale = INVARIANT,
) -> str:
    """The KPI as a formula.

    Args:
        kpi: The KPI.
        cells: A reference (or any formula text that stands for one number) for each argument in
            order; ``B2``, ``C2``, ... if left out. Ranges compute cell by cell and spill, or are
            taken as one list where the KPI takes a list.
        checked: Whether blanks and texts give ``#VALUE!`` with the reason in the formula.
        locale: How the formula is typed.

    >>> from kpicells.formulas import catalog
    >>> formula(catalog["CTR"], ["B2", "C2"], checked=False)
    '=B2/C2'
    >>> formula(catalog["CTR"], ["B2", "C2"], locale=LOCALES["ru"])
    '=ЕСЛИ(ЕЧИСЛО(B2)*ЕЧИСЛО(C2);B2/C2;B2+C2+ЗНАЧЕН("CTR: clicks, impressions must be numbers"))'
    """
    places = cells or default_cells(kpi)
    return f"={text(kpi, places, checked=checked, locale=locale)}"


def text(
    kpi: Kpi,
    cells: Sequence[str],
    *,
    checked: bool = True,
    locale: Locale = INVARIANT,
    logical_is_number: bool = False,
) -> str:
    """The formula without ``=``.

    Args:
        kpi: The KPI.
        cells: What stands for each argument in order.
        checked: Whether blanks and texts give ``#VALUE!``.
        locale: How the formula is typed.
        logical_is_number: Whether the host's ISNUMBER takes TRUE for a number.
    """
    places = dict(zip(kpi.arguments, cells, strict=True))
    body = Printer("Excel", rules(locale), places).print(kpi.body)
    if not checked:
        return body
    call, join = locale.function, locale.separator.join
    conditions = [_check(p, places[p.name], locale, logical_is_number) for p in kpi.parameters]
    conditions += _same_shape(kpi.parameters, places, locale)
    # An error in a cell comes through as itself; anything else ends at VALUE's #VALUE!.
    seen = [
        f"{call('SUM')}({places[p.name]})" if p.is_range else places[p.name] for p in kpi.parameters
    ]
    why = f"{kpi.id}: {', '.join(kpi.arguments)} must be numbers"
    if len(seen) == 1:
        seen.insert(0, "0")  # LibreOffice looks at VALUE before it looks into a bare cell
    refusal = f'{"+".join(seen)}+{call("VALUE")}("{why}")'
    return f"{call('IF')}({join(('*'.join(conditions), body, refusal))})"


def _check(parameter: Parameter, cell: str, locale: Locale, logical_is_number: bool) -> str:
    call = locale.function
    if parameter.is_range:
        known = f"{call('COUNT')}({cell})+{call('COUNTBLANK')}({cell})"
        return f"({known}={call('ROWS')}({cell})*{call('COLUMNS')}({cell}))"
    is_number = f"{call('ISNUMBER')}({cell})"
    if logical_is_number:
        is_number = f"({is_number}>{call('ISLOGICAL')}({cell}))"
    return f"({is_number}+{call('ISBLANK')}({cell}))" if parameter.blank_is_zero else is_number


def _same_shape(
    parameters: Sequence[Parameter], places: Mapping[str, str], locale: Locale
) -> list[str]:
    conditions = []
    for parameter in parameters:
        first = parameter.beside[0] if parameter.beside else parameter.name
        if first != parameter.name:
            one, other = places[first], places[parameter.name]
            for size in (locale.function("ROWS"), locale.function("COLUMNS")):
                conditions.append(f"({size}({one})={size}({other}))")
    return conditions


def default_cells(kpi: Kpi) -> list[str]:
    """``B2``, ``C2``, ...: the first cells beside a label; ``B2:B13`` where it takes a range."""
    letters = (chr(ord("B") + index) for index in range(len(kpi.parameters)))
    return [
        f"{letter}2:{letter}13" if parameter.is_range else f"{letter}2"
        for letter, parameter in zip(letters, kpi.parameters, strict=True)
    ]


def body_formula(body: Expr, cells: Mapping[str, str]) -> str:
    """A tree over given cells, without checks and without ``=``."""
    return Printer("Excel", rules(INVARIANT), cells).print(body)
