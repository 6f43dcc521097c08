"""The exports that kpicells knows."""

from __future__ import annotations

from pathlib import Path

from kpicells.sheets_sync.sources.declared import read_sources
from kpicells.sheets_sync.sources.formats import ExportFormat

KNOWN: tuple[ExportFormat, ...] = read_sources((Path(__file__).parent / "exports").glob("*.toml"))
"""All of them, by source."""

SOURCE_NAMES = {kind.source: kind.called for kind in KNOWN}
"""What people call the sources of these exports."""
