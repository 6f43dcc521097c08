"""What xlwings hands over as ``api``: the COM objects of Windows, the references of appscript."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.protection import SheetProtection
from xlwings import mac_dict

from tests.engines.excel_fake_cells import Book

KNOWN_TO_MAC = {row[0] for table in (mac_dict.properties, mac_dict.commands) for row in table}
_OF_FILES = {
    "AllowFormattingCells": "formatCells", "AllowFormattingColumns": "formatColumns",
    "AllowFormattingRows": "formatRows", "AllowInsertingColumns": "insertColumns",
    "AllowInsertingRows": "insertRows", "AllowInsertingHyperlinks": "insertHyperlinks",
    "AllowDeletingColumns": "deleteColumns", "AllowDeletingRows": "deleteRows",
    "AllowSorting": "sort", "AllowFiltering": "autoFilter", "AllowUsingPivotTables": "pivotTables",
}  # fmt: skip
"""What COM calls a permission, and the file's attribute which denies it."""


class com_error(Exception):  # noqa: N801 - as pywin32 calls it
    """An error as pywin32 raises it."""

    def __init__(self, text: str) -> None:
        super().__init__(-2147352567, "Exception occurred.", None, None)
        self.excepinfo = (0, "Microsoft Excel", text, None, 0, -2146827284)


com_error.__module__ = "pywintypes"


class ComBook:
    def __init__(self, book: Book) -> None:
        self.ReadOnly = book.read_only


class ComSheet:
    """The part of ``Worksheet`` that has to do with protection."""

    def __init__(self, book: Book, title: str) -> None:
        self._book, self._title = book, title

    @property
    def _protection(self) -> SheetProtection:
        return self._book.sheets[self._title].protection

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self._protection.sheet)

    @property
    def ProtectDrawingObjects(self) -> bool:  # noqa: N802
        return bool(self._protection.objects)

    @property
    def ProtectScenarios(self) -> bool:  # noqa: N802
        return bool(self._protection.scenarios)

    @property
    def Protection(self) -> Any:  # noqa: N802
        held = self._protection
        words = {word: not getattr(held, denied) for word, denied in _OF_FILES.items()}
        return type("Protection", (), words)

    def Unprotect(self, Password: str | None = None) -> None:  # noqa: N802, N803
        assert Password is not None, "Excel would ask the person for the password"
        if Password != self._book.password.get(self._title, ""):
            raise com_error("The password you supplied is not correct.")
        self._protection.sheet = False

    def Protect(  # noqa: N802
        self,
        DrawingObjects: bool = True,  # noqa: N803
        Contents: bool = True,  # noqa: N803
        Scenarios: bool = True,  # noqa: N803
        **allowed: bool,
    ) -> None:
        held = self._protection
        held.sheet, held.objects, held.scenarios = Contents, DrawingObjects, Scenarios
        for word, denied in _OF_FILES.items():
            setattr(held, denied, not allowed.pop(word, False))
        assert not allowed, f"Worksheet.Protect knows no {', '.join(allowed)}"


class MacBook:
    def __init__(self, book: Book) -> None:
        self.read_only = _Told(book.read_only)


class MacSheet:
    """The same in the words of AppleScript, which are those of xlwings' own dictionary."""

    def __init__(self, book: Book, title: str) -> None:
        self._com = ComSheet(book, title)

    def __getattr__(self, word: str) -> Any:
        assert word in KNOWN_TO_MAC, f"AppleScript knows no {word}"
        com = self._com
        match word:
            case "protection_object":
                return _MacPermissions(com.Protection)
            case "unprotect":
                return lambda password: com.Unprotect(Password=password)
            case "protect_worksheet":
                return self._protect
        return _Told(getattr(com, _as_com(word)))

    def _protect(self, worksheet_contents: bool, **settings: bool) -> None:
        known = {name for name, _ in _parameters("protect_worksheet")}
        assert settings.keys() <= known, settings.keys() - known
        self._com.Protect(
            Contents=worksheet_contents, **{_as_com(word): on for word, on in settings.items()}
        )


class _MacPermissions:
    def __init__(self, permissions: Any) -> None:
        self._permissions = permissions

    def __getattr__(self, word: str) -> _Told:
        assert word in KNOWN_TO_MAC, f"AppleScript knows no {word}"
        return _Told(getattr(self._permissions, _as_com(word)))


class _Told:
    """A reference of appscript: its value has to be asked for."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def get(self) -> Any:
        return self._value


def _as_com(word: str) -> str:
    return word.replace("pivot_table", "pivot_tables").title().replace("_", "")


def _parameters(command: str) -> list[tuple[str, bytes]]:
    return next(row[2] for row in mac_dict.commands if row[0] == command)
