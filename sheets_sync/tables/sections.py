"""Records taken apart into tables: preamble, header, rows; and again, for files with several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import limits
from kpicells.sheets_sync.tables.cells import CellsFile
from kpicells.sheets_sync.tables.headers import find_header, is_value, names_columns, unique
from kpicells.sheets_sync.tables.preamble import Preamble, is_comment
from kpicells.sheets_sync.tables.records import Batch, BrokenRow, Records, Shape
from kpicells.sheets_sync.tables.section import Section
from kpicells.sheets_sync.tables.table import DamagedRow

_TOTAL_LABELS = frozenset({"grand total", "total", "totals", "итого", "всего", "общий итог"})
_Row = tuple[int, list[str]]


class Sections:
    """Takes the records of one file or sheet apart into tables.

    Args:
        records: Where the records come from.
        new_cells: Makes the file for the next table's cells.
        name: The file's name, for messages.
    """

    def __init__(self, records: Records, new_cells: Callable[[], CellsFile], name: str) -> None:
        self._records = records
        self._new_cells = new_cells
        self._name = name
        self._waiting: deque[_Row] = deque()
        self._preamble = Preamble()
        self.headless: _Row | None = None
        """The first row that belongs to no table, if any."""
        self.empty: list[tuple[str, ...]] = []
        """The headers of tables without rows."""

    def read(self) -> list[Section]:
        """Read all tables that have rows."""
        sections: list[Section] = []
        while section := self._next_section(first=not sections):
            if section.cells.rows or section.damaged:
                sections.append(section)
                self._preamble.next_table()
            else:
                self.empty.append(section.header)
                self._preamble.title = ""
            if len(sections) > limits.TABLES:
                raise UnreadableFile(
                    f"{self._name}: holds more than {limits.TABLES} tables; export one report"
                )
        if sections and self._preamble.rows:
            sections[-1].skipped["footer"] += self._preamble.rows
        return sections

    def warnings(self) -> list[str]:
        """What a person should know about all of the tables."""
        if not self.empty:
            return []
        names = "; ".join(", ".join(header[:3]) for header in self.empty[:5])
        return [f"tables without rows were left out ({len(self.empty)}): {names}"]

    def why_nothing(self) -> str:
        """Why there is no table, and what to do."""
        if self.empty:
            names = ", ".join(self.empty[0][:6])
            return (
                f"holds a header ({names}) and no rows below it; export it again for a period "
                "with data"
            )
        if self.headless:
            row, cells = self.headless
            return (
                f"no header found: row {row} ({_excerpt(cells)}) and the rows around it name no "
                "columns; export it again with its header"
            )
        return "holds text but no table: no row names columns; export it as CSV or XLSX"

    def _next_section(self, *, first: bool) -> Section | None:
        preamble = self._preamble
        while row := self._next_row():
            number, cells = row
            if not any(cells):
                continue
            if is_comment(cells):
                preamble.add_comment(self._records.delimiter.join(cells))
                continue
            self._waiting.appendleft(row)
            block = self._take_block()
            index = find_header([cells for _, cells in block])
            if index is None and len(block) == limits.BLOCK_ROWS:
                raise UnreadableFile(
                    f"{self._name}: no header found: row {number} and those below it name no "
                    f"columns ({_excerpt(cells)}); export the file again with its header"
                )
            # Lines of one cell below a table are remarks, not a table of one column.
            remarks = not first and max(_width(cells) for _, cells in block) == 1
            if index is None or remarks or self._is_statements(block):
                if self.headless is None and any(map(is_value, cells)):
                    self.headless = row
                for _, cells in block:
                    preamble.add_row(cells)
                continue
            for _, cells in block[:index]:
                preamble.add_row(cells)
            self._waiting.extendleft(reversed(block[index + 1 :]))
            return self._read_section(block[index], block)
        return None

    def _take_block(self) -> list[_Row]:
        """The next rows up to a blank one, a comment, or as many as a header may be searched in."""
        block: list[_Row] = []
        while len(block) < limits.BLOCK_ROWS and (row := self._next_row()):
            if not any(row[1]) or is_comment(row[1]) or isinstance(row[1], BrokenRow):
                self._waiting.appendleft(row)
                break
            block.append(row)
        return block or [self._waiting.popleft()]

    def _is_statements(self, block: list[_Row]) -> bool:
        """Whether a block is a list of names and values above a wider table."""
        rows = [[cell for cell in cells if cell] for _, cells in block]
        if len(rows) > 12 or max(map(len, rows)) > 2 or min(map(len, rows)) < 1:
            return False
        if len(rows) > 1 and all(len(row) == 2 and is_value(row[1]) for row in rows[1:]):
            return False
        after = self._peek_filled()
        return after is not None and not is_comment(after) and sum(map(bool, after)) > 2

    def _read_section(self, header: _Row, block: list[_Row]) -> Section:
        number, cells = header
        used = max((_width(row) for _, row in block[block.index(header) :]), default=0)
        width = max(_width(cells), min(len(cells), used))
        # Delimiters after the last column are no columns, unless something stands below them.
        section = Section(
            title=self._preamble.title,
            header=unique(cells[:width]),
            header_cells=cells,
            header_row=number,
            cells=self._new_cells(),
            facts=dict(self._preamble.facts),
            period=self._preamble.period,
        )
        if self._preamble.rows:
            section.skipped["preamble"] = self._preamble.rows
        above = [*(c for n, row in block if n <= number for c in row), self._preamble.title]
        section.plain_above = not any("\n" in c or '"' in c for c in above) and len(cells) == width
        if section.facts or self._preamble.rows:
            section.plain_above &= not any('"' in v for v in section.facts.values())
        try:
            self._read_rows(section)
        finally:
            section.cells.close()
        return section

    def _read_rows(self, section: Section) -> None:
        header = section.header_cells
        width = len(section.header)
        shape = Shape(width, tuple(header))
        gap = False
        previous: list[str] = []
        while True:
            if not self._waiting:
                batch = self._records.next_batch(None if gap else shape)
                if batch is None:
                    return
                if not gap and self._take_whole(section, batch, width):
                    continue
                self._waiting.extend(enumerate(batch.rows, batch.row))
            number, cells = self._waiting.popleft()
            if isinstance(cells, BrokenRow):
                self._damage(section, number, cells, "a quotation mark is opened and never closed")
                continue
            if not any(cell.strip() for cell in cells):
                gap = True
                section.blank_cells |= bool(cells)
                continue
            if is_comment(cells) or (gap and self._begins_section(cells, previous, header)):
                self._waiting.appendleft((number, cells))
                return
            section.gaps += gap
            gap = False
            if cells == header:
                section.skipped["repeated header"] += 1
                continue
            if row := self._fitted(section, number, cells, width):
                section.first_row = section.first_row or number
                section.cells.add_rows(number, [row])
                previous = row

    @staticmethod
    def _take_whole(section: Section, batch: Batch, width: int) -> bool:
        """Take a batch as it is, if every row of it fits the header."""
        if batch.lines is not None:
            section.first_row = section.first_row or batch.row
            section.cells.add_lines(batch.row, batch.lines)
            return True
        rows = batch.rows
        if (
            set(map(len, rows)) != {width}
            or not all(map(any, rows))
            or section.header_cells in rows
            or width == 1
        ):
            return False
        if any(row[0][:1] == "#" for row in rows) and any(map(is_comment, rows)):
            return False
        section.first_row = section.first_row or batch.row
        section.cells.add_rows(batch.row, rows)
        return True

    def _fitted(
        self, section: Section, number: int, cells: list[str], width: int
    ) -> list[str] | None:
        """The cells of a row as wide as the header, or None if it is damaged."""
        if len(cells) < width:
            section.padded += 1
            return cells + [""] * (width - len(cells))
        extra = [cell for cell in cells[width:] if cell.strip()]
        # GA4 writes "Grand total" behind the last column.
        if extra and not (len(extra) == 1 and extra[0].strip().lower() in _TOTAL_LABELS):
            self._damage(
                section,
                number,
                cells,
                f"has {_width(cells)} cells, but the header names {width} columns",
            )
            return None
        section.cut += len(cells) > width
        return cells[:width]

    def _damage(self, section: Section, number: int, cells: list[str], reason: str) -> None:
        section.damaged.append(DamagedRow(number, _excerpt(cells), reason))
        if len(section.damaged) > limits.DAMAGED_ROWS:
            raise UnreadableFile(
                f"{self._name}: more than {limits.DAMAGED_ROWS:,} rows do not fit the header in "
                f"row {section.header_row} (row {number} {reason}); export the file again"
            )

    def _begins_section(self, cells: list[str], previous: list[str], header: list[str]) -> bool:
        """Whether a row after a blank line begins a new table rather than going on with this."""
        if cells == header:
            return False
        if len(header) > 1 and sum(1 for cell in cells if cell.strip()) == 1:
            after = self._peek_filled()
            return not is_value("".join(cells).strip()) and (
                after is None
                or is_comment(after)
                or names_columns(after)
                or (len(header) > 2 and sum(1 for cell in after if cell.strip()) == 1)
            )
        differs = any(
            is_value(above) and cell.strip() and not is_value(cell)
            for above, cell in zip(previous, cells, strict=False)
        )
        return names_columns(cells) and (differs or not previous)

    def _peek_filled(self) -> list[str] | None:
        """The next row that is not blank, left where it is."""
        passed: list[_Row] = []
        found = None
        while found is None and (row := self._next_row()):
            passed.append(row)
            if any(row[1]):
                found = row[1]
        self._waiting.extendleft(reversed(passed))
        return found

    def _next_row(self) -> _Row | None:
        while not self._waiting:
            batch = self._records.next_batch()
            if batch is None:
                return None
            self._waiting.extend(enumerate(batch.rows, batch.row))
        return self._waiting.popleft()


def _width(cells: list[str]) -> int:
    """The number of cells up to the last one that is not blank."""
    return max((i for i, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _excerpt(cells: list[str]) -> str:
    text = " | ".join(cell for cell in cells[:6] if cell.strip())
    return text if len(text) <= 120 else text[:117] + "..."
