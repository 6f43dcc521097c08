"""What is wrong with the tags of one address, or of one row of tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from kpicells.sheets_sync.joining.personal import HIDDEN, hidden, is_personal
from kpicells.sheets_sync.joining.table import UtmTable
from kpicells.sheets_sync.joining.tags import (
    NEEDED,
    RARE_TAGS,
    TAGS,
    Parameter,
    Place,
    decode,
    is_blank,
    is_placeholder,
    parameters,
    same,
)


class FaultKind(StrEnum):
    """What may be wrong; each has a text that says what to do."""

    MISSING = "missing"
    EMPTY = "empty"
    NAME_TYPO = "name-typo"
    NAME_CASE = "name-case"
    ESCAPED = "escaped-ampersand"
    DUPLICATE = "duplicate"
    AFTER_HASH = "after-hash"
    SECOND_QUESTION_MARK = "second-question-mark"
    NO_QUESTION_MARK = "no-question-mark"
    CASE = "case"
    SPACE = "space"
    DOUBLE_ENCODED = "double-encoded"
    CHARSET = "charset"
    UNREADABLE = "unreadable"
    ALPHABETS = "alphabets"
    PLACEHOLDER = "placeholder"
    PERSONAL = "personal"
    SWAPPED = "swapped"
    INTERNAL = "internal"
    OTHER_NAME = "other-name"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong.

    Attributes:
        kind: What.
        parameter: The tag.
        found: What stands there; personal data is taken out.
        proposed: What probably should; empty where nobody can know.
    """

    kind: FaultKind
    parameter: str
    found: str = ""
    proposed: str = ""


_WRONG_PLACE = {
    Place.FRAGMENT: FaultKind.AFTER_HASH,
    Place.AGAIN: FaultKind.SECOND_QUESTION_MARK,
    Place.PATH: FaultKind.NO_QUESTION_MARK,
}
_LOOKALIKES = str.maketrans("аеорсухіјАВЕКМНОРСТУХ", "aeopcyxijABEKMHOPCTYX")
_MIXED = re.compile(r"[a-z][а-яё]|[а-яё][a-z]", re.IGNORECASE)
_WHITE = re.compile(r"\s+")


def tag_of(name: str) -> str | None:
    """The tag that a parameter's name stands for, even where it is written wrongly.

    Example:
        >>> tag_of("umt_source"), tag_of("UTM_Medium"), tag_of("amp;utm_campaign"), tag_of("page")
        ('utm_source', 'utm_medium', 'utm_campaign', None)
    """
    plain = decode(name).text.strip().casefold().removeprefix("amp;")
    plain = plain.translate(_LOOKALIKES).replace("-", "_").replace(" ", "_")
    known = (*TAGS, *RARE_TAGS)
    if plain in known:
        return plain
    near = [tag for tag in TAGS if OSA.distance(plain, tag, score_cutoff=2) <= 2]
    # Short names such as "term" are parameters of their own.
    return near[0] if len(near) == 1 and plain[:1] in "umt" and len(plain) > 6 else None


def faults_of_address(address: str, table: UtmTable) -> list[Fault]:
    """What is wrong with the tags of an address; nothing where it has no tags at all."""
    found: list[Fault] = []
    tags: list[tuple[str, Parameter]] = []
    for one in parameters(address):
        tag = tag_of(one.name)
        if tag is not None:
            tags.append((tag, one))
        elif is_personal(one.name, decode(one.value).text):
            found.append(Fault(FaultKind.PERSONAL, one.name, _shown(one)))
    if not tags:
        return found
    found += _of_places(tags)
    found += _of_names(tags)
    found += _duplicates(tags)
    found += faults_of_values([(tag, one.value) for tag, one in tags], table, encoded=True)
    return found


def _of_places(tags: Sequence[tuple[str, Parameter]]) -> Iterator[Fault]:
    for place, kind in _WRONG_PLACE.items():
        there = [one for _, one in tags if one.place is place]
        if there:
            yield Fault(kind, there[0].name, "&".join(one.name for one in there))


def _of_names(tags: Sequence[tuple[str, Parameter]]) -> Iterator[Fault]:
    for tag, one in tags:
        if one.name == tag:
            continue
        if one.name.startswith("amp;"):
            yield Fault(FaultKind.ESCAPED, tag, f"&{one.name}", tag)
        elif one.name.casefold() == tag:
            yield Fault(FaultKind.NAME_CASE, tag, one.name, tag)
        else:
            yield Fault(FaultKind.NAME_TYPO, tag, one.name, tag)


def _duplicates(tags: Sequence[tuple[str, Parameter]]) -> Iterator[Fault]:
    for tag, times in Counter(tag for tag, _ in tags).items():
        if times > 1:
            values = [decode(one.value).text for name, one in tags if name == tag]
            yield Fault(FaultKind.DUPLICATE, tag, hidden(", ".join(values)))


def faults_of_values(
    tags: Sequence[tuple[str, str]], table: UtmTable, *, encoded: bool
) -> list[Fault]:
    """What is wrong with the values of tags that belong together.

    Args:
        tags: Each tag and its value, as written.
        table: The names that are known.
        encoded: Whether the values stand in an address, where ``+`` and ``%20`` are spaces and
            placeholders are filled in later.
    """
    found: list[Fault] = []
    filled = {tag: value for tag, value in reversed(tags) if not is_blank(value)}
    for tag in NEEDED:
        if tag not in filled:
            written = [value for name, value in tags if name == tag]
            kind = FaultKind.EMPTY if written else FaultKind.MISSING
            found.append(Fault(kind, tag, "".join(written[:1])))
    for tag, value in tags:
        if not is_blank(value):
            found += _of_value(tag, value, table, encoded=encoded)
    found += _swapped(filled, table)
    return found


def _of_value(tag: str, value: str, table: UtmTable, *, encoded: bool) -> Iterator[Fault]:
    read = decode(value) if encoded else decode(value.replace("+", "%2B"))
    text = read.text
    if is_personal(tag, text):
        yield Fault(FaultKind.PERSONAL, tag, hidden(text))
        return
    if is_placeholder(value):
        if not encoded:
            yield Fault(FaultKind.PLACEHOLDER, tag, text)
        return
    if not read.charset:
        yield Fault(FaultKind.UNREADABLE, tag, value)
        return
    clean = _WHITE.sub("_", text.strip())
    if read.rounds > encoded:
        yield Fault(FaultKind.DOUBLE_ENCODED, tag, value, clean)
    if read.charset != "utf-8" or read.mojibake:
        yield Fault(FaultKind.CHARSET, tag, value, clean)
    if _MIXED.search(text):
        yield Fault(FaultKind.ALPHABETS, tag, text, _one_alphabet(clean))
    if _WHITE.search(text):
        yield Fault(FaultKind.SPACE, tag, text, clean.lower())
    if text != text.lower():
        yield Fault(FaultKind.CASE, tag, text, clean.lower())
    aliases = table.of_tag(tag)
    if aliases is not None and (one := aliases.of.get(same(value))) and one != same(value):
        yield Fault(FaultKind.OTHER_NAME, tag, text, one)


def _one_alphabet(text: str) -> str:
    """Cyrillic letters that look like Latin ones made Latin, if all of it becomes Latin so."""
    latin = text.translate(_LOOKALIKES)
    return "" if re.search("[а-яё]", latin, re.IGNORECASE) else latin


def _swapped(filled: Mapping[str, str], table: UtmTable) -> Iterator[Fault]:
    source, medium = (filled.get(tag, "") for tag in TAGS[:2])
    known, ways = set(table.sources.of.values()), set(table.mediums.of.values())
    one, other = table.mediums(source), table.sources(medium)
    if one in ways and other in known and one not in known and other not in ways:
        yield Fault(FaultKind.SWAPPED, "utm_source", f"{source}, {medium}", f"{other}, {one}")


def _shown(one: Parameter) -> str:
    text = decode(one.value).text
    without = hidden(text)
    return HIDDEN if without == text else without
