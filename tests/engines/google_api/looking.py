"""A plain page to look at a spreadsheet: what a person would see in the browser."""

from __future__ import annotations

from html import escape

from werkzeug import Response
from werkzeug.datastructures import MultiDict

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.drive.converting import hex_color
from tests.engines.google_api.sheets import a1
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Book, Sheet
from tests.engines.google_api.sheets.computing import computed
from tests.engines.google_api.sheets.rendering import cell_data
from tests.engines.google_api.world import World

_STYLE = """
body { font: 13px arial, sans-serif; margin: 16px } table { border-collapse: collapse }
td, th { border: 1px solid #e1e3e1; padding: 2px 4px; white-space: pre; height: 17px }
th { background: #f8f9fa; color: #575b5f; font-weight: normal } .noted { position: relative }
.noted::after { content: ""; position: absolute; top: 0; right: 0;
  border: 3px solid; border-color: #fbbc04 #fbbc04 transparent transparent }
nav a { margin-right: 12px } nav .here { font-weight: bold } .charts li { margin: 4px 0 }
"""


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
        f'<a href="?gid={one.id}"{" class=here" if one is sheet else ""}>{escape(one.title)}</a>'
        for one in sheets
    )
    body = f"<h1>{escape(file.name)}</h1><nav>{tabs}</nav><br>{_table(file.book, sheet)}"
    return _page(file.name, body + _charts(sheet) + _names(file.book))


def _page(title: str, body: str) -> Response:
    head = f"<!DOCTYPE html><meta charset=utf-8><title>{escape(title)}</title>"
    return Response(f"{head}<style>{_STYLE}</style>{body}", mimetype="text/html")


def _table(book: Book, sheet: Sheet) -> str:
    places = set(sheet.cells) | computed(book).spilled(sheet.id)
    rows = min(max((row for row, _ in places), default=0) + 3, sheet.size[0])
    columns = min(max((column for _, column in places), default=0) + 2, sheet.size[1])
    head = "".join(f"<th>{a1.column_letters(column)}" for column in range(columns))
    lines = []
    for row in range(rows):
        cells = "".join(_cell(book, sheet, row, column) for column in range(columns))
        lines.append(f"<tr><th>{row + 1}{cells}")
    return f"<table><tr><th>{head}{''.join(lines)}</table>"


def _cell(book: Book, sheet: Sheet, row: int, column: int) -> str:
    merge = next((area for area in sheet.merges if area.has(row, column)), None)
    if merge is not None and (row, column) != (merge.rows.first, merge.columns.first):
        return ""
    data = cell_data(book, sheet, row, column)
    attributes = _spans(merge) + _note(data) + f' style="{_css(data.get("effectiveFormat", {}))}"'
    text = escape(data.get("formattedValue", ""))
    if "hyperlink" in data:
        text = f'<a href="{escape(data["hyperlink"])}">{text}</a>'
    return f"<td{attributes}>{text}"


def _spans(merge: Area | None) -> str:
    if merge is None:
        return ""
    height, width = len(merge.rows.within(10**9)), len(merge.columns.within(10**9))
    return f" rowspan={height} colspan={width}"


def _note(data: Json) -> str:
    parts = [data.get("note", ""), data.get("userEnteredValue", {}).get("formulaValue", "")]
    title = "\n".join(part for part in parts if part)
    mark = " class=noted" if data.get("note") else ""
    return mark + (f' title="{escape(title)}"' if title else "")


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
    }
    return ";".join(f"{name}:{value}" for name, value in found.items() if value)


def _color(fmt: Json, name: str) -> str:
    color = fmt.get(name + "Style", {}).get("rgbColor") or fmt.get(name)
    return f"#{hex_color(color)}" if color else ""


def _charts(sheet: Sheet) -> str:
    items = "".join(
        f"<li>{escape(chart.get('spec', {}).get('title', 'a chart'))} "
        f"({escape(next((k for k in chart.get('spec', {}) if k.endswith('Chart')), ''))})"
        for chart in sheet.charts
    )
    return f"<h2>Charts</h2><ul class=charts>{items}</ul>" if items else ""


def _names(book: Book) -> str:
    items = "".join(
        f"<li>{escape(item['name'])}: {escape(_where(book, Area.of(item['range'])))}"
        for item in book.named_ranges
    )
    return f"<h2>Named ranges</h2><ul>{items}</ul>" if items else ""


def _where(book: Book, area: Area) -> str:
    sheet = next((sheet for sheet in book.sheets if sheet.id == area.sheet_id), None)
    if sheet is None or area.empty:
        return "#REF!"
    return f"{sheet.title}!{a1.printed(area.rows, area.columns)}"
