"""Writes a layout into a new .xlsx file, with the value of every formula beside it."""

from __future__ import annotations

import os
import tempfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.compute import computed
from kpicells.sheets_sync.hosts.xlsx_charts import insert_chart
from kpicells.templates.layout import Area, Cell, Sheet, Validation, Workbook, reference
from kpicells.templates.style import FONT, Style

_MARGIN = 0.4
"""Of a printed page, in inches."""
_SPARE = 0.92
"""Columns are a little wider in some programs than in others."""
_MADE = datetime(2026, 1, 1)
"""The file's date of creation, so that the same layout gives the same bytes."""


def write(layout: Workbook, path: Path) -> None:
    """Compute a layout's formulas and write it; the file appears at once or not at all.

    Raises:
        TargetError: The file cannot be written, or a formula cannot be computed.
    """
    write_as_is(computed(layout), path)


def write_as_is(layout: Workbook, path: Path) -> None:
    """Write a layout with the values that its cells hold.

    Raises:
        TargetError: The file cannot be written.
    """
    path = Path(path)
    try:
        handle, name = tempfile.mkstemp(suffix=".xlsx", prefix=f".{path.stem}-", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise TargetError(f"{path}: cannot be written: {error.strerror or error}") from error
    try:
        Path(name).write_bytes(_written(layout))
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError as error:
        raise TargetError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _written(layout: Workbook) -> bytes:
    # In memory, so that a full disk is met in one place, and nothing half-written is left.
    held = BytesIO()
    options = {"default_date_format": "yyyy-mm-dd", "in_memory": True}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"title": layout.title, "created": _MADE, "comments": "kpicells"})
    book.set_calc_mode("auto")
    formats = _Formats(book, layout)
    for sheet in layout.sheets:
        _write_sheet(book, sheet, layout, formats)
    for name, place in layout.all_names().items():
        book.define_name(name, f"={place}")
    book.close()
    return held.getvalue()


class _Formats:
    """One format of the file for each style of the layout."""

    def __init__(self, book: Any, layout: Workbook) -> None:
        self._book = book
        self._layout = layout
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format(_properties(self._layout.styles[name]))
        return self._made[name]


def _properties(style: Style) -> dict[str, Any]:
    if style.overlay:
        found: dict[str, Any] = {"bg_color": style.fill} if style.fill else {}
        if not style.fill:
            found["font_color"] = style.color
        return found | ({"bold": True} if style.bold else {})
    found = {
        "font_name": FONT,
        "font_size": style.size,
        "font_color": style.color,
        "bold": style.bold,
        "italic": style.italic,
        "num_format": style.number_format or "General",
        "align": style.align or None,
        "valign": style.valign,
        "text_wrap": style.wrap,
        "shrink": style.shrink,
        "indent": style.indent,
        "locked": style.locked,
    }
    if style.fill:
        found["bg_color"] = style.fill
    for side, color in (("top", style.top), ("bottom", style.bottom)):
        if color:
            found |= {side: 1, f"{side}_color": color}
    if style.box:
        found |= {"border": 1, "border_color": style.box}
    return {key: value for key, value in found.items() if value not in (None, False, 0)} | {
        "locked": style.locked
    }


def _write_sheet(book: Any, sheet: Sheet, layout: Workbook, formats: _Formats) -> None:
    target = book.add_worksheet(sheet.title)
    plain = formats["text"] if "text" in layout.styles else None
    for column, width in sheet.widths.items():
        target.set_column(column, column, width)
    for row, height in sheet.heights.items():
        target.set_row(row, height)
    for area in sheet.merged:
        target.merge_range(*_corners(area), "", plain)
    for (row, column), cell in sorted(sheet.cells.items()):
        _write_cell(target, row, column, cell, formats)
    for validation in sheet.validations:
        target.data_validation(*_corners(validation.area), _validation(validation))
    for rule in sheet.rules:
        target.conditional_format(
            *_corners(rule.area),
            {"type": "formula", "criteria": rule.formula, "format": formats[rule.style]},
        )
    for chart in sheet.charts:
        insert_chart(book, target, chart)
    _show(target, sheet)
    if not sheet.hidden:
        _print(target, sheet, layout)


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.first_row, area.first_column, area.last_row, area.last_column


def _write_cell(target: Any, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    style = formats[cell.style]
    if cell.formula is not None:
        value = cell.value
        if isinstance(value, date):
            value = serial(value)
        target.write_formula(row, column, cell.formula, style, "" if value is None else value)
    elif cell.value is None:
        target.write_blank(row, column, None, style)
    elif isinstance(cell.value, str):
        # Never guessed at: a campaign called "=1+1" or "http://..." is a text.
        target.write_string(row, column, cell.value, style)
    elif isinstance(cell.value, date):
        target.write_number(row, column, serial(cell.value), style)
    else:
        target.write_number(row, column, cell.value, style)


def serial(day: date) -> float:
    """A day or moment as spreadsheets count it."""
    if isinstance(day, datetime):
        past = day.replace(tzinfo=None) - datetime(1899, 12, 30)
        return past.days + past.seconds / 86400
    return float((day - date(1899, 12, 30)).days)


def _validation(validation: Validation) -> dict[str, Any]:
    found: dict[str, Any] = {
        "input_title": validation.title[:32],
        "input_message": validation.message[:255],
        "ignore_blank": True,
    }
    if validation.choices:
        choices = validation.choices
        return found | {
            "validate": "list",
            "source": choices if isinstance(choices, str) else list(choices),
        }
    least, most = validation.least, validation.most
    if most is None:
        return found | {"validate": "decimal", "criteria": ">=", "value": least}
    return found | {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}


def _show(target: Any, sheet: Sheet) -> None:
    if sheet.hidden:
        target.very_hidden()
    if any(sheet.frozen):
        target.freeze_panes(*sheet.frozen)
    if sheet.filtered:
        target.autofilter(*_corners(sheet.filtered))
    if not sheet.gridlines:
        target.hide_gridlines(2)
    if sheet.tab_color:
        target.set_tab_color(sheet.tab_color)
    if sheet.protected:
        target.protect("", _ALLOWED)


def _print(target: Any, sheet: Sheet, layout: Workbook) -> None:
    """A4, with the pages counted."""
    if sheet.landscape:
        target.set_landscape()
    target.set_paper(9)  # A4
    target.set_margins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=0.6)
    title = layout.title.replace("&", "&&")
    target.set_footer(f"&L&8{title}&C&8&A&R&8&P / &N", {"margin": 0.25})
    if sheet.breaks:  # pages that begin where we say need a scale of our own
        target.set_print_scale(_scale(sheet))
        target.set_h_pagebreaks(list(sheet.breaks))
    else:
        target.fit_to_pages(1, 1 if sheet.one_page else 0)
    if sheet.one_page:
        target.center_horizontally()
    if sheet.printed:
        target.print_area(*_corners(sheet.printed))
    if sheet.repeated:
        target.repeat_rows(*sheet.repeated)


def _scale(sheet: Sheet) -> int:
    """The per cent at which the printed columns are as wide as one page."""
    last = sheet.printed.last_column if sheet.printed else max(sheet.widths)
    pixels = sum(7 * sheet.widths.get(column, 8.43) + 5 for column in range(last + 1))
    inches = (11.69 if sheet.landscape else 8.27) - 2 * _MARGIN
    return max(10, min(100, int(_SPARE * 100 * inches * 96 / pixels)))


_ALLOWED = dict.fromkeys(
    (
        "objects", "scenarios", "format_cells", "format_columns", "format_rows", "insert_columns",
        "insert_rows", "insert_hyperlinks", "sort", "autofilter", "pivot_tables",
    ),
    True,
)  # fmt: skip
"""Protection is against slips: there is no password, and people may add what they like."""

__all__ = ["reference", "serial", "write", "write_as_is"]
