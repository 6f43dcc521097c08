"""A plain page to look at a spreadsheet: what a person would see in the browser."""

from __future__ import annotations

from html import escape
from itertools import accumulate

from werkzeug import Response
from werkzeug.datastructures import MultiDict

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.drive.converting import hex_color
from tests.engines.google_api.looking_charts import chart_picture
from tests.engines.google_api.sheets import a1
from tests.engines.google_api.sheets.areas import Area, Dimension
from tests.engines.google_api.sheets.book import Book, Sheet
from tests.engines.google_api.sheets.computing import computed
from tests.engines.google_api.sheets.rendering import cell_data
from tests.engines.google_api.world import World

_STYLE = """
body { font: 13px arial, 'liberation sans', sans-serif; margin: 16px } .grid { position: relative }
table { border-collapse: collapse; table-layout: fixed; width: 0 }
td, th { padding: 0 3px; white-space: pre; overflow: hidden; height: 1px; line-height: 1.2 }
th { background: #f8f9fa; color: #575b5f; font-weight: normal; border: 1px solid #e1e3e1 }
.lines td { border: 1px solid #e1e3e1 } td.runs { overflow: visible }
td.runs span { position: relative }
.noted { position: relative } .noted::after { content: ""; position: absolute; top: 0; right: 0;
  border: 3px solid; border-color: #fbbc04 #fbbc04 transparent transparent }
nav a { margin-right: 12px } nav .here { font-weight: bold } nav .hidden { color: #9aa0a6 }
svg { position: absolute; border: 1px solid #dadce0;
  font: 10px arial, 'liberation sans', sans-serif }
details { margin-top: 24px }
"""
_HEAD = (46, 22)
"""The width of the rows' numbers and the height of the columns' letters, in pixels."""
_USUAL: dict[Dimension, int] = {"ROWS": 21, "COLUMNS": 100}


def look(world: World, path: str, arguments: MultiDict[str, str]) -> Response:
    """The page of a spreadsheet, of one of its sheets, or the list of all."""
    if not path:
        items = "".join(
            f'<li><a href="/look/{file.id}">{escape(file.name)}</a> ({escape(file.owner)})'
            for file in world.files.values()
            if file.book is not None
        )
        return _page("Spreadsheets", f"<ul>{items}</ul>")
    file = world.files.get(path)
    if file is None or file.book is None:
        return Response("No such spreadsheet", 404)
    gid = arguments.get("gid")
    sheets = file.book.sheets
    sheet = next((s for s in sheets if str(s.id) == gid), sheets[0])
    tabs = "".join(
        f'<a href="?gid={one.id}" class="{_state(one, sheet)}">{escape(one.title)}</a>'
        for one in sheets
    )
    body = f"<h1>{escape(file.name)}</h1><nav>{tabs}</nav><br>{_grid(file.book, sheet)}"
    return _page(file.name, body + _names(file.book))


def _state(one: Sheet, shown: Sheet) -> str:
    return "here" if one is shown else "hidden" if one.properties.get("hidden") else ""


def _page(title: str, body: str) -> Response:
    head = f"<!DOCTYPE html><meta charset=utf-8><title>{escape(title)}</title>"
    return Response(f"{head}<style>{_STYLE}</style>{body}", mimetype="text/html")


def _grid(book: Book, sheet: Sheet) -> str:
    """The cells at their sizes, and the charts over them."""
    places = set(sheet.cells) | computed(book).spilled(sheet.id)
    charted = [
        chart.get("position", {}).get("overlayPosition", {}).get("anchorCell", {})
        for chart in sheet.charts
    ]
    places |= {(at.get("rowIndex", 0) + 12, at.get("columnIndex", 0)) for at in charted}
    rows = min(max((row for row, _ in places), default=0) + 3, sheet.size[0])
    columns = min(max((column for _, column in places), default=0) + 2, sheet.size[1])
    heights, widths = _sizes(sheet, "ROWS", rows), _sizes(sheet, "COLUMNS", columns)
    cols = "".join(f'<col style="width:{width}px">' for width in (_HEAD[0], *widths) if width)
    head = "".join(
        f"<th>{a1.column_letters(column)}" for column in range(columns) if widths[column]
    )
    lines = []
    for row in range(rows):
        if heights[row]:
            cells = "".join(_cell(book, sheet, row, c) for c in range(columns) if widths[c])
            lines.append(f'<tr style="height:{heights[row]}px"><th>{row + 1}{cells}')
    top = f'<tr style="height:{_HEAD[1]}px"><th>{head}'
    lined = "" if sheet.properties["gridProperties"].get("hideGridlines") else " class=lines"
    edges = _edges(heights, _HEAD[1]), _edges(widths, _HEAD[0])
    charts = "".join(chart_picture(book, sheet, chart, edges) for chart in sheet.charts)
    return f"<div class=grid><table{lined}>{cols}{top}{''.join(lines)}</table>{charts}</div>"


def _sizes(sheet: Sheet, dimension: Dimension, count: int) -> list[int]:
    """The pixels of each row or column; 0 of hidden ones."""
    known = sheet.dimensions[dimension]
    found = []
    for index in range(count):
        line = known.get(index, {})
        hidden = line.get("hiddenByUser") or line.get("hiddenByFilter")
        found.append(0 if hidden else int(line.get("pixelSize", _USUAL[dimension])))
    return found


def _edges(sizes: list[int], first: int) -> list[int]:
    return list(accumulate(sizes, initial=first))


def _cell(book: Book, sheet: Sheet, row: int, column: int) -> str:
    merge = next((area for area in sheet.merges if area.has(row, column)), None)
    if merge is not None and (row, column) != (merge.rows.first, merge.columns.first):
        return ""
    data = cell_data(book, sheet, row, column)
    fmt = data.get("effectiveFormat") or data.get("userEnteredFormat", {})
    text = escape(data.get("formattedValue", ""))
    # A text runs on over its neighbour, if that is empty.
    runs = merge is None and "stringValue" in data.get("effectiveValue", {})
    runs = runs and not cell_data(book, sheet, row, column + 1).get("formattedValue")
    kinds = ["noted"] if data.get("note") else []
    if runs and fmt.get("wrapStrategy", "OVERFLOW_CELL") == "OVERFLOW_CELL":
        kinds.append("runs")
        text = f"<span>{text}</span>"
    if "hyperlink" in data:
        text = f'<a href="{escape(data["hyperlink"])}">{text}</a>'
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    return f'<td{_spans(merge)}{kind}{_title(data)} style="{_css(fmt)}">{text}'


def _spans(merge: Area | None) -> str:
    if merge is None:
        return ""
    height, width = len(merge.rows.within(10**9)), len(merge.columns.within(10**9))
    return f" rowspan={height} colspan={width}"


def _title(data: Json) -> str:
    parts = [data.get("note", ""), data.get("userEnteredValue", {}).get("formulaValue", "")]
    title = "\n".join(part for part in parts if part)
    return f' title="{escape(title)}"' if title else ""


def _css(fmt: Json) -> str:
    text = fmt.get("textFormat", {})
    found = {
        "font-weight": "bold" if text.get("bold") else "",
        "font-style": "italic" if text.get("italic") else "",
        "text-decoration": "line-through" if text.get("strikethrough") else "",
        "font-size": f"{text['fontSize'] * 4 // 3}px" if text.get("fontSize", 10) != 10 else "",
        "text-align": str(fmt.get("horizontalAlignment", "")).lower(),
        "background": _color(fmt, "backgroundColor"),
        "color": _color(text, "foregroundColor"),
        "vertical-align": str(fmt.get("verticalAlignment", "BOTTOM")).lower(),
        "white-space": "pre-wrap" if fmt.get("wrapStrategy") == "WRAP" else "",
        "padding-left": f"{fmt['padding'].get('left', 3)}px" if "padding" in fmt else "",
        **{f"border-{side}": _border(line) for side, line in fmt.get("borders", {}).items()},
    }
    return ";".join(f"{name}:{value}" for name, value in found.items() if value)


def _border(line: Json) -> str:
    color = _color(line, "color") or "#000"
    return "" if line.get("style", "NONE") == "NONE" else f"1px solid {color}"


def _color(fmt: Json, name: str) -> str:
    color = fmt.get(name + "Style", {}).get("rgbColor") or fmt.get(name)
    return f"#{hex_color(color)}" if color else ""


def _names(book: Book) -> str:
    items = "".join(
        f"<li>{escape(item['name'])}: {escape(_where(book, Area.of(item['range'])))}"
        for item in book.named_ranges
    )
    return f"<details><summary>Named ranges</summary><ul>{items}</ul></details>" if items else ""


def _where(book: Book, area: Area) -> str:
    sheet = next((sheet for sheet in book.sheets if sheet.id == area.sheet_id), None)
    if sheet is None or area.empty:
        return "#REF!"
    return f"{sheet.title}!{a1.printed(area.rows, area.columns)}"
