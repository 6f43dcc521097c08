"""Finds what people typed on our sheets beside and below our cells, for a workbook made anew.

A note below the Funnel stands below it afterwards too, however many rows there are now; one between
our cells stays where it is, as long as nothing of ours needs its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpicells.sheets_sync.hosts.books import Book
from kpicells.sheets_sync.refresh.contents import Content, Formula
from kpicells.sheets_sync.refresh.diff import Kept, Place, Rows
from kpicells.templates.layout import Area, Block, Cell, Sheet, Workbook, cell_text

SHEETS = ("dashboard", "goals", "funnel", "review", "guide")
"""The sheets whose size is the layout's own."""
BELOW, BESIDE = 60, 20
"""So many rows below our cells and columns beside them are looked through."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What people typed where nothing of ours stands.

    Attributes:
        moved: The notes by their places in the new workbook.
        left: The places of those which the new workbook has no room for: ``Funnel!B7``.
    """

    moved: tuple[Kept, ...] = ()
    left: tuple[str, ...] = ()


def notes_of(book: Book, record: Mapping[str, Rows], new: Workbook) -> Notes:
    """Find the notes in an old workbook, and their places in the new one.

    Args:
        book: The old workbook.
        record: What was written into it, block by block.
        new: The layout of the workbook that takes its place.
    """
    moved: list[Kept] = []
    left: list[str] = []
    for key in SHEETS:
        blocks = [block for block in new.blocks if block.area.sheet == key]
        areas = [area for block in blocks if (area := book.names.get(block.name))]
        if not areas or len({area.sheet for area in areas}) != 1:
            continue  # a person deleted the sheet, or a part of it
        ours = {place for block in blocks for place in _written(block, book, record)}
        before, after = _around(areas), _around([block.area for block in blocks])
        for place, found in _typed(book, before, ours):
            at = _moved(place, before, after)
            if isinstance(found, Formula) or not _free(new.sheet(key), at):
                left.append(f"{place[0]}!{cell_text(*place[1:])}")
            else:
                moved.append(Kept((new.sheet(key).title, *at), found, None))
    return Notes(tuple(moved), tuple(left))


def _written(block: Block, book: Book, record: Mapping[str, Rows]) -> Iterator[tuple[int, int]]:
    """The cells of a block that hold something of ours, or may: those of a growing one."""
    area = book.names.get(block.name)
    if area is None:
        return
    lines = record.get(block.name, [])
    size = (area.last_row - area.first_row + 1, area.last_column - area.first_column + 1)
    # Where people inserted rows, it is not known here which are ours: none is a note then.
    known = not block.grows and size == (len(lines), len(lines[0]) if lines else 0)
    for row, column in area.places():
        if not known or lines[row - area.first_row][column - area.first_column] is not None:
            yield row, column


def _around(areas: Sequence[Area]) -> Area:
    return Area(
        areas[0].sheet,
        min(area.first_row for area in areas),
        min(area.first_column for area in areas),
        max(area.last_row for area in areas),
        max(area.last_column for area in areas),
    )


def _typed(book: Book, box: Area, ours: set[tuple[int, int]]) -> Iterator[tuple[Place, Content]]:
    for row in range(box.last_row + BELOW + 1):
        for column in range(box.last_column + BESIDE + 1):
            if (row, column) in ours:
                continue
            found = book.read(box.sheet, row, column)
            if found.formula is not None:
                yield (box.sheet, row, column), Formula(found.formula)
            elif found.value not in (None, "") and not isinstance(found.value, bool):
                yield (box.sheet, row, column), found.value


def _moved(place: Place, before: Area, after: Area) -> tuple[int, int]:
    _, row, column = place
    down = after.last_row - before.last_row if row > before.last_row else 0
    aside = after.last_column - before.last_column if column > before.last_column else 0
    return row + down, column + aside


def _free(sheet: Sheet, place: tuple[int, int]) -> bool:
    """Whether a layout writes nothing into a cell, and no other cell is shown over it."""
    cell = sheet.cells.get(place, Cell())
    return (
        cell.value is None
        and cell.formula is None
        and not any(place in area for area in sheet.merged)
    )
