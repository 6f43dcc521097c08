"""What a new spreadsheet looks like before anybody touched it."""

from __future__ import annotations

import copy

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.sheets.book import Book, Sheet, sheet_properties

_WHITE = {"red": 1, "green": 1, "blue": 1}

DEFAULT_FORMAT: Json = {
    "backgroundColor": _WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": _WHITE},
}
"""The format of a cell with no format."""

_THEME = {
    "TEXT": (0, 0, 0),
    "BACKGROUND": (255, 255, 255),
    "ACCENT1": (66, 133, 244),
    "ACCENT2": (234, 67, 53),
    "ACCENT3": (251, 188, 4),
    "ACCENT4": (52, 168, 83),
    "ACCENT5": (255, 109, 1),
    "ACCENT6": (70, 189, 198),
    "LINK": (17, 85, 204),
}


def color(red: int, green: int, blue: int) -> Json:
    """A colour as the API writes it: shares of 1, zeros left out.

    Example:
        >>> color(255, 0, 51)
        {'red': 1.0, 'blue': 0.2}
    """
    parts = {"red": red, "green": green, "blue": blue}
    return {name: value / 255 for name, value in parts.items() if value}


def theme_color(name: str) -> Json:
    """A colour of the default theme."""
    return color(*_THEME.get(name, (0, 0, 0)))


def new_book(book_id: str, given: Json) -> Book:
    """A spreadsheet from the body of a create call; an empty body gives one sheet."""
    properties: Json = {
        "title": "Untitled spreadsheet",
        "locale": "en_US",
        "autoRecalc": "ON_CHANGE",
        "timeZone": "Etc/GMT",
        "defaultFormat": copy.deepcopy(DEFAULT_FORMAT),
        "spreadsheetTheme": {
            "primaryFontFamily": "Arial",
            "themeColors": [
                {"colorType": name, "color": {"rgbColor": theme_color(name)}} for name in _THEME
            ],
        },
    }
    return Book(book_id, properties | given.get("properties", {}))


def first_sheet(title: str = "Sheet1") -> Sheet:
    """The sheet that every new spreadsheet has."""
    return Sheet(sheet_properties({}, sheet_id=0, title=title, index=0))
