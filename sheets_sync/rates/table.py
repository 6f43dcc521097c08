"""``rates.csv``: what one unit of a currency is worth in another, day by day, as the agency says.

    day,from,to,rate
    2026-10-01,USD,RUB,92.41

Nothing is fetched, and no rate is made from those of other days.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from kpicells.sheets_sync.errors import InputError

RATES = "rates.csv"
"""The file's name, in a workspace."""

_COLUMNS = ("day", "from", "to", "rate")
_CODE = re.compile("[A-Z]{3}")
_DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y")
_APART = 0.02
"""By so much may a rate and its inverse differ, as the prices of buying and selling do."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates that are known.

    Attributes:
        path: Their file.
        of: Pair of currencies and day to rate.
    """

    path: Path
    of: Mapping[tuple[str, str, date], float] = field(default_factory=dict)

    def rate(self, day: date, source: str, target: str) -> float | None:
        """What one unit is worth on a day; the inverse of the opposite rate where only that is
        given; None where nobody said it.
        """
        if source == target:
            return 1.0
        if (given := self.of.get((source, target, day))) is not None:
            return given
        opposite = self.of.get((target, source, day))
        return None if opposite is None else 1 / opposite

    @property
    def pairs(self) -> set[Pair]:
        """The pairs that any day has, in both directions."""
        found = {(source, target) for source, target, _ in self.of}
        return found | {(target, source) for source, target in found}


def find_rates(folder: Path) -> Rates | None:
    """The rates of a workspace; None where it has no such file.

    Raises:
        InputError: The file is wrong; the message names the row and says what to do.
    """
    path = folder / RATES
    return read_rates(path) if path.is_file() else None


def read_rates(path: Path) -> Rates:
    """Read and check a file of rates.

    Raises:
        InputError: It is wrong; the message names the row and says what to do.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not in UTF-8; save it as CSV UTF-8") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    lines = text.splitlines()
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    rows = csv.reader(lines, delimiter=delimiter)
    header = [name.strip().casefold() for name in next(rows, [])]
    if sorted(header) != sorted(_COLUMNS):
        raise InputError(
            f"{path}: its first line must be {','.join(_COLUMNS)}; found {','.join(header)!r}"
        )
    of: dict[tuple[str, str, date], float] = {}
    for source, target, day, rate, row in _read(path, header, rows):
        known = of.setdefault((source, target, day), rate)
        if known != rate:
            raise InputError(
                f"{path}: row {row}: {source} to {target} on {day} is {rate:g} here and "
                f"{known:g} above; leave one of the two"
            )
        opposite = of.get((target, source, day))
        if opposite is not None and abs(opposite * rate - 1) > _APART:
            raise InputError(
                f"{path}: row {row}: {source} to {target} on {day} is {rate:g}, and "
                f"{target} to {source} is {opposite:g}: one of the two is wrong"
            )
    return Rates(path, of)


def _read(
    path: Path, header: list[str], rows: Iterable[list[str]]
) -> Iterator[tuple[str, str, date, float, int]]:
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{path}: row {number}"
        if len(cells) != len(header):
            raise InputError(f"{where}: has {len(cells)} cells, and the first line {len(header)}")
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        source, target = (_code(where, name, row[name]) for name in ("from", "to"))
        if source == target:
            raise InputError(f"{where}: from and to are both {source}")
        yield source, target, _day(where, row["day"]), _rate(where, row["rate"]), number


def _code(where: str, name: str, text: str) -> str:
    if not _CODE.fullmatch(text.upper()):
        raise InputError(f"{where}: {name} is {text!r}; write a code of three letters, such as USD")
    return text.upper()


def _day(where: str, text: str) -> date:
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise InputError(f"{where}: day is {text!r}; write it as 2026-10-01")


def _rate(where: str, text: str) -> float:
    try:
        rate = float(text.replace(",", "."))
    except ValueError:
        rate = math.nan
    if not (rate > 0 and math.isfinite(rate)):
        raise InputError(f"{where}: rate is {text!r}; write a number above zero, such as 92.41")
    return rate
