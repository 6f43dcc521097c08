"""The versions of a plan: what was the target when, who changed it, and why.

clients/NAME/history/plan.jsonl    one line for each change: when, who, why, which keys
clients/NAME/history/plan *.toml   the plan as it stood after each of them
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kpicells.sheets_sync import json_lines
from kpicells.sheets_sync.errors import StoreError

_FOLDER, _LINES = "history", "plan.jsonl"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A key of a plan that changed: ``kpis.cpl.targets.2026-11`` from 27 to 25."""

    key: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One change of a plan.

    Attributes:
        when: The moment, in UTC.
        who: Who made it.
        why: The reason, where one was given.
        changes: The keys; empty for the first version, and where only a reason was added.
    """

    when: datetime
    who: str
    why: str
    changes: tuple[PlanChange, ...]


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """The versions of one client's plan.

    Attributes:
        folder: The client's folder, with plan.toml in it.
    """

    folder: Path

    def record(self, who: str, why: str = "", now: datetime | None = None) -> PlanVersion | None:
        """Write the present plan down, if it differs from the last version.

        A reason is written down in any case: it explains what was written down before it.

        Args:
            who: Who changed it.
            why: The reason.
            now: The moment; the present one if left out.

        Returns:
            The new version; None where nothing changed and no reason is given.

        Raises:
            StoreError: It cannot be written.
        """
        text = (self.folder / "plan.toml").read_text("utf-8-sig")
        present = _flat(tomllib.loads(text))
        last = self._last()
        changes = tuple(_differences(last or {}, present)) if last is not None else ()
        if last is not None and not changes and not why:
            return None
        moment = (now or datetime.now()).astimezone(UTC)
        version = PlanVersion(moment, who, why, changes)
        folder = self.folder / _FOLDER
        line = {
            "when": moment.isoformat(timespec="seconds"),
            "who": who,
            "why": why,
            "changes": [{"key": c.key, "old": c.old, "new": c.new} for c in changes],
        }
        try:
            folder.mkdir(parents=True, exist_ok=True)
            name = f"plan {moment:%Y-%m-%d %H.%M.%S.%f} UTC.toml"
            (folder / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise StoreError(f"{folder}: cannot be written: {error.strerror}") from None
        json_lines.append(folder / _LINES, [line])
        return version

    @property
    def versions(self) -> list[PlanVersion]:
        """All versions, oldest first; a line cut off by a crash is left out."""
        found = []
        for data in json_lines.read(self.folder / _FOLDER / _LINES):
            try:
                changes = tuple(PlanChange(**change) for change in data["changes"])
                when = datetime.fromisoformat(data["when"])
            except (ValueError, KeyError, TypeError):
                continue
            found.append(PlanVersion(when, data.get("who", ""), data.get("why", ""), changes))
        return found

    def _last(self) -> dict[str, Any] | None:
        """The last version's keys; None where there is no version."""
        folder = self.folder / _FOLDER
        files = sorted(folder.glob("plan *.toml")) if folder.is_dir() else []
        return _flat(tomllib.loads(files[-1].read_text("utf-8-sig"))) if files else None


def _flat(plan: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """The keys of a plan with their values; rows of KPIs are called by what they are."""
    found: dict[str, Any] = {}
    for key, value in plan.items():
        place = f"{path}.{key}" if path else key
        if isinstance(value, Mapping):
            found |= _flat(value, place)
        elif key == "kpis" and isinstance(value, list):
            names: dict[str, int] = {}
            for row in value:
                name = str(row.get("kpi") or row.get("metric") or "?").lower()
                names[name] = names.get(name, 0) + 1
                label = name if names[name] == 1 else f"{name} ({names[name]})"
                found |= _flat(row, f"{place}.{label}")
        else:
            found[place] = value
    return found


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[PlanChange]:
    for key in sorted({*old, *new}):
        if old.get(key) != new.get(key):
            yield PlanChange(key, old.get(key), new.get(key))
