"""Calls to Google Sheets by gspread: paced, tried again where that helps, and counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import gspread
from gspread.urls import SPREADSHEET_URL, SPREADSHEETS_API_V4_BASE_URL
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from kpicells.sheets_sync.google.address import link_of
from kpicells.sheets_sync.google.endpoint import trial_endpoint
from kpicells.sheets_sync.google.failures import (
    Asked,
    Failure,
    may_be_done,
    may_pass,
    seconds_asked,
    told,
)
from kpicells.sheets_sync.google.identity import Identity
from kpicells.sheets_sync.google.pacing import PER_ACCOUNT, CallKind, Pacer

Json = dict[str, Any]
_GOOGLE = "https://sheets.googleapis.com"
_TRIES = 8
"""The last ones come after a minute, when a quota is whole again."""
_TIMEOUT = (10.0, 120.0)
"""Seconds to connect, and between two pieces of an answer."""


class _Client(gspread.HTTPClient):  # type: ignore[misc, unused-ignore]
    """gspread's client, for Google or for the address that the environment names."""

    def request(self, method: str, endpoint: str, *args: Any, **options: Any) -> Any:
        base = trial_endpoint()
        if base and endpoint.startswith(_GOOGLE):
            endpoint = base + endpoint.removeprefix(_GOOGLE)
        return super().request(method, endpoint, *args, **options)


@dataclass
class Connection:
    """One account's way to Google Sheets.

    Attributes:
        identity: The account.
        pacers: The quotas that its calls count for: its own, and its project's.
        sleep: Waits between tries.
        calls: Calls that were made, tries that failed among them.
    """

    identity: Identity
    pacers: Sequence[Pacer] = field(default_factory=lambda: (Pacer(PER_ACCOUNT),))
    sleep: Callable[[float], None] = time.sleep
    calls: int = 0

    def __post_init__(self) -> None:
        self._client = _Client(self.identity.credentials)
        self._client.set_timeout(_TIMEOUT)

    def create(self, title: str, locale: str) -> str:
        """Make an empty spreadsheet, and return its id.

        Raises:
            GoogleError: Google refuses, or cannot be reached.
        """
        body = {"properties": {"title": title, "locale": locale}}
        done = self._call(
            CallKind.WRITE,
            "",
            "post",
            SPREADSHEETS_API_V4_BASE_URL,
            {"fields": "spreadsheetId"},
            body,
        )
        return str(done["spreadsheetId"])

    def get(self, spreadsheet: str, fields: str) -> Json:
        """Read what a field mask names of a spreadsheet.

        Raises:
            GoogleError: Google refuses, or cannot be reached.
        """
        address = SPREADSHEET_URL % spreadsheet
        return self._call(CallKind.READ, spreadsheet, "get", address, {"fields": fields})

    def get_tagged(self, spreadsheet: str, key: str, fields: str) -> Json:
        """Read those sheets of a spreadsheet that have developer metadata of this key.

        Raises:
            GoogleError: Google refuses, or cannot be reached.
        """
        address = f"{SPREADSHEET_URL % spreadsheet}:getByDataFilter"
        body = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": key}}]}
        return self._call(CallKind.READ, spreadsheet, "post", address, {"fields": fields}, body)

    def batch_update(
        self, spreadsheet: str, requests: Sequence[Json], is_done: Callable[[], bool]
    ) -> None:
        """Carry out requests: all of them or none, and never twice.

        Args:
            spreadsheet: The spreadsheet's id.
            requests: What is to be done.
            is_done: Asked when an answer was lost: whether Google has carried the requests out.

        Raises:
            GoogleError: Google refuses, or cannot be reached.
        """
        address = f"{SPREADSHEET_URL % spreadsheet}:batchUpdate"
        self._call(
            CallKind.WRITE, spreadsheet, "post", address, {"fields": "spreadsheetId"},
            {"requests": list(requests)}, is_done,
        )  # fmt: skip

    def _call(
        self,
        kind: CallKind,
        spreadsheet: str,
        method: str,
        address: str,
        params: Mapping[str, str],
        body: Json | None = None,
        is_done: Callable[[], bool] | None = None,
    ) -> Json:
        asked = Asked(link_of(spreadsheet) if spreadsheet else "Google Sheets", self.identity.name)
        lost = False
        try:
            for attempt in Retrying(
                retry=retry_if_exception(may_pass),
                stop=stop_after_attempt(_TRIES),
                wait=_pause,
                sleep=self.sleep,
                reraise=True,
            ):
                if lost and is_done is not None and is_done():
                    return {}
                with attempt:
                    for pacer in self.pacers:
                        pacer.wait(kind)
                    self.calls += 1
                    try:
                        done = self._client.request(method, address, params=dict(params), json=body)
                    except Failure as error:
                        lost = lost or may_be_done(error)
                        raise
                    return dict(done.json())
        except Failure as error:
            if lost and is_done is not None and is_done():
                return {}
            raise told(error, asked) from None
        raise AssertionError("a call ends with an answer or an error")


_backing_off = wait_exponential_jitter(initial=1, max=64, jitter=1)


def _pause(state: RetryCallState) -> float:
    """Seconds before the next try: longer each time, and at least what Google asks for."""
    assert state.outcome is not None
    error = state.outcome.exception()
    return max(_backing_off(state), seconds_asked(error) if error else 0.0)
