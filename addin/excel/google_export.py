"""Formulas as Google Sheets writes them into an .xlsx file.

A function that Excel does not know, such as one of Apps Script, is stored as a text beside the
value that it had: ``IFERROR(__xludf.DUMMYFUNCTION("KPI_CTR(B2,C2)"),0.05)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpicells.addin.excel.formula_pieces import Kind, Piece, calls, pieces

_WRAPPING = ("IFERROR", "(", "__XLUDF.DUMMYFUNCTION", "(")
_OPEN_RANGE = re.compile(r"\d:\$?[A-Z]{1,3}(?![\w$(])", re.IGNORECASE)
_KPI = re.compile(r"KPI[._]\w+", re.IGNORECASE)
_SHARED = frozenset(
    """ABS AND AVERAGE AVERAGEIF AVERAGEIFS COUNT COUNTA COUNTIF COUNTIFS DATE EOMONTH IF IFERROR
    IFNA INDEX INT ISBLANK ISERROR ISNUMBER MATCH MAX MEDIAN MIN MONTH N NOT OR ROUND ROUNDDOWN
    ROUNDUP SQRT SUM SUMIF SUMIFS SUMPRODUCT TEXT TODAY VALUE VLOOKUP YEAR""".split()
)
"""Functions that mean the same in Excel, as far as a formula around a KPI has use for them."""


def unwrapped(some: Sequence[Piece]) -> list[Piece]:
    """The pieces of the formula inside, where Excel can compute it; else the same pieces.

    >>> text = 'IFERROR(__xludf.DUMMYFUNCTION("ROUND(KPI_CTR(B2,C2),3)"),0.05)'
    >>> "".join(piece.text for piece in unwrapped(pieces(text)))
    'ROUND(KPI_CTR(B2,C2),3)'
    """
    parts = [piece for piece in some if piece.kind is not Kind.SPACE]
    sign = [parts.pop(0)] if parts and parts[0].text == "=" else []
    if [part.text.upper() for part in parts[:4]] != list(_WRAPPING) or len(parts) < 8:
        return list(some)
    text, end, comma, *_, last = parts[4:]
    if (text.kind, end.text, comma.text, last.text) != (Kind.TEXT, ")", ",", ")"):
        return list(some)
    written = text.text[1:-1].replace('""', '"')
    inside = pieces(written)
    known = all(_KPI.fullmatch(name) or name.upper() in _SHARED for _, name in calls(inside))
    if not known or _OPEN_RANGE.search(written) or "{" in written:
        return list(some)
    return [*sign, *inside]
