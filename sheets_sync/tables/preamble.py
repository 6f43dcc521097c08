"""What a file says above a table: comment lines, titles, the period, the account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kpicells.sheets_sync.tables.periods import period_in

_STATEMENT = re.compile(r"([^:]{1,40}):\s*(.+)")
_START, _END = "start date", "end date"
_GENERIC = "Report CSV Export"
_RULE = re.compile(r"[\s#\-=_*]*")


def is_comment(cells: Sequence[str]) -> bool:
    """Whether a record is a comment line; ``#1`` or a hashtag in a first column is none."""
    first = cells[0] if cells else ""
    return first.startswith(("# ", "#-", "##")) or (first.strip() == "#" and not any(cells[1:]))


@dataclass(slots=True)
class Preamble:
    """What has been said so far; statements hold for all tables below, a title for the next."""

    title: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    rows: int = 0

    @property
    def period(self) -> tuple[date, date] | None:
        """The stated period, if both its ends are stated."""
        return (self.start, self.end) if self.start and self.end else None

    def add_comment(self, text: str) -> None:
        """Take in a comment line, such as ``# Start date: 20230424``."""
        self.rows += 1
        text = text.lstrip("#").strip().strip(",;\t").strip()
        if _RULE.fullmatch(text):
            return
        if period := period_in(text):
            self.start, self.end = period
        elif statement := _STATEMENT.fullmatch(text):
            self.add_statement(statement[1], statement[2])
        elif text != _GENERIC:
            self.title = text

    def add_row(self, cells: Sequence[str]) -> None:
        """Take in a row above the header: a title, or a name and a value."""
        self.rows += 1
        filled = [cell.strip() for cell in cells if cell.strip()]
        # A date such as "October 1, 2026" may have been cut at its comma.
        if period := period_in(", ".join(filled)):
            self.start, self.end = period
        elif len(filled) == 1:
            self.title = filled[0]
        elif len(filled) == 2:
            self.add_statement(filled[0].rstrip(":"), filled[1])

    def add_statement(self, name: str, value: str) -> None:
        """Take in a name and its value."""
        name = " ".join(name.lower().split())
        if name == _START:
            self.start = _compact(value)
        elif name == _END:
            self.end = _compact(value)
        else:
            self.facts[name] = value.strip()

    def next_table(self) -> None:
        """Begin anew for the next table of the file."""
        self.title = ""
        self.rows = 0


def _compact(text: str) -> date | None:
    digits = re.sub(r"\D", "", text)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
