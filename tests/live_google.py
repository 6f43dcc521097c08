"""What only Google itself can show, in ten minutes: ``make live-test SHEET_URL=https://...``.

Needed: an empty spreadsheet, shared with the account of KPICELLS_GOOGLE_KEY (or after `kpicells
google login`). Each step says what it found; two of them ask for something in the browser.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kpicells.sheets_sync.google.accounts import Accounts
from kpicells.sheets_sync.google.address import spreadsheet_id
from kpicells.sheets_sync.google.connection import Connection
from kpicells.sheets_sync.google.endpoint import ENDPOINT_VARIABLE
from kpicells.sheets_sync.refresh import xlsx
from kpicells.sheets_sync.refresh.comparing import Plan, compare
from kpicells.sheets_sync.refresh.google import GoogleTarget
from kpicells.templates.build import build
from kpicells.templates.content import Content
from tests.engines.libreoffice import read
from tests.sheets_sync.refresh.test_xlsx import FIRST, NEXT


class LiveTest:
    """The steps, on one spreadsheet."""

    def __init__(self, address: str, ask: Callable[[str], str]) -> None:
        self.sheet = spreadsheet_id(address)
        self.connection: Connection = Accounts().connect()
        self.ask = ask
        self.failed = 0

    def say(self, ok: bool, what: str) -> None:
        self.failed += not ok
        print(f"{'ok  ' if ok else 'NOT '} {what}")

    def refresh(self, content: Content) -> tuple[Plan, int]:
        before = self.connection.calls
        target = GoogleTarget.open(self.connection, self.sheet)
        plan = compare(target, build(replace(content, frame=target.frame)))
        if plan.changes:
            plan.target.apply(plan, content.log[-1])
        return plan, self.connection.calls - before

    def run(self) -> int:
        """All steps; how many failed."""
        print(f"account: {self.connection.identity.name}")
        plan, calls = self.refresh(FIRST)
        self.say(calls == 3, f"made in {calls} calls, {len(plan.changes):,} cells")
        plan, calls = self.refresh(NEXT)
        self.say(calls == 2 and not plan.kept, f"refreshed in {calls} calls, {len(plan.kept)} kept")
        plan, calls = self.refresh(NEXT)
        self.say(
            calls == 1 and not plan.changes, f"no news: {calls} call, {len(plan.changes)} cells"
        )
        wrong = self.differing()
        self.say(not wrong, f"{len(wrong)} cells show another value than a workbook: {wrong[:5]}")
        self.ask(
            "Look at the Dashboard: charts, colours, statuses, the month's list. Enter goes on"
        )
        self.ask(
            "On Goals: insert two rows above the table and type 77 as the first target of cost per "
            "lead. Enter goes on"
        )
        plan, _ = self.refresh(NEXT)
        self.say([kept.found for kept in plan.kept] == [77.0], f"kept: {plan.kept}")
        print(f"{self.failed} steps failed")
        return self.failed

    def differing(self) -> list[Any]:
        """Cells that show something else than the same layout in a file."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "book.xlsx"
            xlsx.create(path, build(replace(NEXT, log=FIRST.log + NEXT.log)))
            expected = read(path)
        answer = self.connection.get(
            self.sheet, "sheets(properties(title),data(rowData(values(effectiveValue))))"
        )
        found = []
        for sheet in answer["sheets"]:
            title = sheet["properties"]["title"]
            for i, row in enumerate(sheet["data"][0].get("rowData", ())):
                for j, cell in enumerate(row.get("values", ())):
                    value = cell.get("effectiveValue", {})
                    mine = value.get("numberValue", value.get("stringValue") or None)
                    other = expected.get((title, i, j))
                    near = isinstance(mine, float | int) and isinstance(other, float)
                    if title[0] != "_" and not (
                        abs(mine - other) <= 1e-9 * abs(other) if near else mine == other
                    ):
                        found.append((title, i, j, mine, other))
        return found


def main() -> None:
    """Run on the spreadsheet that the environment names."""
    address = os.environ.get("SHEET_URL", "")
    if not address:
        sys.exit("give the address of an empty spreadsheet: make live-test SHEET_URL=https://...")
    if os.environ.get(ENDPOINT_VARIABLE):
        print("this is a stand-in for Google, not Google")
    sys.exit(bool(LiveTest(address, input).run()))


if __name__ == "__main__":
    main()
