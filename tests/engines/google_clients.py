"""Unmodified clients of Google's APIs, pointed at the emulator by address alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import google_auth_httplib2
import gspread
import httplib2
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account
from googleapiclient import discovery
from requests import Response

from tests.engines.google_api import Emulator
from tests.engines.google_api.discovery import document

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive",
)


def credentials(key_file: Path, scopes: tuple[str, ...] = SCOPES) -> Any:
    """google-auth's own, from a key file."""
    return service_account.Credentials.from_service_account_file(str(key_file), scopes=scopes)


def session(google: Emulator, key_file: Path | None = None) -> AuthorizedSession:
    """A plain HTTP session with google-auth's token flow."""
    return AuthorizedSession(credentials(key_file or google.key_file))


def gspread_client(google: Emulator, key_file: Path | None = None) -> gspread.Client:
    """gspread, whose requests go to the emulator's address; nothing else of it is changed."""

    class ToEmulator(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, **options: Any) -> Response:
            url = google.url + urlsplit(endpoint).path
            return super().request(method, url, **options)

    return gspread.Client(credentials(key_file or google.key_file), http_client=ToEmulator)


def google_client(google: Emulator, api: str, version: str, key_file: Path | None = None) -> Any:
    """google-api-python-client with the discovery document that it ships.

    Its option ``api_endpoint`` does not move uploads, so Drive's root address is replaced.
    """
    http = google_auth_httplib2.AuthorizedHttp(
        credentials(key_file or google.key_file), http=httplib2.Http(timeout=10)
    )
    if api == "sheets":
        options = {"api_endpoint": google.url}
        return discovery.build(
            api, version, http=http, static_discovery=True, client_options=options
        )
    described = dict(document(api)) | {"rootUrl": google.url + "/"}
    described["baseUrl"] = google.url + "/" + described["servicePath"]
    return discovery.build_from_document(described, http=http)
