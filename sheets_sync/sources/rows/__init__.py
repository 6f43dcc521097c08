"""What names of columns cannot say, by the names under which ``exports/`` calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kpicells.sheets_sync.sources.formats import Found, Reading, Step
from kpicells.sheets_sync.sources.rows import deals, explained, ga4, meta_ads, vk
from kpicells.sheets_sync.tables import Table

STEPS: Mapping[str, Step] = {
    "explained": explained.without_explanations,
    "meta_ads": meta_ads.level_and_results,
    "ga4": ga4.dimensions,
    "vk_wall": vk.with_links,
}
"""Steps that adapt a reading."""

PARTS: Mapping[str, Callable[[Reading, Found], list[Reading]]] = {
    "deals": deals.leads_and_sales,
}
"""Steps that take one table as several."""

SIGNS: Mapping[str, Callable[[Table], float]] = {
    "ga4": ga4.sign,
    "amocrm": deals.amocrm_sign,
    "salesforce": deals.salesforce_sign,
    "vk_community": vk.community_sign,
    "vk_ads": vk.ads_sign,
}
"""Evidence beyond the names of columns."""
