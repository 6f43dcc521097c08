"""All that the emulator knows: files, who may see them, accounts, the clock."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field

from tests.engines.google_api.accounts import Account
from tests.engines.google_api.clock import Clock
from tests.engines.google_api.discovery import Json, Method
from tests.engines.google_api.errors import ApiError, forbidden, not_found
from tests.engines.google_api.sheets.book import Book
from tests.engines.google_api.sheets.defaults import first_sheet, new_book
from tests.engines.google_api.tokens import Tokens

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")


@dataclass
class File:
    """Something in Drive; a spreadsheet has a book, anything else its bytes."""

    id: str
    name: str
    mime_type: str
    created: str
    modified: str
    permissions: list[Json] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    extra: Json = field(default_factory=dict)
    comments: list[Json] = field(default_factory=list)
    trashed: bool = False
    version: int = 1
    modified_by: str = ""
    book: Book | None = None
    content: bytes = b""

    @property
    def owner(self) -> str:
        """The owner's address."""
        return next((p["emailAddress"] for p in self.permissions if p["role"] == "owner"), "")

    def role(self, email: str) -> str | None:
        """The strongest role of an address; None when the file is not shared with it."""
        domain = email.partition("@")[2].lower()
        found = [
            item["role"]
            for item in self.permissions
            if item.get("emailAddress", "").lower() == email.lower()
            or item["type"] == "anyone"
            or (item["type"] == "domain" and item.get("domain", "").lower() == domain)
        ]
        return max(found, key=_ROLES.index, default=None)

    def allows(self, email: str, role: str) -> bool:
        """Whether an address has a role, or a stronger one."""
        found = self.role(email)
        return found is not None and _ROLES.index(found) >= _ROLES.index(role)

    def share(self, email: str, role: str = "writer", kind: str = "user") -> Json:
        """Gives an address a role and returns the permission."""
        self.permissions = [
            p for p in self.permissions if p.get("emailAddress", "").lower() != email.lower()
        ]
        permission = {
            "id": Account(email, "").permission_id,
            "type": kind,
            "emailAddress": email,
            "role": role,
            "displayName": email.partition("@")[0],
        }
        self.permissions.append(permission)
        return permission

    def unshare(self, email: str) -> None:
        """Takes all roles from an address."""
        self.permissions = [
            p for p in self.permissions if p.get("emailAddress", "").lower() != email.lower()
        ]


class World:
    """The emulator's state; ``lock`` is held while a call is answered."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.tokens = Tokens(clock)
        self.files: dict[str, File] = {}
        self.scripts: dict[str, Json] = {}
        self.scripts_switched_off: set[str] = set()
        self.lock = threading.RLock()

    def create(self, name: str, owner: str, mime_type: str = SPREADSHEET) -> File:
        """A new file; a spreadsheet gets one empty sheet."""
        stamp = self.clock.stamp()
        file = File(new_file_id(), name, mime_type, stamp, stamp, modified_by=owner)
        if mime_type == SPREADSHEET:
            file.book = new_book(file.id, {"properties": {"title": name}})
            file.book.sheets = [first_sheet()]
        file.share(owner, "owner")
        self.files[file.id] = file
        return file

    def spreadsheet(self, file_id: str, email: str, role: str) -> File:
        """A spreadsheet that an address may read or write.

        Raises:
            ApiError: There is none, or the address has not this role.
        """
        file = self.files.get(file_id)
        if file is None:
            raise not_found()
        if file.role(email) is None or not file.allows(email, role):
            raise forbidden()
        if file.book is None:
            raise ApiError(400, "This operation is not supported for this document")
        return file

    def commit(self, file: File, book: Book, email: str) -> None:
        """Puts a changed book in the place of the old one."""
        file.book = book
        file.name = str(book.properties["title"])
        file.modified = self.clock.stamp()
        file.modified_by = email
        file.version += 1


def new_file_id() -> str:
    """An id as Drive gives it: 44 letters that begin with a 1."""
    return "1" + secrets.token_urlsafe(40)[:43].replace("=", "x")


@dataclass
class Call:
    """One call of a method, checked and parsed."""

    world: World
    method: Method
    account: Account
    path: dict[str, str]
    query: Json
    body: Json
    raw: bytes = b""
    content_type: str = ""

    @property
    def email(self) -> str:
        """The caller's address."""
        return self.account.email

    def book(self) -> Book:
        """The spreadsheet in the path, for reading."""
        found = self.world.spreadsheet(self.path["spreadsheetId"], self.email, "reader").book
        assert found is not None
        return found

    def file_to_write(self) -> File:
        """The file of the spreadsheet in the path, for writing."""
        return self.world.spreadsheet(self.path["spreadsheetId"], self.email, "writer")
