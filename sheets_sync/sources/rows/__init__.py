"""What names of columns cannot say, by the names under which ``exports/`` calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kpicells.sheets_sync.sources.formats import Found, Reading, Step
from kpicells.sheets_sync.sources.rows import (
    deals,
    explained,
    ga4,
    meta_ads,
    micros,
    people,
    side_by_side,
    snapshot,
    spans,
    telegram,
    vk,
    words,
    years,
    youtube,
)
from kpicells.sheets_sync.tables import Table

STEPS: Mapping[str, Step] = {
    "explained": explained.without_explanations,
    "ga4": ga4.dimensions,
    "meta_ads": meta_ads.level_and_results,
    "micros": micros.as_money,
    "people_by_known_names": people.by_known_names,
    "snapshot": snapshot.of_the_day_of_saving,
    "spans": spans.apart,
    "telegram_history": telegram.posts_only,
    "vk_wall": vk.with_links,
    "years": years.with_years,
    "youtube_content": youtube.content,
}
"""Steps that adapt a reading."""

PARTS: Mapping[str, Callable[[Reading, Found], list[Reading]]] = {
    "deals": deals.leads_and_sales,
    "side_by_side": side_by_side.both_lists,
}
"""Steps that take one table as several."""

SIGNS: Mapping[str, Callable[[Table], float]] = {
    "amocrm": words.AMOCRM,
    "ga4": ga4.sign,
    "google_ads": words.GOOGLE_ADS,
    "ok": words.OK,
    "popsters": words.POPSTERS,
    "salesforce": words.SALESFORCE,
    "telegram": telegram.sign,
    "vk_ads": words.VK_ADS,
    "vk_community": words.VK_COMMUNITY,
    "yandex_direct": words.YANDEX_DIRECT,
    "yandex_metrica": words.YANDEX_METRICA,
    "youtube": youtube.sign,
}
"""Evidence beyond the names of columns."""
