"""``make soak-review``: thousands of clients whose truth is known, judged by the review.

Exit status 1 where a promise is not kept: false alarms under 5 % of reviews, changes of the stated
size found in at least 80 %, and at most 5 % called behind of the months that are on target and half
over; all with a confidence of 95 %.
"""

from __future__ import annotations

import os
import sys
import time

from tests.sheets_sync.review.proof import Tally, called_behind, false_alarms, found
from tests.sheets_sync.review.simulated import Truth

CLIENTS = int(os.environ.get("SOAK_CLIENTS", "1500"))
QUIET = {
    "a quarter of a year": Truth(14),
    "half a year": Truth(30),
    "a year less two weeks, reviewed every 3 months": Truth(50, window=13),
    "a year and a week with a season": Truth(53, season=0.3),
    "a year and two months with a season": Truth(60, season=0.3),
    "75 weeks with a season": Truth(75, season=0.3),
    "two years with a season": Truth(104, season=0.3),
    "two years with a season, reviewed every 3 months": Truth(104, window=13, season=0.3),
    "half a year, half the budget in the window": Truth(30, budget=0.5),
    "half a year, noise that carries over for long": Truth(30, carried=0.85),
    "half a year, some days go viral": Truth(30, viral=0.01),
    "a year and a quarter, some days go viral": Truth(66, viral=0.01),
}
ON_TARGET = {
    "half a year": Truth(30),
    "a quarter of a year": Truth(14),
    "half a year, noise that carries over": Truth(30, carried=0.7),
}
CHANGED = {
    "half a year": Truth(34),
    "a year less two weeks, reviewed every 3 months": Truth(50, window=13),
    "a year and two months with a season": Truth(60, season=0.3),
    "two years with a season": Truth(104, season=0.3),
}


def main() -> int:
    """Run everything and print a line for each truth."""
    workers = os.cpu_count() or 1
    kept = True
    for name, truth in QUIET.items():
        started = time.monotonic()
        tally = false_alarms(truth, range(CLIENTS), workers)
        sure, is_open = tally.at_most() < 0.05, tally.at_least() <= 0.05
        kept &= _told("false alarms", name, tally, sure, is_open, started)
    for name, truth in CHANGED.items():
        started = time.monotonic()
        tally = found(truth, range(CLIENTS), workers)
        sure, is_open = tally.at_least() >= 0.8, tally.at_most() >= 0.8
        kept &= _told("found", name, tally, sure, is_open, started)
    for name, truth in ON_TARGET.items():
        started = time.monotonic()
        tally = called_behind(truth, range(CLIENTS))
        sure, is_open = tally.at_most() < 0.05, tally.at_least() <= 0.05
        kept &= _told("called behind", name, tally, sure, is_open, started)
    return 0 if kept else 1


def _told(what: str, name: str, tally: Tally, is_sure: bool, is_open: bool, started: float) -> bool:
    """Print a line; a promise that so few clients neither prove nor break is not kept either."""
    verdict = "ok" if is_sure else "too few clients to be sure" if is_open else "NOT KEPT"
    print(
        f"{what:13} {name:52} {tally.share:6.1%} of {tally.cases} "
        f"(95 %: {tally.at_least():.1%} or more, {tally.at_most():.1%} or less)  "
        f"{verdict}  {time.monotonic() - started:.0f} s",
        flush=True,
    )
    return is_sure


if __name__ == "__main__":
    sys.exit(main())
