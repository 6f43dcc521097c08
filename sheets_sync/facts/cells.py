"""The cells of a table as a relation of texts, read by DuckDB with nothing left to guess."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from kpicells.sheets_sync.errors import MappingError
from kpicells.sheets_sync.facts import sql
from kpicells.sheets_sync.sources.recipe import Recipe
from kpicells.sheets_sync.tables import Table

_LONGEST_LINE = 4 << 20
_BUFFER = 2 * _LONGEST_LINE
NUMBER = "n"
"""The column with each row's number in the file, where the cells carry it."""


@dataclass(frozen=True, slots=True)
class Cells:
    """SQL over the cells of a table.

    Attributes:
        table: The table.
        recipe: How it is read; a column that it names is no repetition of another.
    """

    table: Table
    recipe: Recipe | None = None

    @property
    def straight(self) -> bool:
        """Whether the cells are the person's own file, in which nothing had to be mended."""
        return not self.table.row_numbers

    def source(self, *, parallel: bool = True) -> str:
        """SQL for the table function that yields the cells: columns c0, c1, ... of texts."""
        names = [f"c{i}" for i in range(len(self.table.header))]
        if self.table.row_numbers:
            names.insert(0, NUMBER)
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        return (
            f"read_csv({sql.text(str(self.table.cells))}, auto_detect = false, header = false, "
            f"delim = {sql.text(self.table.delimiter)}, quote = '\"', escape = '\"', "
            f"skip = {self.table.skip}, columns = {{{columns}}}, strict_mode = true, "
            f"null_padding = false, max_line_size = {_LONGEST_LINE}, buffer_size = {_BUFFER}, "
            # A clean copy may hold quoted line breaks, at which a parallel reader may go astray.
            f"parallel = {str(parallel and self.straight).lower()})"
        )

    def numbered(self) -> str:
        """SQL for the cells with each row's number in the file as ``row``; slower than source."""
        number = f"CAST({NUMBER} AS BIGINT)"
        if not self.table.row_numbers:
            number = f"row_number() OVER () + {self.table.first_row - 1}"
        return f'(SELECT {number} AS "row", * FROM {self.source(parallel=False)})'

    def all(self) -> list[str]:
        """Every column."""
        return [f"c{i}" for i in range(len(self.table.header))]

    def places(self, column: str) -> list[int]:
        """Where a column stands; several places if the file repeats its name.

        Raises:
            MappingError: The table has no such column.
        """
        header = self.table.header
        found = [i for i, name in enumerate(header) if name == column]
        if found:
            named = () if self.recipe is None else self.recipe.columns
            # The reader numbers names that come again, so that each can be named.
            number = 2
            while (again := f"{column} ({number})") in header and again not in named:
                found.append(header.index(again))
                number += 1
            return found
        near = difflib.get_close_matches(column, self.table.header, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        where = self.table.file.name + (f", sheet {self.table.sheet}" if self.table.sheet else "")
        raise MappingError(
            f"{where}: there is no column {column!r}{hint}; it has: "
            + ", ".join(name for name in self.table.header if name)
        )

    def cell(self, column: str) -> str:
        """SQL for the cell of a column; the first that is filled, if the name is repeated."""
        places = self.places(column)
        if len(places) == 1:
            return f"c{places[0]}"
        return "coalesce(" + ", ".join(f"nullif(trim(c{i}), '')" for i in places) + ")"

    def name(self, column: str | None, default: str | None = None) -> str:
        """SQL for a trimmed text; the default where the cell is blank."""
        if column is None:
            return f"CAST({sql.text(default)} AS VARCHAR)"
        text = f"nullif(trim({self.cell(column)}), '')"
        return text if default is None else f"coalesce({text}, {sql.text(default)})"
