"""What was decided at reviews: typed in a client's workbook, and kept with the plan's history.

clients/NAME/history/decisions.jsonl   one line for each decision: when, who, KPI, decision, note
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from kpicells.sheets_sync.errors import StoreError

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
        lines = [
            json.dumps({**asdict(one), "day": one.day.isoformat()}, ensure_ascii=False)
            for one in new
        ]
        if not lines:
            return
        path = self.folder / _FILE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in lines))
        except OSError as error:
            raise StoreError(f"{path}: cannot be written: {error.strerror}") from None

    @property
    def decisions(self) -> list[Decided]:
        """All decisions, oldest first; a line cut off by a crash is left out."""
        path = self.folder / _FILE
        if not path.is_file():
            return []
        found = []
        for line in path.read_text("utf-8", errors="replace").splitlines():
            try:
                data = json.loads(line)
                day = datetime.fromisoformat(data.pop("day")).date()
                found.append(Decided(day=day, **data))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
        return found
