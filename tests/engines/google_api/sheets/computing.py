"""A spreadsheet's formulas computed by IronCalc: the values that its cells show."""

from __future__ import annotations

import re
from typing import Any

import ironcalc

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.sheets import a1
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import BROKEN, Book, Sheet
from tests.engines.google_api.sheets.formulas import for_ironcalc
from tests.engines.google_api.sheets.locales import conventions

_ERRORS = {
    "#DIV/0!": ("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero."),
    "#VALUE!": ("VALUE", "A value is of the wrong type."),
    "#REF!": ("REF", "Reference does not exist."),
    "#NAME?": ("NAME", "Unknown function or range name."),
    "#NUM!": ("NUM", "A number is out of range."),
    "#N/A": ("N_A", "No value is available."),
    "#NULL!": ("NULL_VALUE", "The ranges have no cell in common."),
    "#CIRC!": (
        "REF",
        "Circular dependency detected. To resolve with iterative calculation, see File > Settings.",
    ),
    "#SPILL!": ("REF", "Array result was not expanded because it would overwrite data."),
    "#ERROR!": ("ERROR", "Formula parse error."),
}
_DRAWN = re.compile(r"=\s*(?:SPARKLINE|IMAGE)\s*\(", re.I)
"""Functions that draw into the cell and leave it without a value."""


class Computed:
    """The values of all cells of a spreadsheet at one revision."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.formats: dict[Any, Json] = {}
        """Effective formats that were worked out, by what they come from."""
        self._indexes = {sheet.id: index for index, sheet in enumerate(book.sheets)}
        has_formula = any(_formula(cell) for sheet in book.sheets for cell in sheet.cells.values())
        self._model: Any = self._built() if has_formula else None
        self._spilled: dict[int, set[tuple[int, int]]] = {}
        if self._model is not None:
            self._find_spilled()

    def _built(self) -> Any:
        book = self._book
        model = ironcalc.create("book", "en", "UTC")
        for index in range(len(book.sheets)):
            if index:
                model.add_sheet(f"\ue000{index}")
            else:
                model.rename_sheet(0, "\ue0000")
        for index, sheet in enumerate(book.sheets):
            model.rename_sheet(index, sheet.title)
        for item in book.named_ranges:
            if BROKEN not in item:
                self._name(model, item)
        for index, sheet in enumerate(book.sheets):
            _fill(model, index, sheet, book)
        model.evaluate()
        return model

    def _name(self, model: Any, item: Json) -> None:
        area = self._book.sheet(item["range"].get("sheetId", 0)).closed(Area.of(item["range"]))
        if area.empty:
            return
        title = "'" + self._book.sheet(area.sheet_id).title.replace("'", "''") + "'"
        first, last = (
            f"${a1.column_letters(column)}${row + 1}"
            for row, column in (
                (area.rows.first, area.columns.first),
                ((area.rows.end or 0) - 1, (area.columns.end or 0) - 1),
            )
        )
        try:
            # IronCalc takes a name for one cell only where it is not written as a range.
            place = first if first == last else f"{first}:{last}"
            model.new_defined_name(item["name"], None, f"{title}!{place}")
        except ironcalc.WorkbookError:
            # A name that Google allows and IronCalc does not: formulas with it get #NAME?.
            return

    def _find_spilled(self) -> None:
        by_index = list(self._indexes)
        for index, row, column in self._model.get_all_cells():
            sheet = self._book.sheets[index]
            cell = sheet.cells.get((row - 1, column - 1))
            if cell is None or "userEnteredValue" not in cell:
                self._spilled.setdefault(by_index[index], set()).add((row - 1, column - 1))

    def spilled(self, sheet_id: int) -> set[tuple[int, int]]:
        """Cells that hold nothing themselves and show a part of a neighbour's array."""
        return self._spilled.get(sheet_id, set())

    def value(self, sheet: Sheet, row: int, column: int) -> Json | None:
        """A cell's effective value; None when it shows nothing."""
        entered = sheet.cells.get((row, column), {}).get("userEnteredValue")
        if entered is not None and "formulaValue" not in entered:
            return dict(entered)
        if self._model is None or (
            entered is None and (row, column) not in self._spilled.get(sheet.id, ())
        ):
            return None
        if entered is not None and _DRAWN.match(entered["formulaValue"]):
            return None
        return self._computed(self._indexes[sheet.id], row + 1, column + 1)

    def _computed(self, index: int, row: int, column: int) -> Json | None:
        value = self._model.get_cell_value(index, row, column)
        if self._model.get_cell_type(index, row, column) == ironcalc.CellType.ErrorValue:
            kind, message = _ERRORS.get(str(value), ("ERROR", "Formula parse error."))
            return {"errorValue": {"type": kind, "message": message}}
        if isinstance(value, bool):
            return {"boolValue": value}
        if isinstance(value, int | float):
            return {"numberValue": value}
        return {"stringValue": value or ""}

    def number_format(self, sheet: Sheet, row: int, column: int) -> Json | None:
        """The format that a formula gives its cell by itself, as ``=TODAY()`` a date's."""
        if self._model is None or not _formula(sheet.cells.get((row, column), {})):
            return None
        pattern = self._model.get_cell_style(self._indexes[sheet.id], row + 1, column + 1)[
            "num_fmt"
        ]
        if pattern == "general":
            return None
        if pattern == "m/d/yyyy":
            return {"type": "DATE", "pattern": conventions(self._book.locale).date}
        if "yy" in pattern:
            return {"type": "DATE_TIME" if "h" in pattern else "DATE", "pattern": pattern}
        return {"type": "PERCENT" if "%" in pattern else "NUMBER", "pattern": pattern}


def _formula(cell: Json) -> str | None:
    found = cell.get("userEnteredValue", {}).get("formulaValue")
    return None if found is None else str(found)


def _fill(model: Any, index: int, sheet: Sheet, book: Book) -> None:
    where = conventions(book.locale)
    for (row, column), cell in sheet.cells.items():
        value = cell.get("userEnteredValue")
        if value is None:
            continue
        place = (index, row + 1, column + 1)
        if "numberValue" in value:
            model.update_cell_with_number(*place, float(value["numberValue"]))
        elif "stringValue" in value:
            model.update_cell_with_text(*place, value["stringValue"])
        elif "boolValue" in value:
            model.update_cell_with_bool(*place, value["boolValue"])
        elif "formulaValue" in value and not _DRAWN.match(value["formulaValue"]):
            model.set_user_input(*place, for_ironcalc(value["formulaValue"], where, *sheet.size))


def computed(book: Book) -> Computed:
    """The values of a spreadsheet, worked out once for each of its revisions."""
    if book.view is None:
        book.view = Computed(book)
    found: Computed = book.view
    return found
