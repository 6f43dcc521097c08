"""A sheet of cases, computed by IronCalc or by LibreOffice: one formula over one row of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import ironcalc
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from tests.engines.libreoffice import recalculated

Content: TypeAlias = float | int | str | bool | None
"""What a cell holds: a number, a text, a logical value, nothing; a text ``=...`` is a formula."""


@dataclass
class Sheet:
    """Rows of cells; column A is left for the formulas."""

    rows: list[list[Content]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)

    def add(self, arguments: Sequence[Content | Sequence[Content]]) -> list[str]:
        """Writes a row of cells; the references to each argument, a range for a list."""
        row: list[Content] = []
        references = []
        line = len(self.rows) + 1
        for argument in arguments:
            cells = list(argument) if isinstance(argument, list | tuple) else [argument]
            first = xl_col_to_name(len(row) + 1)
            last = xl_col_to_name(len(row) + len(cells))
            is_range = isinstance(argument, list | tuple)
            references.append(f"{first}{line}:{last}{line}" if is_range else f"{first}{line}")
            row += cells
        self.rows.append(row)
        return references


def by_ironcalc(sheet: Sheet, names: Mapping[str, str] | None = None) -> list[float | str]:
    """The formulas' values, with defined names at hand."""
    model = ironcalc.create("cases", "en", "UTC")
    for name, refers_to in (names or {}).items():
        model.new_defined_name(name, None, refers_to.removeprefix("="))
    for line, (row, formula) in enumerate(zip(sheet.rows, sheet.formulas, strict=True), 1):
        for column, content in enumerate(row, 2):
            if isinstance(content, bool):
                model.update_cell_with_bool(0, line, column, content)
            elif isinstance(content, str) and content.startswith("="):
                model.set_user_input(0, line, column, content)
            elif isinstance(content, str):
                model.update_cell_with_text(0, line, column, content)
            elif content is not None:
                model.update_cell_with_number(0, line, column, float(content))
        model.set_user_input(0, line, 1, formula)
    model.evaluate()
    return [model.get_cell_value(0, line, 1) for line in range(1, len(sheet.rows) + 1)]


def by_libreoffice(sheet: Sheet, folder: Path) -> list[float | str]:
    """The formulas' values as LibreOffice computes and stores them."""
    path = folder / "cases.xlsx"
    with xlsxwriter.Workbook(path) as book:
        cells = book.add_worksheet("cases")
        for line, (row, formula) in enumerate(zip(sheet.rows, sheet.formulas, strict=True)):
            for column, content in enumerate(row, 1):
                if isinstance(content, bool):
                    cells.write_boolean(line, column, content)
                elif isinstance(content, str) and content.startswith("="):
                    cells.write_formula(line, column, content)
                elif isinstance(content, str):
                    cells.write_string(line, column, content)
                elif content is not None:
                    cells.write_number(line, column, content)
            cells.write_formula(line, 0, formula)
    found = recalculated(path, folder / "computed")
    return [found.get(("cases", line, 0)) or 0.0 for line in range(len(sheet.rows))]
