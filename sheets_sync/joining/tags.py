"""The parameters of an address, wherever people have put them, and their texts made readable."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote_to_bytes

TAGS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term")
"""The tags that analytics and CRMs read."""

NEEDED = TAGS[:3]
"""The tags without which a visit cannot be told from others."""

RARE_TAGS = (
    "utm_id",
    "utm_source_platform",
    "utm_creative_format",
    "utm_marketing_tactic",
    "utm_referrer",
)
"""Tags that some programs read besides."""

_BLANK = frozenset({
    "", "-", "–", "—", "(not set)", "(none)", "(direct)", "(organic)", "(referral)", "not set",
    "none", "n/a", "null", "undefined", "(not provided)", "(data not available)", "(unassigned)",
    "unassigned", "direct", "не задано", "не указано", "нет данных", "прямые заходы",
})  # fmt: skip
_PERCENT = re.compile("%[0-9a-fA-F]{2}")
_MOJIBAKE = re.compile("[ÐÑ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿ ]")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
_DEEPEST = 4


class Place(StrEnum):
    """Where in an address a parameter stands."""

    QUERY = "query"
    AGAIN = "after a second question mark"
    FRAGMENT = "after the hash"
    PATH = "without a question mark"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as it is written: ``utm_source=vk%20``.

    Attributes:
        name: Its name as it stands there.
        value: Its value as it stands there, not decoded.
        place: Where it stands.
    """

    name: str
    value: str
    place: Place = Place.QUERY


@dataclass(frozen=True, slots=True)
class Decoded:
    """A value made readable.

    Attributes:
        text: What it says.
        rounds: How many times it was percent-encoded.
        charset: How the bytes of its letters are to be read; empty if there is no way.
        mojibake: Whether its letters were decoded wrongly before they came here.
    """

    text: str
    rounds: int = 0
    charset: str = "utf-8"
    mojibake: bool = False


def parameters(address: str) -> Iterator[Parameter]:
    """All parameters of an address, in their order.

    Example:
        >>> [(p.name, p.place.name) for p in parameters("https://a.ru/?p=1#utm_source=vk")]
        [('p', 'QUERY'), ('utm_source', 'FRAGMENT')]
    """
    before, _, fragment = address.strip().partition("#")
    path, _, query = before.partition("?")
    _, misplaced, pairs = path.partition("&")
    if misplaced:
        yield from _pairs(pairs, Place.PATH)
    first, _, again = query.partition("?")
    # A question mark may be a part of a value, such as an address in it.
    if "=" not in again:
        first, again = query, ""
    yield from _pairs(first, Place.QUERY)
    yield from _pairs(again.replace("?", "&"), Place.AGAIN)
    yield from _pairs(fragment.rpartition("?")[2], Place.FRAGMENT)


def _pairs(text: str, place: Place) -> Iterator[Parameter]:
    for pair in text.split("&"):
        name, equals, value = pair.partition("=")
        if name and (equals or place is Place.QUERY):
            yield Parameter(name, value, place)


def decode(value: str) -> Decoded:
    """A value made readable, however often and in whatever way it was encoded.

    Example:
        >>> decode("%D0%BB%D0%B5%D1%82%D0%BE").text, decode("%EB%E5%F2%EE").charset
        ('лето', 'windows-1251')
        >>> decode("spring%2520sale")
        Decoded(text='spring sale', rounds=2, charset='utf-8', mojibake=False)
    """
    text, charset, rounds = value.replace("+", " "), "utf-8", 0
    while rounds < _DEEPEST and _PERCENT.search(text):
        text, charset = _unquoted(text)
        rounds += 1
        if not charset:
            break
    readable = _mended(text)
    return Decoded(readable, rounds, charset, readable != text)


def _unquoted(text: str) -> tuple[str, str]:
    raw = unquote_to_bytes(text)
    try:
        return raw.decode(), "utf-8"
    except UnicodeDecodeError:
        windows = raw.decode("windows-1251", "replace")
    # UTF-8 that was cut off reads as letters that no word has.
    if all(letter.isascii() or letter in _RUSSIAN for letter in windows):
        return windows, "windows-1251"
    return raw.decode("utf-8", "replace"), ""


def _mended(text: str) -> str:
    """Letters that were UTF-8 and were read as Windows-1252 or Latin-1, read rightly."""
    if not _MOJIBAKE.search(text):
        return text
    for wrong in ("cp1252", "latin-1"):
        try:
            return text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
    return text


def same(text: str) -> str:
    """A name as names are compared: decoded, in small letters, with ``_`` for spaces.

    Example:
        >>> same(" Spring+Sale "), same("spring%20sale"), same("Весна"), same("(not set)")
        ('spring_sale', 'spring_sale', 'весна', '')
    """
    readable = html.unescape(decode(text).text)
    plain = unicodedata.normalize("NFKC", readable).casefold()
    plain = "_".join(plain.split())
    return "" if plain.replace("_", " ") in _BLANK else plain


def is_blank(text: str) -> bool:
    """Whether a value stands for none, as ``(not set)`` does."""
    return not same(text)


def is_placeholder(text: str) -> bool:
    """Whether a platform puts its own value here: ``{{campaign.name}}``, ``{campaign_id}``.

    Example:
        >>> is_placeholder("{{ad.name}}"), is_placeholder("%7Bbanner_id%7D"), is_placeholder("vk")
        (True, True, False)
    """
    return re.search(r"\{\{?[\w.: ]+\}?\}|__[A-Z_]+__|\[[A-Z_]+\]", decode(text).text) is not None
