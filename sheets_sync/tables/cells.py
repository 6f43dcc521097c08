"""Where the cells of a table go: a clean CSV whose first column numbers the rows."""

from __future__ import annotations

import csv
from pathlib import Path


class CellsFile:
    """Writes the clean copy of one table; its cells hold no carriage returns.

    Args:
        path: The file to write.
        delimiter: Its delimiter.
    """

    def __init__(self, path: Path, delimiter: str) -> None:
        self.path = path
        self.rows = 0
        self._delimiter = delimiter
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, delimiter=delimiter, lineterminator="\n")

    def add_lines(self, row: int, lines: list[str]) -> None:
        """Add lines that need no quotes."""
        d = self._delimiter
        self._file.write("".join([f"{n}{d}{line}\n" for n, line in enumerate(lines, row)]))
        self.rows += len(lines)

    def add_rows(self, row: int, rows: list[list[str]]) -> None:
        """Add consecutive rows."""
        self._writer.writerows([[str(n), *cells] for n, cells in enumerate(rows, row)])
        self.rows += len(rows)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class NoCells(CellsFile):
    """Counts rows and writes nothing: for trying out a sample."""

    def __init__(self) -> None:
        self.path = Path()
        self.rows = 0

    def add_lines(self, row: int, lines: list[str]) -> None:
        """Count lines."""
        self.rows += len(lines)

    def add_rows(self, row: int, rows: list[list[str]]) -> None:
        """Count rows."""
        self.rows += len(rows)

    def close(self) -> None:
        """Do nothing."""
