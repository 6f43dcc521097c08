"""A formula text cut into numbers, names and signs, and errors that point at the character."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpicells.formulas.errors import DefinitionError

LONGEST = 2000
"""How many characters a formula text may have."""

_TOKEN = re.compile(
    r"""(?P<number> (?: [0-9]+ (?:\.[0-9]*)? | \.[0-9]+ ) (?: [eE][+-]?[0-9]+ )? )
      | (?P<name> [^\W\d] \w* )
      | (?P<sign> <= | >= | <> | == | != | [-+*/^(),;<>=−×÷≤≥≠] )""",
    re.VERBOSE,
)
_SAME = {"−": "-", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "<>", "==": "=", "!=": "<>"}
_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a name, a sign, or the end.

    Attributes:
        kind: ``"number"``, ``"name"``, ``"sign"`` or ``"end"``.
        text: As the parser reads it: names in lower case, one way to write each sign.
        start, end: Where it stands in the formula.
    """

    kind: str
    text: str
    start: int
    end: int

    @property
    def found(self) -> str:
        """What a message calls it."""
        return "the end" if self.kind == "end" else f"{self.text!r}"


def tokens(text: str) -> list[Token]:
    """The tokens of a formula text, the end among them.

    Raises:
        DefinitionError: A character has no meaning in a formula, or there are too many of them.
    """
    if len(text) > LONGEST:
        raise pointing(
            text, LONGEST, LONGEST + 1, f"a formula has at most {LONGEST} characters, not more"
        )
    found = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            raise pointing(text, at, at + 1, _no_part(text[at]))
        kind = str(match.lastgroup)
        word = match[0].lower() if kind == "name" else _SAME.get(match[0], match[0])
        found.append(Token(kind, word, at, match.end()))
        at = match.end()
    return [*found, Token("end", "", len(text), len(text) + 1)]


def _no_part(character: str) -> str:
    hint = {
        "%": "; write a share as a fraction: 0.05 for 5 %",
        "[": "; brackets are round",
        "{": "; brackets are round",
        "$": "; write amounts without a currency",
        "₽": "; write amounts without a currency",
        "€": "; write amounts without a currency",
        '"': "; a formula has no texts",
        "'": "; a formula has no texts",
        "&": "; write 'and'",
        "|": "; write 'or'",
        ":": "; a division is written /",
    }.get(character, "")
    return f"{_printable(character)!r} is no part of a formula{hint}"


def pointing(text: str, start: int, end: int, what: str) -> DefinitionError:
    """An error that shows the text and what stands under ``start`` to ``end``.

    >>> print(pointing("likes / raech", 8, 13, "there is no metric 'raech'"))
    there is no metric 'raech' (character 9)
      likes / raech
              ^^^^^
    """
    before = text[:start]
    number = before.count("\n") + 1
    column = start - (before.rfind("\n") + 1)
    lines = text.split("\n")
    line = lines[number - 1]
    place = f"line {number}, character {column + 1}" if len(lines) > 1 else f"character {start + 1}"
    # Of a long line, the part around the place.
    first = max(0, column - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = line[first : first + _WIDTH]
    left = "..." if first else ""
    right = "..." if first + _WIDTH < len(line) else ""
    carets = "^" * max(1, min(end, start + len(shown)) - start)
    carets = carets[: max(1, len(shown) - (column - first))]
    gap = " " * (len(left) + column - first)
    return DefinitionError(f"{what} ({place})\n  {left}{_printable(shown)}{right}\n  {gap}{carets}")


def _printable(text: str) -> str:
    """The text with every character that a terminal would obey, or not show, replaced."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in text)
