"""Make portable: a formula's calls of KPI functions replaced by native formulas.

Whoever opens the workbook then sees live numbers, without the add-in and in any spreadsheet. A
call is recognised as it is typed (``KPI.CTR``, ``KPI_CTR``) and as Excel saves functions that an
add-in gave it (``_xldudf_KPI_CTR``, ``_xll.KPI.CTR``, ``[1]!KPI_CTR``), or Google Sheets one of its
own (:mod:`~kpicells.addin.excel.google_export`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from kpicells.addin.excel.formula_pieces import Kind, Piece, arguments, closing, joined, pieces
from kpicells.addin.excel.google_export import unwrapped
from kpicells.addin.excel.native_call import Unportable, is_many, native
from kpicells.formulas.errors import KpicellsError
from kpicells.formulas.kpi import Kpi

LONGEST_FORMULA = 8192
"""How many characters Excel lets a formula have."""

_CALLED = re.compile(
    r"(?P<saved> (?: _xlfn\. | _xlws\. | _xll\. | _xludf\. | _xldudf_ )* ) KPI [._] (?P<id> \w+ )",
    re.IGNORECASE | re.VERBOSE,
)
_FROM_WORKSPACE = ("DATA", "TARGET")
_OF_TWO_KINDS = "STATUS"
"""A KPI of three numbers, and a client's status: of a client and a KPI, named by texts."""


@dataclass
class Portable:
    """A formula after its calls were replaced.

    Attributes:
        text: The formula; as it was, where nothing could be replaced.
        replaced: The ids of the KPIs whose calls were replaced.
        left: Why a call was left as it was.
        many: Whether it has to be an array formula, where a cell's formula computes one value:
            ranges were given for single numbers, or a choice is made row by row.
    """

    text: str
    replaced: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    many: bool = False


def may_call_kpis(formula: str) -> bool:
    """Whether a formula is worth a closer look."""
    return "kpi" in formula.casefold()


def portable(
    formula: str,
    find: Callable[[str], Kpi],
    *,
    own_names: Collection[str] = (),
    single_names: Collection[str] = (),
) -> Portable:
    """A formula with its KPI calls replaced by native formulas.

    Args:
        formula: The formula as a file stores it: English names, commas; with or without ``=``.
        find: Gives the KPI of an id, or raises UnknownKpi: the catalogue's own look-up.
        own_names: Names in the workbook, in small letters, that are functions of a person's own.
        single_names: Names in the workbook, in small letters, that stand for one cell.

    >>> from kpicells.formulas import catalog
    >>> portable('IFERROR(KPI.CTR(B2,C2),"-")', catalog.__getitem__).text
    'IFERROR(IF(ISNUMBER(B2)*ISNUMBER(C2),B2/C2,B2+C2+VALUE("CTR: clicks, impressions must be \
numbers")),"-")'
    """
    work = _Work(find, own_names, single_names)
    whole = pieces(formula)
    inside = unwrapped(whole)
    text = work.rewritten(inside)
    if inside != whole and (work.left or not work.replaced):
        return Portable(formula, left=work.left)  # what Google computed stays beside it
    if len(text) > LONGEST_FORMULA:
        why = f"written out it has {len(text):,} characters, and Excel takes {LONGEST_FORMULA:,}"
        return Portable(formula, left=[why])
    return Portable(text, work.replaced, work.left, work.many)


class _Work:
    """One formula being rewritten."""

    def __init__(
        self, find: Callable[[str], Kpi], own_names: Collection[str], single: Collection[str]
    ) -> None:
        self.find = find
        self.own_names = own_names
        self.single = single
        self.replaced: list[str] = []
        self.left: list[str] = []
        self.many = False

    def rewritten(self, some: Sequence[Piece]) -> str:
        """The text of pieces, with native formulas in the place of calls."""
        written: list[str] = []
        place = 0
        while place < len(some):
            end = self._end_of_call(some, place)
            if end is None:
                written.append(some[place].text)
                place += 1
                continue
            inner = [self.rewritten(argument) for argument in arguments(some[place + 2 : end])]
            text = self._native(some[place].text, inner)
            if text is None:
                written.append(f"{some[place].text}({','.join(inner)})")
            else:
                _drop_workbook(written)
                written.append(text)
            place = end + 1
        return "".join(written)

    def _end_of_call(self, some: Sequence[Piece], place: int) -> int | None:
        """Where the KPI call that begins at a place ends; None where none begins."""
        called = some[place].kind is Kind.WORD and _CALLED.fullmatch(some[place].text)
        if not called or place + 1 == len(some) or some[place + 1].kind is not Kind.OPEN:
            return None
        if not called["saved"] and some[place].text.casefold() in self.own_names:
            self.left.append(f"{some[place].text} is a name of your own in this workbook")
            return None
        return closing(some, place + 1)

    def _native(self, name: str, given: list[str]) -> str | None:
        called = _CALLED.fullmatch(name)
        assert called is not None
        kpi_id = called["id"].upper()
        cut = [pieces(argument) for argument in given]
        asks_for_status = kpi_id == _OF_TWO_KINDS and (len(cut) != 3 or _has_texts(cut))
        if kpi_id in _FROM_WORKSPACE or asks_for_status:
            self.left.append(f"KPI.{kpi_id} reads your workspace, which no formula can")
            return None
        try:
            if kpi_id == "TOTAL":
                kpi_id, cut = _total(cut)
            kpi = self.find(kpi_id)
            written = native(kpi, cut)
        except KpicellsError as error:
            self.left.append(str(error))
            return None
        self.many |= written.by_rows or any(
            is_many(argument, self.single)
            for argument, parameter in zip(cut, kpi.parameters, strict=True)
            if not parameter.is_range
        )
        self.replaced.append(kpi.id)
        return written.text


def _has_texts(given: list[list[Piece]]) -> bool:
    """Whether a client or a month is named; a KPI takes numbers."""
    return any(piece.kind is Kind.TEXT for argument in given for piece in argument)


def _total(given: list[list[Piece]]) -> tuple[str, list[list[Piece]]]:
    """The id and the ranges of ``KPI_TOTAL("CTR", ...)``."""
    first = given[0] if given else []
    if len(first) != 1 or first[0].kind is not Kind.TEXT:
        raise Unportable(f"KPI.TOTAL({joined(first)}, ...): write the KPI's id as a text in quotes")
    kpi_id = first[0].text[1:-1].strip().upper().removeprefix("KPI_").removeprefix("KPI.")
    return f"{kpi_id}_TOTAL", given[1:]


def _drop_workbook(written: list[str]) -> None:
    """Take back what named the add-in's workbook before a function: ``[1]!`` or ``'kpi.xlam'!``."""
    if written and written[-1] == "!":
        written.pop()
        while written and (written[-1][0] in "'[" or re.fullmatch(r"[\w.$\\?]+", written[-1])):
            written.pop()
