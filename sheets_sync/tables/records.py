"""Records of a delimited file, a chunk at a time.

Most chunks of most files hold no quote and lines of one width. Such a chunk need not be taken
apart into cells at all: its lines are handed on as they are, several times faster. All others go
through Python's csv reader. A record that a chunk cuts in two is carried over whole to the next.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import limits

if TYPE_CHECKING:
    import _csv

# Fed to the csv reader after a chunk: it comes back as a record of its own exactly when the chunk
# ended between two records.
_END = "\ue000end of chunk\ue000"
_OPEN = "\ue000still open\ue000"
_MOST_BROKEN = 1_000


class BrokenRow(list[str]):
    """A line that opens a quotation which nobody closes; ``[0]`` is the line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the lines of a table look like, so that whole chunks of it can be taken unparsed."""

    width: int
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive records, the first of which is record number ``row`` of the file.

    Attributes:
        row: The number of the first record.
        rows: The records, taken apart; a blank line is an empty list. Or:
        lines: Regular records as lines without line ends.
    """

    row: int
    rows: list[list[str]]
    lines: list[str] | None = None


class Records(Protocol):
    """Where records come from: a delimited text, or a sheet of a workbook."""

    delimiter: str

    def next_batch(self, shape: Shape | None = None) -> Batch | None:
        """The next records, or None at the end; chunks that fit ``shape`` may come as lines."""


class DelimitedRecords:
    """The records of a delimited text.

    Args:
        chunks: The text, in chunks that end with a line end.
        delimiter: What separates its cells.
        name: The file's name, for messages.
        partial: The text is a sample that may be cut off in the middle of its last record.
    """

    def __init__(
        self, chunks: Iterable[str], delimiter: str, name: str, *, partial: bool = False
    ) -> None:
        self.delimiter = delimiter
        self._partial = partial
        self._chunks: Iterator[str] = iter(chunks)
        self._name = name
        self._carry = ""
        self._row = 1
        self._ended = False
        self._broken = 0
        self.sloppy = 0
        """How many records have quotation marks where they should not."""

    def next_batch(self, shape: Shape | None = None) -> Batch | None:
        """The next records, or None at the end; chunks that fit ``shape`` may come as lines."""
        while self._carry or not self._ended:
            chunk = next(self._chunks, None)
            self._ended = chunk is None
            text = self._carry + (chunk or "")
            self._carry = ""
            if not text:
                continue
            # One kind of line end inside cells and between records: DuckDB is misled by two.
            text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
            batch = (self._regular(text, shape) if shape else None) or self._parsed(text)
            self._row += len(batch.rows) if batch.lines is None else len(batch.lines)
            if batch.rows or batch.lines:
                return batch
        return None

    def _regular(self, text: str, shape: Shape) -> Batch | None:
        """The lines of a chunk, if each is plainly one record as wide as the header."""
        quoted = '"' in text
        between, ends = (f'"{self.delimiter}"', '"') if quoted else (self.delimiter, "")
        blank = ends + between * (shape.width - 1)
        if shape.width < 2 or text.startswith(blank) or "\n" + blank in text:
            return None
        lines = text.split("\n")
        if not lines[-1]:
            del lines[-1]
        if {line.count(between) for line in lines} != {shape.width - 1}:
            return None
        if quoted and not _all_quoted(lines, shape.width):
            return None
        if ends + between.join(shape.header) + ends in lines:
            return None
        return Batch(self._row, [], lines)

    def _parsed(self, text: str) -> Batch:
        rows: list[list[str]] = []
        lines = io.StringIO(text, newline="\n")
        try:
            rows.extend(self._reader(chain(lines, (_END,)), strict=True))
        except csv.Error:
            return self._parsed_with_care(text)
        if rows.pop() != [_END]:
            return self._parsed_with_care(text)
        self._check_width(rows)
        return Batch(self._row, rows)

    def _parsed_with_care(self, text: str) -> Batch:
        """Parse a chunk that ends inside a record, or has quotation marks in wrong places."""
        lines = list(io.StringIO(text, newline="\n"))
        rows: list[list[str]] = []
        start = 0
        while start < len(lines):
            start, cut_off = self._parse_correct(lines, start, rows)
            if start >= len(lines):
                break
            if cut_off and len(rest := "".join(lines[start:])) <= limits.RECORD_CHARS:
                if not self._ended:
                    self._carry = rest
                    break
                if self._partial:
                    break
            self.sloppy += 1
            rows.append(self._one_line(lines[start], len(rows)))
            start += 1
        self._check_width(rows)
        return Batch(self._row, rows)

    def _parse_correct(
        self, lines: list[str], start: int, rows: list[list[str]]
    ) -> tuple[int, bool]:
        """Parse up to a record that is not correct.

        Returns:
            The line where that record begins, and whether it may go on in the next chunk.
        """
        reader = self._reader(chain(lines[start:], (_END,)), strict=True)
        left = len(lines) - start
        used = 0
        try:
            for row in reader:
                if reader.line_num > left:
                    break
                rows.append(row)
                used = reader.line_num
        except csv.Error:
            return start + used, reader.line_num > left
        return start + used, True

    def _one_line(self, line: str, before: int) -> list[str]:
        """The record of a line with quotation marks in wrong places.

        Such a mark may swallow the lines that follow. Where it does, this line alone is given up.
        """
        try:
            cells = next(self._reader([line, _OPEN], strict=False))
        except csv.Error:  # a cell over the csv module's limit of 131,072 characters
            cells = [_OPEN]
        if cells and _OPEN not in cells[-1]:
            return cells
        self._broken += 1
        if self._broken > _MOST_BROKEN:
            raise UnreadableFile(
                f"{self._name}: a quotation mark that is opened in row {self._row + before} is "
                f"never closed, like {_MOST_BROKEN} before it; export the file again"
            )
        return BrokenRow([line.rstrip("\n")])

    def _reader(self, lines: Iterable[str], *, strict: bool) -> _csv.Reader:
        return csv.reader(lines, delimiter=self.delimiter, strict=strict)

    def _check_width(self, rows: list[list[str]]) -> None:
        widest = max(map(len, rows), default=0)
        if widest > limits.COLUMNS:
            raise UnreadableFile(
                f"{self._name}: a row has {widest:,} columns, more than {limits.COLUMNS:,}: this "
                "is no table of results; export fewer columns"
            )


def _all_quoted(lines: list[str], width: int) -> bool:
    """Whether all cells are quoted and hold no quotation marks: then none is left over."""
    return {line.count('"') for line in lines} == {2 * width} and all(
        line[0] == line[-1] == '"' for line in lines
    )


class UnwrappedRecords:
    """The records of a file whose every line Excel has wrapped into one cell.

    Excel with another list separator takes a whole line of a CSV for one cell, and saves it so.
    The cells, one below the other, are the lines of the file as it was.
    """

    def __init__(self, outer: DelimitedRecords, delimiter: str) -> None:
        self.delimiter = delimiter
        self._outer = outer
        self._reader = csv.reader(self._lines(), delimiter=delimiter)
        self._line = 0

    def next_batch(self, shape: Shape | None = None) -> Batch | None:
        """The next record."""
        row = self._line + 1
        try:
            cells = next(self._reader, None)
        except csv.Error as error:
            raise UnreadableFile(
                f"the file was damaged when Excel saved it (row {row}: {error}); export it again"
            ) from None
        # Here a line is a record of the file that lies before us.
        self._line = self._reader.line_num
        return None if cells is None else Batch(row, [cells])

    def _lines(self) -> Iterator[str]:
        while batch := self._outer.next_batch():
            for cells in batch.rows:
                yield self._outer.delimiter.join(cells).rstrip(self._outer.delimiter) + "\n"


class SheetRecords:
    """The rows of a sheet, read from an iterator of text cells."""

    delimiter = ","

    def __init__(self, rows: Iterator[list[str]]) -> None:
        self._rows = rows
        self._row = 1

    def next_batch(self, shape: Shape | None = None) -> Batch | None:
        """The next rows, trailing blank cells cut."""
        rows: list[list[str]] = []
        for cells in self._rows:
            while cells and not cells[-1]:
                cells.pop()
            rows.append(cells)
            if len(rows) == 1000:
                break
        if not rows:
            return None
        batch = Batch(self._row, rows)
        self._row += len(rows)
        return batch
