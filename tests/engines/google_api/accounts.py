"""Who may call: service accounts with keys of their own, and people with refresh tokens."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.engines.google_api.discovery import Json

_DIGITS = "0123456789"


def _number(length: int) -> str:
    return "1" + "".join(secrets.choice(_DIGITS) for _ in range(length - 1))


@dataclass
class Account:
    """Somebody with an address and a project whose quota is used.

    Attributes:
        email: The address with which sheets are shared.
        project: Of the quota.
        refresh_token: Of a person who gave consent; empty for a service account.
    """

    email: str
    project: str
    refresh_token: str = ""
    client_id: str = field(default_factory=lambda: _number(21))
    client_secret: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    key_id: str = field(default_factory=lambda: secrets.token_hex(20))
    disabled: bool = False

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def public_key(self) -> bytes:
        """By which its signatures are verified."""
        return self._key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    @property
    def number(self) -> str:
        """Of the project, as quota messages name it."""
        return str(int.from_bytes(self.project.encode()[-5:], "big"))

    @property
    def permission_id(self) -> str:
        """By which Drive names this account in permissions."""
        return str(int.from_bytes(self.email.lower().encode()[:8].ljust(8, b"."), "big"))

    def key_file(self, token_uri: str) -> Json:
        """The contents of a service account's key file."""
        private = self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return {
            "type": "service_account",
            "project_id": self.project,
            "private_key_id": self.key_id,
            "private_key": private.decode(),
            "client_email": self.email,
            "client_id": self.client_id,
            "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": token_uri,
            "universe_domain": "googleapis.com",
        }

    def consent(self, token_uri: str) -> Json:
        """What a person's authorised-user file holds."""
        return {
            "type": "authorized_user",
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "refresh_token": self.refresh_token,
            "token_uri": token_uri,
        }

    def write_key(self, path: Path, token_uri: str) -> Path:
        """Writes the key file, or the person's, readable by its owner only."""
        contents = self.consent(token_uri) if self.refresh_token else self.key_file(token_uri)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(contents, file, indent=2)
        return path


def service_account(name: str, project: str) -> Account:
    """A new service account of a project."""
    return Account(f"{name}@{project}.iam.gserviceaccount.com", project)


def person(email: str, project: str) -> Account:
    """A person who gave consent to the project's client."""
    account = Account(email, project, refresh_token="1//" + secrets.token_urlsafe(40))
    account.client_id += ".apps.googleusercontent.com"
    return account
