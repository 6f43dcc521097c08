"""What tables of YouTube Studio are, and what their numbers stand for."""

from __future__ import annotations

from dataclasses import replace

from kpicells.sheets_sync.sources.formats import Found, Reading, names_of, plain
from kpicells.sheets_sync.sources.rewriting import with_columns, with_warnings, without_rows
from kpicells.sheets_sync.sources.rows.words import words
from kpicells.sheets_sync.tables import Table

_WORDS = words(
    (
        "watch time (hours)", "impressions click-through rate (%)", "video publish time",
        "время просмотра (часы)", "время просмотра (в часах)",
    ),
    (
        "average view duration", "traffic source", "video title", "источник трафика",
        "средняя продолжительность просмотра",
    ),
)  # fmt: skip
_OWN_FILES = ("totals", "chart data", "table data", "итоги", "данные диаграммы", "данные таблицы")


def sign(table: Table) -> float:
    """Whether a table uses words, or its file a name, that YouTube Studio uses."""
    plain_names = [plain(name.replace("_", " ")) for name in names_of(table)]
    named = any(own_file in name for name in plain_names for own_file in _OWN_FILES)
    return _WORDS(table) + 0.4 * named


def content(reading: Reading, found: Found) -> Reading:
    """Tell what the numbers of a video are of, and give each its address."""
    roles, header = found.columns.roles, reading.table.header
    post, when = header.index(roles["post"]), header.index(roles["date"])
    # Videos that were deleted since have numbers, and neither a title nor a day of publication.
    table = without_rows(
        reading.table,
        found.workdir,
        lambda row: (
            bool(row[post].strip())
            and not row[when].strip()
            and plain(row[post]) not in ("total", "итого")
        ),
        "video without a day of publication",
    )
    table = with_columns(
        table, found.workdir, {"link": lambda row: f"https://youtu.be/{row[post].strip()}"}
    )
    note = (
        "the numbers of a video are of the period that was chosen in YouTube Studio: choose "
        "Lifetime, so that they are its totals"
    )
    return replace(
        reading, table=with_warnings(table, note), recipe=replace(reading.recipe, link="link")
    )
