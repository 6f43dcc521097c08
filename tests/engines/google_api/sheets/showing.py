"""Values as a person sees them: by number format and locale.

Date patterns are told to Babel in its own letters; number patterns are worked out by IronCalc.
"""

from __future__ import annotations

import re
import threading
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Any

import ironcalc
from babel.dates import format_datetime

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.sheets.entering import EPOCH
from tests.engines.google_api.sheets.locales import Conventions, conventions

ERRORS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}
"""Types of errors, each as it stands in a cell."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.I)
_CALENDAR = re.compile(
    r"(?P<literal>\"[^\"]*\"|\\.)|(?P<half>am/pm|a/p)|(?P<fraction>\.0+)"
    r"|(?P<letters>y+|m+|d+|h+|s+)|(?P<other>.)",
    re.I | re.S,
)


def is_calendar(number_format: Json | None) -> bool:
    """Whether a number format shows days or times."""
    if not number_format:
        return False
    kind = number_format.get("type")
    if kind in ("DATE", "TIME", "DATE_TIME"):
        return True
    bare = _LITERAL.sub("", number_format.get("pattern", ""))
    return kind != "TEXT" and re.search(r"[ymdhs]", bare, re.I) is not None


def shown(value: Json | None, number_format: Json | None, locale: str) -> str:
    """An ``ExtendedValue`` as it stands in the cell.

    Example:
        >>> shown({"numberValue": 0.125}, {"type": "PERCENT", "pattern": "0.0%"}, "ru_RU")
        '12,5%'
    """
    if value is None:
        return ""
    if "boolValue" in value:
        return str(value["boolValue"]).upper()
    if "errorValue" in value:
        return ERRORS[value["errorValue"]["type"]]
    if "stringValue" in value:
        return str(value["stringValue"])
    return _number(float(value["numberValue"]), number_format, conventions(locale))


def _number(number: float, number_format: Json | None, where: Conventions) -> str:
    kind = (number_format or {}).get("type")
    pattern = (number_format or {}).get("pattern") or default_pattern(kind, where)
    if not pattern or kind == "TEXT" or pattern == "@":
        return general(number).replace(".", where.decimal)
    if is_calendar({"type": kind, "pattern": pattern}) and "[" not in pattern:
        return _calendar(number, pattern, where)
    return _localised(number, pattern, where)


def default_pattern(kind: str | None, where: Conventions) -> str:
    """The pattern of a number format that names only its type."""
    return {
        "NUMBER": "#,##0.00",
        "PERCENT": "0.00%",
        "CURRENCY": where.money(2),
        "DATE": where.date,
        "TIME": "h:mm:ss am/pm" if where.currency_first else "h:mm:ss",
        "DATE_TIME": f"{where.date} h:mm:ss",
        "SCIENTIFIC": "0.00E+00",
    }.get(kind or "", "")


def general(number: float) -> str:
    """A number with no format: whole when it is, else at most ten digits.

    Example:
        >>> general(5.0), general(1 / 3), general(0.1 + 0.2), general(1234567.891)
        ('5', '0.3333333333', '0.3', '1234567.891')
    """
    size = abs(number)
    if size >= 1e15 or (0 < size < 1e-9):
        mantissa, _, power = f"{number:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power}"
    whole_digits = len(str(int(size)))
    text = f"{number:.{max(0, 11 - whole_digits if size >= 1 else 10)}f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short in ("-0", "") else short


def _calendar(number: float, pattern: str, where: Conventions) -> str:
    days, rest = divmod(round(number * 86_400_000), 86_400_000)
    moment = datetime.combine(EPOCH, time()) + timedelta(days=days, milliseconds=rest)
    return str(format_datetime(moment, _cldr(pattern.split(";")[0]), locale=where.locale))


@cache
def _cldr(pattern: str) -> str:
    """A date pattern in the letters of Unicode's CLDR.

    Example:
        >>> _cldr("d mmm yyyy h:mm am/pm"), _cldr('hh:mm "h"')
        ('d MMM y h:mm a', "HH:mm 'h'")
    """
    parts = [(m.lastgroup or "", m[0]) for m in _CALENDAR.finditer(pattern)]
    half_days = any(kind == "half" for kind, _ in parts)
    has_day = any(kind == "letters" and text[0] in "dD" for kind, text in parts)
    found = ""
    for index, (kind, text) in enumerate(parts):
        if kind == "letters":
            minutes = _is_minutes(parts, index)
            found += _letters(text.lower(), minutes, half_days, has_day)
        elif kind == "half":
            found += "a"
        elif kind == "fraction":
            found += "." + "S" * (len(text) - 1)
        else:
            found += _quoted(text[1:-1] if text[0] == '"' else text[-1])
    return found


def _is_minutes(parts: list[tuple[str, str]], index: int) -> bool:
    """Whether an ``m`` means minutes: after an hour, or before a second."""
    letters = [(i, t[0].lower()) for i, (kind, t) in enumerate(parts) if kind == "letters"]
    place = [i for i, _ in letters].index(index)
    before = letters[place - 1][1] if place else ""
    after = letters[place + 1][1] if place + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _letters(text: str, minutes: bool, half_days: bool, has_day: bool) -> str:
    letter, count = text[0], len(text)
    if letter == "y":
        return "yy" if count <= 2 else "y"
    if letter == "d":
        return text if count <= 2 else "EEE" if count == 3 else "EEEE"
    if letter == "h":
        return ("h" if half_days else "H") * min(count, 2)
    if letter == "s":
        return text[:2]
    if minutes and count <= 2:
        return text
    name = "M" if has_day else "L"
    return "M" * count if count <= 2 else name * min(count, 5)


def _quoted(text: str) -> str:
    if re.fullmatch(r"[^A-Za-z']*", text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _localised(number: float, pattern: str, where: Conventions) -> str:
    """A number by a pattern, with the locale's separators; quoted texts stay as they are."""
    quoted: list[str] = []

    def hide(found: re.Match[str]) -> str:
        quoted.append(found[0][1:-1] if found[0][0] == '"' else found[0][1:])
        return f'"{chr(0xE000 + len(quoted) - 1)}"'

    text = _signed(number, re.sub(r'"[^"]*"|\\.', hide, pattern))
    swapped = text.translate({ord(","): where.group, ord("."): where.decimal})
    return "".join(
        quoted[ord(sign) - 0xE000] if 0xE000 <= ord(sign) < 0xE000 + len(quoted) else sign
        for sign in swapped
    )


_PLAIN = re.compile(r"[#0,]*0(?:\.(?P<decimals>0+))?(?P<percent>%?)")


def _signed(number: float, pattern: str) -> str:
    """A number by a pattern, rounded and signed here: IronCalc errs near one and minus one."""
    if ";" in pattern:
        return _by_ironcalc(number, pattern)
    size = abs(number)
    if size < 1e15 and (plain := _PLAIN.fullmatch(pattern)):
        decimals = len(plain["decimals"] or "") + 2 * len(plain["percent"])
        size = float(Decimal(repr(size)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
    text = _by_ironcalc(size, pattern)
    return f"-{text}" if number < 0 and re.search("[1-9]", text) else text


_lock = threading.Lock()


@cache
def _paper() -> Any:
    return ironcalc.create("paper", "en", "UTC")


@lru_cache(maxsize=10_000)
def _by_ironcalc(number: float, pattern: str) -> str:
    with _lock:
        paper = _paper()
        paper.update_cell_with_number(0, 1, 1, number)
        style = paper.get_cell_style(0, 1, 1)
        style["num_fmt"] = pattern
        paper.set_cell_style(0, 1, 1, style)
        return str(paper.get_formatted_cell_value(0, 1, 1))
