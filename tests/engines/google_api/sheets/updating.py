"""``spreadsheets.batchUpdate``: requests of many kinds, applied all or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.engines.google_api import masks
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError, bad
from tests.engines.google_api.sheets import protection, ranges, reading
from tests.engines.google_api.sheets.areas import Area
from tests.engines.google_api.sheets.book import Book, Sheet
from tests.engines.google_api.world import Call, File


class Batch:
    """What the requests of one call work on: a copy, and who asks."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.file: File = call.file_to_write()
        assert self.file.book is not None
        self.book: Book = self.file.book.fork()

    def sheet(self, sheet_id: int) -> Sheet:
        """A sheet by its id.

        Raises:
            ApiError: There is none.
        """
        return self.book.sheet(sheet_id)

    def area(self, json: Json | None) -> Area:
        """The rectangle of a ``GridRange`` that starts within the grid.

        Raises:
            ApiError: It is missing, its sheet does not exist, or it starts outside.
        """
        if json is None:
            raise bad("range is required")
        area = ranges.of_grid(self.book, json)
        ranges.check_start(self.book, area)
        return area

    def guard(self, area: Area) -> None:
        """Holds a change against the protected ranges.

        Raises:
            ApiError: A protected cell is among them.
        """
        protection.check(self.book, area, self.call.email, self.file.owner)

    def guard_sheet(self, sheet_id: int) -> None:
        """Holds a change of a whole sheet against its protection.

        Raises:
            ApiError: Something on it is protected.
        """
        protection.check_sheet(self.book, sheet_id, self.call.email, self.file.owner)


Handler: TypeAlias = Callable[[Batch, Json], Json | None]
"""Applies one request; returns its reply, or None for an empty one."""


def batch_update(call: Call, handlers: dict[str, Handler]) -> Json:
    """Applies the requests in order on a copy, which then takes the place of the book.

    Raises:
        ApiError: A request does not fit; nothing of the batch is applied.
    """
    requests = call.body.get("requests", [])
    if not requests:
        raise bad("Must specify at least one request.")
    batch = Batch(call)
    replies = [_reply(batch, index, request, handlers) for index, request in enumerate(requests)]
    batch.book.renumber()
    call.world.commit(batch.file, batch.book, call.email)
    found: Json = {"spreadsheetId": batch.book.id, "replies": replies}
    if call.body.get("includeSpreadsheetInResponse"):
        found["updatedSpreadsheet"] = _updated(call)
    return found


def _reply(batch: Batch, index: int, request: Json, handlers: dict[str, Handler]) -> Json:
    if not request:
        raise bad(f"Invalid requests[{index}]: No request set.")
    kind, body = next(iter(request.items()))
    handler = handlers.get(kind)
    if handler is None:
        raise ApiError(501, f"requests[{index}].{kind} is not part of this emulator")
    try:
        reply = handler(batch, body)
    except ApiError as error:
        raise error.at(f"requests[{index}].{kind}") from error
    return {} if reply is None else {kind: reply}


def _updated(call: Call) -> Json:
    book = call.book()
    texts = call.body.get("responseRanges", [])
    areas = [ranges.resolve(book, text) for text in texts]
    mask = reading.query_mask(call)
    inner = mask.get("updatedSpreadsheet") if mask and not masks.everything(mask) else None
    grid = bool(call.body.get("responseIncludeGridData"))
    return reading.spreadsheet(call, areas, grid=grid, mask=inner)
