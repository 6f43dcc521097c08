"""The hidden record of what was written, which travels inside the workbook.

One row for each row of each block: the block's name, the row's index, and what was written there
as JSON. With it a refresh tells a person's change from its own writing, wherever the file went.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.refresh.contents import Content, from_json, to_json, written
from kpicells.sheets_sync.refresh.diff import Rows
from kpicells.templates.layout import Area, Block, Cell, Sheet

STATE = "kpi_state"
"""The name of the block that holds the record."""

Lines = list[tuple[str | float, ...]]


def rows_of(block: Block, sheet: Sheet) -> list[list[Cell | None]]:
    """The layout's cells of a block, row by row; None where it has none."""
    area = block.area
    return [
        [
            sheet.cells.get((row, column))
            for column in range(area.first_column, area.last_column + 1)
        ]
        for row in range(area.first_row, area.last_row + 1)
    ]


def record_of(rows: list[list[Cell | None]]) -> Rows:
    """What counts as written after a block was written new."""
    return [[None if cell is None else written(cell) for cell in row] for row in rows]


def to_lines(record: Mapping[str, Rows]) -> Lines:
    """The record as the rows of the hidden sheet, below its header."""
    return [
        (name, float(index), to_json(row))
        for name, rows in record.items()
        for index, row in enumerate(rows)
    ]


def from_lines(area: Area, read: Callable[[int, int], Content]) -> dict[str, Rows]:
    """The record as it stands in a workbook.

    Raises:
        TargetError: The hidden sheet was damaged.
    """
    record: dict[str, Rows] = {}
    for row in range(area.first_row + 1, area.last_row + 1):
        name, _, text = (read(row, area.first_column + j) for j in range(3))
        if name is None:
            continue
        try:
            record.setdefault(str(name), []).append(from_json(str(text)))
        except (ValueError, KeyError, TypeError):
            raise TargetError(
                f"the hidden record of the workbook is damaged at row {row + 1} of its sheet; "
                "take a backup of the workbook, or make a new one"
            ) from None
    return record
