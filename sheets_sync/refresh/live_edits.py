"""Writes what a refresh changes into the workbook that is open in Excel: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import groupby
from typing import TYPE_CHECKING

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.excel_live_book import LiveBook
from kpicells.sheets_sync.hosts.excel_live_native import unprotected
from kpicells.sheets_sync.refresh.comparing import Edits, reader
from kpicells.sheets_sync.refresh.contents import Content, same
from kpicells.sheets_sync.refresh.diff import Change
from kpicells.sheets_sync.refresh.live_regions import Region, regions
from kpicells.sheets_sync.refresh.record import STATE
from kpicells.templates.layout import Area, cell_text, reference

if TYPE_CHECKING:
    import xlwings

_QUIET = {
    "screen_updating": False,
    "enable_events": False,
    "display_alerts": False,
    "calculation": "manual",
}
"""How Excel is set while it is written: it draws, computes, asks and runs nothing."""
_MENDED = 200
"""So many cells are set right one by one; where there are more, something else is wrong."""


def write(workbook: xlwings.Book, book: LiveBook, todo: Edits) -> None:
    """Write cells and names into an open workbook, and look whether they stand there.

    Args:
        workbook: The workbook.
        book: What stood in it when the changes were planned.
        todo: What is written.

    Raises:
        TargetError: Somebody changed a cell in the meantime, a sheet has a password, or Excel
            makes something else of what is written. What was written is taken back.
    """
    if wrong := _differing(LiveBook(workbook), todo.cells, lambda change: change.old):
        raise TargetError(
            f"{_place(wrong[0])} was changed while the workbook was being refreshed; nothing was "
            "written, run again"
        )
    titles = {change.place[0] for change in todo.cells} & set(book.sheets)
    with (
        _quiet(workbook.app),
        unprotected([workbook.sheets[title] for title in sorted(titles)]),
        _all_or_nothing() as back,
    ):
        _look_alike(workbook, book, todo)
        for region in regions(_with_whole_record(book, todo.cells), _emptiness(book)):
            back.callback(_put, workbook, region, region.old)
            _put(workbook, region, region.new)
        for name, area in todo.stretched.items():
            back.callback(_stretch, workbook, name, book.names[name])
            _stretch(workbook, name, area)
        _make_sure(workbook, todo.cells)


@contextmanager
def _quiet(app: xlwings.App) -> Iterator[None]:
    with ExitStack() as after:
        for setting, value in _QUIET.items():
            after.callback(setattr, app, setting, getattr(app, setting))
            setattr(app, setting, value)
        yield


@contextmanager
def _all_or_nothing() -> Iterator[ExitStack]:
    """What is called back, last first, when something goes wrong."""
    with ExitStack() as back:
        try:
            yield back
        except BaseException as error:  # Ctrl+C too
            try:
                back.close()
            except Exception as worse:
                raise TargetError(
                    f"Excel failed in the middle ({error}), and what was written could not be "
                    "taken back; close the workbook without saving it, open it and run again"
                ) from worse
            raise
        back.pop_all()


def _put(workbook: xlwings.Book, region: Region, lines: Sequence[Sequence[object]]) -> None:
    sheet = workbook.sheets[region.sheet]
    first = (region.top + 1, region.left + 1)
    sheet.range(first, (region.top + len(lines), region.right + 1)).value = lines


def _with_whole_record(book: LiveBook, changes: Sequence[Change]) -> list[Change]:
    """Write the hidden record in one piece, lines that stay the same among the others."""
    area = book.names[STATE]
    there = {change.place for change in changes if change.place[0] == area.sheet}
    rows = [row for _, row, _ in there]
    read = reader(book, area.sheet)
    same_as_before = [
        Change((area.sheet, row, column), read(row, column), read(row, column))
        for row in range(min(rows, default=0), max(rows, default=-1) + 1)
        for column in range(area.first_column, area.last_column + 1)
        if (area.sheet, row, column) not in there
    ]
    return [*changes, *same_as_before]


def _stretch(workbook: xlwings.Book, name: str, area: Area) -> None:
    workbook.names[name].refers_to = f"={reference(area.sheet, area)}"


def _look_alike(workbook: xlwings.Book, book: LiveBook, todo: Edits) -> None:
    """New rows below a block look like its first row."""
    copied = False
    for name, area in todo.stretched.items():
        old = book.names[name]
        rows = sorted(
            {
                change.place[1]
                for change in todo.cells
                if change.style_from == old.first_row + 1 and change.place[0] == area.sheet
            }
        )
        new = [row for row in rows if row > max(old.last_row, old.first_row + 1)]
        sheet = workbook.sheets[area.sheet]
        for first, last in _runs(new):
            columns = area.first_column + 1, area.last_column + 1
            model = sheet.range((old.first_row + 2, columns[0]), (old.first_row + 2, columns[1]))
            model.copy()
            goal = sheet.range((first + 1, columns[0]), (last + 1, columns[1]))
            goal.paste(paste="formats")
            copied = True
    if copied:
        workbook.app.cut_copy_mode = False


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows one below the other, from the first to the last."""
    for _, run in groupby(enumerate(rows), key=lambda one: one[1] - one[0]):
        found = [row for _, row in run]
        yield found[0], found[-1]


def _make_sure(workbook: xlwings.Book, changes: Sequence[Change]) -> None:
    """Read what was written; where a cell's format made something else of it, set it right."""
    wrong = _differing(LiveBook(workbook), changes, lambda change: change.new)
    if not wrong:
        return
    for change in wrong[:_MENDED]:
        sheet, row, column = change.place
        cell = workbook.sheets[sheet].range((row + 1, column + 1))
        cell.number_format = "@" if isinstance(change.new, str) else "General"
        cell.value = change.new
    if wrong := _differing(LiveBook(workbook), wrong, lambda change: change.new):
        raise TargetError(
            f"Excel made something else of what was written to {_place(wrong[0])}; everything is "
            "as it was before. Take filters off the sheet, or refresh the closed file instead"
        )


def _differing(
    book: LiveBook, changes: Sequence[Change], of: Callable[[Change], Content]
) -> list[Change]:
    """The changes whose cell holds something else than expected."""
    reads = {title: reader(book, title) for title in book.sheets}
    return [
        change
        for change in changes
        if change.place[0] not in reads
        or not same(reads[change.place[0]](*change.place[1:]), of(change))
    ]


def _emptiness(book: LiveBook) -> Callable[[tuple[str, int, int]], bool]:
    reads: Mapping[str, Callable[[int, int], Content]] = {
        title: reader(book, title) for title in book.sheets
    }
    return lambda place: reads[place[0]](*place[1:]) is None


def _place(change: Change) -> str:
    sheet, row, column = change.place
    return f"{sheet}!{cell_text(row, column)}"
