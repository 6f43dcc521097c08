"""Google's Apps Script API, as far as a push needs it: plain HTTPS, tried again where it helps."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import google.auth.exceptions
import requests
from tenacity import Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from kpicells.addin.google.project import ProjectFile
from kpicells.formulas.errors import KpicellsError

SCOPES = ("https://www.googleapis.com/auth/script.projects",)
GOOGLE = "https://script.googleapis.com"
_AGAIN = frozenset({429, 500, 502, 503, 504})
_TRIES = 6
_TIMEOUT = (10.0, 60.0)
"""Seconds to connect, and between two pieces of an answer."""
_LOST = (
    "Google did not tell whether it made the script. Look at the sheet under Extensions, Apps "
    "Script: if a project is there, push again with --script and the script ID from its Project "
    "Settings; else push again"
)
_SWITCH = "https://script.google.com/home/usersettings"


class ScriptError(KpicellsError):
    """Google refused a call of the Apps Script API, or could not be reached."""


class _Refused(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class ScriptApi:
    """One person's way to the Apps Script API.

    Attributes:
        session: Signs requests: google-auth's ``AuthorizedSession``.
        base: Where the API is.
        sleep: Waits between tries.
    """

    session: requests.Session
    base: str = GOOGLE
    sleep: Callable[[float], None] = time.sleep

    def create(self, title: str, sheet: str | None) -> str:
        """Make an empty project, and return its id.

        It is not tried again when its answer was lost: it may be there already.

        Args:
            title: What the project is called.
            sheet: The id of the spreadsheet that it belongs to; alone if left out.

        Raises:
            ScriptError: Google refuses, or cannot be reached.
        """
        body = {"title": title} | ({"parentId": sheet} if sheet else {})
        try:
            return str(self._once("POST", "/v1/projects", body)["scriptId"])
        except _FAILURES as error:
            raise _told(error, sheet, is_new=True) from None

    def content(self, script: str) -> list[ProjectFile]:
        """The files of a project.

        Raises:
            ScriptError: Google refuses, or cannot be reached.
        """
        found = self._call("GET", script, None).get("files", [])
        return [ProjectFile(one["name"], one["type"], one.get("source", "")) for one in found]

    def update(self, script: str, files: Sequence[ProjectFile]) -> None:
        """Put files in the place of all that a project holds.

        Raises:
            ScriptError: Google refuses, or cannot be reached.
        """
        self._call("PUT", script, {"files": [file._asdict() for file in files]})

    def _call(self, method: str, script: str, body: dict[str, Any] | None) -> dict[str, Any]:
        try:
            for attempt in Retrying(
                retry=retry_if_exception(_may_pass),
                stop=stop_after_attempt(_TRIES),
                wait=wait_exponential_jitter(initial=1, max=32),
                sleep=self.sleep,
                reraise=True,
            ):
                with attempt:
                    return self._once(method, f"/v1/projects/{script}/content", body)
        except _FAILURES as error:
            raise _told(error, script) from None
        raise AssertionError("a call ends with an answer or an error")

    def _once(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        reply = self.session.request(method, self.base + path, json=body, timeout=_TIMEOUT)
        if reply.ok:
            return dict(reply.json())
        try:
            message = str(reply.json()["error"]["message"])
        except (ValueError, KeyError, TypeError):
            message = f"{reply.status_code} {reply.reason}"
        raise _Refused(reply.status_code, message)


_FAILURES = (_Refused, requests.RequestException, google.auth.exceptions.GoogleAuthError)


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, _Refused):
        return error.status in _AGAIN
    if isinstance(error, google.auth.exceptions.RefreshError):
        return bool(error.retryable)
    return isinstance(
        error,
        (requests.ConnectionError, requests.Timeout, google.auth.exceptions.TransportError),
    )


def _told(error: Exception, what: str | None, *, is_new: bool = False) -> ScriptError:
    """The sentence for a failure that no further try will mend."""
    if isinstance(error, _Refused):
        return ScriptError(_refusal(error, what, is_new=is_new))
    if isinstance(error, google.auth.exceptions.RefreshError):
        return ScriptError(
            "Google no longer accepts the consent to change scripts: it was withdrawn, or is for "
            "something else. Give it again: kpicells google push ... --client-secret FILE"
        )
    if is_new and isinstance(error, requests.RequestException):
        return ScriptError(_LOST)
    return ScriptError(
        f"Google cannot be reached from here ({type(error).__name__}); check the network and push "
        "again"
    )


def _refusal(error: _Refused, what: str | None, *, is_new: bool) -> str:
    said = str(error)
    if error.status == 403 and "has not enabled the Apps Script API" in said:
        return f"the Apps Script API is switched off for you: switch it on at {_SWITCH}, and retry"
    if error.status == 403 and "has not been used in project" in said:
        return f"the Apps Script API is switched off for the OAuth client's project. {said}"
    if error.status in (403, 404) and is_new:
        return (
            f"no script can be put into the spreadsheet {what}: check its link, and that you may "
            "edit it with the account that gave consent"
        )
    if error.status in (403, 404):
        return (
            f"the script {what} is not there, or the account that gave consent may not edit it; "
            "--new makes another one"
        )
    if error.status == 401:
        return "Google does not accept the consent; give it again with --client-secret FILE"
    if error.status == 429:
        return "Google's quota of calls is used up; push again in a minute"
    if error.status >= 500 and is_new:
        return _LOST
    if error.status >= 500:
        return f"Google has trouble of its own ({error.status}); push again later"
    return f"Google refused the script: {said}"
