"""A thousand clients refreshed at Google's stand-in while much fails: ``make soak-fleet``.

Calls are refused, answers are lost before and after a write was carried out, tokens expire, and
some people have changed cells. In the end every sheet must hold what it should, each log line
once, and every cell that a person changed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kpicells.sheets_sync.google.accounts import Accounts
from kpicells.sheets_sync.google.endpoint import ENDPOINT_VARIABLE
from kpicells.sheets_sync.refresh.comparing import compare
from kpicells.sheets_sync.refresh.fleet import Fleet
from kpicells.sheets_sync.refresh.google import GoogleTarget
from kpicells.sheets_sync.refresh.outcome import Outcome
from kpicells.templates.build import build
from kpicells.templates.content import Content, LogLine
from tests.engines.google_api import Emulator, Fault, running
from tests.sheets_sync.google.clients import Client
from tests.templates.contents import half_filled

_NOW = datetime(2026, 11, 17, 8)
_FULL = half_filled("en")
_LATEST = replace(
    _FULL,
    data=tuple(row for row in _FULL.data if row.day >= date(2026, 11, 1)),
    month_rows=(),
    posts=(),
    log=(LogLine(_NOW, "refreshed", "kpicells"),),
)
_FIRST = replace(
    _LATEST,
    data=tuple(row for row in _LATEST.data if row.day < date(2026, 11, 9)),
    log=(LogLine(datetime(2026, 11, 9, 8), "made", "kpicells"),),
)


def main() -> None:
    """Run the soak; the exit status tells whether all was right."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clients", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with running() as emulator:
        os.environ[ENDPOINT_VARIABLE] = emulator.url
        found = soak(emulator, chosen.clients, random.Random(chosen.seed))
    for what, count in sorted(found.items()):
        print(f"{count:6}  {what}")
    sys.exit(0 if set(found) <= {"right", "calls"} else 1)


def soak(emulator: Emulator, count: int, chance: random.Random) -> Counter[str]:
    """Make, change and refresh ``count`` clients; what came of them, by kind."""
    keys = [emulator.service_account(f"robot-{n}", f"project-{n}") for n in range(4)]
    emails = [account.email for account in emulator.world.tokens.accounts[-4:]]
    accounts = Accounts(tuple(keys), now=emulator.clock.now, sleep=emulator.clock.advance)
    sheets = {f"client {n}": emulator.spreadsheet(f"client {n}") for n in range(count)}
    for sheet in sheets.values():
        for email in emails:
            emulator.share(sheet, email)
    _set_faults(emulator)
    calls = Counter[str]()
    failed = _run(accounts, sheets, _FIRST)
    calls += _counted(emulator, f"made, {len(failed)} failed for now")
    made = [name for name in sheets if name not in failed]
    typed = {name: float(chance.randrange(1, 999)) for name in made if chance.random() < 0.2}
    emulator.faults.clear()  # people's browsers try again by themselves
    for name, value in typed.items():
        emulator.clock.advance(2)  # one person, whose own quota is sixty a minute
        Client(emulator, accounts.connect(), sheets[name]).type("target_cpl", value, column=3)
    _set_faults(emulator)
    for _ in range(4):  # whoever failed for good is refreshed by the next run
        answers = _run(accounts, sheets, _LATEST)
        calls += _counted(emulator, f"refreshed, {len(answers)} failed for now")
        if not answers:
            break
    emulator.faults.clear()
    found = Counter(
        _verdict(Client(emulator, accounts.connect(), sheet), typed.get(name))
        for name, sheet in sheets.items()
    )
    return found + calls


def _counted(emulator: Emulator, what: str) -> Counter[str]:
    """The calls since the last time, which the emulator may forget now: they are large."""
    count = len(emulator.calls("sheets"))
    emulator.forget_calls()
    print(f"{what}; {count} calls", file=sys.stderr, flush=True)
    return Counter(calls=count)


def _set_faults(emulator: Emulator) -> None:
    rare = {"times": None, "chance": 0.02}
    emulator.fail(
        Fault("rate_limited", **rare),  # type: ignore[arg-type]
        Fault("unavailable", **rare),  # type: ignore[arg-type]
        Fault("expired_token", **rare),  # type: ignore[arg-type]
        Fault("drop", **rare),  # type: ignore[arg-type]
        Fault("drop", when="after", method="batchUpdate$", **rare),  # type: ignore[arg-type]
        Fault("internal", when="after", method="batchUpdate$", **rare),  # type: ignore[arg-type]
    )


def _run(accounts: Accounts, sheets: dict[str, str], content: Content) -> dict[str, str]:
    """Refresh all clients at once; the errors of those that failed."""

    def one(name: str) -> Outcome:
        target = GoogleTarget.open(accounts.connect(), sheets[name])
        plan = compare(target, build(replace(content, frame=target.frame)))
        if plan.changes:
            target.apply(plan, content.log[-1])
        return Outcome(name, name)

    with TemporaryDirectory() as folder:
        answers = Fleet(Path(folder), one, at_once=8).run(list(sheets), _NOW)
        return {answer.client: answer.error for answer in answers if answer.error}


def _verdict(client: Client, typed: float | None) -> str:
    book = client.book
    area = book.names["kpi_log"]
    rows = range(area.first_row + 1, area.last_row + 1)
    said = [book.read(area.sheet, row, area.first_column + 1).value for row in rows]
    if said not in (["made", "refreshed"], ["refreshed"]):
        return f"the log says {said}"
    target = GoogleTarget.open(client.connection, client.sheet)
    plan = compare(target, build(replace(_LATEST, frame=target.frame)))
    if plan.changes:
        return "not what it should be"
    if [kept.found for kept in plan.kept] != ([] if typed is None else [typed]):
        return "a person's cell was lost"
    return "right"


if __name__ == "__main__":
    main()
