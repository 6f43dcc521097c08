"""What was done to a client's workbooks: a copy of each state before, and a line of a journal.

clients/NAME/backups/     the last states of workbooks, by the moment they were replaced
clients/NAME/journal.jsonl   one JSON object for each refresh
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kpicells.sheets_sync import json_lines
from kpicells.sheets_sync.errors import StoreError, TargetError
from kpicells.sheets_sync.hosts.xlsx_package import replacing
from kpicells.sheets_sync.refresh.comparing import Edits
from kpicells.sheets_sync.refresh.contents import from_json, to_json
from kpicells.sheets_sync.refresh.diff import Change

KEPT_BACKUPS = 30
BACKUPS, JOURNAL = "backups", "journal.jsonl"
_MOMENT = "%Y-%m-%d %H.%M.%S.%f UTC"


@dataclass(frozen=True, slots=True)
class History:
    """The backups and the journal of one client.

    Attributes:
        folder: The client's folder.
    """

    folder: Path

    def back_up(self, path: Path, now: datetime) -> Path:
        """Copy a workbook's present state; the oldest copies beyond the last thirty go.

        Raises:
            StoreError: The copy cannot be written.
        """
        backup = self._backup(path, now)
        try:
            backup.parent.mkdir(parents=True, exist_ok=True)
            while backup.exists():
                now += timedelta(microseconds=1)
                backup = self._backup(path, now)
            with replacing(backup) as fresh:
                shutil.copyfile(path, fresh)
            for old in self._backups(path)[:-KEPT_BACKUPS]:
                old.unlink()
        except OSError as error:
            raise StoreError(f"{backup}: no backup can be written: {error.strerror}") from None
        return backup

    def write_down(self, **what: Any) -> None:
        """Add a line to the journal.

        Raises:
            StoreError: The journal cannot be written.
        """
        json_lines.append(self.folder / JOURNAL, [what])

    @property
    def journal(self) -> list[dict[str, Any]]:
        """All lines of the journal, oldest first; a line cut off by a crash is left out."""
        return list(json_lines.read(self.folder / JOURNAL))

    def has_backup(self, path: Path) -> bool:
        """Whether an earlier state of a workbook is kept."""
        return bool(self._backups(path))

    def undo(self, path: Path, now: datetime) -> Path:
        """Put the last backup of a workbook in its place; the present state becomes a backup.

        Returns:
            The backup that was restored.

        Raises:
            TargetError: There is none.
        """
        backups = self._backups(path)
        if not backups:
            raise TargetError(f"{path}: there is no earlier state of it in {self.folder / BACKUPS}")
        last = backups[-1]
        with replacing(path) as fresh:
            shutil.copyfile(last, fresh)
            if path.exists():
                self.back_up(path, now)
        last.unlink(missing_ok=True)
        return last

    def keep_edits(self, where: str, edits: Edits, now: datetime) -> Path:
        """Write down what is going to be changed in a workbook that is no file.

        Raises:
            StoreError: It cannot be written.
        """
        path = self._edits(where, now)
        lines = [[*c.place, to_json([c.old]), to_json([c.new])] for c in edits.cells]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as fresh:
                fresh.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
            for old in self._all_edits(where)[:-KEPT_BACKUPS]:
                old.unlink()
        except OSError as error:
            raise StoreError(f"{path}: no backup can be written: {error.strerror}") from None
        return path

    def last_edits(self, where: str) -> tuple[Path, Edits]:
        """What the last refresh of such a workbook changed.

        Raises:
            TargetError: There is no record of one.
        """
        found = self._all_edits(where)
        if not found:
            raise TargetError(f"{where}: no refresh of it is on record in {self.folder / BACKUPS}")
        cells = [
            Change((sheet, row, column), from_json(old)[0], from_json(new)[0])
            for sheet, row, column, old, new in json.loads(found[-1].read_text("utf-8"))
        ]
        return found[-1], Edits(cells, {})

    def _edits(self, where: str, now: datetime) -> Path:
        moment = now.astimezone(UTC).strftime(_MOMENT)
        return self.folder / BACKUPS / f"{moment} {_digest_of(where)}.edits.json"

    def _all_edits(self, where: str) -> list[Path]:
        return sorted((self.folder / BACKUPS).glob(f"* {_digest_of(where)}.edits.json"))

    def _backup(self, path: Path, now: datetime) -> Path:
        moment = now.astimezone(UTC).strftime(_MOMENT)  # summer time would put them out of order
        return self.folder / BACKUPS / f"{moment} {path.stem} {self._mark(path)}{path.suffix}"

    def _backups(self, path: Path) -> list[Path]:
        """The backups of a workbook, oldest first."""
        ending = f" {path.stem} {self._mark(path)}{path.suffix}"
        folder = self.folder / BACKUPS
        found = folder.iterdir() if folder.is_dir() else ()
        return sorted(backup for backup in found if backup.name.endswith(ending))

    def _mark(self, path: Path) -> str:
        """Tells workbooks of one name in several folders apart; the workspace may be moved."""
        place = path.resolve()
        inside = place.is_relative_to(self.folder.resolve())
        text = place.relative_to(self.folder.resolve()) if inside else place
        return _digest_of(text.as_posix())


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]
