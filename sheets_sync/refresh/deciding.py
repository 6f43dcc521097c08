"""Reads the decisions that people typed on the Review sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kpicells.sheets_sync.plan.decisions import Decided
from kpicells.sheets_sync.refresh.comparing import Target
from kpicells.templates.content import Content

_NAMES = ("review_name", "review_decision", "review_note", "review_who", "review_finding")


def typed_decisions(target: Target, content: Content, day: date) -> Iterator[Decided]:
    """Every decision or note that stands on the Review sheet.

    Args:
        target: The workbook.
        content: Its content, whose KPIs are known by their names.
        day: Today.
    """
    book = target.book
    if book is None or any(name not in book.names for name in _NAMES):
        return
    keys = {kpi.name: kpi.key for kpi in content.kpis}
    name, decision, note, who, finding = (book.names[one] for one in _NAMES)

    def text(row: int, column: int) -> str:
        value = book.read(name.sheet, row, column).value
        return " ".join(str(value).split()) if value is not None else ""

    for row in range(name.first_row, name.last_row + 1):
        called = text(row, name.first_column)
        said = text(row, decision.first_column), text(row, note.first_column)
        if called in keys and any(said):
            yield Decided(
                day=day,
                who=text(row, who.first_column),
                key=keys[called],
                kpi=called,
                decision=said[0],
                note=said[1],
                finding=text(row, finding.first_column),
                history=text(row, finding.first_column + 1),
            )
