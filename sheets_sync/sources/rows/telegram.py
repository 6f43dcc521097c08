"""The history of a Telegram channel, as Telegram Desktop exports it."""

from __future__ import annotations

from dataclasses import replace

from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.rewriting import with_columns, without_rows
from kpicells.sheets_sync.sources.rows import words
from kpicells.sheets_sync.tables import Table


def sign(table: Table) -> float:
    """Whether a table uses words that TGStat uses, or is named after it."""
    return words.TGSTAT(table) + 0.4 * ("tgstat" in table.file.stem.casefold())


def posts_only(reading: Reading, found: Found) -> Reading:
    """Count posts, and leave out what the channel's service messages say."""
    kind = reading.table.header.index(found.columns.roles["kind"])
    table = without_rows(
        reading.table, found.workdir, lambda row: row[kind] != "message", "service message"
    )
    table = with_columns(table, found.workdir, {"post": lambda row: "1"})
    metrics = {"posts": "post", **reading.recipe.metrics}
    return replace(reading, table=table, recipe=replace(reading.recipe, metrics=metrics))
