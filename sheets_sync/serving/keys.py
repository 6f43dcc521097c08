"""The keys to a workspace: who may ask the server for which clients' data.

A key is made once, shown once, and kept as a hash in ``keys.json``. Its secret is 256 random bits,
which nobody can guess however fast the hash, so a fast hash is enough: a slow one protects short
passwords that people choose, and would only let strangers keep the server busy.

Signed requests (``addin/server/signed.py``) are checked with the same hash, which is not enough to
sign with.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import secrets
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kpicells.addin.server.ports import Grant
from kpicells.sheets_sync.errors import InputError, StoreError
from kpicells.sheets_sync.hosts.xlsx_package import replacing
from kpicells.sheets_sync.serving.kept import state_of

KEYS = "keys.json"

_PREFIX = "kpi"
_NO_HASH = "0" * 64
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AccessKey:
    """A key as it is kept.

    Attributes:
        id: Its public part, by which logs and people tell it from others.
        sha256: The hash of its secret.
        owner: Whose it is, in the words of whoever made it.
        clients: The clients whose data it opens; None for all.
        made: When it was made.
        revoked: When it was revoked; None while it holds.
    """

    id: str
    sha256: str
    owner: str
    clients: tuple[str, ...] | None
    made: str
    revoked: str | None = None


class KeyFile:
    """The keys of one workspace, in a file that only its owner may read.

    The file is read again whenever it has changed, so a key that is revoked is refused at once.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     keys = KeyFile(Path(folder) / "keys.json")
    ...     key = keys.make("Anna's laptop", ["Nordlys Coffee"])
    ...     grant = keys.grant(key)
    ...     keys.revoke(grant.id).owner
    ...     keys.grant(key) is None
    "Anna's laptop"
    True
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._state: object = None
        self._known: dict[str, AccessKey] = {}

    def all(self) -> list[AccessKey]:
        """Every key, the revoked ones too, in the order in which they were made.

        Raises:
            StoreError: The file cannot be read.
        """
        try:
            said = json.loads(self.path.read_bytes())
            return [_read(one) for one in said["keys"]]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be read: {error.strerror}") from None
        except (ValueError, TypeError, KeyError):
            raise StoreError(
                f"{self.path}: is no file of keys; restore it, or remove it and make new keys"
            ) from None

    def make(self, owner: str, clients: Iterable[str] | None = None) -> str:
        """Make a key.

        Args:
            owner: Whose it is.
            clients: The clients whose data it opens; None for all.

        Returns:
            The key, which is kept nowhere.

        Raises:
            StoreError: The file cannot be read or written.
        """
        key_id, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        opens = None if clients is None else tuple(clients)
        key = AccessKey(key_id, _hash(secret), owner, opens, _now())
        self._write([*self.all(), key])
        return f"{_PREFIX}_{key_id}_{secret}"

    def revoke(self, key_id: str) -> AccessKey:
        """Refuse a key from now on.

        Raises:
            InputError: There is no such key, or it was revoked before.
            StoreError: The file cannot be read or written.
        """
        keys = self.all()
        for place, key in enumerate(keys):
            if key.id == key_id and key.revoked is None:
                keys[place] = replace(key, revoked=_now())
                self._write(keys)
                return keys[place]
        valid = ", ".join(key.id for key in keys if key.revoked is None) or "none"
        raise InputError(f"there is no key {key_id!r} that is in use; there are: {valid}")

    def grant(self, key: str) -> Grant | None:
        """What a key allows, as of now."""
        prefix, _, rest = key.partition("_")
        key_id, _, secret = rest.partition("_")
        return self.grant_of(key_id, secret) if prefix == _PREFIX else None

    def grant_of(self, key_id: str, secret: str) -> Grant | None:
        """What the key with this public part and this secret allows, as of now."""
        known = self._current().get(key_id)
        # The hash is taken and compared in any case, and in a time that tells nothing.
        same = hmac.compare_digest(_hash(secret), known.sha256 if known else _NO_HASH)
        if not same or known is None or known.revoked is not None:
            return None
        return Grant(known.id, None if known.clients is None else frozenset(known.clients))

    def kept_of(self, key_id: str) -> str | None:
        """What is kept of a key's secret, with which signed requests are checked."""
        known = self._current().get(key_id)
        return None if known is None else known.sha256

    def _current(self) -> dict[str, AccessKey]:
        with self._lock:
            state = state_of([self.path])
            if state != self._state:
                try:
                    self._known = {key.id: key for key in self.all()}
                except StoreError:
                    _log.exception("keys cannot be read; no key is taken")
                    self._known = {}
                self._state = state
            return self._known

    def _write(self, keys: Sequence[AccessKey]) -> None:
        text = json.dumps({"keys": list(map(asdict, keys))}, ensure_ascii=False, indent=1)
        try:
            if not self.path.exists():
                # Nobody else may read it, not even for a moment.
                self.path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
            with replacing(self.path) as fresh:
                fresh.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written: {error.strerror}") from None


def _read(said: dict[str, Any]) -> AccessKey:
    clients = said["clients"]
    return AccessKey(**{**said, "clients": None if clients is None else tuple(clients)})


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
