"""The LAMBDA pack: every KPI as a defined name of a workbook, for people who may install nothing.

A name ``KPI_CTR`` that holds a LAMBDA is called as a function is: ``=KPI_CTR(B2,C2)``. It needs
Excel 2024, Microsoft 365 or Excel on the web, and travels with the workbook. The name's comment
is the help that Excel shows while a person types.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpicells.addin.function_help import TOTAL_SUFFIX, any_total_help, function_help, takes
from kpicells.formulas.errors import NotAdditive, Unprintable
from kpicells.formulas.hosts.named import stored_lambda
from kpicells.formulas.kpi import Kpi

PREFIX = "KPI_"
ANY_TOTAL = "KPI_TOTAL"
LONGEST_COMMENT = 255
"""How many characters Excel lets a name's comment have."""
LONGEST_FORMULA = 8192
"""How many characters Excel lets a formula have."""

_MARK = re.compile(r"\[kpicells ([0-9a-f]{8})\]$")
_MOST_CASES = 120
"""SWITCH takes 126."""
_TOTAL_ARGUMENTS = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True)
class NamedFunction:
    """A function that a workbook carries as a defined name.

    Attributes:
        name: What is typed: ``KPI_CTR``.
        refers_to: The LAMBDA as a file stores it, without ``=``.
        comment: Its help, ended by a mark from which a later run knows that it is ours.
    """

    name: str
    refers_to: str
    comment: str


def pack(kpis: Iterable[Kpi], lang: str = "en") -> list[NamedFunction]:
    """The named functions of KPIs, of their totals, and ``KPI_TOTAL`` over those.

    Args:
        kpis: The KPIs; one that no spreadsheet carries is left out.
        lang: The language of the help, ``en`` or ``ru``.

    >>> from kpicells.formulas import catalog
    >>> [function.name for function in pack([catalog["CTR"], catalog["ERR"]])]
    ['KPI_CTR', 'KPI_CTR_TOTAL', 'KPI_ERR', 'KPI_TOTAL']
    """
    found, totals = [], []
    for kpi in kpis:
        if function := _named(kpi, lang):
            found.append(function)
            for total in _total_of(kpi):
                totals.append(total)
                found += filter(None, [_named(total, lang)])
    if totals and len(text := _any_total(totals)) < LONGEST_FORMULA:
        found.append(NamedFunction(ANY_TOTAL, text, _comment(any_total_help(lang), text)))
    return found


def is_ours(refers_to: str, comment: str) -> bool:
    """Whether a name's text is one that this module wrote, now or in an earlier version.

    A person who changes the formula of a name of ours makes it their own.

    >>> from kpicells.formulas import catalog
    >>> function, *_ = pack([catalog["CTR"]])
    >>> is_ours(function.refers_to, function.comment)
    True
    >>> is_ours(function.refers_to.replace("/", "*"), function.comment)
    False
    """
    mark = _MARK.search(comment)
    return mark is not None and mark[1] == _digest(refers_to)


def _named(kpi: Kpi, lang: str) -> NamedFunction | None:
    try:
        text = stored_lambda(kpi)
    except Unprintable:
        return None
    if len(text) >= LONGEST_FORMULA:
        return None
    return NamedFunction(
        PREFIX + kpi.id, text, _comment(f"{function_help(kpi, lang)} {takes(kpi, lang)}", text)
    )


def _total_of(kpi: Kpi) -> Iterator[Kpi]:
    try:
        yield kpi.total
    except NotAdditive:
        return


def _any_total(totals: Iterable[Kpi]) -> str:
    """A LAMBDA that takes a KPI's id and hands its ranges on to the total of that KPI.

    A file writes ``_xlop.`` where an optional parameter is declared, and ``_xlpm.`` where any
    parameter is used.
    """
    declared = [f"_xlpm.{_TOTAL_ARGUMENTS[0]}", *(f"_xlop.{n}" for n in _TOTAL_ARGUMENTS[1:])]
    chosen = "NA()"
    cases = [case for kpi in totals for case in _cases(kpi)]
    for start in range(0, len(cases), _MOST_CASES):
        several = ",".join(cases[start : start + _MOST_CASES])
        chosen = f"_xlfn.SWITCH(_xlpm.kpi,{several},{chosen})"
    return f"_xlfn.LAMBDA(_xlpm.kpi,{','.join(declared)},{chosen})"


def _cases(total: Kpi) -> Iterator[str]:
    if len(total.parameters) <= len(_TOTAL_ARGUMENTS):
        given = ",".join(f"_xlpm.{name}" for name in _TOTAL_ARGUMENTS[: len(total.parameters)])
        yield f'"{total.id.removesuffix(TOTAL_SUFFIX)}",{PREFIX}{total.id}({given})'


def _comment(text: str, refers_to: str) -> str:
    mark = f" [kpicells {_digest(refers_to)}]"
    room = LONGEST_COMMENT - len(mark)
    return (text if len(text) <= room else f"{text[: room - 1].rstrip()}…") + mark


def _digest(refers_to: str) -> str:
    """Of the text as programs agree on it: they differ in spaces and in the case of names."""
    plain = re.sub(r"\s+", "", refers_to.removeprefix("=")).casefold()
    return hashlib.sha256(plain.encode()).hexdigest()[:8]
