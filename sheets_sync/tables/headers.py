"""Which row of a block of rows is its header.

Not always the first: exports put titles, account names and dates above it. A header names its
columns: short different texts, no numbers and no dates, with at least one cell for each column
below. Below it, numbers stand where it has names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBERISH = re.compile(
    r"[-+(]?[\s\d.,'\u00a0\u202f%₽$€£]*\d[\s\d.,'\u00a0\u202f%₽$€£)]*(e[-+]?\d+)?"
)
_DATEISH = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?|\d{1,2}:\d\d(:\d\d)?|\d{4}-\d\d", re.ASCII
)
_LONGEST_NAME = 150
_LONGEST_VALUE = 40

KNOWN_NAMES = frozenset(
    """date|day|month|week|campaign|channel|source|medium|impressions|reach|views|clicks|spend|cost
    |sessions|users|leads|purchases|revenue|likes|comments|shares|saves|followers|post id|permalink
    |campaign name|ad name|ad set name|reporting starts|reporting ends|publish time|primary
    |дата|день|месяц|неделя|кампания|канал|источник|показы|охват|просмотры|клики|расход|расходы
    |сеансы|визиты|пользователи|лиды|заявки|покупки|выручка|лайки|комментарии|репосты|подписчики
    |название кампании|название объявления""".replace("\n    ", "").split("|")
)
"""Names that stand in headers far more often than below them."""


def is_value(cell: str) -> bool:
    """Whether a cell holds a number, a date or a time rather than a name."""
    cell = cell.strip()
    return 0 < len(cell) <= _LONGEST_VALUE and bool(
        _NUMBERISH.fullmatch(cell.lower()) or _DATEISH.fullmatch(cell) or cell in ("-", "--", "—")
    )


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the header among the rows of a block, or None if none of them names columns."""
    widths = [_filled(row) for row in rows]
    usual = sorted(widths)[len(widths) // 2]
    best, best_score = None, 0.5
    for index, row in enumerate(rows):
        if widths[index] < max(2, 0.6 * usual) or row in rows[:index]:
            continue
        score = _score(row, rows[index + 1 :]) - 0.02 * index
        if score > best_score:
            best, best_score = index, score
    if best is None and max(widths, default=0) == 1 and not is_value(rows[0][0]):
        return 0 if len(rows) > 1 else None
    return best


def names_columns(row: Sequence[str]) -> bool:
    """Whether a row could be a header by itself."""
    return _filled(row) > 1 and _score(row, ()) > 0.5


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Trim column names, and number those that come again: ``Views``, ``Views (2)``."""
    taken: set[str] = set()
    result = []
    for name in names:
        plain = " ".join(name.replace("\ufeff", "").split())
        label, number = plain, 2
        while plain and label in taken:
            label = f"{plain} ({number})"
            number += 1
        taken.add(label)
        result.append(label)
    return tuple(result)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _score(row: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """About 1 for a header, more if the rows below differ from it; 0.5 and less for data."""
    cells = [cell.strip() for cell in row if cell.strip()]
    names = [c for c in cells if not is_value(c) and len(c) <= _LONGEST_NAME and "\n" not in c]
    named = len(names) / len(cells)
    different = len({name.lower() for name in names}) / max(len(names), 1)
    # A column of years or of age groups may rightly have a number for a name; most may not.
    score = named * named * (0.5 + 0.5 * different)
    score += 0.2 * min(1, sum(name.lower() in KNOWN_NAMES for name in names) / 2)
    contrast = 0
    for other in below[:10]:
        contrast += any(
            is_value(value) and cell.strip() and not is_value(cell)
            for cell, value in zip(row, other, strict=False)
        )
    if below:
        score += 0.3 * contrast / len(below[:10])
    return score * min(1, 0.7 + 0.3 * len(cells) / max(len(row), 1))
