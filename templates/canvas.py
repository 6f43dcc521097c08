"""Puts cells on a sheet while it is being laid out."""

from __future__ import annotations

from kpicells.templates.layout import (
    Area,
    Block,
    Cell,
    Owner,
    Sheet,
    Value,
    Workbook,
    cell_text,
    reference,
)


class Canvas:
    """One sheet of a workbook under construction."""

    def __init__(self, book: Workbook, key: str, title: str) -> None:
        self.book = book
        self.sheet = Sheet(key, title)
        book.sheets.append(self.sheet)

    def put(
        self,
        row: int,
        column: int,
        value: Value,
        style: str = "text",
        *,
        owner: Owner = Owner.TOOL,
    ) -> None:
        """A fixed value; a text is never taken for a formula."""
        self.sheet.cells[row, column] = Cell(value, None, style, owner)

    def formula(self, row: int, column: int, text: str, style: str = "text") -> None:
        """A formula with its ``=``."""
        self.sheet.cells[row, column] = Cell(None, text, style)

    def fill(self, area: tuple[int, int, int, int], style: str) -> None:
        """Give the cells of an area which hold nothing yet a style."""
        for place in self.area(*area).places():
            self.sheet.cells.setdefault(place, Cell(None, None, style))

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Show an area as one cell, in the style of its first."""
        style = self.sheet.cells[row, column].style
        self.fill((row, column, last_row, last_column), style)
        self.sheet.merged.append(self.area(row, column, last_row, last_column))

    def area(self, row: int, column: int, last_row: int, last_column: int) -> Area:
        """An area of this sheet."""
        return Area(self.sheet.key, row, column, last_row, last_column)

    def ref(self, row: int, column: int, last_row: int = -1, last_column: int = -1) -> str:
        """An area of this sheet with the sheet's name, for names and charts."""
        last_row = row if last_row < 0 else last_row
        last_column = column if last_column < 0 else last_column
        return reference(self.sheet.title, self.area(row, column, last_row, last_column))

    def name(
        self, name: str, row: int, column: int, last_row: int = -1, last_column: int = -1
    ) -> None:
        """Give a cell, or the cells up to a last one, a defined name.

        Raises:
            ValueError: The name is taken.
        """
        if name in self.book.names:
            raise ValueError(f"two areas are called {name}")
        place = self.ref(row, column, last_row, last_column)
        if last_row >= 0 and ":" not in place:  # INDEX wants a range, even of one cell
            place += ":" + cell_text(row, column, "both")
        self.book.names[name] = place

    def block(
        self,
        name: str,
        row: int,
        column: int,
        last_row: int,
        last_column: int,
        *,
        grows: bool = False,
        key_columns: tuple[int, ...] = (),
    ) -> None:
        """Make an area a block that refreshes fill."""
        area = self.area(row, column, last_row, last_column)
        self.book.blocks.append(Block(name, area, grows, key_columns))

    def whole_block(self, name: str, *, key_columns: tuple[int, ...] = ()) -> None:
        """Make everything on the sheet one block; one with key columns may grow."""
        rows = [row for row, _ in self.sheet.cells]
        columns = [column for _, column in self.sheet.cells]
        area = self.area(min(rows), min(columns), max(rows), max(columns))
        self.book.blocks.append(Block(name, area, grows=bool(key_columns), key_columns=key_columns))


__all__ = ["Canvas", "cell_text"]
