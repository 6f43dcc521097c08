"""A person's consent, given once in a browser and kept for later runs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import requests
from google_auth_oauthlib.flow import InstalledAppFlow
from oauthlib.oauth2 import OAuth2Error

from kpicells.sheets_sync.errors import InputError
from kpicells.sheets_sync.google.failures import GoogleError
from kpicells.sheets_sync.google.identity import SCOPES, saved_login

_ANYWHERE = "http://localhost:1"
"""Where the browser is sent with the answer when it runs on another computer: nobody listens."""


def log_in(
    client_secret: Path,
    ask: Callable[[str], str] | None = None,
    scopes: Sequence[str] = SCOPES,
    keep_in: Path | None = None,
) -> Path:
    """Get a person's consent and keep it, readable by this user only.

    Args:
        client_secret: The file of an OAuth client of type Desktop app.
        ask: On a computer without a browser: shows the address to open elsewhere, and returns the
            address at which that browser ended up. A browser is opened here if left out.
        scopes: What consent is asked for.
        keep_in: The file in which it is kept; that of refreshes if left out.

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
        credentials = flow.run_local_server(port=0) if ask is None else _elsewhere(flow, ask)
    except (OAuth2Error, requests.RequestException) as error:
        raise GoogleError(
            f"Google gave no consent: {getattr(error, 'description', error)}"
        ) from None
    path = keep_in or saved_login()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({**json.loads(credentials.to_json()), "type": "authorized_user"}, file)
    path.chmod(0o600)
    return path


def _elsewhere(flow: Any, ask: Callable[[str], str]) -> Any:
    """Consent by a browser on another computer; the address it ends at carries the answer."""
    flow.redirect_uri = _ANYWHERE
    address, _ = flow.authorization_url(prompt="consent", access_type="offline")
    answered = ask(address).strip()
    if not answered.startswith(_ANYWHERE) or "code=" not in answered:
        raise InputError(
            f"that is not the address at which the browser ended; it begins with {_ANYWHERE} and "
            "shows an empty page or an error, which is all right"
        )
    # The answer came over the browser's own secure connection; only its address is http.
    flow.fetch_token(authorization_response=answered.replace("http://", "https://", 1))
    return flow.credentials
