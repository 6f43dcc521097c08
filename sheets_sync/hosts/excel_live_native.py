"""What xlwings has no word for: protection of sheets, and whether a workbook may be changed.

xlwings hands over the native object (``api``): a COM object on Windows, an appscript reference on
macOS. The same things have other names there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from kpicells.sheets_sync.errors import TargetError

if TYPE_CHECKING:
    import xlwings

ALLOWED = (
    "FormattingCells",
    "FormattingColumns",
    "FormattingRows",
    "InsertingColumns",
    "InsertingRows",
    "InsertingHyperlinks",
    "DeletingColumns",
    "DeletingRows",
    "Sorting",
    "Filtering",
    "UsingPivotTables",
)
"""What a protected sheet may allow, as COM calls it after ``Allow``."""


def read_only(book: xlwings.Book) -> bool:
    """Whether a workbook was opened for reading only."""
    native = book.api
    return bool(native.read_only.get() if _on_mac() else native.ReadOnly)


@contextmanager
def unprotected(sheets: Sequence[xlwings.Sheet]) -> Iterator[None]:
    """Lift the protection of sheets for a while; what it allowed is allowed again afterwards.

    Raises:
        TargetError: A sheet has a password.
    """
    protection = _MacProtection if _on_mac() else _WindowsProtection
    with ExitStack() as after:
        for sheet in sheets:
            found = protection(sheet.api)
            if not found.on:
                continue
            settings = found.settings
            found.lift()
            if found.on:
                raise TargetError(
                    f"the sheet {sheet.name} is protected with a password; unprotect it in Excel "
                    "(Review, Unprotect Sheet) and run again"
                )
            after.callback(found.restore, settings)
        yield


class _WindowsProtection:
    def __init__(self, native: Any) -> None:
        self._native = native

    @property
    def on(self) -> bool:
        return bool(self._native.ProtectContents)

    @property
    def settings(self) -> dict[str, bool]:
        """The arguments that protect the sheet as it is protected now."""
        allowed = self._native.Protection
        return {
            "DrawingObjects": bool(self._native.ProtectDrawingObjects),
            "Contents": True,
            "Scenarios": bool(self._native.ProtectScenarios),
            **{f"Allow{what}": bool(getattr(allowed, f"Allow{what}")) for what in ALLOWED},
        }

    def lift(self) -> None:
        with suppress(Exception):  # a wrong password: the sheet stays protected, which is asked
            self._native.Unprotect(Password="")  # without one, Excel asks the person

    def restore(self, settings: dict[str, bool]) -> None:
        self._native.Protect(**settings)


class _MacProtection:
    def __init__(self, native: Any) -> None:
        self._native = native

    @property
    def on(self) -> bool:
        return bool(self._native.protect_contents.get())

    @property
    def settings(self) -> dict[str, bool]:
        """The arguments that protect the sheet as it is protected now."""
        allowed = self._native.protection_object
        words = [_in_applescript(f"Allow{what}") for what in ALLOWED]
        return {
            "drawing_objects": bool(self._native.protect_drawing_objects.get()),
            "worksheet_contents": True,
            "scenarios": bool(self._native.protect_scenarios.get()),
            **{word: bool(getattr(allowed, word).get()) for word in words},
        }

    def lift(self) -> None:
        with suppress(Exception):  # as above
            self._native.unprotect(password="")

    def restore(self, settings: dict[str, bool]) -> None:
        self._native.protect_worksheet(**settings)


def _in_applescript(word: str) -> str:
    """A word of COM as appscript writes it: ``allow_using_pivot_table``."""
    parts = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in word)
    return parts.lstrip("_").replace("pivot_tables", "pivot_table")


def _on_mac() -> bool:
    return sys.platform == "darwin"
