"""Where a table ends: the place at which ``values.append`` goes on."""

from __future__ import annotations

from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Sheet


def last_table(sheet: Sheet, area: Area) -> Area | None:
    """The lowest block of neighbouring filled cells that touches a range; None without any."""
    filled = {place for place, cell in sheet.cells.items() if "userEnteredValue" in cell}
    found: Area | None = None
    left = {place for place in filled if area.has(*place)}
    while left:
        block = _block(filled, left.pop())
        left -= block
        rows = [row for row, _ in block]
        columns = [column for _, column in block]
        table = Area.at(
            sheet.id,
            min(rows),
            min(columns),
            max(rows) - min(rows) + 1,
            max(columns) - min(columns) + 1,
        )
        if found is None or (table.rows.end or 0) > (found.rows.end or 0):
            found = table
    return found


def _block(filled: set[tuple[int, int]], start: tuple[int, int]) -> set[tuple[int, int]]:
    """The filled cells that are joined to a cell, corners included."""
    block, edge = {start}, [start]
    while edge:
        row, column = edge.pop()
        for near in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            if near in filled and near not in block:
                block.add(near)
                edge.append(near)
    return block


def last_row(sheet: Sheet) -> int:
    """The last row with a value, from 0; -1 on an empty sheet."""
    return max(
        (row for (row, _), cell in sheet.cells.items() if "userEnteredValue" in cell), default=-1
    )
