"""The token endpoint: signed assertions and refresh tokens in, short-lived tokens out."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from google.auth import exceptions, jwt

from tests.engines.google_api.accounts import Account
from tests.engines.google_api.clock import Clock
from tests.engines.google_api.consent import Consents, Refused
from tests.engines.google_api.discovery import Json
from tests.engines.google_api.errors import ApiError, error_info, unauthenticated

LIFETIME = 3599
_AUDIENCE = "https://oauth2.googleapis.com/token"
"""What google-auth signs for, whatever the address in the key file."""
_JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


# google-auth's functions have no types.
_HEADER: Callable[..., Json] = jwt.decode_header
_DECODE: Callable[..., Json] = jwt.decode


class TokenError(Exception):
    """A refusal of the token endpoint."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.status = status
        self.body: Json = {"error": error, "error_description": description}


@dataclass
class _Issued:
    account: Account
    scopes: frozenset[str]
    until: float


@dataclass
class _Device:
    """A device that waits until a person types its code."""

    client_id: str
    scope: str
    account: Account | None = None


class Tokens:
    """Access tokens that were given out, by the emulator's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, _Issued] = {}
        self._devices: dict[str, _Device] = {}
        self._codes: dict[str, str] = {}
        self.consents = Consents()
        self.accounts: list[Account] = []

    def by_email(self, email: str) -> Account | None:
        """A known account."""
        return next((a for a in self.accounts if a.email.lower() == email.lower()), None)

    def grant(self, form: dict[str, str], audience: str) -> Json:
        """Answers a call of the token endpoint.

        Raises:
            TokenError: The grant is not good.
        """
        kind = form.get("grant_type")
        if kind == _JWT_GRANT:
            return self._by_assertion(form.get("assertion", ""), audience)
        if kind == "refresh_token":
            return self._by_refresh_token(form)
        if kind == "authorization_code":
            return self._by_code(form)
        if kind == _DEVICE_GRANT:
            return self._by_device(form)
        raise TokenError("unsupported_grant_type", f"Invalid grant_type: {kind}")

    def _by_assertion(self, assertion: str, audience: str) -> Json:
        try:
            header = _HEADER(assertion)
            claims = _DECODE(assertion, verify=False)
        except (ValueError, exceptions.GoogleAuthError) as error:
            raise TokenError("invalid_grant", "Bad Request: not a JWT") from error
        account = self.by_email(str(claims.get("iss", "")))
        if account is None or account.disabled:
            raise TokenError("invalid_grant", "Invalid grant: account not found")
        if header.get("kid") != account.key_id:
            raise TokenError("invalid_grant", "Invalid JWT Signature.")
        try:
            audiences = [audience, _AUDIENCE]
            _DECODE(assertion, certs=account.public_key, audience=audiences)
        except (ValueError, exceptions.GoogleAuthError) as error:
            raise TokenError("invalid_grant", _jwt_fault(str(error))) from error
        if claims["exp"] - claims["iat"] > 3600:
            raise TokenError("invalid_grant", _jwt_fault("expired"))
        if not claims.get("scope"):
            raise TokenError("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        return self._issue(account, str(claims["scope"]))

    def _by_refresh_token(self, form: dict[str, str]) -> Json:
        given = form.get("refresh_token", "")
        account = next((a for a in self.accounts if given and a.refresh_token == given), None)
        if account is None or account.disabled:
            raise TokenError("invalid_grant", "Token has been expired or revoked.")
        if (form.get("client_id"), form.get("client_secret")) != (
            account.client_id,
            account.client_secret,
        ):
            raise TokenError("invalid_client", "The OAuth client was not found.", 401)
        return self._issue(account, form.get("scope") or _ALL_SCOPES)

    def _by_code(self, form: dict[str, str]) -> Json:
        try:
            account, scope = self.consents.take(form)
        except Refused as refusal:
            raise TokenError(refusal.error, str(refusal), refusal.status) from refusal
        return self._issue(account, scope) | {"refresh_token": account.refresh_token}

    @property
    def people(self) -> list[Account]:
        """Those who may be asked for consent."""
        return [account for account in self.accounts if account.refresh_token]

    def start_device(self, form: dict[str, str], verification_url: str) -> Json:
        """Answers a call of the device endpoint: codes for the device and for its owner."""
        user_code = secrets.token_hex(4).upper()
        user_code = f"{user_code[:4]}-{user_code[4:]}"
        device_code = secrets.token_urlsafe(32)
        self._devices[device_code] = _Device(form.get("client_id", ""), form.get("scope", ""))
        self._codes[user_code] = device_code
        return {
            "device_code": device_code,
            "user_code": user_code,
            "expires_in": 1800,
            "interval": 5,
            "verification_url": verification_url,
        }

    def approve(self, user_code: str, account: Account) -> None:
        """A person types the code of a device and agrees."""
        self._devices[self._codes[user_code]].account = account

    def _by_device(self, form: dict[str, str]) -> Json:
        device = self._devices.get(form.get("device_code", ""))
        if device is None:
            raise TokenError("invalid_grant", "Malformed auth code.")
        if device.account is None:
            raise TokenError("authorization_pending", "Precondition Required", 428)
        device.account.client_id = device.client_id
        device.account.client_secret = form.get("client_secret", "")
        return self._issue(device.account, device.scope) | {
            "refresh_token": device.account.refresh_token
        }

    def _issue(self, account: Account, scope: str) -> Json:
        token = "ya29." + secrets.token_urlsafe(48)
        scopes = frozenset(scope.split())
        self._issued[token] = _Issued(account, scopes, self._clock.now() + LIFETIME)
        return {
            "access_token": token,
            "expires_in": LIFETIME,
            "scope": scope,
            "token_type": "Bearer",
        }

    def expire(self, email: str | None = None) -> None:
        """Makes tokens worthless at once, those of one account or all."""
        for issued in self._issued.values():
            if email is None or issued.account.email == email:
                issued.until = 0.0

    def who(self, authorization: str | None) -> tuple[Account, frozenset[str]]:
        """Whose token a request carries, and what it may be used for.

        Raises:
            ApiError: There is none, or it is not, or no longer, good.
        """
        if not authorization:
            raise unauthenticated(missing=True)
        kind, _, token = authorization.partition(" ")
        issued = self._issued.get(token.strip()) if kind.lower() == "bearer" else None
        if issued is None or issued.until <= self._clock.now() or issued.account.disabled:
            raise unauthenticated()
        return issued.account, issued.scopes


_ALL_SCOPES = "https://www.googleapis.com/auth/spreadsheets https://www.googleapis.com/auth/drive"


def _jwt_fault(error: str) -> str:
    if "signature" in error:
        return "Invalid JWT Signature."
    if "audience" in error:
        return "Failed audience check. The right audience is this token endpoint."
    return (
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
        "timeframe. Check your iat and exp values in the JWT claim."
    )


def check_scopes(scopes: frozenset[str], enough: frozenset[str], method_id: str) -> None:
    """Holds a token's scopes against those of a method.

    Raises:
        ApiError: None of them is enough.
    """
    if enough and not scopes & (enough | {"https://spreadsheets.google.com/feeds"}):
        raise ApiError(
            403,
            "Request had insufficient authentication scopes.",
            details=[error_info("ACCESS_TOKEN_SCOPE_INSUFFICIENT", method=method_id)],
            reason="insufficientPermissions",
        )
