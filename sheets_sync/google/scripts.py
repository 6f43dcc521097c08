"""Which account pushes scripts, and which script belongs to which spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import google.auth
import google.auth.exceptions
from google.auth.transport.requests import AuthorizedSession

from kpicells.addin.google.script_api import GOOGLE, SCOPES, ScriptApi
from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.google.endpoint import trial_endpoint
from kpicells.sheets_sync.google.identity import from_file, saved_login
from kpicells.sheets_sync.google.login import log_in

_CONSENT, _SCRIPTS = "google-scripts.json", "google-scripts-of-sheets.json"
_AuthorizedSession: Any = AuthorizedSession
_HOW = (
    "Google lets only people change scripts, so give consent once: in the Google Cloud console "
    "make an OAuth client of type Desktop app, download it as JSON, and push with "
    "--client-secret FILE"
)


def script_api(
    client_secret: Path | None, ask: Callable[[str], str], *, browser_here: bool = True
) -> ScriptApi:
    """A person's way to the Apps Script API.

    Args:
        client_secret: An OAuth client, by which a person gives consent anew; the consent that was
            kept, or else this machine's account, if left out.
        ask: Gets consent by a browser on another computer, as for a refresh.
        browser_here: Open a browser on this computer, if it has one.

    Raises:
        InputError: There is no account, or it is no person's.
    """
    kept = _kept(_CONSENT)
    if client_secret is not None:
        log_in(client_secret, ask, SCOPES, kept, browser_here=browser_here)
    if kept.is_file():
        identity = from_file(kept, SCOPES)
        credentials, is_person = identity.credentials, identity.kind == "person"
    else:
        try:
            credentials, _ = google.auth.default(scopes=SCOPES)
        except google.auth.exceptions.DefaultCredentialsError:
            raise InputError(f"no account for pushing scripts is known here. {_HOW}") from None
        is_person = not getattr(credentials, "service_account_email", "")
    if not is_person:
        raise InputError(f"a service account may not push scripts. {_HOW}")
    base = trial_endpoint() or GOOGLE
    return ScriptApi(_AuthorizedSession(credentials), base)


def script_of(sheet: str) -> str | None:
    """The script that was pushed into a spreadsheet from this computer."""
    found = _scripts().get(sheet)
    return str(found) if found else None


def remember(sheet: str, script: str) -> None:
    """Remember which script belongs to a spreadsheet; Google tells nobody."""
    path = _kept(_SCRIPTS)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps(_scripts() | {sheet: script}, indent=2) + "\n"
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _scripts() -> dict[str, Any]:
    path = _kept(_SCRIPTS)
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError):
        raise InputError(
            f"{path}: is damaged; delete it, and name the script with --script"
        ) from None


def _kept(name: str) -> Path:
    return saved_login().with_name(name)
