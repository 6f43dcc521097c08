"""What a refresh writes into a spreadsheet that exists, as one batch of requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from kpicells.sheets_sync.google.book import GoogleBook
from kpicells.sheets_sync.google.places import entered, grid_range
from kpicells.sheets_sync.refresh.comparing import Edits
from kpicells.sheets_sync.refresh.diff import Change
from kpicells.templates.layout import Area

Json = dict[str, Any]


def edit_requests(book: GoogleBook, edits: Edits) -> list[Json]:
    """The requests, in the order in which they have to be done: room, looks, values, names."""
    ids = {title: grid.id for title, grid in book.grids.items()}
    found = list(_more_rows(book, edits))
    found += list(_looks(book, edits))
    found += [_write(run, ids[run[0].place[0]]) for run in _runs(edits.cells)]
    for name, area in edits.stretched.items():
        named = {
            "namedRangeId": book.name_id(name),
            "name": name,
            "range": grid_range(area, ids),
        }
        found.append({"updateNamedRange": {"namedRange": named, "fields": "range"}})
    return found


def _more_rows(book: GoogleBook, edits: Edits) -> Iterator[Json]:
    for title, grid in book.grids.items():
        needed = max((c.place[1] + 1 for c in edits.cells if c.place[0] == title), default=0)
        if needed > grid.rows:
            yield {
                "appendDimension": {
                    "sheetId": grid.id, "dimension": "ROWS", "length": needed - grid.rows + 20,
                }
            }  # fmt: skip


def _looks(book: GoogleBook, edits: Edits) -> Iterator[Json]:
    """New rows of a block look like its first row."""
    new = [c for c in edits.cells if c.style_from is not None and c.old is None]
    key = _row_of
    for (title, first, row), cells in groupby(sorted(new, key=key), key=key):
        columns = [cell.place[2] for cell in cells]
        ids = {title: book.grids[title].id}
        source = Area(title, first, min(columns), first, max(columns))
        goal = Area(title, row, min(columns), row, max(columns))
        if first != row:
            yield {
                "copyPaste": {
                    "source": grid_range(source, ids),
                    "destination": grid_range(goal, ids),
                    "pasteType": "PASTE_FORMAT",
                }
            }


def _row_of(change: Change) -> tuple[str, int, int]:
    assert change.style_from is not None
    return change.place[0], change.style_from, change.place[1]


def _runs(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes beside each other in a row, to be written at once."""
    run: list[Change] = []
    for change in sorted(changes, key=lambda one: one.place):
        sheet, row, column = change.place
        if run and run[-1].place != (sheet, row, column - 1):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _write(run: Sequence[Change], sheet: int) -> Json:
    _, row, column = run[0].place
    return {
        "updateCells": {
            "start": {"sheetId": sheet, "rowIndex": row, "columnIndex": column},
            "rows": [{"values": [_value(change) for change in run]}],
            "fields": "userEnteredValue",
        }
    }


def _value(change: Change) -> Json:
    put = entered(change.new)
    return {"userEnteredValue": put} if put else {}
