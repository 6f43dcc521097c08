"""The exports that kpicells knows."""

from kpicells.sheets_sync.sources.facebook_content import FACEBOOK_CONTENT
from kpicells.sheets_sync.sources.formats import ExportFormat
from kpicells.sheets_sync.sources.ga4 import GA4
from kpicells.sheets_sync.sources.instagram_content import INSTAGRAM_CONTENT
from kpicells.sheets_sync.sources.meta_ads import META_ADS

KNOWN: tuple[ExportFormat, ...] = (INSTAGRAM_CONTENT, FACEBOOK_CONTENT, META_ADS, GA4)
"""All of them, in the order in which they are listed."""

SOURCE_NAMES = {kind.source: kind.called for kind in KNOWN}
"""What people call the sources of these exports."""
