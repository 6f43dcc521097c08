"""Finds the workbook that is open in the running Excel, by the BSD part of xlwings."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from kpicells.sheets_sync.errors import TargetError
from kpicells.sheets_sync.hosts.excel_live_native import read_only

if TYPE_CHECKING:
    import xlwings

PLACE = "excel"
"""What ``--to`` calls the active workbook; ``excel:NAME.xlsx`` is the open one of that name."""
PATIENCE = 15.0
"""So many seconds Excel has to answer; while a person types in a cell it does not."""
_FOREIGN = {"xlwings", "pywintypes", "pythoncom", "win32com", "appscript", "aem"}
_Answer = TypeVar("_Answer")


def is_excel(to: str) -> bool:
    """Whether a place is an open Excel.

    >>> [is_excel(to) for to in ("excel", "Excel:report.xlsx", "excel.xlsx")]
    [True, True, False]
    """
    return to.partition(":")[0].strip().lower() == PLACE


def open_workbook(to: str = PLACE) -> xlwings.Book:
    """A workbook that is open in Excel, ready to be written.

    Args:
        to: ``excel`` for the active workbook, or ``excel:NAME.xlsx``.

    Raises:
        TargetError: Excel is not there, is busy, has no such workbook, or may not change it.
    """
    with telling("Excel"):
        _answered(_touch)
        book = _named(to.partition(":")[2].strip())
        if read_only(book):
            raise TargetError(
                f"{book.name}: is open in Excel for reading only; close it wherever else it is "
                "open, or save it under another name, and run again"
            )
    return book


def where_is(book: xlwings.Book) -> str:
    """How messages and the history call an open workbook: by its path, if it was ever saved."""
    import xlwings

    try:
        return f"Excel: {book.fullname}"
    except xlwings.XlwingsError:  # it lies at OneDrive, in a place that xlwings cannot find
        return f"Excel: {book.name}"


@contextmanager
def telling(where: str) -> Iterator[None]:
    """Tell in one sentence what Excel refuses.

    Raises:
        TargetError: Instead of the errors of xlwings, COM and AppleScript.
    """
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in _FOREIGN:
            raise
        raise TargetError(f"{where}: Excel refused: {_said(error)}") from error


def _said(error: Exception) -> str:
    """The words in an error: COM hides them inside."""
    details = getattr(error, "excepinfo", None)
    words = details[2] if details and details[2] else str(error)
    return " ".join(str(words).split()).rstrip(".")


def _named(name: str) -> xlwings.Book:
    import xlwings

    if not name:
        app = xlwings.apps.active
        if app is None or not len(app.books):
            raise TargetError("no workbook is open in Excel; open the client's and run again")
        return app.books.active
    books = [book for app in xlwings.apps for book in app.books]
    titles = [book.name for book in books]
    for book, title in zip(books, titles, strict=True):
        if name.casefold() in (title.casefold(), title.rpartition(".")[0].casefold()):
            return book
    there = f"open are: {', '.join(titles)}" if titles else "no workbook is open"
    raise TargetError(f"no workbook named {name} is open in Excel; {there}")


def _touch() -> None:
    """Do what only an Excel does that has time: read and write a setting."""
    import xlwings

    _leave_others_alone()
    if xlwings.engines.active is None:
        raise TargetError(
            "an open Excel can be refreshed on Windows and macOS only; here give a file or the "
            "address of a Google Sheet to --to"
        )
    app = xlwings.apps.active
    if app is None:
        raise TargetError("Excel is not running; open the client's workbook in it and run again")
    app.display_alerts = app.display_alerts


def _leave_others_alone() -> None:
    """Keep xlwings from ending, when Python exits, every Excel that shows no workbook."""
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        atexit.unregister(windows.cleanup)


def _answered(ask: Callable[[], _Answer]) -> _Answer:
    """Ask Excel in a thread of its own: xlwings repeats a call to a busy Excel for ever."""
    answers: list[_Answer] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            answers.append(ask())
        except Exception as error:  # noqa: BLE001 - raised again, in the thread of the caller
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    if thread.is_alive():
        raise TargetError(
            "Excel does not answer: finish what is being typed in a cell (Enter or Esc), close its "
            "open dialogs, and run again"
        )
    if errors:
        raise errors[0]
    return answers[0]
