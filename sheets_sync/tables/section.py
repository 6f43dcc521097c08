"""One table of a file while it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kpicells.sheets_sync.tables.cells import CellsFile
from kpicells.sheets_sync.tables.table import DamagedRow, Table


@dataclass(slots=True)
class Section:
    """One table of a file while it is read; ``Table`` says what the parts mean."""

    title: str
    header: tuple[str, ...]
    header_cells: list[str]
    header_row: int
    cells: CellsFile
    facts: dict[str, str]
    period: tuple[date, date] | None
    skipped: Counter[str] = field(default_factory=Counter)
    damaged: list[DamagedRow] = field(default_factory=list)
    first_row: int = 0
    padded: int = 0
    cut: int = 0
    gaps: int = 0
    blank_cells: bool = False
    plain_above: bool = True

    @property
    def mended(self) -> bool:
        """Whether its rows differ from what stands in the file."""
        left_out = set(self.skipped) - {"preamble"}
        changed = self.damaged or self.padded or self.cut or self.gaps or self.blank_cells
        return bool(changed or left_out)

    def table(self, file: Path, sheet: str, delimiter: str, warnings: Sequence[str] = ()) -> Table:
        """The finished table."""
        notes = list(warnings)
        if self.padded:
            notes.append(f"{self.padded} rows are shorter than the header; the rest is blank")
        return Table(
            file=file,
            sheet=sheet,
            title=self.title,
            header=self.header,
            cells=self.cells.path,
            delimiter=delimiter,
            skip=0,
            first_row=self.first_row or self.header_row + 1,
            row_numbers=True,
            rows_read=self.cells.rows + len(self.damaged) + self.skipped.total(),
            skipped=self.skipped,
            damaged=tuple(self.damaged),
            period=self.period,
            facts=self.facts,
            warnings=tuple(notes),
        )
