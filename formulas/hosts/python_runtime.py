"""What the compiled Python functions call: functions of one number, and of a list of rows.

Lists are added up with ``fsum``, whose answer does not depend on the order; spreadsheets differ
here by a rounding, within the tolerance that ``tests/formulas/agreement.py`` states.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import count
from math import ceil, erfc, exp, fsum, isfinite, log, pow, sqrt
from typing import Any

from kpicells.formulas.errors import NotANumber, OutOfRange, ZeroDenominator


def finite(value: float) -> float:
    """The value, if it is finite."""
    if value - value != 0.0:
        raise OutOfRange
    return value


def sign(value: float) -> float:
    """-1.0, 0.0 or 1.0."""
    return float((value > 0) - (value < 0))


def round_up(value: float) -> float:
    """The nearest whole number that is not below."""
    return float(ceil(value))


def normal_share(value: float) -> float:
    """The share of a standard normal distribution below the value."""
    return 0.5 * erfc(-value / sqrt(2.0))


def normal_point(share: float) -> float:
    """The point below which the share of a standard normal distribution lies."""
    from statistics import NormalDist  # slow to import, seldom needed

    return NormalDist().inv_cdf(share)


def smallest(values: Sequence[float]) -> float:
    """The smallest of the values."""
    return min(_some(values))


def largest(values: Sequence[float]) -> float:
    """The largest of the values."""
    return max(_some(values))


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two in the middle."""
    ordered = sorted(_some(values))
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def rises(values: Sequence[float]) -> float:
    """Pairs of which the later is larger, less pairs of which it is smaller."""
    return float(_rises(values)[0])


def _rises(values: Sequence[float]) -> tuple[int, list[float]]:
    """The same, and the values in order: what rises in each half, and from half to half."""
    if len(values) <= _FEW:
        return _rises_of_few(values)
    middle = len(values) // 2
    in_first, first = _rises(values[:middle])
    in_second, second = _rises(values[middle:])
    below = sum(bisect_left(first, value) for value in second)
    above = len(first) * len(second) - sum(bisect_right(first, value) for value in second)
    return in_first + in_second + below - above, sorted(first + second)


_FEW = 1000


def _rises_of_few(values: Sequence[float]) -> tuple[int, list[float]]:
    earlier: list[float] = []
    found = 0
    for number, value in enumerate(values):
        place = bisect_left(earlier, value)
        found += place - (number - bisect_right(earlier, value))
        earlier.insert(place, value)
    return found, earlier


def ties(values: Sequence[float]) -> float:
    """The sum of t(t-1)(2t+5) over groups of t equal values."""
    return float(sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values()))


def _some(values: Sequence[float]) -> Sequence[float]:
    if not values:
        raise ZeroDenominator
    return values


def is_blank(value: object) -> bool:
    """Whether it stands for a cell with nothing in it."""
    if value is None or (isinstance(value, str) and value == ""):
        return True
    # NaN differs from itself; pandas' NA refuses to tell.
    return type(value).__name__ == "NAType" or (isinstance(value, float) and value != value)


def complete_rows(
    names: Sequence[str],
    lists: Sequence[object],
    must_be_filled: Collection[str],
    to_number: Callable[[str, object], float],
) -> list[tuple[float, ...]]:
    """The rows in which every range that must be filled is, each led by its position.

    Raises:
        NotANumber: A cell is a text or a logical value, or the ranges differ in length.
    """
    columns = [_cells(values) for values in lists]
    if len({len(column) for column in columns}) > 1:
        lengths = ", ".join(f"{n} has {len(c)}" for n, c in zip(names, columns, strict=True))
        raise NotANumber(f"ranges beside each other need as many cells each: {lengths}")
    if all(map(_are_numbers, columns)):  # as most are
        return list(zip(count(1.0), *(map(float, column) for column in columns)))
    found = []
    for index, row in enumerate(zip(*columns, strict=True), 1):
        holes = [is_blank(value) for value in row]
        numbers = tuple(
            0.0 if hole else to_number(f"{name}, cell {index},", value)
            for name, value, hole in zip(names, row, holes, strict=True)
        )
        if not any(h and n in must_be_filled for n, h in zip(names, holes, strict=True)):
            found.append((float(index), *numbers))
    return found


_OF_ONE_CELL = {int, float, str, bool, type(None)}
_NUMBERS = {int, float}


def _cells(values: object) -> list[Any]:
    if isinstance(values, list) and set(map(type, values)) <= _OF_ONE_CELL:
        return values
    return list(_flat(values))


def _are_numbers(cells: list[Any]) -> bool:
    """Whether all cells are finite numbers, found out without a look at each one."""
    try:
        return set(map(type, cells)) <= _NUMBERS and all(map(isfinite, cells))
    except OverflowError:
        return False


def _flat(values: object) -> Iterator[object]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        yield values  # one cell is a range of one
        return
    for value in values:
        yield from _flat(value)


FUNCTIONS: dict[str, Any] = {
    "finite": finite,
    "power": pow,
    "root": sqrt,
    "exp": exp,
    "ln": log,
    "absolute": abs,
    "sign": sign,
    "roundUp": round_up,
    "normalShare": normal_share,
    "normalPoint": normal_point,
    "fsum": fsum,
    "count": lambda values: float(len(values)),
    "smallest": smallest,
    "largest": largest,
    "median": median,
    "rises": rises,
    "ties": ties,
}
"""By the names that the printed functions use."""
