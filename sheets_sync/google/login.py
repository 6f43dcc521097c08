"""A person's consent, given once in a browser and kept for later runs."""

from __future__ import annotations

import json
import os
import sys
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import requests
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import AccessDeniedError, OAuth2Error

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.google.failures import GoogleError
from kpicells.sheets_sync.google.identity import SCOPES, saved_login

_ANYWHERE = "http://localhost:1"
"""Where the browser is sent with the answer when it runs on another computer: nobody listens."""
_PATIENCE = 600
"""Seconds for the person to find the window and read it."""
_DONE = "kpicells: thank you, this window can be closed. Спасибо, окно можно закрыть."


def log_in(
    client_secret: Path,
    ask: Callable[[str], str],
    scopes: Sequence[str] = SCOPES,
    keep_in: Path | None = None,
    *,
    browser_here: bool = True,
) -> Path:
    """Get a person's consent and keep it, readable by this user only.

    Args:
        client_secret: The file of an OAuth client of type Desktop app.
        ask: Shows the address to open on another computer, and returns the address at which that
            browser ended up, or the code in it.
        scopes: What consent is asked for.
        keep_in: The file in which it is kept; that of refreshes if left out.
        browser_here: Open a browser on this computer, if it has one.

    Returns:
        The file in which the consent is kept.

    Raises:
        InputError: The file is no client secret, or the answer is no address of Google's.
        GoogleError: Consent was not given, or Google cannot be reached.
    """
    try:
        flow: Any = InstalledAppFlow.from_client_secrets_file(str(client_secret), list(scopes))
    except (OSError, ValueError, KeyError):
        raise InputError(
            f"{client_secret}: is no client secret; in the Google Cloud console make an OAuth "
            "client of type Desktop app, and download it as JSON"
        ) from None
    try:
        credentials = _here(flow) if browser_here and _has_browser() else _elsewhere(flow, ask)
    except AccessDeniedError:
        raise GoogleError("Google gave no consent: it was declined; log in again") from None
    except (OAuth2Error, requests.RequestException) as error:
        why = getattr(error, "description", "") or error
        raise GoogleError(f"Google gave no consent: {why}") from None
    except WSGITimeoutError:
        raise GoogleError(
            f"no consent came within {_PATIENCE // 60} minutes; run it again, and where no browser "
            "opens, with --no-browser"
        ) from None
    except Warning:  # how oauthlib tells that less was granted
        raise GoogleError(
            "the consent covers less than is needed: log in again, and leave every box ticked"
        ) from None
    path = keep_in or saved_login()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({**json.loads(credentials.to_json()), "type": "authorized_user"}, file)
    path.chmod(0o600)
    return path


def _has_browser() -> bool:
    """Whether a window opens here; over ssh none does, and a browser of text will not do."""
    is_desktop = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    try:
        return is_desktop and webbrowser.get() is not None
    except webbrowser.Error:
        return False


def _here(flow: Any) -> Any:
    """Consent by a browser on this computer, which comes back to a port of ours."""
    # Nothing is printed: the output may be JSON.
    return flow.run_local_server(
        port=0,
        authorization_prompt_message="",
        success_message=_DONE,
        timeout_seconds=_PATIENCE,
        prompt="consent",
    )


def _elsewhere(flow: Any, ask: Callable[[str], str]) -> Any:
    """Consent by a browser on another computer; the address it ends at carries the answer."""
    flow.redirect_uri = _ANYWHERE
    address, _ = flow.authorization_url(prompt="consent", access_type="offline")
    answered = ask(address).strip()
    if answered.startswith("4/"):
        flow.fetch_token(code=answered)
        return flow.credentials
    if not answered.startswith(_ANYWHERE) or not ("code=" in answered or "error=" in answered):
        raise InputError(
            f"that is not the address at which the browser ended; it begins with {_ANYWHERE} and "
            "shows an empty page or an error, which is all right"
        )
    # The answer came over the browser's own secure connection; only its address is http.
    flow.fetch_token(authorization_response=answered.replace("http://", "https://", 1))
    return flow.credentials
