"""Search of the catalogue by whatever people type, in English and Russian.

A query is read word by word. A word counts as known when the catalogue's ids, names, aliases,
arguments or meanings have it, in any inflected form, or when it means the same as one of theirs.
Other words are tried with look-alike letters (СРМ), in the other keyboard layout (``сек`` for
``ctr``), by sound (ЦПЛ), as the beginning of a word, and with a letter wrong; and the answer says
what such a word was taken for. Words that stand in few KPIs weigh more than those in many.

It needs nothing but the standard library, since it also runs in a browser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log

from kpicells.formulas.kpi import Kpi
from kpicells.formulas.search_reading import (
    PLAIN_FORMS,
    Meanings,
    by_sound,
    distance,
    is_plausible,
    may_mean,
    normal,
    plain,
    split,
    stands_for,
)
from kpicells.formulas.search_words import (
    LOOKALIKES,
    LOOKALIKES_BACK,
    OTHER_LAYOUT,
    SAID,
    SILENT,
    WEAK,
    WELL_KNOWN,
)


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        kpis: The KPIs, best match first; none where nothing matches well enough.
        read_as: Words of the query that were taken for others: ``{"сек": "ctr"}``.
        unknown: Words of the query that no KPI has.
        complete: Whether the best match has every word.
    """

    kpis: tuple[Kpi, ...] = ()
    read_as: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True)
class _Text:
    """One text of a KPI: a name, an alias, its meaning."""

    words: tuple[str, ...]
    plain: str
    counts: float


@dataclass(frozen=True)
class _Word:
    """One word of a query, as it was read."""

    typed: str
    means: Meanings
    taken_for: str = ""


# How much a match in each kind of text counts.
_NAME, _ARGUMENTS, _MEANING = 1.0, 0.7, 0.65
# A KPI that has less of the query than this, by weight, is no match.
_LEAST = 0.52
# How much of a word a KPI has that stands nowhere but in its meaning.
_IN_MEANING_ONLY = 0.75
# What matches worse than this share of the best is left out; an exact match drowns nothing.
_LEAST_OF_BEST, _AS_GOOD_AS_EXACT = 0.45, 1.25
# A word that no KPI has weighs as much as one that a single KPI has.
_UNKNOWN_WEIGHS = 5.0
_WEAK_WEIGHS = 0.3
_IN_ORDER = 0.04
_WELL_KNOWN = 0.06


class Finder:
    """Finds KPIs by what people type.

    >>> from kpicells.formulas import catalog
    >>> find = Finder(catalog.values())
    >>> [kpi.id for kpi in find("цена лида").kpis][:1]
    ['CPL']
    >>> find("сек").read_as
    {'сек': 'ctr'}
    >>> find("weather in Paris").kpis
    ()
    """

    def __init__(self, kpis: Iterable[Kpi]) -> None:
        self._texts = {kpi: tuple(_texts(kpi)) for kpi in kpis}
        having = Counter(
            word for texts in self._texts.values() for word in {w for t in texts for w in t.words}
        )
        self._weights = {
            word: log(1 + len(self._texts) / count) * (_WEAK_WEIGHS if word in WEAK else 1.0)
            for word, count in having.items()
        }
        self._in_names = {
            word
            for texts in self._texts.values()
            for text in texts
            if text.counts != _MEANING
            for word in text.words
        }
        said = [word for kpi in self._texts for text in _names(kpi) for word in split(text)]
        self._vocabulary = Counter(
            word for word in (*said, *PLAIN_FORMS) if word not in SILENT and self._known(word)
        )

    def __call__(self, query: str) -> Found:
        """The KPIs that match a query, best first."""
        words = tuple(self._read(query))
        unknown = tuple(word.typed for word in words if not word.means)
        read_as = {word.typed: word.taken_for for word in words if word.taken_for}
        spellings = {plain(query), plain(_respelt(query, read_as))} - {""}
        exact = {
            kpi
            for kpi, texts in self._texts.items()
            if any(text.plain in spellings for text in texts)
        }
        # A single letter or digit says nothing by itself.
        says_something = any(word.means and len(word.typed) > 1 for word in words)
        scores: dict[Kpi, float] = {}
        for kpi, texts in self._texts.items():
            score, has = self._likeness(texts, words)
            if kpi.id in WELL_KNOWN:
                score += _WELL_KNOWN - 0.001 * WELL_KNOWN.index(kpi.id)
            if kpi in exact:
                scores[kpi] = score + (2.0 if plain(kpi.id) in spellings else 1.0)
            elif says_something and self._is_match(words, has):
                scores[kpi] = score
        if not scores:
            return Found((), read_as, unknown, complete=False)
        ranked = sorted(scores, key=lambda kpi: -scores[kpi])
        first = ranked[0]
        least = min(scores[first], _AS_GOOD_AS_EXACT) * _LEAST_OF_BEST
        complete = first in exact or self._has_all(first, words)
        return Found(tuple(k for k in ranked if scores[k] >= least), read_as, unknown, complete)

    def _has_all(self, kpi: Kpi, words: Iterable[_Word]) -> bool:
        everything = {word for text in self._texts[kpi] for word in text.words}
        return all(word.means.keys() & everything for word in words)

    def _is_match(self, words: tuple[_Word, ...], has: list[float]) -> bool:
        """Whether a KPI has enough of a query: most of it, or else all that is known of it."""
        weights = [self._weight(word) for word in words]
        if sum(w * h for w, h in zip(weights, has, strict=True)) >= _LEAST * sum(weights):
            return True
        known = [h for h, word in zip(has, words, strict=True) if word.means]
        telling = [word for word in words if word.means and not word.means.keys() <= WEAK]
        return len(telling) >= 2 and min(known) >= _IN_MEANING_ONLY

    def _likeness(
        self, texts: Iterable[_Text], words: tuple[_Word, ...]
    ) -> tuple[float, list[float]]:
        """How well a KPI's texts match, and how much they have of each word, from 0 to 1."""
        weights = [self._weight(word) for word in words]
        asked = sum(weights) or 1.0
        best, has = 0.0, [0.0] * len(words)
        for text in texts:
            hits = [_surely(word, text) for word in words]
            if not any(hits):
                continue
            has = [max(h, hit * _counts(text)) for h, hit in zip(has, hits, strict=True)]
            share = sum(w * hit for w, hit in zip(weights, hits, strict=True)) / asked
            matched = set(text.words) & {m for word in words for m in word.means}
            precision = self._sum(matched) / self._sum(set(text.words))
            order = _IN_ORDER if _in_order(text, words) else 0.0
            best = max(best, text.counts * share * (0.5 + 0.5 * precision) + order)
        everywhere = sum(w * h for w, h in zip(weights, has, strict=True)) / asked
        return best + 0.25 * everywhere, has

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weights[word] for word in words)

    def _weight(self, word: _Word) -> float:
        return max((self._weights[meaning] for meaning in word.means), default=_UNKNOWN_WEIGHS)

    def _known(self, word: str) -> Meanings:
        """What a word means that stands in the catalogue in some form."""
        return {m: surely for m, surely in may_mean(word).items() if m in self._weights}

    def _named(self, word: str) -> Meanings:
        """What a word means that stands in a name: a guess is not drawn to other words."""
        return {m: surely for m, surely in self._known(word).items() if m in self._in_names}

    def _read(self, query: str) -> Iterator[_Word]:
        for piece in normal(query).split():
            yield from self._read_piece(piece)

    def _read_piece(self, piece: str) -> Iterator[_Word]:
        read = [self._read_word(word) for word in split(piece) if word not in SILENT]
        if read and all(word.means for word in read):
            yield from read
            return
        # Letters lie where the other layout has commas and brackets, so the piece is read whole.
        swapped = piece.translate(OTHER_LAYOUT)
        if swapped in SILENT:
            return
        if len(swapped) > 1 and swapped.isalnum() and (means := self._named(swapped)):
            yield _Word(piece, means, swapped)
            return
        for word in read:
            yield word if word.means else self._guessed(word.typed)

    def _read_word(self, word: str) -> _Word:
        if means := self._known(word):
            return _Word(word, means)
        for alike in (word.translate(LOOKALIKES), word.translate(LOOKALIKES_BACK)):
            if alike != word and (means := self._named(alike)):
                return _Word(word, means, alike)
        return _Word(word, {})

    def _guessed(self, word: str) -> _Word:
        """An unknown word taken for one by sound, by its beginning, or with a letter wrong."""
        for spelt in by_sound(word):
            if spelt in self._vocabulary:
                return _Word(word, self._known(spelt), spelt)
        longer = [known for known in self._vocabulary if known.startswith(word)]
        if len(word) >= 3 and longer:
            return _Word(word, {m: 1.0 for known in longer for m in self._known(known)})
        allowed = 0 if len(word) < 3 else 1 if len(word) < 8 else 2
        near = [
            (wrong, -self._vocabulary[known], known)
            for known in self._vocabulary
            if abs(len(known) - len(word)) <= allowed
            and 0 < (wrong := distance(word, known)) <= allowed
            and is_plausible(word, known)
        ]
        if near:
            taken_for = min(near)[2]
            return _Word(word, self._known(taken_for), taken_for)
        return _Word(word, {})


def _texts(kpi: Kpi) -> Iterator[_Text]:
    for text in (kpi.id, kpi.en, kpi.ru, *kpi.aliases, *SAID.get(kpi.id, ())):
        yield _Text(_meanings(text), plain(text), _NAME)
    for names in (
        [p.en for p in kpi.parameters],
        [p.ru for p in kpi.parameters],
        [p.name for p in kpi.parameters],
    ):
        yield _Text(_meanings(" ".join(names)), "", _ARGUMENTS)
    for text in (kpi.meaning, kpi.ru_meaning):
        yield _Text(_meanings(text), "", _MEANING)


def _names(kpi: Kpi) -> Iterator[str]:
    yield from (kpi.id, kpi.en, kpi.ru, *kpi.aliases)
    for parameter in kpi.parameters:
        yield from (parameter.en, parameter.ru, parameter.name)


def _meanings(text: str) -> tuple[str, ...]:
    """What each word of a text of the catalogue means."""
    return tuple(stands_for(word) for word in split(text) if word not in SILENT)


def _surely(word: _Word, text: _Text) -> float:
    """How surely a word of the query stands in a text."""
    return max((surely for m, surely in word.means.items() if m in text.words), default=0.0)


def _counts(text: _Text) -> float:
    return _IN_MEANING_ONLY if text.counts == _MEANING else 1.0


def _in_order(text: _Text, words: Iterable[_Word]) -> bool:
    """Whether several words stand in a text in the order of the query: revenue per spend."""
    places = [
        place
        for word in words
        if (place := next((i for i, w in enumerate(text.words) if w in word.means), None))
        is not None
    ]
    return len(places) > 1 and places == sorted(places)


def _respelt(query: str, read_as: Mapping[str, str]) -> str:
    return " ".join(read_as.get(piece, piece) for piece in normal(query).split())
