"""Names of months, in the languages in which people see their cabinets."""

from __future__ import annotations

from functools import cache

_LANGUAGES = ("en", "ru", "uk", "kk", "de", "fr", "es", "pt", "it", "nl", "pl", "tr")


def month_number(name: str) -> int | None:
    """The number of a month by its name, whole or short, in any of the languages.

    Example:
        >>> month_number("March"), month_number("марта"), month_number("Sept."), month_number("x")
        (3, 3, 9, None)
    """
    return _numbers().get(_plain(name))


@cache
def _numbers() -> dict[str, int]:
    # Brings the calendars of many languages with it, and is needed by few files.
    from babel.dates import get_month_names

    found = {"sept": 9, "сент": 9}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context, language)
                for number, name in names.items():
                    found.setdefault(_plain(name), number)
    return found


def _plain(name: str) -> str:
    return name.casefold().rstrip(".")
