"""Reads typeset mathematics as a person does: by what is seen, not by how it was grouped.

``mrow`` is invisible, so it is taken apart; only brackets, fraction lines, roots and raised text
group. A bracket that is missing therefore gives another number.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import NormalDist, median
from typing import Any
from xml.etree import ElementTree as Xml

Element = Xml.Element

_NORMAL = NormalDist()
_WORDS = {"average": "mean", "среднее": "mean", "median": "median", "медиана": "median",
          "count": "count", "количество": "count"}  # fmt: skip
_AND, _OR, _IF = ("and", "и"), ("or", "или"), ("if", "если")
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "≤": lambda a, b: a <= b,
    "≥": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}


@dataclass(frozen=True)
class Sheet:
    """What stands for what: markup to number or list, and the rows that indexes point at."""

    names: Mapping[str, Any]
    number: Callable[[str], float]
    rows: Mapping[str, int] = field(default_factory=dict)
    seen: list[Sequence[float]] = field(default_factory=list)


def markup(element: Element) -> str:
    return Xml.tostring(element, encoding="unicode").strip()


def plain(text: str) -> float:
    """A number in either language, without spaces between thousands."""
    return float(text.replace(",", "."))


def sides(math_text: str) -> list[list[Element]]:
    """The pieces between the outermost = and ≈."""
    pieces: list[list[Element]] = [[]]
    for token in _flat(Xml.fromstring(math_text)):
        if token.tag == "mo" and token.text in ("=", "≈"):
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def value(tokens: Sequence[Element], sheet: Sheet) -> float:
    """What the tokens come to."""
    reader = _Reader(tokens, sheet)
    found = reader.sum()
    assert reader.at_end, f"left over: {[markup(token) for token in reader.rest]}"
    return found


def _flat(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "mrow":
            yield from _flat(child)
        else:
            yield child


def _content(element: Element) -> list[Element]:
    return list(_flat(element)) if element.tag == "mrow" else [element]


def _word(element: Element) -> str:
    return (element.text or "").strip("\u00a0")


class _Reader:
    def __init__(self, tokens: Sequence[Element], sheet: Sheet) -> None:
        self.tokens, self.sheet, self.place = tokens, sheet, 0

    @property
    def at_end(self) -> bool:
        return self.place == len(self.tokens)

    @property
    def rest(self) -> Sequence[Element]:
        return self.tokens[self.place :]

    def sees(self, *signs: str) -> bool:
        return not self.at_end and self.rest[0].tag == "mo" and self.rest[0].text in signs

    def take(self, *signs: str) -> Element:
        assert not signs or self.sees(*signs), f"{signs} expected, found {self.rest[:1]}"
        self.place += 1
        return self.tokens[self.place - 1]

    def sum(self) -> float:
        if self.sees("−"):
            self.take()
            found = -self.product()
        else:
            found = self.product()
        while self.sees("+", "−"):
            sign = self.take().text
            found = found + self.product() if sign == "+" else found - self.product()
        return found

    def product(self) -> float:
        found = self.factor()
        while self.sees("×"):
            self.take()
            found *= self.factor()
        return found

    def factor(self) -> float:
        token = self.take()
        if token.tag == "mo":
            return self.bracketed(token.text or "")
        if token.tag == "munder":
            return self.over_rows(*token)
        if token.tag == "mi" and token.text in _FUNCTIONS:
            return _FUNCTIONS[token.text](*self.arguments())
        if _word(token) in _WORDS:
            return self.of_list(_WORDS[_word(token)])
        if token.tag == "msup" and _word(token[0]) == "Φ":
            return _NORMAL.inv_cdf(*self.arguments())
        return _single(token, self.sheet)

    def bracketed(self, sign: str) -> float:
        if sign == "{":
            return _cases(self.take(), self.sheet)
        closing = {"(": ")", "|": "|", "⌈": "⌉"}[sign]
        found = self.sum()
        self.take(closing)
        return {"(": found, "|": abs(found), "⌈": float(math.ceil(found))}[sign]

    def arguments(self) -> list[float]:
        self.take("(")
        found = [self.sum()]
        while self.sees(",", ";"):
            self.take()
            found.append(self.sum())
        self.take(")")
        return found

    def in_brackets(self) -> Iterator[Element]:
        """What stands in the brackets that open here."""
        depth = 0
        for token in self.rest:
            depth += {"(": 1, ")": -1}.get(token.text or "", 0) if token.tag == "mo" else 0
            if depth == 0:
                return
            yield token

    def row_values(self, indexes: Sequence[str], read: Callable[[_Reader], float]) -> list[float]:
        """What is read for each row, or for each pair of rows, the earlier first."""
        start = self.place
        trial, _ = self.at_rows(dict.fromkeys(indexes, 1), start, read)
        (count,) = {len(values) for values in trial.seen}
        ones = range(1, count + 1)
        rows = (
            [{indexes[0]: i} for i in ones]
            if len(indexes) == 1
            else [{indexes[0]: i, indexes[1]: j} for i in ones for j in ones if i < j]
        )
        return [self.at_rows(row, start, read)[1] for row in rows]

    def at_rows(
        self, rows: Mapping[str, int], start: int, read: Callable[[_Reader], float]
    ) -> tuple[Sheet, float]:
        sheet = replace(self.sheet, rows={**self.sheet.rows, **rows}, seen=[])
        reader = _Reader(self.tokens, sheet)
        reader.place = start
        found = read(reader)
        self.place = reader.place
        return sheet, found

    def over_rows(self, sign: Element, under: Element) -> float:
        indexes = [_word(token) for token in _content(under) if token.tag == "mi"]
        if indexes == ["t"]:
            return self.over_ties()
        if sign.tag == "mo":
            return math.fsum(self.row_values(indexes, _Reader.product))
        found = self.row_values(indexes, lambda reader: reader.arguments()[0])
        return {"min": min, "max": max}[_word(sign)](found)

    def over_ties(self) -> float:
        (series,) = [v for v in self.sheet.names.values() if isinstance(v, (list, tuple))]
        start, found = self.place, 0.0
        for size in Counter(series).values():
            sheet = replace(self.sheet, names={**self.sheet.names, "<mi>t</mi>": size})
            reader = _Reader(self.tokens, sheet)
            reader.place = start
            found += reader.product()
            self.place = reader.place
        return found

    def of_list(self, what: str) -> float:
        if isinstance(self.sheet.names.get(markup(self.rest[1])), (list, tuple)):
            self.take("(")
            found = list(self.sheet.names[markup(self.take())])
            self.take(")")
        elif any("<mi>i</mi>" in markup(token) for token in self.in_brackets()):
            found = self.row_values("i", lambda reader: reader.arguments()[0])
        else:
            found = self.arguments()
        if what == "count":
            return len(found)
        return median(found) if what == "median" else math.fsum(found) / len(found)

    def test(self) -> bool:
        found = self.comparison()
        while not self.at_end and self.rest[0].tag == "mtext":
            word, other = _word(self.take()), self.comparison()
            assert word in (*_AND, *_OR)
            found = (found and other) if word in _AND else (found or other)
        return found

    def comparison(self) -> bool:
        start = self.place
        try:
            left = self.sum()
            return _COMPARE[self.take(*_COMPARE).text or ""](left, self.sum())
        except AssertionError:
            self.place = start
        self.take("(")
        found = self.test()
        self.take(")")
        return found


_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "ln": math.log,
    "sgn": lambda x: (x > 0) - (x < 0),
    "Φ": _NORMAL.cdf,
    "min": min,
    "max": max,
}


def _single(token: Element, sheet: Sheet) -> float:
    if token.tag == "mn":
        return sheet.number(token.text or "")
    if token.tag == "mfrac":
        return value(_content(token[0]), sheet) / value(_content(token[1]), sheet)
    if token.tag == "msqrt":
        return math.sqrt(value(list(_flat(token)), sheet))
    if token.tag == "msup" and _word(token[0]) == "e" and "<mi>e</mi>" not in sheet.names:
        return math.exp(value(_content(token[1]), sheet))
    if token.tag == "msup":
        return math.pow(value(_content(token[0]), sheet), value(_content(token[1]), sheet))
    if token.tag == "mi" and _word(token) in sheet.rows:
        return sheet.rows[_word(token)]
    known = sheet.names.get(markup(token))
    if known is None and token.tag == "msub":
        values = sheet.names[markup(token[0])]
        sheet.seen.append(values)
        return values[sheet.rows[_word(token[1])] - 1]
    assert isinstance(known, (int, float)), markup(token)
    return known


def _cases(table: Element, sheet: Sheet) -> float:
    for line in table:
        result, condition = (list(_flat(cell)) for cell in line)
        if _word(condition[0]) in _IF:
            reader = _Reader(condition[1:], sheet)
            holds = reader.test()
            assert reader.at_end
        else:
            holds = True
        if holds:
            return value(result, sheet)
    raise AssertionError("no case holds")
