"""Cells and areas in the words of the Sheets API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kpicells.sheets_sync.google.formulas import for_google
from kpicells.sheets_sync.hosts.xlsx_new import serial
from kpicells.sheets_sync.refresh.contents import Content, Formula
from kpicells.templates.layout import Area, Value

Json = dict[str, Any]


def grid_range(area: Area, ids: Mapping[str, int], *, open_below: bool = False) -> Json:
    """An area as a ``GridRange``.

    Args:
        area: The area; its sheet is a key of ``ids``.
        ids: The id of each sheet.
        open_below: It reaches down to the end of the sheet, however long that grows.
    """
    found: Json = {
        "sheetId": ids[area.sheet],
        "startRowIndex": area.first_row,
        "endRowIndex": area.last_row + 1,
        "startColumnIndex": area.first_column,
        "endColumnIndex": area.last_column + 1,
    }
    if open_below:
        del found["endRowIndex"]
    return found


def entered(value: Value | Content) -> Json:
    """What is put into a cell, as an ``ExtendedValue``; a text is never taken for a formula.

    >>> entered("=1+1"), entered(Formula("=SUM(A1,2)"))
    ({'stringValue': '=1+1'}, {'formulaValue': '=SUM(A1;2)'})
    """
    if value is None or value == "":
        return {}
    if isinstance(value, Formula):
        return {"formulaValue": for_google(value)}
    if isinstance(value, str):
        return {"stringValue": value}
    return {"numberValue": serial(value) if isinstance(value, date) else float(value)}
