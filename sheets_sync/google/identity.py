"""Who we are at Google: a service account, a person who gave consent, or what the machine has.

A key is read from a file that nobody else can read, or from the environment; it is never printed.
The one scope asked for is that of spreadsheets.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import google.auth
import google.auth.exceptions
from google.auth.credentials import Credentials
from google.oauth2 import credentials as consented
from google.oauth2 import service_account

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.google.endpoint import trial_endpoint

SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)
KEY_VARIABLE = "KPICELLS_GOOGLE_KEY"
"""Environment: the path of a key file, or the key itself as JSON."""
_ROBOTS: Any = service_account.Credentials.from_service_account_info
_PEOPLE: Any = consented.Credentials.from_authorized_user_info
_HOW = (
    f"set {KEY_VARIABLE} to the key file of a service account, give google_keys in workspace.toml, "
    "or run `kpicells google login`"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """An account at Google.

    Attributes:
        credentials: What its calls are signed with.
        kind: ``service account``, ``person`` or ``this machine's account``.
        email: Its address, to share spreadsheets with; "" where Google does not tell.
        project: Its project, whose quota its calls use; "" where it is not known.
    """

    credentials: Credentials
    kind: str
    email: str = ""
    project: str = ""

    @property
    def name(self) -> str:
        """What to call it: the address, or the kind."""
        return self.email or self.kind


def identities(keys: tuple[Path, ...] = ()) -> list[Identity]:
    """The accounts to use: those of the key files, or else the one found on this machine.

    Args:
        keys: Key files, as a workspace names them.

    Raises:
        InputError: A key cannot be used, or there is no account.
    """
    if keys:
        return [from_file(path) for path in keys]
    given = os.environ.get(KEY_VARIABLE, "").strip()
    if given.startswith("{"):
        return [_from_json(given, KEY_VARIABLE)]
    if given:
        return [from_file(Path(given))]
    if saved_login().is_file():
        return [from_file(saved_login())]
    try:
        credentials, project = google.auth.default(scopes=SCOPES)
    except google.auth.exceptions.DefaultCredentialsError:
        raise InputError(f"no account for Google is known here: {_HOW}") from None
    email = getattr(credentials, "service_account_email", "")
    return [Identity(credentials, "this machine's account", email, project or "")]


def from_file(path: Path, scopes: Sequence[str] = SCOPES) -> Identity:
    """The account of a key file.

    Args:
        path: The file.
        scopes: What it is to be used for.

    Raises:
        InputError: It cannot be read, others can read it too, or it is no key.
    """
    try:
        mode = path.stat().st_mode
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path}: the key cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is no key file") from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise InputError(f"{path}: other people can read this key; run: chmod 600 {path}")
    return _from_json(text, str(path), scopes)


def saved_login() -> Path:
    """Where ``kpicells google login`` keeps a person's consent."""
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "kpicells" / "google.json"


def _from_json(text: str, where: str, scopes: Sequence[str] = SCOPES) -> Identity:
    try:
        info: Mapping[str, Any] = json.loads(text)
        kind = info["type"]
        if kind == "service_account":
            robot: Credentials = _ROBOTS(info, scopes=scopes)
            return Identity(
                robot, "service account", info["client_email"], info.get("project_id", "")
            )
        if kind == "authorized_user":
            person = _PEOPLE(info, scopes=scopes)
            if base := trial_endpoint():
                # Google's library renews consents at Google alone, whatever the file says.
                person = person.with_token_uri(f"{base}/token")
            return Identity(person, "person", info.get("email", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        # The text of these errors may hold pieces of the key.
        raise InputError(
            f"{where}: is no key of a Google account; download one as JSON in the Google Cloud "
            "console, under IAM, Service Accounts, Keys"
        ) from None
    raise InputError(f"{where}: keys of type {kind!r} are not taken; {_HOW}")
