"""Journals survive a crash in the middle of a line."""

from __future__ import annotations

from pathlib import Path

from kpicells.sheets_sync.json_lines import append, read


def test_what_is_added_after_a_crash_is_read(tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    append(journal, [{"n": 1}, {"n": 2}])
    journal.write_bytes(journal.read_bytes()[:-3])  # the second line lost its end
    append(journal, [{"n": 3}])
    append(journal, [{"who": "Анна"}])
    assert list(read(journal)) == [{"n": 1}, {"n": 3}, {"who": "Анна"}]


def test_nothing_to_add_changes_nothing(tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    journal.write_bytes(b'{"n": 1')
    append(journal, [])
    assert journal.read_bytes() == b'{"n": 1'


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert list(read(tmp_path / "none.jsonl")) == []
