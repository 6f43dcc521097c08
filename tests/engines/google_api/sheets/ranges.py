"""From texts and filters to rectangles of a spreadsheet, and back."""

from __future__ import annotations

from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError, bad
from tests.engines.google_api.sheets import a1
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import BROKEN, Book


def resolve(book: Book, text: str) -> Area:
    """The rectangle that a range of the values API means.

    A quoted title is always a sheet; a plain word is a cell, a named range or a sheet, in
    this order.

    Raises:
        ApiError: The text names nothing here.
    """
    found = _resolve(book, text)
    if found is None:
        raise bad(f"Unable to parse range: {text}")
    return found


def _resolve(book: Book, text: str) -> Area | None:
    try:
        address = a1.split(text)
    except ValueError:
        return None
    if address.title is None:
        return _by_place(book, book.sheets[0].id, address.place or "")
    sheet = book.titled(address.title)
    if sheet is None:
        return None
    if address.place is None:
        return Area(sheet.id)
    spans = a1.spans(address.place)
    return Area(sheet.id, *spans) if spans else named(book, address.place)


def _by_place(book: Book, first_id: int, place: str) -> Area | None:
    spans = a1.spans(place)
    if spans:
        return Area(first_id, *spans)
    by_name = named(book, place)
    if by_name is not None:
        return by_name
    sheet = book.titled(place)
    return None if sheet is None else Area(sheet.id)


def named(book: Book, name: str) -> Area | None:
    """A named range's rectangle; case does not matter."""
    for item in book.named_ranges:
        if item["name"].lower() == name.lower() and BROKEN not in item:
            return Area.of(item["range"])
    return None


def text(book: Book, area: Area) -> str:
    """A rectangle as Google writes it in answers: ``Sheet1!A1:B2``."""
    title = a1.title(book.sheet(area.sheet_id).title)
    place = a1.printed(area.rows, area.columns)
    return f"{title}!{place}" if place else title


def readable(book: Book, area: Area) -> Area:
    """A rectangle cut to the grid, for reading.

    Raises:
        ApiError: It starts outside of the grid.
    """
    check_start(book, area)
    return book.sheet(area.sheet_id).closed(area)


def check_start(book: Book, area: Area) -> None:
    """Holds the start of a rectangle against the grid.

    Raises:
        ApiError: It starts outside of the grid.
    """
    rows, columns = book.sheet(area.sheet_id).size
    if area.empty:
        return
    if area.rows.first >= rows or area.columns.first >= columns:
        raise beyond_grid(book, area)


def beyond_grid(book: Book, area: Area) -> ApiError:
    """Tells that a rectangle does not fit the grid."""
    rows, columns = book.sheet(area.sheet_id).size
    raise bad(
        f"Range ({text(book, area)}) exceeds grid limits. Max rows: {rows}, max columns: {columns}"
    )


def of_grid(book: Book, json: Json) -> Area:
    """The rectangle of a ``GridRange`` in a request, its sheet known to exist.

    Raises:
        ApiError: The sheet does not exist, or an end lies before its start.
    """
    area = Area.of(json)
    book.sheet(area.sheet_id)
    for word, span in (("Row", area.rows), ("Column", area.columns)):
        if span.first < 0 or (span.end is not None and span.end < span.first):
            name = word.lower()
            raise bad(
                f"end{word}Index[{span.end}] must not be less than "
                f"start{word}Index[{span.first}] of the range's {name}s"
            )
    return area
