"""Makes a workbook anew for a changed plan, and carries over what people typed into the old one.

What belongs to people in our sheets: inputs that they changed (targets, weights, thresholds, the
next review), and their decisions and notes. They are found by defined names and by the names of
KPIs and months, so they come over whatever has moved. What they wrote beside and below our cells:
``notes``. Sheets of their own stay in the backup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpicells.sheets_sync.hosts.xlsx_open import parse_area
from kpicells.sheets_sync.refresh.comparing import Target, reader
from kpicells.sheets_sync.refresh.contents import Content, Formula, same, written
from kpicells.sheets_sync.refresh.diff import Kept, Place, locate
from kpicells.templates.layout import Area, Workbook

INPUTS = ("on_track", "at_risk", "next_review")
TARGETS, MONTHS = "target_", "months"
WEIGHTS, BASELINES, PLANNED = "plan_weight", "plan_baseline", "plan_name"
ANSWERS, REVIEWED = ("review_decision", "review_note", "review_who"), "review_name"
_BLOCKS = ("kpi_goals", "kpi_review")


@dataclass(frozen=True, slots=True)
class Carried:
    """What comes over from an old workbook.

    Attributes:
        typed: What people typed, by its places in the new workbook.
        left: Sheets of people's own, which stay in the backup.
    """

    typed: tuple[Kept, ...] = ()
    left: tuple[str, ...] = ()


def carry_over(old: Target, new: Workbook) -> Carried:
    """Find what people typed into the old workbook, and its places in the new one."""
    if old.book is None:
        return Carried()
    found = _Typed(old, new)
    ours = {area.sheet for name, area in old.book.names.items() if name.startswith("kpi_")}
    left = tuple(title for title in old.book.sheets if title not in ours)
    return Carried(tuple(found.all()), left)


class _Typed:
    """Matches the named cells of two workbooks."""

    def __init__(self, old: Target, new: Workbook) -> None:
        assert old.book is not None
        self._book = old.book
        self._old = old.book.names
        self._new = {
            name: area for name, place in new.all_names().items() if (area := parse_area(place))
        }
        self._sheets = {sheet.title: sheet for sheet in new.sheets}
        self._ours = dict(self._recorded(old))

    def _recorded(self, old: Target) -> Iterator[tuple[Place, Content]]:
        """What we wrote into each cell, by where the cell stands now."""
        for name in _BLOCKS:
            rows = old.record.get(name, [])
            if name not in self._old or not rows:
                continue
            area = self._old[name]
            places = locate(rows, area, reader(self._book, area.sheet))
            for line, row in zip(rows, places[0], strict=True):
                for item, column in zip(line, places[1], strict=True):
                    if row is not None and column is not None:
                        yield (area.sheet, row, column), item

    def all(self) -> Iterator[Kept]:
        """Every cell that people changed and for which the new workbook has a place."""
        for name in INPUTS:
            yield from self._cells(name, [(0, 0)])
        months = self._pairs(MONTHS)
        for name in self._new:
            if name.startswith(TARGETS):
                yield from self._cells(name, months)
        planned = self._pairs(PLANNED)
        for name in (WEIGHTS, BASELINES):
            yield from self._cells(name, planned)
        for name in ANSWERS:
            yield from self._cells(name, self._pairs(REVIEWED))

    def _pairs(self, name: str) -> list[tuple[int, int]]:
        """Which cells of a name hold the same, in the old workbook and in the new one."""
        if name not in self._old or name not in self._new:
            return []
        before = [self._read(place) for place in _places(self._old[name])]
        after = [self._planned(place) for place in _places(self._new[name])]
        return [
            (i, j)
            for i, old in enumerate(before)
            for j, new in enumerate(after)
            if old is not None and same(old, new)
        ]

    def _cells(self, name: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Kept]:
        if name not in self._old or name not in self._new:
            return
        before, after = list(_places(self._old[name])), list(_places(self._new[name]))
        for i, j in pairs:
            if i >= len(before) or j >= len(after):
                continue
            typed, planned = self._read(before[i]), self._planned(after[j])
            is_ours = same(typed, self._ours.get(before[i]))
            if not is_ours and not isinstance(typed, Formula) and not same(typed, planned):
                yield Kept(after[j], typed, planned)

    def _read(self, place: Place) -> Content:
        sheet, row, column = place
        return reader(self._book, sheet)(row, column)

    def _planned(self, place: Place) -> Content:
        title, row, column = place
        cell = self._sheets[title].cells.get((row, column))
        return None if cell is None else written(cell)


def _places(area: Area) -> Iterator[Place]:
    for row, column in area.places():
        yield area.sheet, row, column
