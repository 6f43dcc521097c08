"""Errors as Google's front end words them, with the body that its clients parse."""

from __future__ import annotations

from typing import Any

_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}

CREDENTIAL_HELP = (
    "Expected OAuth 2 access token, login cookie or other valid authentication credential. "
    "See https://developers.google.com/identity/sign-in/web/devconsole-project."
)


class ApiError(Exception):
    """An answer that is an error: code, message, and what Google puts beside them."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        details: list[dict[str, Any]] | None = None,
        reason: str | None = None,
        parameter: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details or []
        self.reason = reason
        self.parameter = parameter
        self.headers = headers or {}

    def at(self, place: str) -> ApiError:
        """The same error, told where it arose: ``Invalid requests[0].addSheet: ...``."""
        return ApiError(
            self.code,
            f"Invalid {place}: {self.message}",
            details=self.details,
            reason=self.reason,
            parameter=self.parameter,
            headers=self.headers,
        )

    def sheets_body(self) -> dict[str, Any]:
        """The body as the Sheets API sends it."""
        error: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
            "status": _STATUS[self.code],
        }
        if self.details:
            error["details"] = self.details
        return {"error": error}

    def drive_body(self) -> dict[str, Any]:
        """The body as the Drive API sends it: a list of errors with a domain and a reason."""
        item: dict[str, Any] = {
            "message": self.message,
            "domain": "usageLimits" if self.code == 429 else "global",
            "reason": self.reason or _DRIVE_REASON[self.code],
        }
        if self.parameter:
            item |= {"location": self.parameter, "locationType": "parameter"}
        error: dict[str, Any] = {"code": self.code, "message": self.message, "errors": [item]}
        if self.code in (401, 429):
            error["status"] = _STATUS[self.code]
        return {"error": error}


_DRIVE_REASON = {
    400: "badRequest",
    401: "authError",
    403: "insufficientFilePermissions",
    404: "notFound",
    429: "rateLimitExceeded",
    500: "internalError",
    501: "notImplemented",
    503: "backendError",
}


def bad(message: str) -> ApiError:
    """An invalid argument."""
    return ApiError(400, message)


def violation(field: str, description: str) -> dict[str, Any]:
    """One faulty field of a request."""
    return {"field": field, "description": description} if field else {"description": description}


def bad_fields(violations: list[dict[str, Any]], message: str | None = None) -> ApiError:
    """An invalid argument that names the fields: the message is theirs, one line each."""
    return ApiError(
        400,
        message or "\n".join(item["description"] for item in violations),
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.BadRequest",
                "fieldViolations": violations,
            }
        ],
    )


def error_info(reason: str, **metadata: str) -> dict[str, Any]:
    """The machine-readable reason that newer answers carry."""
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": metadata,
    }


def unauthenticated(*, missing: bool = False) -> ApiError:
    """No token, or one that is unknown, expired or revoked."""
    start = (
        "Request is missing required authentication credential."
        if missing
        else "Request had invalid authentication credentials."
    )
    realm = 'Bearer realm="https://accounts.google.com/"'
    return ApiError(
        401,
        f"{start} {CREDENTIAL_HELP}",
        headers={"WWW-Authenticate": realm if missing else realm + ', error="invalid_token"'},
    )


def forbidden() -> ApiError:
    """The document exists, and the caller may not do this with it."""
    return ApiError(403, "The caller does not have permission")


def not_found() -> ApiError:
    """No such document."""
    return ApiError(404, "Requested entity was not found.")
