"""How alike two names of columns are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from kpicells.sheets_sync.sources.formats import plain

_UNIT = re.compile(r"\s*(?:[(\[][^)\]]*[)\]]|, ?(?:руб\.?|рублей|[a-z]{3}|[₽$€£₴₸%]))$")
_ALIKE = 55
_SAME = 84
_SAY_NOTHING = frozenset(
    "a all campaign count generated number of the total".split()
    + "всего все за количество число общий общая общее".split()
)
"""Words that may be in one name and not in the other: ``Number of likes`` is ``Likes``."""


def words(name: str) -> str:
    """A name in plain words, without its unit: ``Spend [USD]`` is ``spend``."""
    text = _UNIT.sub("", plain(name))
    return re.sub(r"[\W_]+", " ", text).strip()


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The names most like one that was not found, best first."""
    wanted = plain(name).replace("_", " ")
    scores = {other: likeness(wanted, plain(other).replace("_", " ")) for other in known}
    best = sorted(scores, key=lambda other: -scores[other])[:limit]
    return [other for other in best if scores[other] >= _ALIKE]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``; did you mean "Spent"?``, or nothing where no name is near."""
    near = nearest(name, known)
    return f"; did you mean {' or '.join(repr(other) for other in near)}?" if near else ""


def likeness(one: str, other: str) -> float:
    """Common parts of two names count, and names that are nearly the same count more."""
    return float(fuzz.ratio(one, other) + fuzz.WRatio(one, other)) / 2


def say_the_same(one: str, other: str) -> bool:
    """Whether two names are made of the same words, give or take an ending or a letter.

    ``Subscribers net`` and ``Subscribers`` are much alike, and are two quantities.

    Example:
        >>> say_the_same("# of purchase", "purchases"), say_the_same("views", "viewers")
        (True, False)
    """
    first, second = _telling(one), _telling(other)
    return all(_is_among(word, second) for word in first) and all(
        _is_among(word, first) for word in second
    )


def _telling(name: str) -> list[str]:
    found = words(name).split()
    return [word for word in found if word not in _SAY_NOTHING] or found


def _is_among(word: str, others: list[str]) -> bool:
    return any(_is_same(_stem(word), _stem(other)) for other in others)


def _is_same(one: str, other: str) -> bool:
    if fuzz.ratio(one, other) >= _SAME:
        return True
    # One letter is soon mistyped, though hardly the first: cost and post are two words.
    return one[:1] == other[:1] and len(one) > 3 and Levenshtein.distance(one, other) == 1


def _stem(word: str) -> str:
    return re.sub(r"(?<=\w{3})e?s$", "", word)
