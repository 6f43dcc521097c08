"""The functions of the catalogue as VBA and xlwings can be told of them: names and help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpicells.addin.function_help import (
    any_total_arguments,
    any_total_help,
    argument_help,
    function_help,
)
from kpicells.formulas.kpi import Kpi

CATEGORY = "KPI"
"""Where Excel's function wizard lists them."""
ANY_TOTAL = "TOTAL"
"""``KPI_TOTAL("CTR", clicks, impressions)``: the total of any KPI."""
MODULE = "kpicells.addin.excel.udfs"
"""What stands under "UDF Modules"."""
LONGEST_HELP = 255
"""How many characters Excel lets a description have."""

_RESERVED = frozenset(
    """and as boolean byref byte byval call caller case const currency date declare dim do double
    each else elseif empty end enum erase error event exit false for friend function get global
    gosub goto if imp implements in integer is let like long longlong longptr loop lset me mod new
    next not nothing null object on option optional or paramarray preserve private property public
    raiseevent redim rem resume return rset select set single static step stop string sub then to
    true type typeof until variant wend while with write xor""".split()
)
"""Words of VBA, and ``caller``, which xlwings fills in itself."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: its name, and what to give for it."""

    name: str
    help: str


@dataclass(frozen=True, slots=True)
class Function:
    """A function.

    Attributes:
        name: Its name after ``KPI_``.
        help: What it is for.
        arguments: What it takes.
        takes_more: Whether the last argument may be given several times.
    """

    name: str
    help: str
    arguments: tuple[Argument, ...]
    takes_more: bool = False


def functions(kpis: Iterable[Kpi], lang: str = "en") -> Iterator[Function]:
    """Every KPI, and the total of any.

    >>> from kpicells.formulas import catalog
    >>> ctr, total = functions([catalog["CTR"]])
    >>> ctr.name, [argument.name for argument in ctr.arguments]
    ('CTR', ['clicks', 'impressions'])
    """
    for kpi in kpis:
        taken = (Argument(argument_name(p.name), argument_help(p, lang)) for p in kpi.parameters)
        yield Function(kpi.id, _short(function_help(kpi, lang)), tuple(taken))
    helps = zip(("kpi", "ranges"), any_total_arguments(lang), strict=True)
    taken = (Argument(name, said) for name, said in helps)
    yield Function(ANY_TOTAL, _short(any_total_help(lang)), tuple(taken), takes_more=True)


def argument_name(name: str) -> str:
    """The name of an argument, changed where VBA takes it for a word of its own.

    >>> argument_name("clicks"), argument_name("date")
    ('clicks', 'date_')
    """
    return f"{name}_" if name.lower() in _RESERVED else name


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_HELP else f"{text[: LONGEST_HELP - 1].rstrip()}…"
