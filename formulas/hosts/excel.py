"""A plain spreadsheet formula over given cells: Excel, LibreOffice and Google Sheets read it,
and no add-in is needed.

A formula that a person types over cells of their own is *checked*: a blank or a text gives
``#VALUE!``, as the KPI's definition says, where bare arithmetic would take a blank for zero.
A template's formulas stand over cells that always hold numbers, and are printed without checks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpicells.formulas.expression import (
    Add,
    Expr,
    Greatest,
    Least,
    Multiply,
    Number,
    Ratio,
    Root,
    Subtract,
    When,
)
from kpicells.formulas.hosts.printer import (
    ARITHMETIC,
    PRODUCT,
    SUM,
    Code,
    Printer,
    Rules,
    call,
    choice,
    infix,
)

if TYPE_CHECKING:
    from kpicells.formulas.kpi import Kpi


@dataclass(frozen=True, slots=True)
class Locale:
    """How formulas are typed in a country: ``=IF(A1>0,5;B1)`` or ``=IF(A1>0.5,B1)``."""

    separator: str = ","
    decimal: str = "."


INVARIANT = Locale()
"""As files store formulas, whatever the country of the person who opens them."""

LOCALES: Mapping[str, Locale] = {"en": INVARIANT, "ru": Locale(separator=";", decimal=",")}


def _rules(locale: Locale) -> Rules:
    def number(printer: Printer, node: Number) -> Code:
        code = ARITHMETIC[Number](printer, node)
        return Code(code.text.replace("e", "E").replace(".", locale.decimal), code.strength)

    separator = locale.separator
    pattern = separator.join(("IF({condition}", "{then}", "{otherwise})"))
    return {
        **ARITHMETIC,
        Number: number,
        Add: infix("+", SUM),
        Subtract: infix("-", SUM),
        Multiply: infix("*", PRODUCT),
        Ratio: infix("/", PRODUCT),
        Least: call("MIN", separator),
        Greatest: call("MAX", separator),
        Root: call("SQRT", separator),
        When: choice(pattern),
    }


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
            order; ``B2``, ``C2``, ... if left out. Ranges compute cell by cell and spill.
        checked: Whether blanks and texts give ``#VALUE!`` with the reason in the formula.
        locale: How the formula is typed.

    >>> from kpicells.formulas import catalog
    >>> formula(catalog["CTR"], ["B2", "C2"], checked=False)
    '=B2/C2'
    >>> formula(catalog["CPM"], ["B2", "C2"], locale=LOCALES["ru"], checked=False)
    '=1000*(B2/C2)'
    """
    places = dict(zip(kpi.arguments, cells or default_cells(len(kpi.arguments)), strict=True))
    body = Printer("Excel", _rules(locale), places).print(kpi.body)
    if not checked:
        return f"={body}"
    condition = "*".join(_is_number(places[p.name], p.blank_is_zero) for p in kpi.parameters)
    plain = "+".join(places.values())  # an error in a cell comes through as itself
    refusal = f'{plain}+VALUE("{kpi.id}: {", ".join(kpi.arguments)} must be numbers")'
    return "=" + locale.separator.join((f"IF({condition}", body, f"{refusal})"))


def _is_number(cell: str, blank_is_zero: bool) -> str:
    return f"(ISNUMBER({cell})+ISBLANK({cell}))" if blank_is_zero else f"ISNUMBER({cell})"


def default_cells(count: int) -> list[str]:
    """``B2``, ``C2``, ...: the first cells beside a label."""
    return [f"{chr(ord('B') + index)}2" for index in range(count)]


def body_formula(body: Expr, cells: Mapping[str, str]) -> str:
    """A tree over given cells, without checks and without ``=``."""
    return Printer("Excel", _rules(INVARIANT), cells).print(body)
