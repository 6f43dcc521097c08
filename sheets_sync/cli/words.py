"""The texts of the command in the reader's language, from the Fluent files in ``texts/``."""

from __future__ import annotations

from kpicells.templates.words import Words


def words(lang: str) -> Words:
    """The command's texts: ``words("ru")("column-name")``."""
    return Words(lang, "kpicells.sheets_sync.cli")
