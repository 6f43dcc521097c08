"""Computes the formulas of a layout, so that its cells hold the values that a program shows.

Viewers which do not compute (a phone's preview, a mail client) show the stored values; programs
which do compute find the same ones.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock

import ironcalc

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.xlsx_grid import ERRORS
from kpicells.templates.layout import Cell, Sheet, Value, Workbook, cell_text

Place = tuple[str, int, int]
"""Sheet title, row and column from 0."""
_OUTPUT = Lock()


def computed(layout: Workbook) -> Workbook:
    """The layout with the value of every formula.

    Raises:
        TargetError: A formula gives an error; the message names its cell.
    """
    values = compute(layout)
    wrong = [
        f"{title}!{cell_text(row, column)} {value}"
        for (title, row, column), value in values.items()
        if value in ERRORS
    ]
    if wrong:
        raise TargetError(f"formulas with errors: {', '.join(wrong[:5])}")
    sheets = [replace(sheet, cells=dict(_filled(sheet, values))) for sheet in layout.sheets]
    return replace(layout, sheets=sheets)


def _filled(sheet: Sheet, values: dict[Place, Value]) -> Iterator[tuple[tuple[int, int], Cell]]:
    for (row, column), cell in sheet.cells.items():
        if cell.formula is not None:
            cell = replace(cell, value=values[sheet.title, row, column])
        yield (row, column), cell


def compute(layout: Workbook) -> dict[Place, Value]:
    """The value of every formula, errors as their texts."""
    from kpicells.sheets_sync.hosts.xlsx_new import write_as_is

    with tempfile.TemporaryDirectory(prefix="kpicells-") as folder:
        path = Path(folder) / "book.xlsx"
        write_as_is(_without_room(layout), path)
        places = [
            (sheet.title, row, column)
            for sheet in layout.sheets
            for (row, column), cell in sheet.cells.items()
            if cell.formula is not None
        ]
        return values_in(path, places)


def _without_room(layout: Workbook) -> Workbook:
    """The layout with names that end where their sheet's cells end.

    Names reach over thousands of empty rows, so that tables may grow; computing over these rows
    takes most of the time and changes nothing.
    """
    last = {sheet.title: max(row for row, _ in sheet.cells) + 1 for sheet in layout.sheets}
    names = {}
    for name, place in layout.names.items():
        title, _, corners = place.rpartition("!")
        first, _, end = corners.partition(":")
        bottom = last.get(title.strip("'").replace("''", "'"), 0)
        if end and int(end.rpartition("$")[2]) > bottom > 1:
            end = f"{end.rpartition('$')[0]}${max(bottom, int(first.rpartition('$')[2]))}"
        names[name] = f"{title}!{first}:{end}" if end else place
    return replace(layout, names=names)


def values_in(path: Path, places: list[Place]) -> dict[Place, Value]:
    """What IronCalc computes for these cells of a file.

    Args:
        path: The .xlsx file.
        places: The cells.

    Raises:
        TargetError: The file cannot be computed.
    """
    try:
        with _nothing_printed():
            model = ironcalc.load_from_xlsx(str(path))
            model.evaluate()
    except ironcalc.WorkbookError as error:
        raise TargetError(f"{path.name}: cannot be computed: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which is no Exception in Python
            raise
        raise TargetError(f"{path.name}: cannot be computed: {error}") from error
    order = [sheet["name"] for sheet in model.get_worksheets_properties()]
    index = {title: number for number, title in enumerate(order)}
    found: dict[Place, Value] = {}
    for title, row, column in places:
        found[title, row, column] = model.get_cell_value(index[title], row + 1, column + 1)
    return found


@contextmanager
def _nothing_printed() -> Iterator[None]:
    """IronCalc tells the process's standard output of cells that it finds odd; nobody asked.

    The output is the process's: one thread at a time, or a second would keep the first one's void
    for the output.
    """
    with _OUTPUT:
        sys.stdout.flush()
        kept = os.dup(1)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)
