"""Spreadsheets from uploads, and as downloads: xlsx, csv, tsv."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError
from tests.engines.google_api.sheets import a1
from tests.engines.google_api.sheets.book import Book, Sheet, sheet_properties
from tests.engines.google_api.sheets.computing import computed
from tests.engines.google_api.sheets.entering import EPOCH, typed
from tests.engines.google_api.sheets.locales import conventions
from tests.engines.google_api.sheets.rendering import number_format, rendered

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
TSV = "text/tab-separated-values"


def exported(book: Book, mime_type: str) -> bytes:
    """A spreadsheet as a file: all of it as xlsx, the first sheet as text.

    Raises:
        ApiError: The emulator does not write this type.
    """
    if mime_type == XLSX:
        return _xlsx(book)
    if mime_type in (CSV, TSV):
        return _text(book, "," if mime_type == CSV else "\t")
    raise ApiError(
        400, "The requested conversion is not supported.", reason="badRequest", parameter="mimeType"
    )


def _text(book: Book, delimiter: str) -> bytes:
    sheet = book.sheets[0]
    places = {p for p, c in sheet.cells.items() if "userEnteredValue" in c}
    places |= computed(book).spilled(sheet.id)
    height = max((row for row, _ in places), default=-1) + 1
    width = max((column for _, column in places), default=-1) + 1
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in range(height):
        writer.writerow(
            rendered(book, sheet, row, column, "FORMATTED_VALUE", "") for column in range(width)
        )
    return out.getvalue().removesuffix("\r\n").encode()


def _xlsx(book: Book) -> bytes:
    out = openpyxl.Workbook()
    for page in list(out.worksheets):
        out.remove(page)
    for sheet in book.sheets:
        _write_sheet(book, sheet, out.create_sheet(sheet.title))
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


def _write_sheet(book: Book, sheet: Sheet, page: Worksheet) -> None:
    for (row, column), cell in sheet.cells.items():
        written = page.cell(row + 1, column + 1)
        entered = cell.get("userEnteredValue", {})
        written.value = next(iter(entered.values()), None)
        if "stringValue" in entered:
            written.data_type = "s"
        fmt = number_format(book, sheet, row, column)
        if fmt and fmt.get("pattern"):
            written.number_format = fmt["pattern"]
        _dress(written, cell)
    for area in sheet.merges:
        page.merge_cells(a1.printed(area.rows, area.columns))


def _dress(written: Any, cell: Json) -> None:
    fmt = cell.get("userEnteredFormat", {})
    text = fmt.get("textFormat", {})
    if text:
        written.font = Font(bold=text.get("bold"), italic=text.get("italic"))
    color = fmt.get("backgroundColorStyle", {}).get("rgbColor") or fmt.get("backgroundColor")
    if color:
        written.fill = PatternFill("solid", fgColor=hex_color(color))
    if cell.get("note"):
        written.comment = Comment(cell["note"], "")


def hex_color(color: Json) -> str:
    """A colour as six hexadecimal digits.

    Example:
        >>> hex_color({"red": 1, "blue": 0.2})
        'FF0033'
    """
    return "".join(f"{round(color.get(part, 0) * 255):02X}" for part in ("red", "green", "blue"))


def imported(book: Book, content: bytes, mime_type: str, today: date) -> None:
    """Puts the contents of an uploaded file in place of a spreadsheet's sheets.

    Raises:
        ApiError: The emulator does not read this type.
    """
    if mime_type == XLSX:
        book.sheets = _read_xlsx(content)
        return
    if mime_type not in (CSV, TSV):
        raise ApiError(400, f"Cannot import {mime_type} as a spreadsheet", reason="badRequest")
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    rows = list(csv.reader(text, delimiter="," if mime_type == CSV else "\t"))
    title = str(book.properties["title"])
    sheet = _sized(0, title, 0, len(rows), max(map(len, rows), default=0))
    where = conventions(book.locale)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            entered = typed(value, where, today)
            fmt = {"numberFormat": entered.number_format} if entered.number_format else None
            cell = {"userEnteredValue": entered.value, "userEnteredFormat": fmt}
            sheet.put(i, j, cell)
    book.sheets = [sheet]


def _sized(sheet_id: int, title: str, index: int, rows: int, columns: int) -> Sheet:
    grid = {"rowCount": max(1000, rows), "columnCount": max(26, columns)}
    given = {"gridProperties": grid}
    return Sheet(sheet_properties(given, sheet_id=sheet_id, title=title, index=index))


def _read_xlsx(content: bytes) -> list[Sheet]:
    found = []
    read = openpyxl.load_workbook(io.BytesIO(content))
    for index, page in enumerate(read.worksheets):
        sheet = _sized(index, page.title, index, page.max_row, page.max_column)
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None and cell.row is not None and cell.column is not None:
                    sheet.put(cell.row - 1, cell.column - 1, _read_cell(cell))
        found.append(sheet)
    return found


def _read_cell(cell: Any) -> Json:
    value, pattern = cell.value, cell.number_format
    entered: Json
    if cell.data_type == "f":
        entered = {"formulaValue": str(value)}
    elif isinstance(value, bool):
        entered = {"boolValue": value}
    elif isinstance(value, int | float):
        entered = {"numberValue": value}
    elif isinstance(value, date | time | timedelta):
        entered = {"numberValue": _serial(value)}
    else:
        entered = {"stringValue": str(value)}
    found: Json = {"userEnteredValue": entered}
    if pattern and pattern != "General":
        kind = "DATE" if cell.is_date else "PERCENT" if "%" in pattern else "NUMBER"
        found["userEnteredFormat"] = {"numberFormat": {"type": kind, "pattern": pattern}}
    return found


def _serial(value: date | time | timedelta) -> float:
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return (moment - datetime.combine(EPOCH, time())) / timedelta(days=1)
