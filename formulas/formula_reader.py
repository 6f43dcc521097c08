"""Reads the tokens of a formula text into a tree, operators by how strongly they bind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from math import isinf
from typing import NoReturn

from kpicells.formulas import nodes, ranges
from kpicells.formulas.formula_tokens import Token, pointing, tokens
from kpicells.formulas.formula_words import (
    BINARY,
    CHOICE,
    COMPARISON,
    FUNCTIONS,
    OF_NUMBERS,
    OF_RANGES,
    OF_TESTS,
    OR,
    SIGN,
    STRENGTH,
    WORDS,
    compared,
    weight,
)
from kpicells.formulas.nodes import Expr, Number, Part, Test
from kpicells.formulas.ranges import Cells, Reduction

DEEPEST = 40
"""How many operations may stand inside each other; Excel takes 64 functions."""
_HEAVIEST = 20_000
"""How many parts a host's text may have, before it is too long for a cell anyway."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands in a formula text.

    Attributes:
        name: The name, in lower case.
        start, end: Where it stands.
        in_range: Whether it stands inside ``sum(...)`` and the like.
        or_blank: Whether it stands as ``or_blank(name)``.
    """

    name: str
    start: int
    end: int
    in_range: bool = False
    or_blank: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part that was read: where it begins and ends, and how it grows when it is printed."""

    node: Part
    start: int
    end: int
    depth: int = 1
    weight: int = 1
    in_brackets: bool = False


class Reader:
    """Reads one text.

    Args:
        text: The formula.
        lookup: Gives what stands for a name that is mentioned.
    """

    def __init__(self, text: str, lookup: Callable[[Mention], Expr]) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._place = 0
        self._lookup = lookup
        self._open = 0
        self._over: Token | None = None
        """The ``sum`` or the like inside of which we are."""

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._next
        self._place += 1
        return token

    @property
    def _reached(self) -> int:
        """Where the last token ends."""
        return self._tokens[self._place - 1].end

    def _sees(self, *texts: str) -> bool:
        return self._next.kind in ("sign", "name") and self._next.text in texts

    def _wrong(self, at: Token | _Piece, what: str) -> NoReturn:
        raise pointing(self._text, at.start, at.end, what)

    def whole(self) -> Expr:
        """The tree of the whole text.

        Raises:
            DefinitionError: It cannot be read; the message shows the text and the character.
        """
        if self._sees("="):
            self._take()
        if self._next.kind == "end":
            raise pointing(self._text, 0, 1, "the formula is empty")
        piece = self._read(CHOICE)
        if self._next.kind != "end":
            self._no_operator("an operator such as + or *")
        return self._number(piece)

    def _read(self, least: int) -> _Piece:
        """What binds at least as strongly as ``least``."""
        self._open += 1
        if self._open > 2 * DEEPEST:  # a - (b - ...) is read in two steps
            self._wrong(self._next, "too many brackets stand inside each other here")
        piece = self._first()
        while self._next.kind != "end" and STRENGTH.get(self._next.text, -1) >= least:
            piece = self._joined(piece, self._take())
        self._open -= 1
        return piece

    def _joined(self, left: _Piece, sign: Token) -> _Piece:
        """An operator, of which the left side has been read, and its right side."""
        strength = STRENGTH[sign.text]
        if strength == CHOICE:
            return self._chosen(left, sign)
        right = self._read(strength + 1)
        if sign.text in BINARY:
            node: Part = BINARY[sign.text](self._number(left), self._number(right))
        elif strength == COMPARISON:
            if self._next.kind == "sign" and STRENGTH.get(self._next.text) == COMPARISON:
                self._wrong(self._next, "one comparison at a time: write a < b and b < c")
            node = compared(self._number(left), sign.text, self._number(right))
        else:
            rights = [right]
            while self._sees(sign.text):
                self._take()
                rights.append(self._read(strength + 1))
            tests = [self._test(piece) for piece in (left, *rights)]
            return self._made(OF_TESTS[sign.text](*tests), sign, left, *rights)
        return self._made(node, sign, left, right)

    def _chosen(self, then: _Piece, word: Token) -> _Piece:
        """``then if test, else otherwise``, as an equation prints it."""
        test = self._read(OR)
        if self._sees(",", ";"):
            self._take()
        if not self._sees("else"):
            self._wrong(
                self._next, f"found {self._next.found}, expected ', else' and another number"
            )
        self._take()
        otherwise = self._read(CHOICE)
        node = nodes.When(self._test(test), self._number(then), self._number(otherwise))
        return self._made(node, word, test, then, otherwise)

    def _first(self) -> _Piece:
        """A number, a name, a function, something in brackets, or minus one of them."""
        token = self._take()
        if token.kind == "number":
            return _Piece(Number(self._value(token)), token.start, token.end)
        if token.kind == "name" and self._sees("(") and token.text != "else":
            return self._called(token)
        if token.kind == "name" and token.text not in WORDS:
            return self._named(token, or_blank=False)
        if token.text == "(":
            piece = self._read(CHOICE)
            self._close(token)
            return replace(piece, start=token.start, end=self._reached, in_brackets=True)
        if token.text in ("-", "+"):
            return self._signed(token)
        return self._wrong(token, f"found {token.found}, expected a number, a name or a bracket")

    def _signed(self, sign: Token) -> _Piece:
        piece = self._read(SIGN)
        number = self._number(piece)
        if sign.text == "+":
            return piece
        if isinstance(number, nodes.Power) and not piece.in_brackets:
            self._wrong(sign, "minus before a power is read in two ways, in a cell and in "
                       "mathematics: write (-a) ^ 2 or -(a ^ 2)")  # fmt: skip
        if isinstance(number, Number) and not piece.in_brackets:
            return replace(piece, node=Number(-number.value), start=sign.start)
        return self._made(-number, sign, piece)

    def _value(self, token: Token) -> float:
        value = float(token.text)
        if isinf(value):
            self._wrong(token, "this number is too large")
        if value == 0 and any(digit in "123456789" for digit in token.text.lower().split("e")[0]):
            self._wrong(token, "this number is too small")
        return value

    def _named(self, token: Token, *, or_blank: bool) -> _Piece:
        mention = Mention(token.text, token.start, token.end, self._over is not None, or_blank)
        return _Piece(self._lookup(mention), token.start, token.end)

    def _called(self, name: Token) -> _Piece:
        """A function and what it is of."""
        if name.text not in FUNCTIONS:
            near = get_close_matches(name.text, FUNCTIONS, n=2, cutoff=0.6)
            hint = f". Did you mean {' or '.join(near)}?" if near else "; to multiply, write *"
            self._wrong(name, f"there is no function {name.text!r}{hint}")
        if name.text in OF_RANGES:
            return self._brought_together(name)
        if name.text in ("or_blank", "position"):
            return self._of_a_name(name)
        items = self._items(name)
        if name.text == "if":
            self._demand(name, items, 3, 3, "three things, as in if(leads > 0, spend, 0)")
            test, then, otherwise = items
            node: Part = nodes.When(self._test(test), self._number(then), self._number(otherwise))
        elif name.text in OF_TESTS:
            self._demand(name, items, 2, 20, "2 to 20 comparisons")
            node = OF_TESTS[name.text](*map(self._test, items))
        else:
            build, least, most = OF_NUMBERS[name.text]
            self._demand(name, items, least, most, _how_many(least, most))
            node = build(*map(self._number, items))
        return self._made(node, name, *items)

    def _brought_together(self, name: Token) -> _Piece:
        """``sum(...)`` and the like over the rows of ranges."""
        if self._over is not None:
            self._wrong(name, f"{name.text} cannot stand inside {self._over.text}")
        self._over = name
        items = self._items(name)
        self._over = None
        if len(items) != 1:
            self._wrong(name, f"{name.text} takes one range, or a product of ranges: sum(a * b); "
                       "two numbers are added with a + b")  # fmt: skip
        node = OF_RANGES[name.text](self._number(items[0]))
        reduction = next(part for part in node.walk() if isinstance(part, Reduction))
        together = {cells.beside for cells in reduction.cells}
        if not together:
            self._wrong(name, f"{name.text} is of a range, and there is none in its brackets")
        if len(together) > 1:
            self._wrong(name, f"{name.text} runs over ranges that lie beside each other")
        return self._made(node, name, *items * len(node.parts))

    def _of_a_name(self, function: Token) -> _Piece:
        """``or_blank(saves)`` and ``position(profile)``."""
        opening = self._take()
        name = self._take()
        if name.kind != "name" or name.text in FUNCTIONS:
            self._wrong(name, f"{function.text} is of one name, such as {function.text}(saves)")
        piece = self._named(name, or_blank=function.text == "or_blank")
        self._close(opening)
        if function.text == "position":
            if not isinstance(piece.node, Cells):
                self._wrong(function, "position is of a range, inside sum(...) or the like")
            return self._made(ranges.position(piece.node), function, piece)
        return replace(piece, start=function.start, end=self._reached)

    def _items(self, name: Token) -> list[_Piece]:
        """What stands in a function's brackets."""
        opening = self._take()
        found: list[_Piece] = []
        separator = ""
        while not self._sees(")") or found:
            found.append(self._read(CHOICE))
            if not self._sees(",", ";"):
                break
            sign = self._take()
            if separator and sign.text != separator:
                self._wrong(sign, f"{name.text} is separated by ',' or by ';', not by both; "
                           "the decimal sign is a point: 0.5")  # fmt: skip
            separator = sign.text
        self._close(opening)
        return found

    def _close(self, opening: Token) -> None:
        if self._next.kind == "end":
            self._wrong(opening, "this bracket is never closed")
        if not self._sees(")"):
            self._no_operator("an operator or ')'")
        self._take()

    def _no_operator(self, expected: str) -> NoReturn:
        """Something stands where only an operator may stand."""
        token, before = self._next, self._tokens[self._place - 1]
        hint = ""
        if token.text == "(" or token.kind == "name":
            hint = "; to multiply, write *"
        elif token.kind == "number" and before.kind == "number":
            hint = "; write a number without spaces"
        elif token.text == ",":
            hint = "; the decimal sign is a point: 0.5"
        elif token.text == ")":
            hint = "; no bracket is open"
        self._wrong(token, f"found {token.found}, expected {expected}{hint}")

    def _demand(
        self, name: Token, items: Sequence[_Piece], least: int, most: int, what: str
    ) -> None:
        """That a function has as many things in its brackets as it takes."""
        if not least <= len(items) <= most:
            at = items[most] if len(items) > most else name
            self._wrong(at, f"{name.text} takes {what}, found {len(items)}")

    def _number(self, piece: _Piece) -> Expr:
        if isinstance(piece.node, Expr):
            return piece.node
        return self._wrong(
            piece, "found a comparison where a number is needed: write if(a > b, c, d)"
        )

    def _test(self, piece: _Piece) -> Test:
        if isinstance(piece.node, Test):
            return piece.node
        return self._wrong(piece, "found a number where a comparison is needed, such as leads > 0")

    def _made(self, node: Part, at: Token, *pieces: _Piece) -> _Piece:
        depth = 1 + max(piece.depth for piece in pieces)
        if depth > DEEPEST:
            self._wrong(at, f"more than {DEEPEST} operations stand inside each other up to here")
        heavy = weight(node, [piece.weight for piece in pieces])
        if heavy > _HEAVIEST:
            self._wrong(at, "a spreadsheet cannot hold what this formula becomes up to here: "
                       "make two KPIs of it")  # fmt: skip
        start = min(at.start, *(piece.start for piece in pieces))
        return _Piece(node, start, self._reached, depth, heavy)


def _how_many(least: int, most: int) -> str:
    if least < most:
        return f"{least} to {most} numbers (of a range, write smallest or largest)"
    return "one number" if most == 1 else f"{most} numbers"
