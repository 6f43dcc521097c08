"""A formula as a file stores it, cut into pieces that put together give the same text.

Only what is needed to find calls and their arguments is told apart: texts, quoted names and
brackets, in which commas and parentheses mean nothing; words; signs. Nothing is thrown away, so
what is not understood is written back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a piece is."""

    TEXT = auto()
    """``"a text"``."""
    QUOTED = auto()
    """``'a sheet'``, with its quotes."""
    BRACKET = auto()
    """``[1]`` or ``[[#This Row],[Clicks]]``: another workbook, or a table's columns."""
    NUMBER = auto()
    WORD = auto()
    """A function, a reference, a name: ``_xlfn.SINGLE``, ``$B$2``, ``budget``."""
    ERROR = auto()
    OPEN = auto()
    CLOSE = auto()
    COMMA = auto()
    SPACE = auto()
    SIGN = auto()
    """Any other character: an operator, ``!``, ``:``, ``{`` and ``}``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a formula's text."""

    kind: Kind
    text: str


_PIECE = re.compile(
    r"""(?P<TEXT> "(?:[^"]|"")*" )
      | (?P<QUOTED> '(?:[^']|'')*' )
      | (?P<ERROR> \#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!
                      |CONNECT!|UNKNOWN!|GETTING_DATA) )
      | (?P<NUMBER> (?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.$\\?]) )
      | (?P<WORD> [\w.$\\?]+ )
      | (?P<OPEN> \( ) | (?P<CLOSE> \) ) | (?P<COMMA> , )
      | (?P<SPACE> \s+ ) | (?P<SIGN> . )""",
    re.VERBOSE | re.DOTALL,
)


def pieces(formula: str) -> list[Piece]:
    """The pieces of a formula, with or without ``=``.

    >>> [piece.text for piece in pieces("IF('My, sheet'!A1>1,T[[x],[y]])")]
    ['IF', '(', "'My, sheet'", '!', 'A1', '>', '1', ',', 'T', '[[x],[y]]', ')']
    """
    found = []
    at = 0
    while at < len(formula):
        if formula[at] == "[":
            end = _closing_bracket(formula, at)
            found.append(Piece(Kind.BRACKET, formula[at:end]))
        else:
            match = _PIECE.match(formula, at)
            assert match is not None, "the last alternative takes any character"
            end = match.end()
            found.append(Piece(Kind[str(match.lastgroup)], match[0]))
        at = end
    return found


def _closing_bracket(formula: str, start: int) -> int:
    """Where a bracket ends; inside it an apostrophe takes the meaning of the next character."""
    depth, at = 0, start
    while at < len(formula):
        letter = formula[at]
        if letter == "'":
            at += 1
        elif letter == "[":
            depth += 1
        elif letter == "]":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return len(formula)


def joined(some: Sequence[Piece]) -> str:
    """The text of pieces."""
    return "".join(piece.text for piece in some)


def closing(some: Sequence[Piece], opening: int) -> int | None:
    """The place of the parenthesis that closes one; None where it is missing."""
    depth = 0
    for place in range(opening, len(some)):
        depth += (some[place].kind is Kind.OPEN) - (some[place].kind is Kind.CLOSE)
        if depth == 0:
            return place
    return None


def arguments(inside: Sequence[Piece]) -> list[Sequence[Piece]]:
    """The arguments between the parentheses of a call; ``F()`` has none.

    >>> [joined(argument) for argument in arguments(pieces("A1,SUM(B1,C1),{1,2}"))]
    ['A1', 'SUM(B1,C1)', '{1,2}']
    """
    if all(piece.kind is Kind.SPACE for piece in inside):
        return []
    found: list[list[Piece]] = [[]]
    depth = 0
    for piece in inside:
        depth += (piece.kind is Kind.OPEN) or piece.text == "{"
        depth -= (piece.kind is Kind.CLOSE) or piece.text == "}"
        if piece.kind is Kind.COMMA and depth == 0:
            found.append([])
        else:
            found[-1].append(piece)
    return [_stripped(argument) for argument in found]


def _stripped(some: Sequence[Piece]) -> Sequence[Piece]:
    """Without the spaces around it, which mean nothing there."""
    inner = [place for place, piece in enumerate(some) if piece.kind is not Kind.SPACE]
    return some[inner[0] : inner[-1] + 1] if inner else []


def calls(some: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    """Each function that is called: the place of its name, and the name."""
    for place in range(len(some) - 1):
        if some[place].kind is Kind.WORD and some[place + 1].kind is Kind.OPEN:
            yield place, some[place].text
