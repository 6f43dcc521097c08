"""Refreshes a workbook file: makes it if it is not there, else changes owned cells only."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts import compute, xlsx_new
from kpicells.sheets_sync.hosts.xlsx_grid import ERRORS
from kpicells.sheets_sync.hosts.xlsx_open import OpenWorkbook
from kpicells.sheets_sync.hosts.xlsx_package import replacing
from kpicells.sheets_sync.refresh.comparing import (
    Edits,
    Plan,
    Target,
    edits,
    nothing,
    record_in,
    with_record,
)
from kpicells.sheets_sync.refresh.diff import BlockDiff, Kept, Place
from kpicells.sheets_sync.refresh.record import STATE
from kpicells.templates.content import LogLine
from kpicells.templates.layout import Cell, Workbook


@dataclass(frozen=True, kw_only=True)
class FileTarget(Target):
    """A workbook file as it stands before a refresh.

    Attributes:
        path: Where it is, or will be.
        book: The workbook; None when it does not exist yet.
        digest: What the file was when it was read.
    """

    path: Path
    book: OpenWorkbook | None = None
    digest: str = ""

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read a workbook that may not exist yet.

        Raises:
            TargetError: The file is no workbook of ours.
        """
        if not path.exists():
            return cls(where=str(path), path=path)
        digest = _digest(path)
        book = OpenWorkbook(path)
        if STATE not in book.names:
            raise TargetError(
                f"{path}: this workbook was not made by kpicells (it has no hidden sheet with the "
                "record of what was written); give another file to --to, and it will be made"
            )
        return cls(where=str(path), path=path, book=book, record=record_in(book), digest=digest)

    def apply(
        self, plan: Plan, said: LogLine, keep: Callable[[Edits], None] = nothing
    ) -> list[str]:
        """Write what was planned; the file is replaced in one step."""
        book = self.book
        if book is None:
            self.create(plan.layout)
            return []
        todo = edits(plan, said)
        keep(todo)
        for change in todo.cells:
            sheet, row, column = change.place
            book.write(sheet, row, column, change.new, style_from=change.style_from)
        for name, area in todo.stretched.items():
            book.stretch(name, area)
        book.recalculate_on_load()
        warnings = _compute(plan, book)
        self._demand_unchanged()
        book.save(self.path)
        return warnings

    def create(self, layout: Workbook, typed: Sequence[Kept] = ()) -> None:
        """Write a new file in the place of the one that is there, if any."""
        if self.book is not None:
            self._demand_unchanged()
        create(self.path, layout, typed)

    def _demand_unchanged(self) -> None:
        if _digest(self.path) != self.digest:
            raise TargetError(
                f"{self.path}: somebody saved this file while it was being refreshed; "
                "nothing was written, run again"
            )


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
                f"{book.path.name}: previews show the numbers of before, since the workbook holds "
                f"what only a spreadsheet can compute ({error}); opened, it is right"
            ]
    for place, value in values.items():
        if isinstance(value, (str, float, bool)) and value not in ERRORS:
            book.write_result(*place, value)
    return []


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
    with_record(layout)
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
        cells[row, column] = replace(cells.get((row, column), Cell()), value=value)


def _formulas(diff: BlockDiff, book: OpenWorkbook) -> list[Place]:
    """The formula cells of a block, ours or a person's, wherever they stand now."""
    area = diff.area
    places = [(area.sheet, row, column) for row, column in area.places()]
    return [place for place in places if book.read(*place).formula is not None]


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise TargetError(f"{path}: cannot be read: {error.strerror or error}") from None
