"""Refreshes the workbook that is open in Excel on Windows or macOS, by xlwings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.excel_live import open_workbook, telling, where_is
from kpicells.sheets_sync.hosts.excel_live_book import LiveBook
from kpicells.sheets_sync.refresh.comparing import Edits, Plan, Target, edits, nothing, record_in
from kpicells.sheets_sync.refresh.diff import Kept
from kpicells.sheets_sync.refresh.live_edits import write
from kpicells.sheets_sync.refresh.record import STATE
from kpicells.templates.content import LogLine
from kpicells.templates.layout import Workbook

if TYPE_CHECKING:
    import xlwings


@dataclass(frozen=True, kw_only=True)
class LiveTarget(Target):
    """A workbook that is open in Excel, as it stood before a refresh.

    Nothing is saved: the person who has it open looks at it, and saves it or does not.

    Attributes:
        workbook: The workbook in Excel.
        book: What was read.
    """

    workbook: xlwings.Book
    book: LiveBook

    @classmethod
    def open(cls, to: str) -> Self:
        """Find the workbook in Excel, and read its record of what was written.

        Args:
            to: ``excel`` for the active workbook, or ``excel:NAME.xlsx``.

        Raises:
            TargetError: Excel is not there or busy, or the workbook is none of ours.
        """
        workbook = open_workbook(to)
        where = workbook.name
        with telling(where):
            where = where_is(workbook)
            book = LiveBook(workbook)
            if STATE not in book.names:
                raise TargetError(
                    f"{where}: this workbook was not made by kpicells. Make the client's file "
                    "first (`kpicells refresh CLIENT`, without --to excel), open it in Excel and "
                    "run again; or make it the active workbook, if it is open already"
                )
            return cls(where=where, workbook=workbook, book=book, record=record_in(book))

    def apply(
        self, plan: Plan, said: LogLine, keep: Callable[[Edits], None] = nothing
    ) -> list[str]:
        """Write what was planned; the workbook is left unsaved."""
        todo = edits(plan, said)
        keep(todo)
        self.write(todo)
        with telling(self.where):
            return self._left_to_do()

    def write(self, todo: Edits) -> None:
        """Write cells and names, all of them or none."""
        with telling(self.where):
            try:
                write(self.workbook, self.book, todo)
            except TargetError as error:
                raise TargetError(f"{self.where}: {error}") from error

    def create(self, layout: Workbook, typed: Sequence[Kept] = ()) -> None:
        """Refuse: a workbook is made as a file.

        Raises:
            TargetError: Always.
        """
        raise TargetError(
            f"{self.where}: an open workbook cannot be made anew. Save and close it in Excel, and "
            "run with --remake and its file instead of --to excel"
        )

    def _left_to_do(self) -> list[str]:
        name = self.workbook.name
        found = [f"{name} is changed in Excel and not saved; save it there"]
        if self.workbook.app.calculation == "manual":
            found.append(f"{name} does not compute by itself, as you set it; press F9 in Excel")
        return found
