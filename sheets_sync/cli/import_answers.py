"""What an import asks a person, and what it tells besides its rows."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from rich.markup import escape

from kpicells.sheets_sync.cli.app import complain, err, say

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from rich.progress import Progress

    from kpicells.sheets_sync.facts.day_order import OpenOrder
    from kpicells.sheets_sync.facts.importing import Imported
    from kpicells.sheets_sync.sources.mapping import Mapping
    from kpicells.sheets_sync.workspace import Workspace
    from kpicells.templates.words import Words

DAY, MONTH = "1", "2"


def zone_of(
    option: str, mapping: Mapping | None, workspace: Workspace | None, client: str
) -> ZoneInfo | None:
    """The time zone of the account: as the option, the mapping, the plan or the workspace says.

    Raises:
        InputError: There is no such zone, or the plan is wrong.
    """
    from kpicells.sheets_sync.plan.read import read_plan
    from kpicells.sheets_sync.time_zones import zone_named

    name = option or (mapping and mapping.time_zone)
    if not name and workspace is not None:
        path = workspace.client_folder(client) / "plan.toml"
        plan = read_plan(path) if path.is_file() else None
        name = (plan and plan.time_zone) or workspace.settings.time_zone
    return zone_named(name) if name else None


class AskedDayOrder:
    """Whether days come before months: as the option says, or as a person answers, once a file.

    Args:
        said: What the option says; None where it was left out.
        text: The texts.
        shown: The bar of progress, which must not move while somebody answers.
        may_ask: Whether somebody may be asked; nobody is where no terminal is.
    """

    def __init__(self, said: bool | None, text: Words, shown: Progress, *, may_ask: bool) -> None:
        self._said, self._text, self._shown = said, text, shown
        self._asks = may_ask and sys.stdin.isatty() and sys.stderr.isatty()
        self._answers: dict[str, bool | None] = {}

    def __call__(self, found: OpenOrder) -> bool | None:
        """The answer for a column of a file."""
        if self._said is not None or not self._asks:
            return self._said
        if found.file not in self._answers:
            self._shown.stop()
            try:
                self._answers[found.file] = self._ask(found)
            finally:
                self._shown.start()
        return self._answers[found.file]

    def _ask(self, found: OpenOrder) -> bool | None:
        text = self._text
        values = {"file": found.file, "column": found.column, "found": found.found}
        err.print(escape(text("import-order", **values)), highlight=False)
        for key, day in ((DAY, found.day_first), (MONTH, found.month_first)):
            err.print(f"  {key}  {escape(_in_words(day, text))}", highlight=False)
        while True:
            try:
                err.print(text("import-order-which"), end=" ", highlight=False)
                answer = input().strip()
            except EOFError:
                return None
            if answer in (DAY, MONTH):
                return answer == DAY


def _in_words(day: date, text: Words) -> str:
    from kpicells.templates.words import Words

    month = Words(text.lang)(f"month-{day.month}")
    return text("import-order-day", day=str(day.day), month=month, year=str(day.year))


def tell_more(done: Imported, text: Words, *, as_json: bool) -> None:
    """The time zone on whose days moments were put, and what could not be read."""
    if done.time_zone and not as_json:
        say(f"  {escape(text('import-zone', zone=done.time_zone))}", "dim")
    for lost in done.lost:
        complain(text("import-would-lose" if done.dry_run else "import-lost", lost=lost))
