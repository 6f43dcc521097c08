"""Small pieces of SQL text."""

from __future__ import annotations

from collections.abc import Iterable


def name(text: str) -> str:
    """A name of a table or column, quoted."""
    return '"' + text.replace('"', '""') + '"'


def text(value: str | None) -> str:
    """A text literal; NULL for None."""
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """Text literals in brackets, as after IN."""
    return "(" + ", ".join(text(value) for value in values) + ")"


def metric(metric_id: str) -> str:
    """The column of records that holds a metric.

    The prefix keeps an agency's own metric ``date`` apart from the date.
    """
    return name(f"m_{metric_id}")
