"""People told apart by a keyed hash, so that their e-mail or phone need not be stored.

The hash is HMAC-SHA-256 under a secret of the workspace, so nobody without it can find a person by
hashing every phone number there is. An e-mail or a phone is brought into one form first: the same
person in two exports gets the same hash.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kpicells.sheets_sync.errors import StoreError

SECRET = "personal.key"
"""The file of a workspace that holds the secret."""

_IGNORED = ".gitignore"
_BYTES = 32
_HEX = 32
"""How many digits of a hash are kept: 128 bits, so that no two people meet in one."""

_MAIL = re.compile(r"[^\s@<>,;:\"'()]+@[^\s@<>,;:\"'()]+\.[^\s@<>,;:\"'().]+")
_EXTENSION = re.compile(r"(?i)(?:доб|ext|x|#|,|;|/|\bили\b|\bor\b).*$", re.DOTALL)
_OF_EXCEL = re.compile(r"(\d{10,})\.0")
_PHONE = re.compile(r"[+'’\s\d().\-–]+")
_SAME_DIGITS = 10
"""As many last digits make a phone the same whether the country's code stands before them."""


@dataclass(frozen=True, slots=True)
class Hashing:
    """Makes hashes under one secret; ``repr`` does not show it."""

    _secret: bytes

    def __repr__(self) -> str:
        return "Hashing(...)"

    @property
    def fingerprint(self) -> str:
        """By which a store knows the secret under which its people were hashed."""
        return self._digest("which secret is this")

    def person(self, cells: Sequence[str]) -> str:
        """The hash of the first cell that tells who somebody is; empty where none does."""
        known = next(filter(None, map(normalised, cells)), None)
        return self._digest(known) if known else ""

    def _digest(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()[:_HEX]


def normalised(cell: str) -> str:
    """An e-mail, a phone or another mark of a person in the one form that is hashed.

    >>> normalised(" Anna@Mail.RU "), normalised("8 (926) 123-45-67"), normalised("+79261234567")
    ('mail:anna@mail.ru', 'phone:9261234567', 'phone:9261234567')
    >>> normalised("ID  7a"), normalised("000-00-00"), normalised("-")
    ('other:id 7a', '', '')
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    if found := _MAIL.search(text):
        return "mail:" + found[0].casefold()
    number = _OF_EXCEL.sub(r"\1", _EXTENSION.sub("", text))
    digits = re.sub(r"\D", "", number)
    if digits and _PHONE.fullmatch(number):
        # Forms are filled with 0000000 and 1111111 where nobody wants to tell.
        real = len(digits) >= 7 and len(set(digits[-7:])) > 1
        return f"phone:{digits[-_SAME_DIGITS:]}" if real else ""
    words = " ".join(text.split()).casefold()
    return f"other:{words}" if any(map(str.isalnum, words)) else ""


def for_trial() -> Hashing:
    """Under a secret that nobody keeps, for a dry run."""
    return Hashing(secrets.token_bytes(_BYTES))


def of_workspace(folder: Path) -> Hashing:
    """Under the secret of a workspace, which is made at first use and kept from others.

    Raises:
        StoreError: The file cannot be read or written, or holds no secret.
    """
    path = folder / SECRET
    try:
        if not path.exists():
            _make(path)
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except OSError as error:
        raise StoreError(f"{path}: cannot be read or written: {error.strerror}") from None
    except ValueError:
        secret = b""
    if len(secret) != _BYTES:
        raise StoreError(
            f"{path}: holds no secret; restore it from a copy. Without it nobody who is stored "
            "can be known again"
        )
    return Hashing(secret)


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    ignored = path.with_name(_IGNORED)
    lines = ignored.read_text("utf-8").splitlines() if ignored.is_file() else []
    # A secret in a repository is none: it is named here before it is there.
    if not {SECRET, f"/{SECRET}"} & set(map(str.strip, lines)):
        ignored.write_text("\n".join([*lines, f"/{SECRET}"]) + "\n", "utf-8")
    # Nobody else may read it, not even for a moment.
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_BYTES) + "\n")
