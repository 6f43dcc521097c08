"""What was decided at reviews: typed in a client's workbook, and kept with the plan's history.

clients/NAME/history/decisions.jsonl   one line for each decision: when, who, KPI, decision, note
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from kpicells.sheets_sync import json_lines

_FILE = Path("history") / "decisions.jsonl"


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision about one KPI.

    Attributes:
        day: The day on which it was read from the workbook.
        who: Who decided it, as typed beside it; empty where nothing was.
        key: The KPI's key in the plan.
        kpi: What the client called it.
        decision: What was chosen: keep, raise the target, ...; in the client's language.
        note: What was written beside it.
        finding: What the review said at the time.
        history: What it said of the weeks before.
    """

    day: date
    who: str
    key: str
    kpi: str
    decision: str
    note: str
    finding: str
    history: str = ""

    @property
    def said(self) -> tuple[str, str]:
        """What a person typed."""
        return self.decision, self.note


@dataclass(frozen=True, slots=True)
class DecisionHistory:
    """The decisions of one client.

    Attributes:
        folder: The client's folder.
    """

    folder: Path

    def with_new(self, typed: Iterable[Decided]) -> tuple[list[Decided], list[Decided]]:
        """All decisions once these are added, and those which are new: never one twice."""
        known = self.decisions
        last = {one.key: (*one.said, one.who) for one in known}
        new = [one for one in typed if any(one.said) and last.get(one.key) != (*one.said, one.who)]
        return [*known, *new], new

    def add(self, new: Iterable[Decided]) -> None:
        """Write new decisions down.

        Raises:
            StoreError: They cannot be written.
        """
        if lines := [{**asdict(one), "day": one.day.isoformat()} for one in new]:
            json_lines.append(self.folder / _FILE, lines)

    @property
    def decisions(self) -> list[Decided]:
        """All decisions, oldest first; a line cut off by a crash is left out."""
        found = []
        for data in json_lines.read(self.folder / _FILE):
            try:
                day = datetime.fromisoformat(data.pop("day")).date()
                found.append(Decided(day=day, **data))
            except (ValueError, KeyError, TypeError):
                continue
        return found
