"""Refreshes a workbook file: makes it if it is not there, else changes owned cells only."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts import compute, xlsx_new
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook
from kpicells.sheets_sync.hosts.xlsx_package import replacing
from kpicells.sheets_sync.refresh.contents import Content, Formula
from kpicells.sheets_sync.refresh.diff import (
    BlockDiff,
    Change,
    Kept,
    Place,
    Read,
    Rows,
    diff_fixed,
    diff_growing,
)
from kpicells.sheets_sync.refresh.record import (
    STATE,
    from_lines,
    record_of,
    rows_of,
    to_lines,
)
from kpicells.templates.layout import Area, Block, Cell, Workbook

LOG = "kpi_log"
"""The block of log lines; a refresh adds to it only when something else changed."""


@dataclass
class Plan:
    """What a refresh is going to do to one workbook, before anything is written.

    Attributes:
        path: The workbook.
        layout: What it should look like.
        book: The workbook as it is; None when it does not exist yet.
        diffs: What happens to each block; empty for a new workbook.
        digest: What the file was when it was read.
    """

    path: Path
    layout: Workbook
    book: OpenWorkbook | None
    diffs: list[BlockDiff]
    record: dict[str, Rows]
    warnings: list[str]
    digest: str = ""

    @property
    def changes(self) -> list[Change]:
        """Every cell to be written, but for the log's."""
        if self.book is None:
            return _all_new(self.layout)
        return [c for diff in self.diffs if diff.block.name != LOG for c in diff.changes]

    @property
    def kept(self) -> list[Kept]:
        """Every cell that a person changed."""
        return [kept for diff in self.diffs for kept in diff.kept]


def compare(path: Path, layout: Workbook, *, take_back: bool = False) -> Plan:
    """Find out what a refresh of ``path`` would change.

    Args:
        path: The workbook; it need not exist.
        layout: What it should look like.
        take_back: Also overwrite cells that people changed.

    Raises:
        TargetError: The file is no workbook of ours, or must be made anew.
    """
    if not path.exists():
        return Plan(path, layout, None, [], {}, [])
    digest = _digest(path)
    book = OpenWorkbook(path)
    names = book.names
    if STATE not in names:
        raise TargetError(
            f"{path}: this workbook was not made by kpicells (it has no hidden sheet with the "
            "record of what was written); give another file to --to, and it will be made"
        )
    record = from_lines(names[STATE], _reader(book, names[STATE].sheet))
    plan = Plan(path, layout, book, [], record, [], digest)
    for block in layout.blocks:
        if block.name == STATE:
            continue
        if block.name not in names:
            plan.warnings.append(
                f"the part {block.name} of the workbook was deleted; it is left out"
            )
            continue
        area = names[block.name]
        cells = rows_of(block, layout.sheet(block.area.sheet))
        ours = record.get(block.name, [])
        if block.name == LOG:
            cells = [*_as_cells(ours), *cells[-1:]]
        compare_block = diff_growing if block.grows else diff_fixed
        diff = compare_block(
            block, cells, ours, area, _reader(book, area.sheet), take_back=take_back
        )
        if diff.outdated:
            raise TargetError(
                f"{path}: the plan now needs another layout than this workbook has "
                f"({block.name}): other KPIs, months or metrics. Run again with --remake: the old "
                "file is kept as a backup and a new one takes its place"
            )
        plan.diffs.append(diff)
    return plan


def apply(plan: Plan) -> None:
    """Write what :func:`compare` planned; the file is replaced in one step.

    Raises:
        TargetError: The file was changed by somebody in the meantime, or cannot be written.
    """
    if plan.book is None:
        create(plan.path, plan.layout)
        return
    book, record = plan.book, dict(plan.record)
    for diff in plan.diffs:
        for change in diff.changes:
            sheet, row, column = change.place
            book.write(sheet, row, column, change.new, style_from=change.style_from)
        if diff.block.grows:
            book.stretch(diff.block.name, diff.area)
        record[diff.block.name] = diff.record
    _write_record(book, record)
    book.recalculate_on_load()
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.xlsx"
        book.save(draft)
        places = [place for diff in plan.diffs for place in _formulas(diff, book)]
        for place, value in compute.values_in(draft, places).items():
            if isinstance(value, (str, float, bool)):
                book.write_result(*place, value)
    if _digest(plan.path) != plan.digest:
        raise TargetError(
            f"{plan.path}: somebody saved this file while it was being refreshed; "
            "nothing was written, run again"
        )
    book.save(plan.path)


def create(path: Path, layout: Workbook) -> None:
    """Write a new workbook with its record of what was written."""
    lines = to_lines(
        {
            block.name: record_of(rows_of(block, layout.sheet(block.area.sheet)))
            for block in layout.blocks
            if block.name != STATE
        }
    )
    state = layout.block(STATE)
    sheet = layout.sheet(state.area.sheet)
    top, left = state.area.first_row, state.area.first_column
    for i, line in enumerate(lines, start=1):
        for j, item in enumerate(line):
            sheet.cells[top + i, left + j] = Cell(value=item)
    area = Area(sheet.key, top, left, top + len(lines), left + 2)
    layout.blocks[layout.blocks.index(state)] = Block(STATE, area, grows=True)
    with replacing(path) as fresh:
        xlsx_new.write(layout, fresh)


def _write_record(book: OpenWorkbook, record: dict[str, Rows]) -> None:
    area = book.names[STATE]
    lines: Sequence[Sequence[Content]] = to_lines(record)
    read = _reader(book, area.sheet)
    top = area.first_row + 1  # below the header
    for i in range(max(len(lines), area.last_row - area.first_row)):
        line = lines[i] if i < len(lines) else (None, None, None)
        for j, item in enumerate(line):
            row, column = top + i, area.first_column + j
            if read(row, column) != item:
                book.write(area.sheet, row, column, item)
    last = area.first_row + len(lines)
    book.stretch(STATE, Area(area.sheet, area.first_row, area.first_column, last, area.last_column))


def _reader(book: OpenWorkbook, sheet: str) -> Read:
    def read(row: int, column: int) -> Content:
        found = book.read(sheet, row, column)
        if found.formula is not None:
            return Formula(found.formula)
        return float(found.value) if isinstance(found.value, bool) else found.value

    return read


def _formulas(diff: BlockDiff, book: OpenWorkbook) -> list[Place]:
    """The formula cells of a block, ours or a person's, wherever they stand now."""
    area = diff.area
    places = [(area.sheet, row, column) for row, column in area.places()]
    return [place for place in places if book.read(*place).formula is not None]


def _as_cells(rows: Rows) -> list[list[Cell | None]]:
    return [[Cell(value=item) for item in row] for row in rows]


def _all_new(layout: Workbook) -> list[Change]:
    titles = {sheet.key: sheet.title for sheet in layout.sheets}
    return [
        Change(
            (titles[block.area.sheet], block.area.first_row + i, block.area.first_column + j),
            None,
            item,
        )
        for block in layout.blocks
        if block.name != STATE
        for i, row in enumerate(record_of(rows_of(block, layout.sheet(block.area.sheet))))
        for j, item in enumerate(row)
        if item is not None
    ]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
