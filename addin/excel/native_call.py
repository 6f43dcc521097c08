"""A call of a KPI as a native formula over its arguments, whatever these are.

An argument is written out several times: in the check that it is a number, in the arithmetic, and
in the refusal. So it gets brackets where it is more than one operand. Some native functions take
references only, and what is no reference needs other words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpicells.addin.excel.formula_pieces import Kind, Piece, calls, closing, joined
from kpicells.formulas.errors import KpicellsError
from kpicells.formulas.hosts.excel import needs_array, text
from kpicells.formulas.kpi import Kpi

_STAND_IN = "\ue000{}\ue001"
_CELL = re.compile(r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}", re.IGNORECASE)
_PREFIXES = re.compile(r"(_xlfn\.|_xlws\.)+", re.IGNORECASE)
_GIVE_REFERENCES = frozenset(("OFFSET", "INDEX", "INDIRECT", "ANCHORARRAY", "XLOOKUP"))
_ONE_OF_MANY = frozenset(
    """AGGREGATE AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS
    COLUMNS CORREL GETPIVOTDATA GROWTH HLOOKUP INDEX LARGE LOOKUP MATCH MAX MAXIFS MEDIAN MIN
    MINIFS MODE NPV PERCENTILE PERCENTRANK PRODUCT QUARTILE RANK ROWS SINGLE SMALL STDEV SUBTOTAL
    SUM SUMIF SUMIFS SUMPRODUCT SUMSQ VAR VLOOKUP XLOOKUP XMATCH""".split()
)
"""Functions that make one value of a range."""


class Unportable(KpicellsError):
    """A call that cannot be written as a native formula."""


@dataclass(frozen=True, slots=True)
class Native:
    """A call as a native formula.

    Attributes:
        text: The formula.
        by_rows: Whether an older Excel, and a file, which is read as an older Excel wrote it,
            computes it right in an array formula only.
    """

    text: str
    by_rows: bool


def native(kpi: Kpi, given: Sequence[Sequence[Piece]]) -> Native:
    """The native formula of a call.

    Args:
        kpi: The KPI.
        given: The pieces of each argument; none for one that is left out.

    Raises:
        Unportable: The count of arguments is wrong, or a range is needed and there is none.
        Unprintable: No spreadsheet has words for the KPI.
    """
    if len(given) != len(kpi.parameters):
        count, names = len(kpi.parameters), ", ".join(kpi.arguments)
        noun = "argument" if count == 1 else "arguments"
        raise Unportable(f"{kpi.id} takes {count} {noun} ({names}), {len(given)} given")
    written, stand_ins, by_rows = _template(kpi)
    for parameter, argument, stand_in in zip(kpi.parameters, given, stand_ins, strict=True):
        if parameter.is_range and not _is_reference(argument):
            written = _over_values(kpi, parameter.name, written, stand_in)
        place = _operand(argument) or ("0" if parameter.blank_is_zero else '""')
        written = written.replace(stand_in, place)
    return Native(written, by_rows)


@lru_cache(maxsize=512)
def _template(kpi: Kpi) -> tuple[str, tuple[str, ...], bool]:
    """The formula over stand-ins for the arguments; a workbook calls the same few KPIs often."""
    stand_ins = tuple(_STAND_IN.format(number) for number in range(len(kpi.parameters)))
    return text(kpi, stand_ins), stand_ins, needs_array(kpi.body)


def _over_values(kpi: Kpi, name: str, written: str, stand_in: str) -> str:
    """The formula, where values that stand in no cells are given for a range."""
    written = written.replace(f"COUNTBLANK({stand_in})", f'SUMPRODUCT(({stand_in}="")*1)')
    if f"ROW({stand_in})" in written or f"COLUMN({stand_in})" in written:
        raise Unportable(f"{kpi.id}: {name} has to be a range of cells, to be counted in order")
    return written


def _operand(argument: Sequence[Piece]) -> str:
    """The argument's text, in brackets where it is more than one operand."""
    written = joined(argument)
    if not written or _is_plain(argument):
        return written
    first = 1 if len(argument) > 1 and argument[0].kind is Kind.WORD else 0
    if argument[first].kind is Kind.OPEN and closing(argument, first) == len(argument) - 1:
        return written
    if argument[0].text == "{" and [p.text for p in argument].index("}") == len(argument) - 1:
        return written
    return f"({written})"


def _is_plain(argument: Sequence[Piece]) -> bool:
    """Whether it is one number, text or reference."""
    parts = (Kind.QUOTED, Kind.BRACKET, Kind.WORD, Kind.NUMBER, Kind.ERROR)
    return (len(argument) == 1 and argument[0].kind is Kind.TEXT) or all(
        piece.kind in parts or piece.text in "!:" for piece in argument
    )


def _is_reference(argument: Sequence[Piece]) -> bool:
    if len(argument) > 1 and argument[1].kind is Kind.OPEN:
        return (
            _plain_name(argument[0].text) in _GIVE_REFERENCES
            and closing(argument, 1) == len(argument) - 1
        )
    return (
        bool(argument)
        and _is_plain(argument)
        and (
            len(argument) > 1
            or (argument[0].kind is Kind.WORD and argument[0].text.upper() not in _LOGICAL)
        )
    )


_LOGICAL = ("TRUE", "FALSE")


def is_many(argument: Sequence[Piece], single_names: Collection[str] = ()) -> bool:
    """Whether an argument may stand for several values; in doubt, it may.

    >>> from kpicells.addin.excel.formula_pieces import pieces
    >>> [is_many(pieces(text)) for text in ("B2", "B2:B9", "SUM(B2:B9)", "1+C2", "clicks")]
    [False, True, False, False, True]
    """
    inside_until = -1
    ends = {place: closing(argument, place + 1) for place, _ in calls(argument)}
    names = dict(calls(argument))
    for place in range(len(argument)):
        if place <= inside_until:
            continue
        if place in names:
            if _plain_name(names[place]) in _ONE_OF_MANY:
                inside_until = ends[place] or len(argument)
            elif _plain_name(names[place]) in _GIVE_REFERENCES:
                return True
        elif _stands_for_many(argument, place, single_names):
            return True
    return False


def _stands_for_many(argument: Sequence[Piece], place: int, single_names: Collection[str]) -> bool:
    piece = argument[place]
    following = argument[place + 1].text if place + 1 < len(argument) else ""
    if piece.text in (":", "{"):
        return True
    if piece.kind is Kind.BRACKET:
        is_workbook = following == "!" or re.match(r"\w", following)
        return not is_workbook and not re.search(r"#This Row|@", piece.text, re.IGNORECASE)
    if piece.kind is not Kind.WORD or following == "!" or following.startswith("["):
        return False
    return not (
        _CELL.fullmatch(piece.text)
        or piece.text.upper() in _LOGICAL
        or piece.text.casefold() in single_names
        or piece.text.startswith("_xlpm.")
    )


def _plain_name(name: str) -> str:
    return _PREFIXES.sub("", name).upper()
