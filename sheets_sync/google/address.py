"""The address of a spreadsheet, as people copy it."""

from __future__ import annotations

import re

from kpicells.sheets_sync.errors import InputError

_LINK = re.compile(r"https://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/([\w-]{20,})(?:[/?#].*)?")
_ID = re.compile(r"[\w-]{20,}")


def is_address(text: str) -> bool:
    """Whether a target is meant to be on the web, and no file."""
    return text.startswith(("http://", "https://"))


def spreadsheet_id(address: str) -> str:
    """The id in a spreadsheet's link; an id alone is one as well.

    Raises:
        InputError: It is no link of a spreadsheet.

    >>> spreadsheet_id("https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuV/edit#gid=0")
    '1aBcDeFgHiJkLmNoPqRsTuV'
    """
    text = address.strip()
    if found := _LINK.fullmatch(text):
        return found[1]
    if _ID.fullmatch(text):
        return text
    raise InputError(
        f"{address}: is no link of a Google Sheet; copy the whole address from the browser, such "
        "as https://docs.google.com/spreadsheets/d/.../edit"
    )


def link_of(spreadsheet: str) -> str:
    """The link that opens a spreadsheet."""
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet}"
