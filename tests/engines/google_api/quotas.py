"""Quotas a minute, per project and per user, by the emulator's clock.

The Sheets API allows 300 reads and 300 writes a minute to a project, 60 and 60 to each user of
it. The emulator counts the calls of the last 60 seconds, which is at least as strict as any way
in which Google may cut its minutes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass

from tests.engines.google_api.accounts import Account
from tests.engines.google_api.calls import Kind
from tests.engines.google_api.clock import Clock
from tests.engines.google_api.errors import ApiError, error_info

MINUTE = 60.0


@dataclass
class Limits:
    """Calls a minute; both kinds have the same."""

    per_project: int = 300
    per_user: int = 60


class Quotas:
    """Counts calls and refuses those above the limits."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._made: dict[tuple[str, ...], deque[float]] = defaultdict(deque)
        self.limits = Limits()

    def count(self, account: Account, kind: Kind, user: str | None = None) -> None:
        """Counts a call of the Sheets API.

        Args:
            user: Stands for the caller, as the ``quotaUser`` parameter says.

        Raises:
            ApiError: The quota of the project or of the user is used up.
        """
        mine = (account.project, kind, user or account.email)
        all_of_us = (account.project, kind)
        for key, limit, per in (
            (all_of_us, self.limits.per_project, "minute"),
            (mine, self.limits.per_user, "minute per user"),
        ):
            if len(self._recent(key)) >= limit:
                raise _exceeded(kind, per, limit, account)
        for key in (mine, all_of_us):
            self._made[key].append(self._clock.now())

    def used(self, account: Account, kind: Kind) -> int:
        """Calls that an account made in the last minute."""
        return len(self._recent((account.project, kind, account.email)))

    def _recent(self, key: tuple[str, ...]) -> deque[float]:
        made = self._made[key]
        while made and made[0] <= self._clock.now() - MINUTE:
            made.popleft()
        return made


def _exceeded(kind: Kind, per: str, limit: int, account: Account) -> ApiError:
    metric = f"{kind.capitalize()} requests"
    limit_name = f"{kind.capitalize()}RequestsPerMinutePer" + (
        "User" if per.endswith("user") else "Project"
    )
    return ApiError(
        429,
        f"Quota exceeded for quota metric '{metric}' and limit '{metric} per {per}' of service "
        f"'sheets.googleapis.com' for consumer 'project_number:{account.number}'.",
        details=[
            error_info(
                "RATE_LIMIT_EXCEEDED",
                service="sheets.googleapis.com",
                consumer=f"projects/{account.number}",
                quota_limit=limit_name,
                quota_limit_value=str(limit),
                quota_location="global",
                quota_metric=f"sheets.googleapis.com/{kind}_requests",
            ),
            {
                "@type": "type.googleapis.com/google.rpc.Help",
                "links": [
                    {
                        "description": "Request a higher quota limit.",
                        "url": "https://cloud.google.com/docs/quotas/help/request_increase",
                    }
                ],
            },
        ],
    )
