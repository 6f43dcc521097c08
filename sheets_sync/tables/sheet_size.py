"""How large a sheet of a workbook is, found from its XML before anything of it is held in memory.

The reader holds the whole rectangle of a sheet's cells, so that one stray cell far away is enough
to fill the memory. Cells and rows may come without their places; each then stands beside, or below,
the one before it.
"""

from __future__ import annotations

import re
import zipfile

from kpicells.sheets_sync.errors import UnreadableFile
from kpicells.sheets_sync.tables import limits

_PLACE = re.compile(rb"""<(?:\w+:)?c [^>]*?r=["']([A-Z]{1,3})\d{1,7}["']""")
_ROW_OF_PLACE = re.compile(rb"""<(?:\w+:)?c [^>]*?r=["'][A-Z]{1,3}(\d{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b(?:[^>]*?\br=["'](\d{1,7})["'])?""")
_CELL_STARTS = (b"<c ", b"<c>", b"<c/>", b":c ", b":c>", b":c/>")
_LONGEST_TAG = 1 << 16
_END = 1 << 13


def check_sheet(parts: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    """Refuse a sheet whose cells lie in a huge rectangle.

    Args:
        parts: The workbook.
        info: The part that holds the sheet.
        name: The workbook's name, for the message.

    Raises:
        UnreadableFile: There are too many columns, or too many cells in the rectangle.
    """
    reach = _Reach()
    with parts.open(info) as part:
        while chunk := part.read(limits.SAMPLE_BYTES):
            reach.add(chunk)
            if reach.columns > limits.COLUMNS or reach.columns * reach.rows > limits.SHEET_CELLS:
                raise UnreadableFile(
                    f"{name}: a sheet reaches to column {reach.columns:,} and row {reach.rows:,}, "
                    "which is more than a table of results; delete what stands far away, or save "
                    "as CSV"
                )


class _Reach:
    """How far the cells reach that were seen so far, at most."""

    def __init__(self) -> None:
        self._rest = b""
        self._placed_column = 0
        self._placed_row = 0
        self._rows_begun = 0
        self._in_row = 0
        self._most_in_row = 0

    @property
    def columns(self) -> int:
        """The last column."""
        return self._placed_column + self._most_in_row

    @property
    def rows(self) -> int:
        """The last row."""
        return self._placed_row + self._rows_begun

    def add(self, chunk: bytes) -> None:
        """Look at the next bytes of the sheet."""
        text = self._rest + chunk
        last_tag = text.rfind(b"<")
        if last_tag >= 0 and len(text) - last_tag <= _LONGEST_TAG:
            text, self._rest = text[:last_tag], text[last_tag:]
        else:
            self._rest = b""
        places = _PLACE.findall(text)
        if places:
            self._placed_column = max(self._placed_column, *map(_column_number, set(places)))
            below = _ROW_OF_PLACE.findall(text[-_END:]) or _ROW_OF_PLACE.findall(text)
            self._placed_row = max(self._placed_row, int(below[-1]))
        if sum(map(text.count, _CELL_STARTS)) > len(places):
            self._add_unplaced(text)

    def _add_unplaced(self, text: bytes) -> None:
        """Count the cells and rows that have no places."""
        begun = 0
        for row in _ROW.finditer(text):
            self._add_to_row(text[begun : row.start()])
            self._in_row, begun = 0, row.start()
            if row[1]:
                self._placed_row = max(self._placed_row, int(row[1]))
            else:
                self._rows_begun += 1
        self._add_to_row(text[begun:])

    def _add_to_row(self, text: bytes) -> None:
        self._in_row += sum(map(text.count, _CELL_STARTS)) - len(_PLACE.findall(text))
        self._most_in_row = max(self._most_in_row, self._in_row)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
