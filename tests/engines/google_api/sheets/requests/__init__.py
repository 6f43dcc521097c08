"""The kinds of requests that ``batchUpdate`` takes, one module per family."""

from __future__ import annotations

from tests.engines.google_api.sheets.requests import (
    cells,
    charts,
    conditions,
    copying,
    dimensions,
    filters,
    groups,
    metadata,
    names,
    protected,
    reshaping,
    searching,
    sheets,
)
from tests.engines.google_api.sheets.updating import Handler

HANDLERS: dict[str, Handler] = {
    **cells.HANDLERS,
    **charts.HANDLERS,
    **conditions.HANDLERS,
    **copying.HANDLERS,
    **dimensions.HANDLERS,
    **filters.HANDLERS,
    **groups.HANDLERS,
    **metadata.HANDLERS,
    **names.HANDLERS,
    **protected.HANDLERS,
    **reshaping.HANDLERS,
    **searching.HANDLERS,
    **sheets.HANDLERS,
}
"""By the name in the discovery document."""
