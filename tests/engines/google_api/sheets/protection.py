"""Protected ranges: who may change which cells."""

from __future__ import annotations

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import bad
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Book

_MESSAGE = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)


def may_edit(protection: Json, email: str, owner: str) -> bool:
    """Whether an address may change what is protected; the owner always may."""
    if protection.get("warningOnly") or email.lower() == owner.lower():
        return True
    users = protection.get("editors", {}).get("users", [])
    return email.lower() in (user.lower() for user in users)


def check(book: Book, area: Area, email: str, owner: str) -> None:
    """Holds a change of cells against the protected ranges.

    Raises:
        ApiError: A protected cell is among them.
    """
    sheet = book.sheet(area.sheet_id)
    for protection in sheet.protected_ranges:
        if may_edit(protection, email, owner):
            continue
        guarded = Area.of(protection.get("range", {"sheetId": sheet.id}))
        if not guarded.overlaps(area):
            continue
        free = [Area.of(json) for json in protection.get("unprotectedRanges", [])]
        if not any(one.contains(sheet.closed(area)) for one in free):
            raise bad(_MESSAGE)


def check_sheet(book: Book, sheet_id: int, email: str, owner: str) -> None:
    """Holds a change of a whole sheet (its title, its removal) against its protection.

    Raises:
        ApiError: Something on it is protected.
    """
    if any(not may_edit(p, email, owner) for p in book.sheet(sheet_id).protected_ranges):
        raise bad(_MESSAGE)
