"""How cells look, in the words of the Sheets API."""

from __future__ import annotations

import re
from typing import Any

from kpicells.templates.style import FONT, INK, Style

Json = dict[str, Any]
_LANGUAGE = re.compile(r"\[\$-[0-9A-Fa-f]+\]")
_CURRENCY = re.compile(r"\[\$([^\]-]+)-[^\]]*\]")
_HORIZONTAL = {"left": "LEFT", "right": "RIGHT", "center": "CENTER"}
_VERTICAL = {"top": "TOP", "vcenter": "MIDDLE", "bottom": "BOTTOM"}


def cell_format(style: Style) -> Json:
    """A style as a ``CellFormat``."""
    found: Json = {
        "textFormat": {
            "fontFamily": FONT,
            "fontSize": round(style.size),
            "bold": style.bold,
            "italic": style.italic,
            "foregroundColorStyle": color(style.color),
        },
        "verticalAlignment": _VERTICAL[style.valign],
        "wrapStrategy": "WRAP" if style.wrap else "OVERFLOW_CELL",
    }
    if style.align:
        found["horizontalAlignment"] = _HORIZONTAL[style.align]
    if style.number_format:
        found["numberFormat"] = number_format(style.number_format)
    if style.fill:
        found["backgroundColorStyle"] = color(style.fill)
    if style.indent:
        found["padding"] = {"left": 3 + 9 * style.indent, "right": 3, "top": 2, "bottom": 2}
    sides = {
        side: {"style": "SOLID", "colorStyle": color(line)}
        for side, line in (
            ("top", style.top or style.box),
            ("bottom", style.bottom or style.box),
            ("left", style.box),
            ("right", style.box),
        )
        if line
    }
    if sides:
        found["borders"] = sides
    return found


def rule_format(style: Style) -> Json:
    """What a conditional format lays over a cell."""
    text: Json = {"bold": True} if style.bold else {}
    if not style.fill and style.color != INK:
        text["foregroundColorStyle"] = color(style.color)
    found: Json = {"textFormat": text} if text else {}
    return found | ({"backgroundColorStyle": color(style.fill)} if style.fill else {})


def number_format(pattern: str) -> Json:
    """A spreadsheet file's number format as a ``NumberFormat``.

    >>> number_format("[$-409]d mmm yyyy")
    {'type': 'DATE', 'pattern': 'd mmm yyyy'}
    >>> number_format("[<100][$$-409]#,##0.00;[$$-409]#,##0")["pattern"]
    '[<100][$$]#,##0.00;[$$]#,##0'
    """
    plain = _CURRENCY.sub(r"[$\1]", _LANGUAGE.sub("", pattern))
    letters = re.sub(r"\[[^\]]*\]|\\.|\"[^\"]*\"", "", plain)
    if plain == "@":
        kind = "TEXT"
    elif "y" in letters or "d" in letters or "mmm" in letters:
        kind = "DATE_TIME" if "h" in letters else "DATE"
    elif "%" in letters:
        kind = "PERCENT"
    elif "[$" in plain:
        kind = "CURRENCY"
    else:
        kind = "NUMBER"
    return {"type": kind, "pattern": plain}


def color(text: str) -> Json:
    """``#RRGGBB`` as a ``ColorStyle``.

    >>> color("#FF0000")
    {'rgbColor': {'red': 1.0, 'green': 0.0, 'blue': 0.0}}
    """
    parts = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return {"rgbColor": dict(zip(("red", "green", "blue"), parts, strict=True))}
