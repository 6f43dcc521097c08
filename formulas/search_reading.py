"""How a search reads words: its spelling, its endings, what it may mean, how it may be mistyped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

from kpicells.formulas.search_words import ALSO, ENDINGS, SAME, SPOKEN

Meanings = Mapping[str, float]
"""What a word may mean, as the words that stand for their kind, and how surely."""

_BESIDES = 0.8
"""How surely a word means what it means besides."""


def normal(text: str) -> str:
    """A text in small letters, without the prefix of cell functions."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return re.sub(r"\bkpi[_.](?=\w)", "", text)


def split(text: str) -> list[str]:
    """The words of a text; letters between points or slashes are one: a/b, п.п., c.t.r."""
    text = normal(text).replace("%", " percent ")
    joined = re.sub(r"\b\w(?:[./]\w\b)+", lambda found: re.sub("[./]", "", found[0]), text)
    return re.findall(r"[^\W_]+", joined)


def plain(text: str) -> str:
    """A text without spaces and signs, so that LTV/CAC, ltv cac and LTV_CAC are one."""
    return "".join(split(text))


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word without its ending, the same for all its forms."""
    if word.isascii():
        return _english_stem(word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) >= 5 and word.endswith(("ок", "ек")):
        return f"{word[:-2]}к"  # заявок, заявка
    return word


def _english_stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _table(words: Mapping[str, str]) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    by_stem, by_beginning = {}, []
    for meaning, same in words.items():
        for word in same.split():
            if word.endswith("*"):
                by_beginning.append((word[:-1], meaning))
            else:
                by_stem[_stem(word)] = meaning
    return by_stem, tuple(sorted(by_beginning, key=lambda pair: -len(pair[0])))


PLAIN_FORMS = [w for same in SAME.values() for w in same.split() if not w.endswith("*")]
_BY_STEM, _BY_BEGINNING = _table(SAME)
_ALSO = {_stem(word): meanings.split() for word, meanings in ALSO.items()}


@lru_cache(maxsize=4096)
def stands_for(word: str) -> str:
    """The word that stands for all that mean the same as this one, or else its stem."""
    stem = _stem(word)
    if stem in _BY_STEM:
        return _BY_STEM[stem]
    for beginning, meaning in _BY_BEGINNING:
        if word.startswith(beginning):
            return meaning
    return stem


def may_mean(word: str) -> Meanings:
    """What a word of a query may mean."""
    return {**dict.fromkeys(_ALSO.get(_stem(word), ()), _BESIDES), stands_for(word): 1.0}


def by_sound(word: str) -> Iterator[str]:
    """The Latin abbreviations that a Russian one may stand for: ЦПЛ for CPL."""
    if 2 <= len(word) <= 6 and all(letter in SPOKEN for letter in word):
        for letters in product(*(SPOKEN[letter] for letter in word)):
            yield "".join(letters)


def is_plausible(typed: str, meant: str) -> bool:
    """Whether a word may be a slip of the hand.

    The first letter is seldom wrong; in an abbreviation any other letter makes another one.
    """
    if len(typed) <= 4 or len(meant) <= 4:
        return sorted(typed) == sorted(meant) or re.sub(r"(.)\1", r"\1", typed) == meant
    return typed[0] == meant[0] or typed[:2] == meant[1::-1]


def distance(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many or swapped with their neighbour."""
    two_back: list[int] = []
    back = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(back[j] + 1, row[j - 1] + 1, back[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, two_back[j - 2] + 1)
            row.append(cost)
        two_back, back = back, row
    return back[-1]
