"""Formulas as every Google Sheet reads them, whatever its locale.

A layout's formulas have commas between arguments and points in decimals. Google reads a formula
by the locale of its spreadsheet (googleapis/google-api-nodejs-client#1994), but takes semicolons
in all of them; and a decimal is written as a fraction of whole numbers, which is the same double.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

_PIECES = re.compile(r'("(?:[^"]|"")*"|\'(?:[^\']|\'\')*\')')
_DECIMAL = re.compile(r"(?<![\w.])(\d+)\.(\d+)(?![\w.])")
_COMMA_DECIMAL = re.compile(r"(?<![\w.])(\d+),(\d+)(?![\w.])")
_FRACTION = re.compile(r"\((\d+)/1(0+)\)")
_WORD = re.compile(r"(?<![\w!.])[A-Za-z_][\w.]*(?![\w(!.])")


def for_google(formula: str) -> str:
    """A layout's formula with nothing in it that a locale reads in another way.

    >>> for_google('=IF(A1>=0.95,"yes, 0.5",1)')
    '=IF(A1>=(95/100);"yes, 0.5";1)'
    """
    return _outside_texts(formula, lambda piece: _DECIMAL.sub(_fraction, piece).replace(",", ";"))


def from_google(formula: str, *, comma_decimals: bool) -> str:
    """A formula of a spreadsheet as layouts write them.

    Args:
        formula: The formula.
        comma_decimals: Whether the spreadsheet's locale writes 0,5.

    >>> from_google('=IF(A1>=0,5;"a;b";(5/10000))', comma_decimals=True)
    '=IF(A1>=0.5,"a;b",0.0005)'
    """

    def plain(piece: str) -> str:
        if comma_decimals:
            piece = _COMMA_DECIMAL.sub(r"\1.\2", piece)
        return _FRACTION.sub(_decimal, piece).replace(";", ",")

    return _outside_texts(formula, plain)


def for_rule(formula: str, names: Collection[str]) -> str:
    """A formula of a conditional format, where Google knows names by INDIRECT only.

    >>> for_rule("=D$4=period", {"period"})
    '=D$4=INDIRECT("period")'
    """

    def named(found: re.Match[str]) -> str:
        return f'INDIRECT("{found[0]}")' if found[0] in names else found[0]

    indirect = _outside_texts(formula, lambda piece: _WORD.sub(named, piece))
    return for_google(indirect)


def _fraction(found: re.Match[str]) -> str:
    whole, part = found.groups()
    return f"({int(whole + part)}/{10 ** len(part)})"


def _decimal(found: re.Match[str]) -> str:
    digits, zeros = found.groups()
    padded = digits.zfill(len(zeros) + 1)
    return f"{padded[: -len(zeros)]}.{padded[-len(zeros) :]}"


def _outside_texts(formula: str, change: Callable[[str], str]) -> str:
    """A formula whose parts outside of quotation marks are changed."""
    pieces = _PIECES.split(formula)
    return "".join(piece if index % 2 else change(piece) for index, piece in enumerate(pieces))
