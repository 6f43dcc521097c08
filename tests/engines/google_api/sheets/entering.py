"""Texts read as if a person typed them into a cell: ``USER_ENTERED``.

A number may bring its format along: ``5%``, ``$5``, ``1,234``, a date or a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.sheets.locales import Conventions

EPOCH = date(1899, 12, 30)
"""Day 0 of serial numbers."""


@dataclass(frozen=True)
class Entered:
    """What a cell gets.

    Attributes:
        value: An ``ExtendedValue``; None empties the cell.
        number_format: Set on the cell when it has none of its own.
    """

    value: Json | None
    number_format: Json | None = None


def raw(value: Any) -> Entered:
    """A JSON value as it is: texts stay texts, also those that look like formulas."""
    if isinstance(value, bool):
        return Entered({"boolValue": value})
    if isinstance(value, int | float):
        return Entered({"numberValue": value})
    return Entered({"stringValue": value} if value != "" else None)


def typed(value: Any, where: Conventions, today: date, *, as_text: bool = False) -> Entered:
    """A JSON value as if typed, by the conventions of the spreadsheet's locale.

    Args:
        as_text: The cell has the plain text format: only formulas and the apostrophe are read.
    """
    if not isinstance(value, str) or value == "":
        return raw(value)
    if value.startswith("'"):
        return Entered({"stringValue": value[1:]} if len(value) > 1 else None)
    if as_text:
        return raw(value)
    if value.startswith("=") and len(value) > 1:
        return Entered({"formulaValue": value})
    text = value.strip()
    if text.upper() in ("TRUE", "FALSE"):
        return Entered({"boolValue": text.upper() == "TRUE"})
    readers: tuple[Callable[[], Entered | None], ...] = (
        lambda: _number(text, where),
        lambda: _moment(text, where, today),
    )
    for reader in readers:
        found = reader()
        if found is not None:
            return found
    if text.startswith("+"):
        # A plus sign starts a formula, as in the days of typewriter keyboards.
        return Entered({"formulaValue": "=" + text})
    return Entered({"stringValue": value})


def _number(text: str, where: Conventions) -> Entered | None:
    decimal, group = re.escape(where.decimal), _group(where)
    number = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{decimal}\d*)?|{decimal}\d+"
    sign = re.escape(where.currency)
    pattern = (
        rf"(?P<open>\()?(?P<sign>[+-])?(?P<before>{sign}\s?)?(?P<sign2>[+-])?"
        rf"(?P<number>{number})(?P<power>[eE][+-]?\d+)?(?P<after>\s?{sign})?(?P<percent>\s?%)?"
        r"(?P<close>\))?"
    )
    found = re.fullmatch(pattern, text)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    digits = re.sub(_group(where), "", found["number"]).replace(where.decimal, ".")
    value = float(digits + (found["power"] or ""))
    decimals = len(digits.partition(".")[2])
    if found["percent"]:
        value /= 100
    if found["open"] or "-" in ((found["sign"] or "") + (found["sign2"] or "")):
        value = -value
    grouped = re.search(_group(where), found["number"]) is not None
    return Entered({"numberValue": value}, _number_format(found, where, decimals, grouped))


def _number_format(
    found: re.Match[str], where: Conventions, decimals: int, grouped: bool
) -> Json | None:
    if found["percent"]:
        return {"type": "PERCENT", "pattern": "0.00%" if decimals else "0%"}
    if found["before"] or found["after"]:
        return {"type": "CURRENCY", "pattern": where.money(2 if decimals else 0)}
    if found["power"]:
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if grouped:
        return {"type": "NUMBER", "pattern": "#,##0.00" if decimals else "#,##0"}
    return None


def _group(where: Conventions) -> str:
    """What may stand between thousands: any kind of blank where it is a blank."""
    return r"[\s\u00a0\u202f]" if where.group.isspace() else re.escape(where.group)


_TIME = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2})(\.\d+)?)?(?:\s*([AaPp])\.?[Mm]\.?)?")


def _moment(text: str, where: Conventions, today: date) -> Entered | None:
    """A date, a time, or both with a blank between."""
    day, pattern, rest = _leading_date(text, where, today)
    clock = _time(rest.strip().removeprefix("T")) if rest.strip() else None
    if rest.strip() and clock is None:
        return None
    if day is None and clock is None:
        return None
    serial = 0.0 if day is None else float((day - EPOCH).days)
    patterns = [pattern] if day is not None else []
    if clock is not None:
        serial += clock[0]
        patterns.append(clock[1])
    kind = "DATE_TIME" if len(patterns) == 2 else "DATE" if day is not None else "TIME"
    return Entered({"numberValue": serial}, {"type": kind, "pattern": " ".join(patterns)})


def _time(text: str) -> tuple[float, str] | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2])
    seconds = float((found[3] or "0") + (found[4] or ""))
    if minutes > 59 or seconds >= 60 or (found[5] and not 1 <= hours <= 12):
        return None
    if found[5]:
        hours = hours % 12 + (12 if found[5] in "Pp" else 0)
    pattern = ("[h]" if hours > 24 else "h") + ":mm" + (":ss" if found[3] else "")
    serial = (hours * 3600 + minutes * 60 + seconds) / 86400
    return serial, pattern + (" am/pm" if found[5] else "")


def _leading_date(text: str, where: Conventions, today: date) -> tuple[date | None, str, str]:
    """The date with which a text starts, its pattern, and what is left."""
    iso = re.match(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[ T])", text)
    if iso:
        pattern = f"yyyy{iso[2]}mm{iso[2]}dd"
        return _day(int(iso[1]), int(iso[3]), int(iso[4])), pattern, text[iso.end() :]
    parts = re.match(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?=$| )", text)
    if parts and where.order != "ymd" and (parts[4] or where.decimal != parts[2]):
        numbers = {where.order[0]: int(parts[1]), where.order[1]: int(parts[3])}
        year = _year(parts[4], today)
        pattern = where.date if parts[4] else parts[2].join(where.order[:2])
        return _day(year, numbers["m"], numbers["d"]), pattern, text[parts.end() :]
    return _named_date(text, where, today)


def _named_date(text: str, where: Conventions, today: date) -> tuple[date | None, str, str]:
    """``5 Mar 2024`` and ``March 5, 2024``, by the locale's names and the English ones."""
    months = _months(where)
    name = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    first = re.match(rf"(\d{{1,2}})[ -]({name})\.?(?:[ -](\d{{4}}|\d{{2}}))?(?=$| )", text, re.I)
    if first:
        day, month, year = first[1], first[2], first[3]
        pattern = "d mmm yyyy" if year else "d mmm"
        found = _day(_year(year, today), months[month.lower()], int(day))
        return found, pattern, text[first.end() :]
    second = re.match(rf"({name})\.? (\d{{1,2}})(?:,? (\d{{4}}))?(?=$| )", text, re.I)
    if second:
        pattern = "mmm d, yyyy" if second[3] else "mmm d"
        found = _day(_year(second[3], today), months[second[1].lower()], int(second[2]))
        return found, pattern, text[second.end() :]
    return None, "", text


def _months(where: Conventions) -> dict[str, int]:
    found: dict[str, int] = {}
    for number in range(1, 13):
        english = datetime(2000, number, 1).strftime("%B").lower()
        found[english] = found[english[:3]] = number
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                name = str(where.locale.months[context][width][number]).lower().rstrip(".")
                found[name] = number
    return found


def _year(text: str | None, today: date) -> int:
    if text is None:
        return today.year
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 30 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
