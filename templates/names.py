"""Defined names made of what people call things: letters, digits and underscores, no two alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kpicells.templates.content import Content


def safe_names(labels: Iterable[str], fallback: str) -> dict[str, str]:
    """Label to the part of its defined names: ``leads_Meta Ads`` gives ``leads_meta_ads``."""
    found: dict[str, str] = {}
    for label in labels:
        base = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") or fallback
        name, number = base, 2
        while name in found.values():
            name, number = f"{base}_{number}", number + 1
        found[label] = name
    return found


def kpi_names(content: Content) -> dict[str, str]:
    """KPI key to the part of its names, as in ``target_leads`` and ``actual_leads``."""
    return safe_names((kpi.key for kpi in content.kpis), "kpi")


def source_names(content: Content) -> dict[str, str]:
    """Source to the part of its name, as in ``days_meta_ads``."""
    return safe_names(content.framed.sources, "source")
