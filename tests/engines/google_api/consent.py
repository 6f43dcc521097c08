"""The page on which a person gives a program consent, and the codes that come of it.

As Google's: a program sends the person's browser to ``/o/oauth2/auth``, the person picks an
account and ticks what the program may do, and the browser goes back to the program with a code,
which is good once, for this client, at this address, and for who knows the verifier (RFC 7636).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from werkzeug import Request, Response

from tests.engines.google_api.accounts import Account
from tests.engines.google_api.discovery import Json

PATH = "/o/oauth2/auth"
_ANSWER = "/o/oauth2/consent"
_CARRIED = (
    "client_id", "redirect_uri", "state", "scope", "code_challenge", "code_challenge_method",
)  # fmt: skip


class Refused(Exception):
    """A code that is not good; the words are those of the token endpoint."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error, self.status = error, status


@dataclass(frozen=True)
class Client:
    """An OAuth client of type Desktop app."""

    id: str
    secret: str

    def secret_file(self, base_url: str) -> Json:
        """What the console hands out as ``client_secret.json``."""
        return {
            "installed": {
                "client_id": self.id,
                "client_secret": self.secret,
                "project_id": "kpicells-emulator",
                "auth_uri": base_url + PATH,
                "token_uri": base_url + "/token",
                "redirect_uris": ["http://localhost"],
            }
        }

    def write(self, path: Path, base_url: str) -> Path:
        """Writes that file, readable by its owner only."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(self.secret_file(base_url), file)
        return path


@dataclass(frozen=True)
class _Code:
    asked: Json
    account: Account
    scope: str


class Consents:
    """The clients, and the codes that were given and not yet used."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}
        self._codes: dict[str, _Code] = {}

    def add_client(self) -> Client:
        """A new client."""
        number = secrets.randbelow(10**12)
        client = Client(
            f"{number}-{secrets.token_hex(8)}.apps.googleusercontent.com",
            "GOCSPX-" + secrets.token_urlsafe(21),
        )
        self.clients[client.id] = client
        return client

    def page(self, request: Request, people: list[Account]) -> Response:
        """The page that asks, or where the browser goes with the answer."""
        asked = {name: request.args[name] for name in _CARRIED if name in request.args}
        fault = self._fault(asked)
        if fault:
            return Response(f"<!DOCTYPE html><title>Error 400</title><p>{fault}", 400,
                            content_type="text/html; charset=UTF-8")  # fmt: skip
        if request.path == PATH:
            return Response(_page(asked, people), content_type="text/html; charset=UTF-8")
        return self._answered(request, asked, people)

    def _fault(self, asked: Json) -> str:
        if asked.get("client_id") not in self.clients:
            return "Error 401: invalid_client. The OAuth client was not found."
        target = urlsplit(asked.get("redirect_uri", ""))
        if target.scheme != "http" or target.hostname not in ("localhost", "127.0.0.1", "::1"):
            return "Error 400: redirect_uri_mismatch"
        return "" if asked.get("scope") else "Error 400: Missing required parameter: scope"

    def _answered(self, request: Request, asked: Json, people: list[Account]) -> Response:
        account = next((a for a in people if a.email == request.args.get("account")), None)
        said: Json = {"state": asked["state"]} if "state" in asked else {}
        if account is None or request.args.get("answer") != "allow":
            said["error"] = "access_denied"
        else:
            code = "4/0A" + secrets.token_urlsafe(30)
            scope = " ".join(request.args.getlist("ticked"))
            self._codes[code] = _Code(asked, account, scope)
            said |= {"code": code, "scope": scope}
        return Response(
            status=302, headers={"Location": f"{asked['redirect_uri']}?{urlencode(said)}"}
        )

    def take(self, form: dict[str, str]) -> tuple[Account, str]:
        """Who gave the consent behind a code, and for what.

        Raises:
            Refused: The code is not good, or comes from somebody else.
        """
        client = self.clients.get(form.get("client_id", ""))
        if client is None or form.get("client_secret") != client.secret:
            raise Refused("invalid_client", "The OAuth client was not found.", 401)
        found = self._codes.pop(form.get("code", ""), None)
        if found is None or found.asked["client_id"] != client.id:
            raise Refused("invalid_grant", "Malformed auth code.")
        if form.get("redirect_uri") != found.asked["redirect_uri"]:
            raise Refused("redirect_uri_mismatch", "Bad Request")
        challenge = found.asked.get("code_challenge")
        if challenge and not _verified(challenge, form.get("code_verifier", "")):
            raise Refused("invalid_grant", "Invalid code verifier.")
        found.account.client_id, found.account.client_secret = client.id, client.secret
        return found.account, found.scope


def _verified(challenge: str, verifier: str) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(digest).decode().rstrip("="), challenge)


def _page(asked: Json, people: list[Account]) -> str:
    carried = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in asked.items()
    )
    who = "".join(f"<option>{escape(account.email)}</option>" for account in people)
    scopes = "".join(
        f'<p><label><input type="checkbox" name="ticked" value="{escape(scope)}" checked> '
        f"{escape(scope)}</label>"
        for scope in asked["scope"].split()
    )
    return (
        "<!DOCTYPE html><title>Sign in</title><h1>A program wants access to your account</h1>"
        f'<form action="{_ANSWER}">{carried}<p><select name="account">{who}</select>{scopes}'
        '<p><button name="answer" value="deny">Cancel</button> '
        '<button name="answer" value="allow">Continue</button></form>'
    )


def is_consent(path: str) -> bool:
    """Whether a path is that of the page, or of its answer."""
    return path in (PATH, _ANSWER)
