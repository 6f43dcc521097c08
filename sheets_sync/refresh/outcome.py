"""What a refresh did, as a person and as a program want to hear it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kpicells.sheets_sync.refresh.contents import Content
from kpicells.sheets_sync.refresh.diff import Change, Kept, Place
from kpicells.templates.layout import cell_text


@dataclass
class Outcome:
    """The result of one refresh of one target.

    Attributes:
        client: The client's name.
        target: The file or the sheet's address.
        created: Whether the workbook was made new.
        changed: The cells that were (or, in a dry run, would be) written.
        kept: The cells that a person changed, and which were left alone.
        warnings: What the person should know.
        dry_run: Whether nothing was written.
        api_calls: Calls to a remote service.
        backup: Where the state before lies, if there was one.
    """

    client: str
    target: str
    created: bool = False
    changed: list[Change] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    dry_run: bool = False
    api_calls: int = 0
    backup: str | None = None

    def to_json(self) -> Mapping[str, Any]:
        """The object of ``refresh --json``."""
        return {
            "client": self.client,
            "target": self.target,
            "created": self.created,
            "changed": [
                {**_where(change.place), "old": _plain(change.old), "new": _plain(change.new)}
                for change in self.changed
            ],
            "kept": [
                {**_where(kept.place), "found": _plain(kept.found), "ours": _plain(kept.ours)}
                for kept in self.kept
            ],
            "warnings": self.warnings,
            "backup": self.backup,
            "api_calls": self.api_calls,
            "dry_run": self.dry_run,
        }


def _where(place: Place) -> dict[str, str]:
    sheet, row, column = place
    return {"sheet": sheet, "cell": cell_text(row, column)}


def _plain(content: Content) -> Content:
    return str(content) if isinstance(content, str) else content
