"""How numbers are written in a column, settled over the whole column, and the SQL that reads them.

Most columns hold plain numbers, which one cast reads. Where the cast is not enough (``12 400``,
``12,5``, ``1.234``, ``$20.00``, ``n/a``) the texts of the column are looked at as a whole, and the
column is read again by its own rules. A cell that is then still no number is never taken as 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpicells.formulas.units import Unit
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.facts.currencies import SYMBOLS

NOT_MEASURED = [
    *"- -- --- — – − . .. ? x na n/a n.a. #n/a nan nil none null undefined н/д н.д. нд нет".split(),
    *("", "not available", "no data", "нет данных", "не определено"),
]
"""What a cell says that was not measured, in lower case. It is no zero."""

_SPACES = "\u00a0\u202f\u2009\u2007\t"
_MINUSES = "−–"
_MONEY_SIGN = "(?:[A-Z]{3}|[A-Z]{0,2}[" + "".join(SYMBOLS) + r"]|руб\.?|р\.|грн\.?|тг\.?)"

# Point: the point is the decimal sign; a comma may group thousands. Comma: the other way round.
_GROUPS = (
    r"\d{{1,3}}(?: \d{{3}})+|\d{{1,3}}(?:'\d{{3}})+|\d{{1,3}}(?:{g}\d{{3}})+"
    r"|\d{{1,2}}(?:{g}\d{{2}})+{g}\d{{3}}"  # 12,34,567 as in India.
)
_NUMBER = r"[-+]?(?:(?:\d+|" + _GROUPS + r")(?:{d}\d*)?|{d}\d+)"
_AMBIGUOUS = r"[-+]?[1-9]\d{{0,2}}{d}\d{{3}}"
_PROOF = (
    r"[-+]?(?:(?:\d*|" + _GROUPS + r"){d}\d+|\d{{1,3}}(?:{g}\d{{2,3}}){{2,}}|\d+{d}\d*[eE][-+]?\d+)"
)
_SIGNS = {".": {"d": r"\.", "g": ","}, ",": {"d": ",", "g": r"\."}}


@dataclass(frozen=True, slots=True)
class Writing:
    """How the numbers of one column are written.

    Attributes:
        unit: What they measure.
        decimal: The decimal sign, "." or ",".
        plain: Whether one cast reads them all.
        percent: Whether a bare number is a percent.
    """

    unit: Unit
    decimal: str = "."
    plain: bool = True
    percent: bool = False

    def value(self, cell: str) -> str:
        """SQL for the number in a cell; NULL for one that holds none."""
        cast = f"TRY_CAST({cell} AS DOUBLE)"
        if self.plain:
            return f"{cast} / 100" if self.percent else cast
        tidy = f"({tidied(cell, self.unit)})"
        number = _read(tidy, self.decimal)
        if self.unit is Unit.SHARE or self.percent:
            bare = f"rtrim(rtrim({tidy}, '%'))"
            divisor = "100" if self.percent else f"CASE WHEN {tidy} LIKE '%\\%' ESCAPE '\\' "
            divisor += "" if self.percent else "THEN 100 ELSE 1 END"
            number = f"{_read(bare, self.decimal)} / {divisor}"
        elif self.unit is Unit.SECONDS:
            number = f"coalesce({number}, {_seconds(tidy)})"
        if self.decimal == ".":
            # The cast is quick, and right wherever it succeeds.
            direct = f"{cast} / 100" if self.percent else cast
            return f"CASE WHEN isfinite({cast}) THEN {direct} ELSE {number} END"
        return number

    def is_wrong(self, cell: str, value: str) -> str:
        """SQL for whether a cell should hold a number and does not."""
        wrong = f"{cell} IS NOT NULL AND ({value} IS NULL OR NOT isfinite({value}))"
        if self.plain:
            return wrong
        bare = f"lower(trim(translate({cell}, '{_SPACES}', '{' ' * len(_SPACES)}')))"
        return f"{wrong} AND {bare} NOT IN {sql.texts(NOT_MEASURED)} AND {bare} NOT LIKE '<%'"


def is_dotted(cell: str) -> str:
    """SQL for whether a cell that casts holds a point, which may be a decimal sign or not."""
    return f"contains({cell}, '.')"


def proves_point(cell: str) -> str:
    """SQL for whether the point in a cell that casts can be nothing but a decimal sign."""
    return (
        f"strlen({cell}) - instr({cell}, '.') <> 3 OR instr({cell}, '.') > 4 "
        f"OR {cell}[1] IN ('0', '.')"
    )


def tidied(cell: str, unit: Unit) -> str:
    """SQL for a cell with one kind of space, minus and apostrophe, and no sign of money."""
    old, new = _SPACES + _MINUSES + "’ʼ`", " " * len(_SPACES) + "--" + "''''" + "''"
    text = f"trim(translate({cell}, '{old}', '{new}'))"
    if unit is Unit.MONEY:
        text = f"regexp_replace({text}, '^([-+(]?) *{_MONEY_SIGN} *', '\\1')"
        text = f"regexp_replace({text}, ' *{_MONEY_SIGN}(\\)?)$', '\\1')"
    return f"regexp_replace({text}, '^\\((.*)\\)$', '-\\1')"


def money_sign(cell: str) -> str:
    """SQL for the sign or code of a currency in a cell, or an empty text."""
    return f"regexp_extract({cell}, '{_MONEY_SIGN}')"


def shapes(cell: str, unit: Unit) -> dict[str, str]:
    """SQL aggregates that tell how the numbers of a column are written."""
    tidy = f"rtrim(rtrim({tidied(cell, unit)}, '%'))"

    def count(pattern: str, decimal: str, but: str = "") -> str:
        wanted = _matches(tidy, pattern.format(**_SIGNS[decimal]))
        other = f" AND NOT {_matches(tidy, but.format(**_SIGNS[decimal]))}" if but else ""
        return f"count(*) FILTER ({cell} IS NOT NULL AND {wanted}{other})"

    found = {
        "point": count(_PROOF, ".", _AMBIGUOUS),
        "comma": count(_PROOF, ",", _AMBIGUOUS),
        "point_or_group": count(_AMBIGUOUS, "."),
        "comma_or_group": count(_AMBIGUOUS, ","),
        "below": f"count(*) FILTER (trim({cell}) LIKE '<%')",
        "example": f"any_value({cell}) FILTER ("
        + " OR ".join(_matches(tidy, _AMBIGUOUS.format(**_SIGNS[sign])) for sign in ".,")
        + ")",
        "signs": "NULL",
    }
    if unit is Unit.MONEY:
        sign = money_sign(cell)
        found["signs"] = f"list(DISTINCT {sign}) FILTER ({sign} <> '')"
    return found


def _matches(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {sql.text(pattern)})"


def _read(text: str, decimal: str) -> str:
    pattern = _NUMBER.format(**_SIGNS[decimal])
    group = "," if decimal == "." else "."
    digits = f"translate({text}, ' ''{group}', '')"
    if decimal == ",":
        digits = f"replace({digits}, ',', '.')"
    return f"CASE WHEN {_matches(text, pattern)} THEN TRY_CAST({digits} AS DOUBLE) END"


def _seconds(text: str) -> str:
    """SQL for a duration such as 0:01:35 in seconds."""
    part = f"CAST(string_split({text}, ':')[{{}}] AS DOUBLE)"
    two = f"{part.format(1)} * 60 + {part.format(2)}"
    three = f"{part.format(1)} * 3600 + {part.format(2)} * 60 + {part.format(3)}"
    return (
        f"CASE WHEN {_matches(text, '[0-9]+:[0-5]?[0-9]')} THEN {two} "
        f"WHEN {_matches(text, '[0-9]+:[0-5]?[0-9]:[0-5]?[0-9]')} THEN {three} END"
    )
