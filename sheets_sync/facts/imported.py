"""What became of a file: the account of its rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kpicells.sheets_sync.facts.rejecting import Rejected


@dataclass(slots=True)
class Imported:
    """What became of a file.

    Always ``rows_read == rows_imported + skipped.total() + len(rejected)``.

    Attributes:
        file: The file's name.
        source: What its facts are said to come from; several sources have commas between them.
        client: The client.
        rows_read: Records of the file, headers aside.
        rows_imported: Rows that became records.
        skipped: Rows left out on purpose, by reason.
        rejected: Rows at fault.
        metrics: The metrics that have values.
        period: The first and the last day.
        replaced: Stored records that the file's numbers took the place of.
        warnings: What a person should know.
        lost: What of the file could not be read at all, a sentence each: damaged members of a ZIP,
            whose rows nobody can count. All other members are imported.
        import_id: The number of this import; of the earlier one if the file was imported already;
            None if nothing was stored.
        recognised: Why the file was taken for what it was taken for.
        time_zone: The zone on whose days its moments were put; empty if it has none.
    """

    file: str
    source: str
    client: str
    rows_read: int = 0
    rows_imported: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    metrics: list[str] = field(default_factory=list)
    period: tuple[date, date] | None = None
    replaced: int = 0
    warnings: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    import_id: int | None = None
    dry_run: bool = False
    recognised: str = ""
    time_zone: str = ""

    def to_json(self) -> dict[str, Any]:
        """The object of ``import --json``."""
        first, last = self.period or (None, None)
        return {
            "file": self.file,
            "source": self.source,
            "client": self.client,
            "rows_read": self.rows_read,
            "rows_imported": self.rows_imported,
            "rows_skipped": self.skipped.total(),
            "skipped": dict(self.skipped),
            "rows_rejected": [
                {
                    "row": one.row,
                    "column": one.column,
                    "found": one.found,
                    "reason": one.reason,
                    **({"sheet": one.sheet} if one.sheet else {}),
                }
                for one in self.rejected
            ],
            "metrics": self.metrics,
            "period": {
                "from": first.isoformat() if first else None,
                "to": last.isoformat() if last else None,
            },
            "rows_replaced": self.replaced,
            "warnings": self.warnings,
            "lost": self.lost,
            "recognised": self.recognised,
            "time_zone": self.time_zone or None,
            "dry_run": self.dry_run,
        }
