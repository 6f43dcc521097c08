"""The exports that kpicells knows."""

from __future__ import annotations

from pathlib import Path

from kpicells.sheets_sync.sources.declared import read_source
from kpicells.sheets_sync.sources.formats import ExportFormat

SHIPPED = tuple(sorted((Path(__file__).parent / "exports").glob("*.toml")))
"""The files that describe them, one per source."""

KNOWN: tuple[ExportFormat, ...] = tuple(kind for path in SHIPPED for kind in read_source(path))
"""All of them, by source."""

SOURCE_NAMES = {kind.source: kind.called for kind in KNOWN}
"""What people call the sources of these exports."""
