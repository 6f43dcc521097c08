"""Compares three versions of every owned cell: what we wrote last time, what stands there now,
and what should stand there.

- It stands as we wrote it: it may be changed.
- It differs from what we wrote: a person changed it, and it is kept and reported.
- A formula is never rewritten, only what it shows; if the layout now wants another formula, the
  workbook has to be made anew, and the caller is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kpicells.sheets_sync.refresh.align import align
from kpicells.sheets_sync.refresh.contents import Content, Formula, same, written
from kpicells.templates.layout import Area, Block, Cell, Owner

Place = tuple[str, int, int]
"""Sheet title, row, column."""
Rows = list[list[Content]]
_HEAD = 3
"""So many lines of a growing block tell its columns: a title, the header, and the first row."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell to be written."""

    place: Place
    old: Content
    new: Content
    style_from: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell that a person changed, and what we would have written."""

    place: Place
    found: Content
    ours: Content


@dataclass
class BlockDiff:
    """What a refresh does to one block.

    Attributes:
        changes: Cells to be written.
        kept: Cells that a person changed.
        record: What counts as written by us from now on, row by row.
        area: Where the block stands afterwards.
        places: Where each cell of the layout's block stands now, by its place in the block.
        outdated: The layout wants other formulas or another shape than this workbook has.
    """

    block: Block
    area: Area
    changes: list[Change] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    record: Rows = field(default_factory=list)
    places: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    outdated: bool = False


Read = Callable[[int, int], Content]
"""What stands at a row and column of the block's sheet."""


def diff_fixed(
    block: Block,
    desired: Sequence[Sequence[Cell | None]],
    record: Rows,
    area: Area,
    read: Read,
    *,
    take_back: bool = False,
) -> BlockDiff:
    """Compare a block whose rows and columns are the layout's own.

    A place without a cell in the layout (None) is free space inside the block: people's.
    """
    result = BlockDiff(block, area)
    wanted = [_contents(row) for row in desired]
    if len(wanted) != len(record) or any(
        len(a) != len(b) for a, b in zip(wanted, record, strict=False)
    ):
        result.outdated = True
        return result
    rows, columns = locate(record, area, read)
    for i, line in enumerate(desired):
        kept_line: list[Content] = []
        for j, cell in enumerate(line):
            ours, want = record[i][j], wanted[i][j]
            row, column = rows[i], columns[j]
            if ours is None and want is None:
                kept_line.append(None)  # a place that is only coloured: people may write there
                continue
            if cell is None or cell.owner is Owner.PERSON or row is None or column is None:
                kept_line.append(ours)
                continue
            result.places[i, j] = (row, column)
            if isinstance(want, Formula) and ours != want:
                result.outdated = True
            found = read(row, column)
            kept_line.append(
                _decide(result, (area.sheet, row, column), ours, found, want, take_back=take_back)
            )
        result.record.append(kept_line)
    return result


def diff_growing(
    block: Block,
    desired: Sequence[Sequence[Cell | None]],
    record: Rows,
    area: Area,
    read: Read,
    *,
    take_back: bool = False,
) -> BlockDiff:
    """Compare a block of rows that are known by their key columns.

    Rows stay where they are, so people may sort them; new rows fill the rows that became empty
    and then go below, past rows that people have used there.
    """
    result = BlockDiff(block, area)
    head = (record or [_contents(line) for line in desired])[:_HEAD]
    if any(len(line) != len(head[0]) for line in desired):
        result.outdated = True
        return result
    columns = _columns(head, area, read)
    free: list[int] = []
    standing: dict[int, list[Content]] = {}
    for row in range(area.first_row, area.last_row + 1):
        line = [None if column is None else read(row, column) for column in columns]
        if any(item is not None for item in line):
            standing[row] = line
        else:
            free.append(row)
    homes = _homes(block, record, standing)
    wanted = {_key(block, line): line for line in map(_contents, desired)}
    for key, ours in {_key(block, line): line for line in record}.items():
        home = homes.get(key)
        if home is None:
            continue  # a person deleted the row: it is written again, if it is still wanted
        want = wanted.pop(key, None)
        line = [
            ours[j]
            if column is None
            else _decide(
                result,
                (area.sheet, home, column),
                ours[j],
                standing[home][j],
                want[j] if want is not None else None,
                take_back=take_back,
            )
            for j, column in enumerate(columns)
        ]
        if want is not None:
            result.record.append(line)
        elif all(item is None for item in line):
            free.append(home)
    last = area.last_row
    rows = _places_for_new(sorted(free), area, read)
    for line in wanted.values():
        row = next(rows)
        last = max(last, row)
        for column, item in zip(columns, line, strict=True):
            if item is not None and column is not None:
                place = (area.sheet, row, column)
                result.changes.append(Change(place, None, item, style_from=area.first_row + 1))
        result.record.append(line)
    result.area = Area(area.sheet, area.first_row, area.first_column, last, area.last_column)
    result.changes = list(_once(result.changes))
    return result


def _once(changes: Sequence[Change]) -> Iterator[Change]:
    """One change for each cell: a row that became empty may have been filled again."""
    found: dict[Place, Change] = {}
    for change in changes:
        before = found.get(change.place)
        found[change.place] = change if before is None else replace(change, old=before.old)
    return (change for change in found.values() if not same(change.old, change.new))


def _columns(head: Rows, area: Area, read: Read) -> list[int | None]:
    """The column of the sheet for each column of a growing block, found by its first lines."""
    width = area.last_column - area.first_column + 1
    found = [
        [read(area.first_row + i, area.first_column + j) for i in range(len(head))]
        for j in range(width)
    ]
    count = len(head[0]) if head else 0
    places = align([[line[j] for line in head] for j in range(count)], found)
    return [None if place is None else area.first_column + place for place in places]


def _decide(
    result: BlockDiff,
    place: Place,
    ours: Content,
    found: Content,
    want: Content,
    *,
    take_back: bool,
) -> Content:
    """Plan what happens to one cell; the answer is what counts as written by us afterwards."""
    if isinstance(want, Formula):
        if not isinstance(found, Formula) or not same(found, want):
            result.kept.append(Kept(place, found, want))
        return ours
    if same(found, want):
        return want
    if same(found, ours) or take_back:
        result.changes.append(Change(place, found, want))
        return want
    result.kept.append(Kept(place, found, want))
    return ours


def locate(record: Rows, area: Area, read: Read) -> tuple[list[int | None], list[int | None]]:
    """The row of the sheet for each row of the record, and the column for each column."""
    height = area.last_row - area.first_row + 1
    width = area.last_column - area.first_column + 1
    if (height, width) == (len(record), len(record[0]) if record else 0):
        return (
            [area.first_row + i for i in range(height)],
            [area.first_column + j for j in range(width)],
        )
    found = [
        [read(area.first_row + i, area.first_column + j) for j in range(width)]
        for i in range(height)
    ]
    rows = align(record, found)
    paired = [(line, found[row]) for line, row in zip(record, rows, strict=True) if row is not None]
    columns = align(
        [[line[j] for line, _ in paired] for j in range(len(record[0]))],
        [[line[j] for _, line in paired] for j in range(width)],
    )
    return (
        [None if row is None else area.first_row + row for row in rows],
        [None if column is None else area.first_column + column for column in columns],
    )


def _contents(line: Sequence[Cell | None]) -> list[Content]:
    return [None if cell is None else written(cell) for cell in line]


def _key(block: Block, line: Sequence[Content]) -> tuple[Content, ...]:
    return tuple(line[j] for j in block.key_columns)


def _homes(
    block: Block, record: Rows, found: dict[int, list[Content]]
) -> dict[tuple[Content, ...], int]:
    """Where each recorded row stands now: by its key, or else by its likeness."""
    by_key = {_key(block, line): row for row, line in found.items()}
    homes = {}
    lost = []
    for line in record:
        key = _key(block, line)
        if key in by_key:
            homes[key] = by_key.pop(key)
        else:
            lost.append(line)
    strangers = sorted(by_key.values())
    for line in lost:  # a person changed the key itself, the spelling of a campaign perhaps
        needed = (sum(item is not None for item in line) + 1) // 2
        for row in strangers:
            alike = sum(a is not None and same(a, b) for a, b in zip(line, found[row], strict=True))
            if alike >= max(needed, 2):
                homes[_key(block, line)] = row
                strangers.remove(row)
                break
    return homes


def _places_for_new(free: list[int], area: Area, read: Read) -> Iterator[int]:
    """Rows that became empty, then rows below; a row below that people use is passed over."""
    yield from free
    row = area.last_row
    columns = range(area.first_column, area.last_column + 1)
    while True:
        row += 1
        if all(read(row, column) is None for column in columns):
            yield row
