"""``appsscript.json``: what the project may do, and what it is as an add-on."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from kpicells.formulas.errors import KpicellsError

SCOPES = (
    # The spreadsheet that is open, and no other one.
    "https://www.googleapis.com/auth/spreadsheets.currentonly",
    # The side bar.
    "https://www.googleapis.com/auth/script.container.ui",
    # Calls of the agency's server.
    "https://www.googleapis.com/auth/script.external_request",
)


class NotSecure(KpicellsError):
    """A server is called at an ``https://`` address alone."""


def manifest(server: str | None = None) -> dict[str, Any]:
    """The manifest of the project.

    Args:
        server: The only server that it may call; any, if left out.

    >>> manifest("https://kpi.agency.com")["urlFetchWhitelist"]
    ['https://kpi.agency.com/']

    Raises:
        NotSecure: The server's address does not begin with ``https://``.
    """
    found: dict[str, Any] = {
        "timeZone": "Etc/UTC",
        "dependencies": {},
        "exceptionLogging": "STACKDRIVER",
        "runtimeVersion": "V8",
        "oauthScopes": list(SCOPES),
    }
    if server is not None:
        found["urlFetchWhitelist"] = [f"{checked_address(server)}/"]
    return found


def checked_address(server: str) -> str:
    """The address of a server, without a slash at its end.

    Raises:
        NotSecure: It does not begin with ``https://``.
    """
    parts = urlsplit(server)
    if parts.scheme != "https" or not parts.hostname:
        raise NotSecure(f"Google calls servers at https:// addresses alone, not at {server!r}")
    return server.rstrip("/")
