"""Refreshes a workbook file: makes it if it is not there, else changes owned cells only."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts import compute, xlsx_new
from kpicells.sheets_sync.hosts.xlsx_grid import ERRORS
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
from kpicells.templates.content import LogLine
from kpicells.templates.frame import Frame
from kpicells.templates.layout import Area, Block, Cell, Workbook

LOG, META = "kpi_log", "kpi_meta"
"""The block of log lines, and that of what the workbook was made with."""


@dataclass(frozen=True, slots=True)
class Target:
    """A workbook as it stands before a refresh.

    Attributes:
        path: Where it is, or will be.
        book: The workbook; None when it does not exist yet.
        record: What was written into it last time, block by block.
        digest: What the file was when it was read.
    """

    path: Path
    book: OpenWorkbook | None = None
    record: Mapping[str, Rows] = field(default_factory=dict)
    digest: str = ""

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a workbook that may not exist yet.

        Raises:
            TargetError: The file is no workbook of ours.
        """
        if not path.exists():
            return cls(path)
        digest = _digest(path)
        book = OpenWorkbook(path)
        if STATE not in book.names:
            raise TargetError(
                f"{path}: this workbook was not made by kpicells (it has no hidden sheet with the "
                "record of what was written); give another file to --to, and it will be made"
            )
        area = book.names[STATE]
        return cls(path, book, from_lines(area, reader(book, area.sheet)), digest)

    @property
    def frame(self) -> Frame | None:
        """What the workbook was made with; None for a new one.

        Raises:
            TargetError: It was made by an older version that did not remember.
        """
        if self.book is None:
            return None
        meta = {line[0]: line[1] for line in self.record.get(META, [])}
        try:
            return Frame.from_json(str(meta["frame"]))
        except (KeyError, ValueError):
            raise TargetError(
                f"{self.path}: this workbook was made by another version of kpicells. Run again "
                "with --remake: the old file is kept as a backup and a new one takes its place"
            ) from None

    @property
    def is_unchanged(self) -> bool:
        """Whether the file is still what was read."""
        return _digest(self.path) == self.digest


@dataclass
class Plan:
    """What a refresh is going to do to one workbook, before anything is written.

    Attributes:
        target: The workbook as it is.
        layout: What it should look like.
        diffs: What happens to each block; empty for a new workbook.
        warnings: What the person should know.
    """

    target: Target
    layout: Workbook
    diffs: list[BlockDiff] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        """Every cell to be written, but for the log's."""
        if self.target.book is None:
            return _all_new(self.layout)
        return [change for diff in self.diffs for change in diff.changes]

    @property
    def kept(self) -> list[Kept]:
        """Every cell that a person changed."""
        return [kept for diff in self.diffs for kept in diff.kept]


def compare(target: Target, layout: Workbook, *, take_back: bool = False) -> Plan:
    """Find out what a refresh would change.

    Args:
        target: The workbook.
        layout: What it should look like.
        take_back: Also overwrite cells that people changed.

    Raises:
        TargetError: The workbook must be made anew.
    """
    book, record, plan = target.book, target.record, Plan(target, layout)
    if book is None:
        return plan
    names = book.names
    for block in layout.blocks:
        if block.name in (STATE, LOG):
            continue
        if block.name not in names:
            plan.warnings.append(
                f"the part {block.name} of the workbook was deleted; it is left out"
            )
            continue
        area = names[block.name]
        cells = rows_of(block, layout.sheet(block.area.sheet))
        ours = record.get(block.name, [])
        compare_block = diff_growing if block.grows else diff_fixed
        diff = compare_block(
            block, cells, ours, area, reader(book, area.sheet), take_back=take_back
        )
        if diff.outdated:
            raise TargetError(
                f"{target.path}: the plan now needs another layout than this workbook has "
                f"({block.name}): other KPIs, months or metrics. Run again with --remake: the old "
                "file is kept as a backup and a new one takes its place"
            )
        plan.diffs.append(diff)
    return plan


def apply(plan: Plan, said: LogLine) -> list[str]:
    """Write what :func:`compare` planned; the file is replaced in one step.

    Args:
        plan: What is to be done.
        said: The line that is added to the workbook's log.

    Returns:
        Warnings, if any.

    Raises:
        TargetError: The file was changed by somebody in the meantime, or cannot be written.
    """
    target, book = plan.target, plan.target.book
    if book is None:
        create(target.path, plan.layout)
        return []
    record = dict(target.record)
    logged = _log(plan, book, said)
    for diff in (*plan.diffs, *logged):
        for change in diff.changes:
            sheet, row, column = change.place
            book.write(sheet, row, column, change.new, style_from=change.style_from)
        if diff.block.grows:
            book.stretch(diff.block.name, diff.area)
        record[diff.block.name] = diff.record
    _write_record(book, record)
    book.recalculate_on_load()
    warnings = _compute(plan, book)
    if not target.is_unchanged:
        raise TargetError(
            f"{target.path}: somebody saved this file while it was being refreshed; "
            "nothing was written, run again"
        )
    book.save(target.path)
    return warnings


def _compute(plan: Plan, book: OpenWorkbook) -> list[str]:
    """Set what our formulas show to viewers that do not compute.

    A workbook may hold what only Excel can compute. What depends on it shows what it showed, until
    a spreadsheet opens the file.
    """
    places = [place for diff in plan.diffs for place in _formulas(diff, book)]
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.xlsx"
        book.save(draft)
        try:
            values = compute.values_in(draft, places)
        except TargetError as error:
            return [
                f"{plan.target.path.name}: previews show the numbers of before, since the workbook "
                f"holds what only a spreadsheet can compute ({error}); opened, it is right"
            ]
    for place, value in values.items():
        if isinstance(value, (str, float, bool)) and value not in ERRORS:
            book.write_result(*place, value)
    return []


def _log(plan: Plan, book: OpenWorkbook, said: LogLine) -> list[BlockDiff]:
    """The log with one line more; none where a person deleted the log."""
    if LOG not in book.names:
        return []
    block, area = plan.layout.block(LOG), book.names[LOG]
    ours = plan.target.record.get(LOG, [])
    line = [Cell(value=said.when), Cell(value=said.what), Cell(value=said.who)]
    return [diff_growing(block, [*_as_cells(ours), line], ours, area, reader(book, area.sheet))]


def create(path: Path, layout: Workbook, typed: Sequence[Kept] = ()) -> None:
    """Write a new workbook with its record of what was written.

    Args:
        path: Where to.
        layout: What it looks like.
        typed: Contents that people typed into an older workbook; they stay people's.

    Raises:
        TargetError: It cannot be written, or would have to hold macros.
    """
    if path.suffix.lower() == ".xlsm":
        raise TargetError(
            f"{path}: a workbook that is made anew has no macros; give a name that ends with "
            ".xlsx, and save it as .xlsm in Excel once it has some"
        )
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
    type_in(layout, typed)
    with replacing(path) as fresh:
        xlsx_new.write(layout, fresh)


def type_in(layout: Workbook, typed: Sequence[Kept]) -> None:
    """Put what people typed into the cells of a layout."""
    titles = {sheet.title: sheet for sheet in layout.sheets}
    for one in typed:
        title, row, column = one.place
        cells = titles[title].cells
        value = str(one.found) if isinstance(one.found, str) else one.found
        cells[row, column] = replace(cells[row, column], value=value)


def _write_record(book: OpenWorkbook, record: dict[str, Rows]) -> None:
    area = book.names[STATE]
    lines: Sequence[Sequence[Content]] = to_lines(record)
    read = reader(book, area.sheet)
    top = area.first_row + 1  # below the header
    for i in range(max(len(lines), area.last_row - area.first_row)):
        line = lines[i] if i < len(lines) else (None, None, None)
        for j, item in enumerate(line):
            row, column = top + i, area.first_column + j
            if read(row, column) != item:
                book.write(area.sheet, row, column, item)
    last = area.first_row + len(lines)
    book.stretch(STATE, Area(area.sheet, area.first_row, area.first_column, last, area.last_column))


def reader(book: OpenWorkbook, sheet: str) -> Read:
    """Reads the cells of a sheet: a formula as one, all else as its value."""

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
