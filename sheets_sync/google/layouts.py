"""A whole layout as one batch of requests, for a spreadsheet that has no sheet of ours yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kpicells.sheets_sync.google.book import TAG
from kpicells.sheets_sync.google.charts import chart_request
from kpicells.sheets_sync.google.formulas import for_google, for_rule
from kpicells.sheets_sync.google.places import entered, grid_range
from kpicells.sheets_sync.google.styles import cell_format, color, rule_format
from kpicells.sheets_sync.hosts.xlsx_open import parse_area
from kpicells.sheets_sync.refresh.contents import Formula
from kpicells.templates.layout import Area, Cell, Owner, Rule, Sheet, Validation, Workbook

Json = dict[str, Any]
_ROOM = 20
"""Empty rows below what a sheet holds; a name that reaches further down has an open end."""


def layout_requests(layout: Workbook, ids: Mapping[str, int]) -> list[Json]:
    """All requests that make a layout.

    Args:
        layout: The layout, with its record.
        ids: The id that each sheet is to have, by its key.
    """
    titles = {sheet.title: ids[sheet.key] for sheet in layout.sheets}
    found: list[Json] = []
    for index, sheet in enumerate(layout.sheets):
        found.append(_add_sheet(sheet, ids[sheet.key], index))
    found += [_name(name, place, layout, titles) for name, place in layout.all_names().items()]
    for sheet in layout.sheets:
        found += _fill(sheet, layout, ids[sheet.key])
        found += _shape(sheet, ids)
        found += _guide_people(sheet, layout, ids)
        found += [chart_request(chart, ids[sheet.key], titles) for chart in sheet.charts]
    return found


def rows_of(sheet: Sheet) -> int:
    """How many rows a sheet is made with."""
    return max((row for row, _ in sheet.cells), default=0) + 1 + _ROOM


def _add_sheet(sheet: Sheet, id_: int, index: int) -> Json:
    frozen_rows, frozen_columns = sheet.frozen
    properties: Json = {
        "sheetId": id_,
        "title": sheet.title,
        "index": index,
        "hidden": sheet.hidden,
        "gridProperties": {
            "rowCount": rows_of(sheet),
            "columnCount": max((column for _, column in sheet.cells), default=0) + 2,
            "frozenRowCount": frozen_rows,
            "frozenColumnCount": frozen_columns,
            "hideGridlines": not sheet.gridlines,
        },
    }
    if sheet.tab_color:
        properties["tabColorStyle"] = color(sheet.tab_color)
    return {"addSheet": {"properties": properties}}


def _name(name: str, place: str, layout: Workbook, titles: Mapping[str, int]) -> Json:
    area = parse_area(place)
    assert area is not None
    sheet = next(one for one in layout.sheets if one.title == area.sheet)
    endless = area.last_row >= rows_of(sheet)
    named = {"name": name, "range": grid_range(area, titles, open_below=endless)}
    return {"addNamedRange": {"namedRange": named}}


def _fill(sheet: Sheet, layout: Workbook, id_: int) -> Iterator[Json]:
    """The cells with their looks, and the tag by which the sheet is found again."""
    last_row = max((row for row, _ in sheet.cells), default=-1)
    last_column = max((column for _, column in sheet.cells), default=-1)
    rows = [
        {
            "values": [
                _cell(sheet.cells[row, column], layout) if (row, column) in sheet.cells else {}
                for column in range(last_column + 1)
            ]
        }
        for row in range(last_row + 1)
    ]
    yield {
        "updateCells": {
            "start": {"sheetId": id_, "rowIndex": 0, "columnIndex": 0},
            "rows": rows,
            "fields": "userEnteredValue,userEnteredFormat",
        }
    }
    tag = {
        "metadataKey": TAG,
        "metadataValue": sheet.key,
        "location": {"sheetId": id_},
        "visibility": "DOCUMENT",
    }
    yield {"createDeveloperMetadata": {"developerMetadata": tag}}


def _cell(cell: Cell, layout: Workbook) -> Json:
    value = cell.value if cell.formula is None else Formula(cell.formula)
    found: Json = {"userEnteredFormat": cell_format(layout.styles[cell.style])}
    return found | ({"userEnteredValue": put} if (put := entered(value)) else {})


def _shape(sheet: Sheet, ids: Mapping[str, int]) -> Iterator[Json]:
    """Widths, heights and merged cells."""
    id_ = ids[sheet.key]
    for column, width in sheet.widths.items():
        yield _size(id_, "COLUMNS", column, round(width * 7 + 5))
    for row, height in sheet.heights.items():
        if row < rows_of(sheet):
            yield _size(id_, "ROWS", row, round(height * 4 / 3))
    for area in sheet.merged:
        yield {"mergeCells": {"range": grid_range(area, ids), "mergeType": "MERGE_ALL"}}


def _size(id_: int, dimension: str, index: int, pixels: int) -> Json:
    return {
        "updateDimensionProperties": {
            "range": {
                "sheetId": id_, "dimension": dimension,
                "startIndex": index, "endIndex": index + 1,
            },
            "properties": {"pixelSize": pixels},
            "fields": "pixelSize",
        }
    }  # fmt: skip


def _guide_people(sheet: Sheet, layout: Workbook, ids: Mapping[str, int]) -> Iterator[Json]:
    """What cells accept, how they light up, filters, and a warning before a formula is lost."""
    for validation in sheet.validations:
        yield {
            "setDataValidation": {
                "range": grid_range(validation.area, ids),
                "rule": _validation(validation, layout),
            }
        }
    for index, rule in enumerate(sheet.rules):
        yield {"addConditionalFormatRule": {"index": index, "rule": _rule(rule, layout, ids)}}
    if sheet.filtered:
        table = grid_range(sheet.filtered, ids, open_below=True)
        yield {"setBasicFilter": {"filter": {"range": table}}}
    if sheet.protected or sheet.hidden:
        yield {"addProtectedRange": {"protectedRange": _protection(sheet, layout, ids)}}


def _validation(validation: Validation, layout: Workbook) -> Json:
    choices = validation.choices
    if isinstance(choices, str):
        place = layout.all_names().get(choices.removeprefix("="), choices.removeprefix("="))
        condition: Json = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": f"={place}"}]}
    elif choices:
        values = [{"userEnteredValue": choice} for choice in choices]
        condition = {"type": "ONE_OF_LIST", "values": values}
    elif validation.most is None:
        condition = {"type": "NUMBER_GREATER_THAN_EQ", "values": [_number(validation.least)]}
    else:
        bounds = [_number(validation.least), _number(validation.most)]
        condition = {"type": "NUMBER_BETWEEN", "values": bounds}
    found: Json = {"condition": condition, "strict": True, "showCustomUi": bool(choices)}
    said = " ".join(filter(None, (validation.title, validation.message)))
    return found | ({"inputMessage": said} if said else {})


def _number(value: float | None) -> Json:
    return {"userEnteredValue": for_google(f"={value or 0:g}")}


def _rule(rule: Rule, layout: Workbook, ids: Mapping[str, int]) -> Json:
    formula = for_rule(rule.formula, layout.all_names().keys())
    return {
        "ranges": [grid_range(rule.area, ids)],
        "booleanRule": {
            "condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]},
            "format": rule_format(layout.styles[rule.style]),
        },
    }


def _protection(sheet: Sheet, layout: Workbook, ids: Mapping[str, int]) -> Json:
    """Only a warning: people may change what they like, and a refresh keeps it."""
    inputs = [
        Area(sheet.key, row, column, row, column)
        for (row, column), cell in sorted(sheet.cells.items())
        if cell.owner is Owner.PERSON or not layout.styles[cell.style].locked
    ]
    return {
        "range": {"sheetId": ids[sheet.key]},
        "description": "kpicells",
        "warningOnly": True,
        "unprotectedRanges": [grid_range(area, ids) for area in _joined(inputs)],
    }


def _joined(cells: list[Area]) -> list[Area]:
    """Cells beside each other as one area."""
    found: list[Area] = []
    for cell in cells:
        last = found[-1] if found else None
        if (
            last is not None
            and last.first_row == cell.first_row
            and last.last_column + 1 == cell.first_column
        ):
            found[-1] = Area(
                last.sheet, last.first_row, last.first_column, last.last_row, cell.last_column
            )
        else:
            found.append(cell)
    return found
