"""The Log sheet, and the sheet in which a refresh remembers what it wrote."""

from __future__ import annotations

from kpicells.templates.canvas import Canvas
from kpicells.templates.content import Content
from kpicells.templates.layout import Area, Workbook
from kpicells.templates.words import Words

STATE_SHEET = "_kpicells"
LAYOUT_VERSION = 1
STATE_COLUMNS = ("block", "row", "written")


def lay_log(book: Workbook, content: Content, words: Words) -> None:
    """Lay out the log: one line for each thing done, the newest at the end."""
    canvas = Canvas(book, "log", words("sheet-log"))
    for column, key in enumerate(("when", "what", "who")):
        canvas.put(0, column, words(f"log-{key}"), "data_head")
    for row, line in enumerate(content.log, start=1):
        canvas.put(row, 0, line.when, "left_top:moment")
        canvas.put(row, 1, line.what, "wrap")
        canvas.put(row, 2, line.who, "wrap")
    canvas.whole_block("kpi_log", key_columns=(0, 1, 2))
    sheet = canvas.sheet
    sheet.widths = {0: 18, 1: 110, 2: 22}
    sheet.heights = {0: 22}
    sheet.frozen = (1, 0)
    sheet.repeated = (0, 0)
    sheet.printed = Area("log", 0, 0, len(content.log), 2)


def lay_state(book: Workbook, content: Content) -> None:
    """Lay out the hidden sheet: ``kpi_state``, filled by refreshes, and ``kpi_meta``."""
    canvas = Canvas(book, "state", STATE_SHEET)
    canvas.sheet.hidden = True
    for column, name in enumerate(STATE_COLUMNS):
        canvas.put(0, column, name)
    canvas.block("kpi_state", 0, 0, 0, len(STATE_COLUMNS) - 1, grows=True)
    meta = (
        ("layout_version", str(LAYOUT_VERSION)),
        ("client", content.client),
        ("lang", content.lang),
        ("currency", content.currency),
        ("frame", content.framed.to_json()),
    )
    for row, (key, value) in enumerate(meta):
        canvas.put(row, 5, key)
        canvas.put(row, 6, value)
    canvas.block("kpi_meta", 0, 5, len(meta) - 1, 6)
