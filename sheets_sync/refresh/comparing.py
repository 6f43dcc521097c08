"""Finds out what a refresh changes in a workbook, wherever it lives; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.books import Book
from kpicells.sheets_sync.refresh.contents import Content, Formula, same
from kpicells.sheets_sync.refresh.diff import (
    BlockDiff,
    Change,
    Kept,
    Read,
    Rows,
    diff_fixed,
    diff_growing,
)
from kpicells.sheets_sync.refresh.record import STATE, from_lines, record_of, rows_of, to_lines
from kpicells.templates.content import LogLine
from kpicells.templates.frame import Frame
from kpicells.templates.layout import Area, Block, Cell, Workbook

LOG, META = "kpi_log", "kpi_meta"
"""The block of log lines, and that of what the workbook was made with."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """A workbook as it stands before a refresh.

    Attributes:
        where: Its file or address, as errors name it.
        book: The workbook; None when it does not exist yet.
        record: What was written into it last time, block by block.
    """

    where: str
    book: Book | None = None
    record: Mapping[str, Rows] = field(default_factory=dict)

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
                f"{self.where}: this workbook was made by another version of kpicells. Run again "
                "with --remake: the old file is kept as a backup and a new one takes its place"
            ) from None

    @property
    def calls(self) -> int:
        """Calls to a remote service that were made so far."""
        return 0

    def apply(self, plan: Plan, said: LogLine, keep: Callable[[Edits], None]) -> list[str]:
        """Write what was planned, whole or not at all.

        Args:
            plan: What is to be done.
            said: The line that is added to the workbook's log.
            keep: Is given all that is going to be written, before anything is.

        Returns:
            Warnings, if any.

        Raises:
            TargetError: It cannot be written, or somebody changed it in the meantime.
        """
        raise NotImplementedError

    def create(self, layout: Workbook, typed: Sequence[Kept] = ()) -> None:
        """Make the workbook, or make it anew in the place of the one that is there.

        Args:
            layout: What it looks like.
            typed: Contents that people typed into the one before; they stay people's.

        Raises:
            TargetError: It cannot be written.
        """
        raise NotImplementedError


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


@dataclass(frozen=True)
class Edits:
    """All that is written into a workbook that exists.

    Attributes:
        cells: The cells, those of the log and of the record among them.
        stretched: Names of blocks that grew or shrank, with what they stand for now.
    """

    cells: Sequence[Change]
    stretched: Mapping[str, Area]

    def undone(self, book: Book) -> Edits:
        """What brings back the state before, where the cells still hold what was written."""
        cells = [
            Change(change.place, change.new, change.old)
            for change in self.cells
            if change.place[0] in book.sheets
            and same(reader(book, change.place[0])(*change.place[1:]), change.new)
        ]
        return Edits(cells, {})


def nothing(_: Edits) -> None:
    """Keeps no backup: somebody else has one."""


def record_in(book: Book) -> dict[str, Rows]:
    """What was written into a workbook of ours last time.

    Raises:
        TargetError: Its hidden record is damaged.
    """
    area = book.names[STATE]
    return from_lines(area, reader(book, area.sheet))


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
                f"{target.where}: the plan now needs another layout than this workbook has "
                f"({block.name}): other KPIs, months or metrics, or a newer kpicells. Run again "
                "with --remake: the old file is kept as a backup and a new one takes its place"
            )
        plan.diffs.append(diff)
    return plan


def edits(plan: Plan, said: LogLine) -> Edits:
    """All that a refresh writes: the changes, a line of the log, and the record of both."""
    book = plan.target.book
    assert book is not None
    record = dict(plan.target.record)
    cells: list[Change] = []
    stretched: dict[str, Area] = {}
    for diff in (*plan.diffs, *_log(plan, book, said)):
        cells += diff.changes
        if diff.block.grows:
            stretched[diff.block.name] = diff.area
        record[diff.block.name] = diff.record
    cells += _record_cells(book, record)
    area = book.names[STATE]
    last = area.first_row + len(to_lines(record))
    stretched[STATE] = Area(area.sheet, area.first_row, area.first_column, last, area.last_column)
    return Edits(
        cells, {name: area for name, area in stretched.items() if area != book.names[name]}
    )


def with_record(layout: Workbook) -> None:
    """Put the record of what is written into the hidden sheet of a new workbook's layout."""
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


def reader(book: Book, sheet: str) -> Read:
    """Reads the cells of a sheet: a formula as one, all else as its value."""

    def read(row: int, column: int) -> Content:
        found = book.read(sheet, row, column)
        if found.formula is not None:
            return Formula(found.formula)
        return float(found.value) if isinstance(found.value, bool) else found.value

    return read


def _log(plan: Plan, book: Book, said: LogLine) -> list[BlockDiff]:
    """The log with one line more; none where a person deleted the log."""
    if LOG not in book.names:
        return []
    block, area = plan.layout.block(LOG), book.names[LOG]
    ours = plan.target.record.get(LOG, [])
    line = [Cell(value=said.when), Cell(value=said.what), Cell(value=said.who)]
    return [diff_growing(block, [*_as_cells(ours), line], ours, area, reader(book, area.sheet))]


def _record_cells(book: Book, record: Mapping[str, Rows]) -> list[Change]:
    area = book.names[STATE]
    lines: Sequence[Sequence[Content]] = to_lines(record)
    read = reader(book, area.sheet)
    top = area.first_row + 1  # below the header
    changes = []
    for i in range(max(len(lines), area.last_row - area.first_row)):
        line = lines[i] if i < len(lines) else (None, None, None)
        for j, item in enumerate(line):
            row, column = top + i, area.first_column + j
            if (found := read(row, column)) != item:
                changes.append(Change((area.sheet, row, column), found, item))
    return changes


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
