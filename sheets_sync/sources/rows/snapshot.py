"""Lists of what stood at one moment, which they do not name."""

from __future__ import annotations

from dataclasses import replace

from kpicells.sheets_sync.sources.formats import Found, Reading
from kpicells.sheets_sync.sources.rewriting import with_warnings
from kpicells.sheets_sync.sources.saved_on import saved_on


def of_the_day_of_saving(reading: Reading, found: Found) -> Reading:
    """Date a list that has no dates by the day on which it was saved."""
    if reading.recipe.date is not None or reading.table.period is not None:
        return reading
    day, why = saved_on(reading.table)
    table = replace(reading.table, period=(day, day))
    return replace(reading, table=with_warnings(table, f"dated {day}, since {why}"))
