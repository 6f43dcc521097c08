"""What went wrong in a call to Google, as one sentence that says what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass

import google.auth.exceptions
import requests
from gspread.exceptions import APIError

from kpicells.sheets_sync.errors import TargetError

Failure = (APIError, requests.RequestException, google.auth.exceptions.GoogleAuthError)
"""What a call may raise."""
_AGAIN = frozenset({429, 500, 502, 503, 504})


class GoogleError(TargetError):
    """Google refused a call, or could not be reached."""


class NotReached(GoogleError):
    """A call was given up after several tries; whether the last one was carried out is unknown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked Google for what, for the sentences below.

    Attributes:
        address: The spreadsheet's link.
        account: The account's address or kind.
    """

    address: str
    account: str


def may_pass(error: BaseException) -> bool:
    """Whether the same call may succeed a little later."""
    if isinstance(error, APIError):
        return status(error) in _AGAIN
    if isinstance(error, google.auth.exceptions.RefreshError):
        return bool(error.retryable)
    return isinstance(
        error,
        (
            requests.ConnectionError,
            requests.Timeout,
            requests.exceptions.ChunkedEncodingError,
            google.auth.exceptions.TransportError,
        ),
    )


def may_be_done(error: BaseException) -> bool:
    """Whether Google may have carried out the call that failed: its answer was lost."""
    if isinstance(error, APIError):
        return status(error) >= 500
    return isinstance(error, requests.RequestException) and not isinstance(
        error, (requests.exceptions.ConnectTimeout, requests.exceptions.SSLError)
    )


def status(error: APIError) -> int:
    """The HTTP status of a refusal."""
    return int(error.response.status_code)


def seconds_asked(error: BaseException) -> float:
    """How long Google asks to wait; 0 where it does not say."""
    if isinstance(error, APIError):
        with contextlib.suppress(ValueError):
            return float(error.response.headers.get("Retry-After", "0"))
    return 0.0


def told(error: BaseException, asked: Asked) -> GoogleError:
    """The sentence for a failure that no further try will mend."""
    if isinstance(error, APIError):
        return GoogleError(f"{asked.address}: {_refusal(error, asked)}")
    if isinstance(error, google.auth.exceptions.RefreshError):
        return GoogleError(
            f"{asked.address}: Google no longer accepts {asked.account}: the key was revoked or "
            "the consent withdrawn, or this computer's clock is wrong. Make a new key, or run "
            "`kpicells google login`"
        )
    return NotReached(
        f"{asked.address}: Google cannot be reached from here ({type(error).__name__}); check the "
        "network and run again: nothing is written twice"
    )


def _refusal(error: APIError, asked: Asked) -> str:
    code, said = status(error), _message(error)
    share = f"open it, click Share, and make {asked.account} an editor"
    if code == 403 and "has not been used in project" in said:
        return f"the Google Sheets API is switched off for this key's project. {said}"
    if code == 403:
        return f"{asked.account} may not open or change it: {share}"
    if code == 404:
        return f"there is no such spreadsheet; check the link, or if it exists, {share}"
    if code == 401:
        return f"Google does not accept {asked.account}; make a new key, or log in again"
    if code == 429:
        return (
            "Google's quota of calls is used up; wait a minute and run again. A fleet is faster "
            "with several service accounts (google_keys in workspace.toml)"
        )
    if "protected" in said:
        return (
            f"a cell that kpicells fills is protected there. In Data, Protect sheets and ranges, "
            f"let {asked.account} edit it; nothing was written"
        )
    if "10000000" in said or "10,000,000" in said:
        return (
            "it would grow above Google's limit of 10 million cells. Delete sheets or empty rows "
            "and columns that nobody needs; nothing was written"
        )
    if code >= 500:
        return f"Google has trouble of its own ({code}); run again later: nothing is written twice"
    return f"Google refused the call: {said}"


def _message(error: APIError) -> str:
    with contextlib.suppress(ValueError):
        found = error.response.json()
        if isinstance(found, Mapping) and isinstance(found.get("error"), Mapping):
            return str(found["error"].get("message", ""))
    return f"{status(error)} {error.response.reason}"
